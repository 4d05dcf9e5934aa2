#include "adapters/huawei/client/endpoints.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "adapters/wire/http.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kHuaweisDomain = "myhuaweicloud.com";
constexpr std::string_view kEuropesDomain = "myhuaweicloud.eu";
// The regions of that domain are eu-west-101 and what may come beside it; eu-west-0 is another operator's.
constexpr std::string_view kEuropesRegions = "eu-west-1";

struct Domain {
  std::string_view domain;  // of its endpoints
  Operator owner;
  std::string_view iam = "iam";  // the first label of IAM's host
};
constexpr Operator kHuawei = {.name = "Huawei Cloud"};
constexpr Operator kSberCloud = {.name = "SberCloud"};
// A domain inside another one stands before that.
constexpr std::array<Domain, 6> kDomains = {{
    {kHuaweisDomain, kHuawei},
    {kEuropesDomain, kHuawei},
    {"sc.otc.t-systems.com",
     {.name = "Open Telekom Cloud in Switzerland",
      .without_detection = "Open Telekom Cloud in Switzerland, Direct Connect API Reference, creating a virtual "
                           "interface (2025-06), read 2026-11-30"},
     "iam-pub"},
    {"otc.t-systems.com", {.name = "Open Telekom Cloud"}},
    {"hc.sbercloud.ru", kSberCloud},
    {"hc.cloud.ru", kSberCloud},
}};

// Whose a host or a domain is; null: nobody's that is known.
const Domain* DomainOf(std::string_view host) {
  const std::string name = ToLowerAscii(host.substr(0, host.find(':')));
  for (const Domain& one : kDomains) {
    if (name == one.domain || name.ends_with(fmt::format(".{}", one.domain))) return &one;
  }
  return nullptr;
}

// An endpoint that is said, and where.
struct Said {
  std::string url;  // empty: it is not
  std::string source;
};

Said SaidOfDirectConnect(const Settings& settings, const std::string& region) {
  if (!settings.config.endpoint.empty()) return {settings.config.endpoint, "endpoint of the configuration"};
  std::string variable = "HUAWEICLOUD_SDK_REGION_DC_" + region;
  std::ranges::transform(variable, variable.begin(), [](char c) {
    if (c == '-') return '_';
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  // A comma list of URLs; the SDKs use the others when the first fails to answer.
  const std::string urls = settings.environment.Get(variable);
  if (urls.empty()) return {};
  return {std::string(Trim(Split(urls, ',')[0])), variable};
}

Said SaidOfIam(const Settings& settings) {
  return {settings.config.iam_endpoint, "iam_endpoint (or HW_AUTH_URL in the environment)"};
}

// The domain of an endpoint that is not said; `other` is what is said of the other service.
StatusOr<std::string> DomainFrom(const Settings& settings, const std::string& region, const Said& other,
                                 std::string_view missing, std::string_view what) {
  if (!settings.config.cloud.empty()) return settings.config.cloud;
  if (other.url.empty()) return std::string(region.starts_with(kEuropesRegions) ? kEuropesDomain : kHuaweisDomain);
  if (const Domain* known = DomainOf(HostOfUrl(other.url))) return std::string(known->domain);
  return FailedPreconditionError(fmt::format(
      "{} is {}, which is of no operator known here, and nothing says where {} is: keys and tokens of one operator are "
      "not sent to another. Set {}, or cloud (HW_CLOUD in the environment) to the domain of the operator's endpoints",
      other.source, RedactUrl(other.url), what, missing));
}

StatusOr<std::string> CheckedUrl(std::string url, std::string_view source) {
  if (HostOfUrl(url).empty()) {
    return InvalidArgumentError(
        fmt::format("{} must be an absolute http:// or https:// URL, got {}", source, RedactUrl(url)));
  }
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace

Status CheckRegionName(std::string_view region) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (!region.empty() && region.size() <= 63 && region.front() != '-' && std::ranges::all_of(region, is_allowed)) {
    return OkStatus();
  }
  return InvalidArgumentError(
      fmt::format("\"{}\" is not the name of a region: expected letters, digits and hyphens, such as cn-north-4",
                  ToValidUtf8(region.substr(0, 100))));
}

Status CheckOneOperator(const Settings& settings) {
  const HuaweiConfig& config = settings.config;
  const Domain* first = nullptr;
  std::string_view first_name;
  for (const auto& [name, host] : {std::pair<std::string_view, std::string>("cloud", config.cloud),
                                   {"endpoint", HostOfUrl(config.endpoint)},
                                   {"iam_endpoint", HostOfUrl(config.iam_endpoint)}}) {
    const Domain* const one = DomainOf(host);
    if (one == nullptr) continue;
    if (first != nullptr && first->owner.name != one->owner.name) {
      return InvalidArgumentError(fmt::format(
          "{} is of {} and {} is of {}: keys and tokens of one operator are not sent to another. Set both to the same "
          "operator (HW_CLOUD, HW_AUTH_URL and OS_AUTH_URL in the environment count too)",
          first_name, first->owner.name, name, one->owner.name));
    }
    first = one;
    first_name = name;
  }
  return OkStatus();
}

Operator OperatorIn(const Settings& settings, const std::string& region) {
  for (const std::string& host : {settings.config.cloud, HostOfUrl(SaidOfDirectConnect(settings, region).url),
                                  HostOfUrl(SaidOfIam(settings).url)}) {
    if (const Domain* const known = DomainOf(host)) return known->owner;
  }
  return kHuawei;
}

bool IsInCatalog(const Settings& settings, const std::string& region) {
  const Said iam = SaidOfIam(settings);
  if (!settings.config.cloud.empty() || iam.url.empty() || DomainOf(HostOfUrl(iam.url)) != nullptr) return false;
  if (!SaidOfDirectConnect(settings, region).url.empty()) return false;
  return settings.iam == Origin::kConfiguration ||
         (settings.iam != Origin::kNobody && settings.iam == settings.identity);
}

StatusOr<std::string> DirectConnectEndpoint(const Settings& settings, const std::string& region) {
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  if (Said said = SaidOfDirectConnect(settings, region); !said.url.empty()) {
    return CheckedUrl(std::move(said.url), said.source);
  }
  IC_ASSIGN_OR_RETURN(const std::string domain,
                      DomainFrom(settings, region, SaidOfIam(settings), "endpoint", "Direct Connect"));
  return fmt::format("https://dcaas.{}.{}", region, domain);
}

StatusOr<std::string> IamEndpoint(const Settings& settings, const std::string& region) {
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  Said said = SaidOfIam(settings);
  if (said.url.empty()) {
    IC_ASSIGN_OR_RETURN(const std::string domain,
                        DomainFrom(settings, region, SaidOfDirectConnect(settings, region), "iam_endpoint", "IAM"));
    const Domain* const known = DomainOf(domain);
    return fmt::format("https://{}.{}.{}", known != nullptr ? known->iam : "iam", region, domain);
  }
  IC_ASSIGN_OR_RETURN(std::string url, CheckedUrl(std::move(said.url), said.source));
  if (url.ends_with("/v3")) url.resize(url.size() - 3);
  return url;
}

}  // namespace ic::huawei

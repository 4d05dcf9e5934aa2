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

struct Operator {
  std::string_view domain;  // of its endpoints
  std::string_view name;
};
// A domain inside another one stands before that.
constexpr std::array<Operator, 4> kOperators = {{
    {kHuaweisDomain, "Huawei Cloud"},
    {"myhuaweicloud.eu", "Huawei Cloud"},
    {"sc.otc.t-systems.com", "Open Telekom Cloud in Switzerland"},
    {"otc.t-systems.com", "Open Telekom Cloud"},
}};

// Whose a host or a domain is; null: nobody's that is known.
const Operator* OperatorOf(std::string_view host) {
  const std::string name = ToLowerAscii(host.substr(0, host.find(':')));
  for (const Operator& one : kOperators) {
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
StatusOr<std::string> DomainFrom(const Settings& settings, const Said& other, std::string_view missing,
                                 std::string_view what) {
  if (!settings.config.cloud.empty()) return settings.config.cloud;
  if (other.url.empty()) return std::string(kHuaweisDomain);
  if (const Operator* known = OperatorOf(HostOfUrl(other.url))) return std::string(known->domain);
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
  const Operator* first = nullptr;
  std::string_view first_name;
  for (const auto& [name, host] : {std::pair<std::string_view, std::string>("cloud", config.cloud),
                                   {"endpoint", HostOfUrl(config.endpoint)},
                                   {"iam_endpoint", HostOfUrl(config.iam_endpoint)}}) {
    const Operator* const one = OperatorOf(host);
    if (one == nullptr) continue;
    if (first != nullptr && first->name != one->name) {
      return InvalidArgumentError(fmt::format(
          "{} is of {} and {} is of {}: keys and tokens of one operator are not sent to another. Set both to the same "
          "operator (HW_CLOUD, HW_AUTH_URL and OS_AUTH_URL in the environment count too)",
          first_name, first->name, name, one->name));
    }
    first = one;
    first_name = name;
  }
  return OkStatus();
}

StatusOr<std::string> DirectConnectEndpoint(const Settings& settings, const std::string& region) {
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  if (Said said = SaidOfDirectConnect(settings, region); !said.url.empty()) {
    return CheckedUrl(std::move(said.url), said.source);
  }
  IC_ASSIGN_OR_RETURN(const std::string domain,
                      DomainFrom(settings, SaidOfIam(settings), "endpoint", "Direct Connect"));
  return fmt::format("https://dcaas.{}.{}", region, domain);
}

StatusOr<std::string> IamEndpoint(const Settings& settings, const std::string& region) {
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  Said said = SaidOfIam(settings);
  if (said.url.empty()) {
    IC_ASSIGN_OR_RETURN(const std::string domain,
                        DomainFrom(settings, SaidOfDirectConnect(settings, region), "iam_endpoint", "IAM"));
    return fmt::format("https://iam.{}.{}", region, domain);
  }
  IC_ASSIGN_OR_RETURN(std::string url, CheckedUrl(std::move(said.url), said.source));
  if (url.ends_with("/v3")) url.resize(url.size() - 3);
  return url;
}

}  // namespace ic::huawei

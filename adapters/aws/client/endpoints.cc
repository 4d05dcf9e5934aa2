#include "adapters/aws/client/endpoints.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/wire/http.h"
#include "base/text.h"

namespace ic::aws {

const Service kDirectConnect = {"directconnect", "directconnect", "direct_connect"};
const Service kSts = {"sts", "sts", "sts"};
const Service kSso = {"portal.sso", "awsssoportal", "sso"};
const Service kServiceQuotas = {"servicequotas", "servicequotas", "service_quotas"};

namespace {

constexpr std::array<Partition, 8> kPartitions = {{
    {"aws", "us-|eu-|ap-|sa-|ca-|me-|af-|il-|mx-", "amazonaws.com", "api.aws"},
    {"aws-cn", "cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"},
    {"aws-eusc", "eusc-de-", "amazonaws.eu", "api.amazonwebservices.eu"},
    {"aws-iso", "us-iso-", "c2s.ic.gov", "api.aws.ic.gov"},
    {"aws-iso-b", "us-isob-", "sc2s.sgov.gov", "api.aws.scloud"},
    {"aws-iso-e", "eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"},
    {"aws-iso-f", "us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"},
    {"aws-us-gov", "us-gov-", "amazonaws.com", "api.aws"},
}};

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "<word>-<number>"
bool IsRegionTail(std::string_view text) {
  const std::size_t hyphen = text.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == text.size()) return false;
  const std::string_view word = text.substr(0, hyphen);
  const std::string_view number = text.substr(hyphen + 1);
  return std::all_of(word.begin(), word.end(), [](char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }) &&
         std::all_of(number.begin(), number.end(), IsDigit);
}

bool Matches(const Partition& partition, std::string_view region) {
  for (const std::string& prefix : Split(partition.region_prefix, '|')) {
    if (region.starts_with(prefix) && IsRegionTail(region.substr(prefix.size()))) return true;
  }
  return false;
}

struct Override {
  std::string url;
  std::string source;  // for messages
};

Override FindOverride(const Settings& settings, const Service& service, const std::string& explicit_endpoint) {
  if (!explicit_endpoint.empty()) return {explicit_endpoint, "endpoint of the configuration"};
  const Environment& environment = settings.environment;
  if (EqualsIgnoreCase(environment.Get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true")) return {};
  std::string variable = fmt::format("AWS_ENDPOINT_URL_{}", service.config_key);
  std::transform(variable.begin(), variable.end(), variable.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  for (const std::string& name : {variable, std::string("AWS_ENDPOINT_URL")}) {
    if (std::string url = environment.Get(name); !url.empty()) return {std::move(url), name};
  }
  const ProfileKeys keys = settings.files.Profile(settings.profile).value_or(ProfileKeys());
  if (const auto named = keys.find("services"); named != keys.end()) {
    if (const auto section = settings.files.services.find(named->second); section != settings.files.services.end()) {
      const auto url = section->second.find(fmt::format("{}.endpoint_url", service.config_key));
      if (url != section->second.end()) return {url->second, fmt::format("[services {}]", named->second)};
    }
  }
  if (const auto url = keys.find("endpoint_url"); url != keys.end()) {
    return {url->second, fmt::format("endpoint_url of profile {}", settings.profile)};
  }
  return {};
}

}  // namespace

const Partition& PartitionOf(std::string_view region) {
  for (const Partition& partition : kPartitions) {
    if (Matches(partition, region) || region == fmt::format("{}-global", partition.id)) return partition;
  }
  return kPartitions[0];
}

Status CheckRegionName(std::string_view region) {
  const bool well_formed =
      !region.empty() && region.size() <= 63 && region.front() != '-' && region.back() != '-' &&
      !std::all_of(region.begin(), region.end(), IsDigit) &&
      std::all_of(region.begin(), region.end(), [](char c) { return IsLetter(c) || IsDigit(c) || c == '-'; });
  if (well_formed) return OkStatus();
  return InvalidArgumentError(
      fmt::format("\"{}\" is not the name of a region: expected letters, digits and hyphens, such as us-east-1",
                  ToValidUtf8(region.substr(0, 100))));
}

StatusOr<std::string> ResolveEndpoint(const Settings& settings, const Service& service, std::string_view region,
                                      const std::string& explicit_endpoint) {
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  const bool fips = settings.use_fips;
  if (const Override found = FindOverride(settings, service, explicit_endpoint); !found.url.empty()) {
    if (HostOfUrl(found.url).empty()) {
      return InvalidArgumentError(
          fmt::format("{} must be an absolute http:// or https:// URL, got {}", found.source, RedactUrl(found.url)));
    }
    if (fips || settings.use_dualstack) {
      return InvalidArgumentError(fmt::format(
          "{} names an endpoint, and {} is on: an endpoint of one's own has no variants. Remove one of the two",
          found.source, fips ? "use_fips" : "use_dualstack"));
    }
    return found.url;
  }
  const Partition& partition = PartitionOf(region);
  // The services beside Direct Connect have no FIPS names of their own in GovCloud: all of it is FIPS.
  const bool plain_gov =
      partition.id == "aws-us-gov" && !settings.use_dualstack && service.host_prefix != kDirectConnect.host_prefix;
  return fmt::format("https://{}{}.{}.{}", service.host_prefix, fips && !plain_gov ? "-fips" : "", region,
                     settings.use_dualstack ? partition.dualstack_suffix : partition.dns_suffix);
}

bool IsOverridden(const Settings& settings, const Service& service, const std::string& explicit_endpoint) {
  return !FindOverride(settings, service, explicit_endpoint).url.empty();
}

}  // namespace ic::aws

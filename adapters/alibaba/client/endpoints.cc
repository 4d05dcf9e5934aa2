#include "adapters/alibaba/client/endpoints.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/wire/http.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

// Regions whose VPC API is at the central host.
constexpr std::array<std::string_view, 2> kCentral = {"cn-hangzhou", "cn-hangzhou-finance"};

StatusOr<std::string> Normalized(std::string endpoint, std::string_view setting) {
  if (endpoint.find("://") == std::string::npos) endpoint = "https://" + endpoint;
  while (endpoint.ends_with('/')) endpoint.pop_back();
  const std::string lower = ToLowerAscii(endpoint);
  const bool has_path = endpoint.find('/', endpoint.find("://") + 3) != std::string::npos;
  if (HostOfUrl(endpoint).empty() || has_path || endpoint.find_first_of("?#@ ") != std::string::npos ||
      !(lower.starts_with("https://") || lower.starts_with("http://"))) {
    return InvalidArgumentError(
        fmt::format("{} is \"{}\"; give a host, or https:// and a host, with a port if it is "
                    "needed",
                    setting, RedactUrl(endpoint)));
  }
  return endpoint + "/";
}

}  // namespace

Status CheckRegionName(std::string_view region) {
  const bool letters =
      std::ranges::all_of(region, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  const std::size_t hyphen = region.find('-');
  if (letters && hyphen != std::string_view::npos && hyphen > 0 && hyphen + 1 < region.size()) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "\"{}\" is no region of Alibaba Cloud; one looks like cn-hangzhou or ap-southeast-1", ToValidUtf8(region)));
}

bool IsOverridden(const Settings& settings) {
  return !settings.config.endpoint.empty() ||
         !FirstVariable(settings.environment, {"ALIBABA_CLOUD_ENDPOINT_VPC", "VPC_ENDPOINT"}).empty();
}

bool QuotasAreOverridden(const Settings& settings) {
  return !settings.config.quotas_endpoint.empty() ||
         !FirstVariable(settings.environment, {"ALIBABA_CLOUD_ENDPOINT_QUOTAS", "QUOTAS_ENDPOINT"}).empty();
}

StatusOr<std::string> QuotasEndpoint(const Settings& settings) {
  if (!settings.config.quotas_endpoint.empty()) return Normalized(settings.config.quotas_endpoint, "quotas_endpoint");
  for (const std::string_view variable : {"ALIBABA_CLOUD_ENDPOINT_QUOTAS", "QUOTAS_ENDPOINT"}) {
    if (std::string value = settings.environment.Get(variable); !value.empty()) return Normalized(value, variable);
  }
  return std::string("https://quotas.aliyuncs.com/");
}

StatusOr<std::string> VpcEndpoint(const Settings& settings, std::string_view region) {
  if (!settings.config.endpoint.empty()) return Normalized(settings.config.endpoint, "endpoint");
  for (const std::string_view variable : {"ALIBABA_CLOUD_ENDPOINT_VPC", "VPC_ENDPOINT"}) {
    if (std::string value = settings.environment.Get(variable); !value.empty()) return Normalized(value, variable);
  }
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  if (std::ranges::find(kCentral, region) != kCentral.end()) return std::string("https://vpc.aliyuncs.com/");
  return fmt::format("https://vpc.{}.aliyuncs.com/", region);
}

StatusOr<std::string> RouterEndpoint(const Settings& settings, std::string_view region) {
  for (const std::string_view variable :
       {"ALIBABA_CLOUD_ENDPOINT_EXPRESSCONNECTROUTER", "EXPRESSCONNECTROUTER_ENDPOINT"}) {
    if (std::string value = settings.environment.Get(variable); !value.empty()) return Normalized(value, variable);
  }
  IC_ASSIGN_OR_RETURN(std::string vpc, VpcEndpoint(settings, region));
  if (!HostOfUrl(vpc).ends_with(".aliyuncs.com")) return vpc;
  return std::string("https://expressconnectrouter.cn-shanghai.aliyuncs.com/");
}

StatusOr<std::string> StsEndpoint(const Settings& settings, std::string_view region) {
  if (!settings.config.sts_endpoint.empty()) return Normalized(settings.config.sts_endpoint, "sts_endpoint");
  for (const std::string_view variable : {"ALIBABA_CLOUD_ENDPOINT_STS", "STS_ENDPOINT"}) {
    if (std::string value = settings.environment.Get(variable); !value.empty()) return Normalized(value, variable);
  }
  if (region.empty()) return std::string("https://sts.aliyuncs.com/");
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  return fmt::format("https://sts.{}.aliyuncs.com/", region);
}

}  // namespace ic::alibaba

#include "adapters/huawei/client/endpoints.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/wire/http.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

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

StatusOr<std::string> DirectConnectEndpoint(const Settings& settings, const std::string& region) {
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  if (!settings.config.endpoint.empty()) return CheckedUrl(settings.config.endpoint, "endpoint of the configuration");
  std::string variable = "HUAWEICLOUD_SDK_REGION_DC_" + region;
  std::ranges::transform(variable, variable.begin(), [](char c) {
    if (c == '-') return '_';
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  // A comma list of URLs; the SDKs use the others when the first fails to answer.
  const std::string urls = settings.environment.Get(variable);
  if (!urls.empty()) return CheckedUrl(std::string(Trim(Split(urls, ',')[0])), variable);
  return fmt::format("https://dcaas.{}.{}", region, settings.config.cloud);
}

StatusOr<std::string> IamEndpoint(const Settings& settings, const std::string& region) {
  IC_RETURN_IF_ERROR(CheckRegionName(region));
  if (settings.config.iam_endpoint.empty()) return fmt::format("https://iam.{}.{}", region, settings.config.cloud);
  IC_ASSIGN_OR_RETURN(std::string url,
                      CheckedUrl(settings.config.iam_endpoint, "iam_endpoint (or HW_AUTH_URL in the environment)"));
  if (url.ends_with("/v3")) url.resize(url.size() - 3);
  return url;
}

}  // namespace ic::huawei

#include <functional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/alibaba/client/credential_sources.h"

namespace ic::alibaba {
namespace {

struct Source {
  std::string_view name;
  StatusOr<SourceAnswer> (*ask)(const SearchContext& context);
};

Status NothingFound(const std::vector<std::string>& reasons) {
  std::string tried;
  for (const std::string& reason : reasons) tried += fmt::format("\n  - {}", reason);
  return UnauthenticatedError(
      fmt::format("no credentials for Alibaba Cloud were found. Set ALIBABA_CLOUD_ACCESS_KEY_ID and "
                  "ALIBABA_CLOUD_ACCESS_KEY_SECRET, name a profile, or run \"aliyun configure\". Looked at:{}",
                  tried));
}

std::vector<Source> SourcesFor(const Settings& settings) {
  const Source configuration = {"the configuration", FromConfiguration};
  const Source profile = {"the profile", FromProfile};
  if (settings.profile_explicit) return {configuration, profile};
  std::vector<Source> sources = {configuration};
  if (!settings.config.ecs_role_name.empty()) {
    sources.push_back({"the ECS instance's role", FromEcsRole});
    return sources;
  }
  sources.push_back({"environment", FromEnvironment});
  sources.push_back({"OIDC", FromOidcEnvironment});
  sources.push_back(profile);
  sources.push_back({"the credentials file", FromCredentialsFile});
  sources.push_back({"the ECS instance's role", FromEcsRole});
  sources.push_back({"the credentials URI", FromCredentialsUri});
  return sources;
}

}  // namespace

StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop) {
  const SearchContext context{settings, tools, std::move(stop)};
  std::vector<std::string> reasons;
  for (const Source& source : SourcesFor(settings)) {
    StatusOr<SourceAnswer> answer = source.ask(context);
    if (!answer.ok()) return answer.status().Annotate(fmt::format("credentials from {}", source.name));
    if (!answer->credentials) {
      reasons.push_back(fmt::format("{}: {}", source.name, answer->absent));
      continue;
    }
    if (!settings.config.assume_role) return *std::move(answer->credentials);
    return TakeRole(context, *answer->credentials, *settings.config.assume_role);
  }
  return NothingFound(reasons);
}

}  // namespace ic::alibaba

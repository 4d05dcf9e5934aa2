#include <utility>
#include <vector>

#include "adapters/alibaba/client/credential_sources.h"

namespace ic::alibaba {
namespace {

std::vector<CredentialSource> SourcesFor(const SearchContext& context) {
  const auto source = [&](std::string name, StatusOr<SourceAnswer> (*ask)(const SearchContext&)) {
    return CredentialSource{std::move(name), [ask, &context] { return ask(context); }};
  };
  const CredentialSource configuration = source("the configuration", FromConfiguration);
  const CredentialSource profile = source("the profile", FromProfile);
  const CredentialSource instance = source("the ECS instance's role", FromEcsRole);
  if (context.settings.profile_explicit) return {configuration, profile};
  if (!context.settings.config.ecs_role_name.empty()) return {configuration, instance};
  return {configuration,
          source("environment", FromEnvironment),
          source("OIDC", FromOidcEnvironment),
          profile,
          source("the credentials file", FromCredentialsFile),
          instance,
          source("the credentials URI", FromCredentialsUri)};
}

}  // namespace

StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop) {
  const SearchContext context{settings, tools, std::move(stop)};
  IC_ASSIGN_OR_RETURN(Credentials found,
                      FindFirst(SourcesFor(context), "credentials for Alibaba Cloud",
                                "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, name a profile, "
                                "or run \"aliyun configure\""));
  if (!settings.config.assume_role) return found;
  return TakeRole(context, found, *settings.config.assume_role);
}

}  // namespace ic::alibaba

#include <utility>
#include <vector>

#include "adapters/aws/client/credential_sources.h"

namespace ic::aws {
namespace {

constexpr std::string_view kWhose = "AWS credentials";

void AddProfileSources(const SearchContext& context, const std::string& profile, bool with_environment,
                       std::vector<CredentialSource>& sources) {
  sources.push_back({"web identity", [=, &context] { return FromWebIdentity(context, profile, with_environment); }});
  sources.push_back({"SSO", [=, &context] { return FromSso(context, profile); }});
  sources.push_back({"the credentials file", [=, &context] { return FromCredentialsFile(context, profile); }});
  sources.push_back({"credential_process", [=, &context] { return FromProcess(context, profile); }});
  sources.push_back({"the configuration file", [=, &context] { return FromConfigFile(context, profile); }});
}

}  // namespace

StatusOr<SourceAnswer> FromProfile(const SearchContext& context, const std::string& profile, bool with_environment) {
  std::vector<CredentialSource> sources;
  AddProfileSources(context, profile, with_environment, sources);
  return FirstOf(sources, kWhose);
}

StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop) {
  const SearchContext context{settings, tools, std::move(stop)};
  const bool with_environment = !settings.profile_explicit;
  std::vector<CredentialSource> sources = {{"the configuration", [&] { return FromConfiguration(context); }}};
  if (with_environment) sources.push_back({"environment", [&] { return FromEnvironment(context); }});
  sources.push_back({"assume role", [&] { return FromProfileRole(context, settings.profile); }});
  AddProfileSources(context, settings.profile, with_environment, sources);
  sources.push_back({"container", [&] { return FromContainer(context); }});
  sources.push_back({"instance metadata", [&] { return FromInstanceMetadata(context); }});
  IC_ASSIGN_OR_RETURN(Credentials found,
                      FindFirst(sources, kWhose,
                                "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or run \"aws "
                                "configure\""));
  if (!settings.config.assume_role) return found;
  return TakeRole(context, found, *settings.config.assume_role);
}

}  // namespace ic::aws

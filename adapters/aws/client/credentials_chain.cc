#include <array>
#include <functional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/aws/client/credential_sources.h"

namespace ic::aws {
namespace {

struct Source {
  std::string_view name;
  std::function<StatusOr<SourceAnswer>()> ask;
};

Status NothingFound(const std::vector<std::string>& reasons) {
  std::string tried;
  for (const std::string& reason : reasons) tried += fmt::format("\n  - {}", reason);
  return UnauthenticatedError(
      fmt::format("no AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or "
                  "run \"aws configure\". Looked at:{}",
                  tried));
}

// The first source that has credentials. Errors name the source.
StatusOr<SourceAnswer> FirstOf(const std::vector<Source>& sources, std::vector<std::string>& reasons) {
  for (const Source& source : sources) {
    StatusOr<SourceAnswer> answer = source.ask();
    if (!answer.ok()) return answer.status().Annotate(fmt::format("AWS credentials from {}", source.name));
    if (answer->credentials) return answer;
    reasons.push_back(fmt::format("{}: {}", source.name, answer->absent));
  }
  return SourceAnswer();
}

}  // namespace

StatusOr<SourceAnswer> FromProfile(const SearchContext& context, const std::string& profile, bool with_environment) {
  const std::vector<Source> sources = {
      {"web identity", [&] { return FromWebIdentity(context, profile, with_environment); }},
      {"SSO", [&] { return FromSso(context, profile); }},
      {"the credentials file", [&] { return FromCredentialsFile(context, profile); }},
      {"credential_process", [&] { return FromProcess(context, profile); }},
      {"the configuration file", [&] { return FromConfigFile(context, profile); }},
  };
  std::vector<std::string> reasons;
  IC_ASSIGN_OR_RETURN(SourceAnswer answer, FirstOf(sources, reasons));
  if (answer.credentials) return answer;
  return SourceAnswer::None(fmt::format("{}", fmt::join(reasons, "\n  - ")));
}

StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop) {
  const SearchContext context{settings, tools, std::move(stop)};
  const std::string& profile = settings.profile;
  const bool with_environment = !settings.profile_explicit;
  std::vector<std::string> reasons;
  std::vector<Source> sources = {{"the configuration", [&] { return FromConfiguration(context); }}};
  if (with_environment) {
    sources.push_back({"environment", [&] { return FromEnvironment(context); }});
  }
  sources.push_back({"assume role", [&] { return FromProfileRole(context, profile); }});
  IC_ASSIGN_OR_RETURN(SourceAnswer answer, FirstOf(sources, reasons));
  if (!answer.credentials) {
    IC_ASSIGN_OR_RETURN(answer, FromProfile(context, profile, with_environment));
    if (!answer.credentials) reasons.push_back(answer.absent);
  }
  if (!answer.credentials) {
    const std::vector<Source> machine = {{"container", [&] { return FromContainer(context); }},
                                         {"instance metadata", [&] { return FromInstanceMetadata(context); }}};
    IC_ASSIGN_OR_RETURN(answer, FirstOf(machine, reasons));
  }
  if (!answer.credentials) return NothingFound(reasons);
  if (!settings.config.assume_role) return *std::move(answer.credentials);
  return TakeRole(context, *answer.credentials, *settings.config.assume_role);
}

}  // namespace ic::aws

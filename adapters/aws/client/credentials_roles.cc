// Sources that take a role: a profile's role_arn, web identity, and the role of the configuration.
#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/aws/client/credential_sources.h"
#include "base/text.h"

namespace ic::aws {
namespace {

// A chain longer than this is a loop that nobody meant.
constexpr std::size_t kMostProfiles = 10;

bool HasKeys(const ProfileKeys& keys) {
  return keys.contains("aws_access_key_id") || keys.contains("aws_secret_access_key");
}

// A role that needs other credentials first; web identity does not.
bool HasRole(const ProfileKeys& keys) { return keys.contains("role_arn") && !keys.contains("web_identity_token_file"); }

StatusOr<Credentials> FromNamedSource(const SearchContext& context, const std::string& profile,
                                      const std::string& name) {
  StatusOr<SourceAnswer> answer = SourceAnswer();
  if (name == "Environment") {
    answer = FromEnvironment(context);
  } else if (name == "EcsContainer") {
    answer = FromContainer(context);
  } else if (name == "Ec2InstanceMetadata") {
    answer = FromInstanceMetadata(context);
  } else {
    return InvalidArgumentError(fmt::format(
        "credential_source of profile {} must be Environment, EcsContainer or Ec2InstanceMetadata, got \"{}\"", profile,
        ToValidUtf8(name)));
  }
  if (!answer.ok()) return answer.status();
  if (answer->credentials) return *std::move(answer->credentials);
  return UnauthenticatedError(
      fmt::format("credential_source {} of profile {} has no credentials: {}", name, profile, answer->absent));
}

// Follows source_profile from role to role.
class RoleChain {
 public:
  explicit RoleChain(const SearchContext& context) : context_(context) {}

  StatusOr<Credentials> Resolve(const std::string& profile);

 private:
  StatusOr<Credentials> Source(const std::string& profile, const ProfileKeys& keys);
  StatusOr<Credentials> FromSourceProfile(const std::string& profile, const std::string& source);
  static StatusOr<AssumeRole> Role(const std::string& profile, const ProfileKeys& keys);

  const SearchContext& context_;
  std::vector<std::string> visited_;
};

StatusOr<AssumeRole> RoleChain::Role(const std::string& profile, const ProfileKeys& keys) {
  const auto key = [&keys](const std::string& name) {
    const auto found = keys.find(name);
    return found == keys.end() ? std::string() : found->second;
  };
  if (keys.contains("mfa_serial")) {
    return InvalidArgumentError(
        fmt::format("profile {} has mfa_serial: a code cannot be asked for here. Get a session first (\"aws sts "
                    "get-session-token\" or \"aws configure export-credentials\") and pass it in the environment",
                    profile));
  }
  AssumeRole role{
      .role_arn = key("role_arn"), .session_name = key("role_session_name"), .external_id = key("external_id")};
  if (const std::string text = key("duration_seconds"); !text.empty()) {
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, role.duration_seconds);
    if (error != std::errc() || rest != end || role.duration_seconds < 900 || role.duration_seconds > 43200) {
      return InvalidArgumentError(
          fmt::format("duration_seconds of profile {} must be a number of seconds from 900 to 43200, got \"{}\"",
                      profile, ToValidUtf8(text)));
    }
  }
  return role;
}

StatusOr<Credentials> RoleChain::FromSourceProfile(const std::string& profile, const std::string& source) {
  const std::optional<ProfileKeys> keys = context_.settings.files.Profile(source);
  if (!keys) {
    return InvalidArgumentError(
        fmt::format("profile {} names source_profile {}, which does not exist", profile, ToValidUtf8(source)));
  }
  const bool visited = std::find(visited_.begin(), visited_.end(), source) != visited_.end();
  // A profile may name itself, for the keys it has beside its role.
  if (visited && (source != profile || !HasKeys(*keys))) {
    return InvalidArgumentError(
        fmt::format("source_profile goes round in a circle: {}, {}", fmt::join(visited_, ", "), source));
  }
  if (HasRole(*keys) && !HasKeys(*keys)) return Resolve(source);
  IC_ASSIGN_OR_RETURN(SourceAnswer answer, FromProfile(context_, source, /*with_environment=*/false));
  if (answer.credentials) return *std::move(answer.credentials);
  return UnauthenticatedError(
      fmt::format("source_profile {} of profile {} has no credentials:\n  - {}", source, profile, answer.absent));
}

StatusOr<Credentials> RoleChain::Source(const std::string& profile, const ProfileKeys& keys) {
  const auto source_profile = keys.find("source_profile");
  const auto credential_source = keys.find("credential_source");
  const bool by_profile = source_profile != keys.end();
  if (by_profile == (credential_source != keys.end())) {
    return InvalidArgumentError(
        fmt::format("profile {} has role_arn and {} source_profile {} credential_source; it "
                    "needs exactly one of the two",
                    profile, by_profile ? "both" : "neither", by_profile ? "and" : "nor"));
  }
  if (by_profile) return FromSourceProfile(profile, source_profile->second);
  return FromNamedSource(context_, profile, credential_source->second);
}

StatusOr<Credentials> RoleChain::Resolve(const std::string& profile) {
  visited_.push_back(profile);
  if (visited_.size() > kMostProfiles) {
    return InvalidArgumentError(fmt::format("source_profile leads over more than {} profiles", kMostProfiles));
  }
  const ProfileKeys keys = context_.settings.files.Profile(profile).value_or(ProfileKeys());
  IC_ASSIGN_OR_RETURN(const AssumeRole role, Role(profile, keys));
  IC_ASSIGN_OR_RETURN(const Credentials base, Source(profile, keys));
  return TakeRole(context_, base, role);
}

}  // namespace

StatusOr<SourceAnswer> FromProfileRole(const SearchContext& context, const std::string& profile) {
  const ProfileKeys keys = context.settings.files.Profile(profile).value_or(ProfileKeys());
  if (!HasRole(keys)) return SourceAnswer::None(fmt::format("profile {} has no role_arn", profile));
  IC_ASSIGN_OR_RETURN(Credentials credentials, RoleChain(context).Resolve(profile));
  return SourceAnswer::Found(std::move(credentials));
}

StatusOr<SourceAnswer> FromWebIdentity(const SearchContext& context, const std::string& profile,
                                       bool with_environment) {
  const auto setting = [&](std::string_view variable, const std::string& key) {
    std::string value = with_environment ? context.settings.environment.Get(variable) : "";
    return value.empty() ? ProfileKey(context.settings, profile, key) : value;
  };
  const std::string path = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file");
  if (path.empty()) return SourceAnswer::None("neither AWS_WEB_IDENTITY_TOKEN_FILE nor web_identity_token_file is set");
  const AssumeRole role{.role_arn = setting("AWS_ROLE_ARN", "role_arn"),
                        .session_name = setting("AWS_ROLE_SESSION_NAME", "role_session_name")};
  if (role.role_arn.empty()) {
    return InvalidArgumentError("a web identity token file is named but no role: set AWS_ROLE_ARN or role_arn");
  }
  const Environment& environment = context.settings.environment;
  const auto token = environment.read_file(environment.ExpandPath(path));
  if (!token.ok()) return UnauthenticatedError(token.status().message());
  IC_ASSIGN_OR_RETURN(Credentials credentials, TakeRoleWithWebIdentity(context, role, std::string(Trim(*token))));
  return SourceAnswer::Found(std::move(credentials));
}

}  // namespace ic::aws

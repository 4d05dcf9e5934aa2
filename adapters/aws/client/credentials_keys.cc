// Sources that hold keys in clear: the configuration, the environment, the two shared files, a helper's output.
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/credential_sources.h"
#include "base/json_text.h"
#include "base/text.h"
#include "base/time_text.h"

namespace ic::aws {
namespace {

std::string KeyOf(const ProfileKeys& keys, const std::string& name) {
  const auto found = keys.find(name);
  return found == keys.end() ? std::string() : found->second;
}

}  // namespace

std::string ProfileKey(const Settings& settings, const std::string& profile, const std::string& key) {
  return KeyOf(settings.files.Profile(profile).value_or(ProfileKeys()), key);
}

StatusOr<SourceAnswer> FromKeys(const ProfileKeys* keys, const std::string& where) {
  if (keys == nullptr) return SourceAnswer::None(fmt::format("there is no {}", where));
  Credentials credentials;
  credentials.keys.access_key = KeyOf(*keys, "aws_access_key_id");
  credentials.keys.secret_key = KeyOf(*keys, "aws_secret_access_key");
  credentials.keys.security_token = KeyOf(*keys, "aws_session_token");
  if (credentials.keys.security_token.empty()) credentials.keys.security_token = KeyOf(*keys, "aws_security_token");
  credentials.source = where;
  if (credentials.keys.access_key.empty()) {
    return SourceAnswer::None(fmt::format("{} has no aws_access_key_id", where));
  }
  if (credentials.keys.secret_key.empty()) {
    return InvalidArgumentError(fmt::format("{} has aws_access_key_id but no aws_secret_access_key", where));
  }
  return SourceAnswer::Found(std::move(credentials));
}

StatusOr<SourceAnswer> FromConfiguration(const SearchContext& context) {
  const AwsConfig& config = context.settings.config;
  if (config.access_key.empty()) return SourceAnswer::None("access_key is not set");
  return SourceAnswer::Found(
      {.keys = {config.access_key, config.secret_key, config.token}, .source = "the configuration"});
}

StatusOr<SourceAnswer> FromEnvironment(const SearchContext& context) {
  const Environment& environment = context.settings.environment;
  Credentials credentials;
  credentials.source = "environment";
  credentials.keys.access_key = environment.Get("AWS_ACCESS_KEY_ID");
  credentials.keys.secret_key = environment.Get("AWS_SECRET_ACCESS_KEY");
  credentials.keys.security_token = environment.Get("AWS_SESSION_TOKEN");
  if (credentials.keys.security_token.empty()) credentials.keys.security_token = environment.Get("AWS_SECURITY_TOKEN");
  if (credentials.keys.access_key.empty()) return SourceAnswer::None("AWS_ACCESS_KEY_ID is not set");
  if (credentials.keys.secret_key.empty()) {
    return InvalidArgumentError("AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not");
  }
  if (const std::string expires = environment.Get("AWS_CREDENTIAL_EXPIRATION"); !expires.empty()) {
    credentials.expires = ParseTimestamp(expires);
    if (!credentials.expires) {
      return InvalidArgumentError("AWS_CREDENTIAL_EXPIRATION is not a time such as 2026-01-01T00:00:00Z");
    }
    if (*credentials.expires <= context.tools.clock.Now()) {
      return UnauthenticatedError(fmt::format(
          "the credentials in the environment expired at {} (AWS_CREDENTIAL_EXPIRATION)", ToValidUtf8(expires)));
    }
  }
  return SourceAnswer::Found(std::move(credentials));
}

StatusOr<SourceAnswer> FromCredentialsFile(const SearchContext& context, const std::string& profile) {
  const SharedFiles& files = context.settings.files;
  const auto found = files.credentials_profiles.find(profile);
  const ProfileKeys* const keys = found == files.credentials_profiles.end() ? nullptr : &found->second;
  return FromKeys(keys, fmt::format("profile {} in {}", profile, JoinWords(files.credentials_paths, "or")));
}

StatusOr<SourceAnswer> FromConfigFile(const SearchContext& context, const std::string& profile) {
  const SharedFiles& files = context.settings.files;
  const auto found = files.config_profiles.find(profile);
  const ProfileKeys* const keys = found == files.config_profiles.end() ? nullptr : &found->second;
  return FromKeys(keys, fmt::format("profile {} in {}", profile, JoinWords(files.config_paths, "or")));
}

StatusOr<Credentials> ParseCredentials(std::string_view json, std::string_view token_member, std::string source) {
  const nlohmann::json parsed = ParseAnswer(json);
  if (!parsed.is_object()) return UnauthenticatedError(fmt::format("{} did not answer with a JSON object", source));
  const auto text = [&parsed](std::string_view member) {
    const auto found = parsed.find(member);
    return found != parsed.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  Credentials credentials;
  credentials.keys = {text("AccessKeyId"), text("SecretAccessKey"), text(token_member)};
  if (credentials.keys.access_key.empty() || credentials.keys.secret_key.empty()) {
    return UnauthenticatedError(fmt::format("the answer of {} has no {}", source,
                                            credentials.keys.access_key.empty() ? "AccessKeyId" : "SecretAccessKey"));
  }
  if (const std::string expires = text("Expiration"); !expires.empty()) {
    credentials.expires = ParseTimestamp(expires);
    if (!credentials.expires) {
      return UnauthenticatedError(fmt::format("the Expiration in the answer of {} is not a time", source));
    }
  }
  credentials.source = std::move(source);
  return credentials;
}

StatusOr<SourceAnswer> FromProcess(const SearchContext& context, const std::string& profile) {
  const std::string command = ProfileKey(context.settings, profile, "credential_process");
  if (command.empty()) return SourceAnswer::None(fmt::format("profile {} has no credential_process", profile));
  const std::string where = fmt::format("credential_process of profile {}", profile);
  auto arguments = SplitCommandLine(command);
  if (!arguments.ok()) return arguments.status().Annotate(where);
  if (!arguments->empty()) (*arguments)[0] = context.settings.environment.ExpandPath((*arguments)[0]);
  StatusOr<std::string> output = context.tools.processes.Run(
      {.arguments = *std::move(arguments), .timeout = std::chrono::seconds(30)}, context.stop);
  if (!output.ok()) {
    // One that hangs would hang again, for each call.
    const bool refused = output.status().code() != StatusCode::kCancelled;
    const Status status = output.status().Annotate(where);
    return refused ? UnauthenticatedError(status.message()) : status;
  }
  const nlohmann::json parsed = ParseJson(*output);
  const auto version = parsed.is_object() ? parsed.find("Version") : parsed.end();
  if (parsed.is_object() && (version == parsed.end() || *version != 1)) {
    return UnauthenticatedError(fmt::format("the answer of {} must have \"Version\": 1", where));
  }
  IC_ASSIGN_OR_RETURN(Credentials credentials, ParseCredentials(*output, "SessionToken", where));
  return SourceAnswer::Found(std::move(credentials));
}

}  // namespace ic::aws

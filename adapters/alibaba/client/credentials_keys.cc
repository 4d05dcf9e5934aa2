// Sources that hold keys, or say where they are: the configuration, the environment, the two files.
#include <charconv>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/credential_sources.h"
#include "adapters/wire/ini.h"
#include "base/json_text.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

// A role may be taken with a profile's keys that are themselves a role's.
constexpr int kLongestChain = 5;

StatusOr<SourceAnswer> FromKeys(std::string id, std::string secret, std::string token, std::string where) {
  if (id.empty() && secret.empty()) return SourceAnswer::None(where + " has no keys");
  if (id.empty() != secret.empty()) {
    return InvalidArgumentError(fmt::format("{} has only half of a key pair; give both or neither", where));
  }
  return SourceAnswer::Found({.keys = {std::move(id), std::move(secret), std::move(token)},
                              .expires = std::nullopt,
                              .source = std::move(where)});
}

int SecondsOf(const Profile& profile) {
  const std::string text = ValueOf(profile, "expired_seconds");
  int seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return seconds;
}

AssumeRole RoleOf(const Profile& profile) {
  return {.role_arn = ValueOf(profile, "ram_role_arn"),
          .session_name = ValueOf(profile, "ram_session_name"),
          .external_id = ValueOf(profile, "external_id"),
          .duration_seconds = SecondsOf(profile)};
}

StatusOr<Credentials> Required(StatusOr<SourceAnswer> answer) {
  if (!answer.ok()) return answer.status();
  if (!answer->credentials) return UnauthenticatedError(answer->absent);
  return *std::move(answer->credentials);
}

StatusOr<Credentials> FromExternal(const SearchContext& context, const Profile& profile, const std::string& where) {
  IC_ASSIGN_OR_RETURN(const auto words, SplitCommandLine(ValueOf(profile, "process_command")));
  if (words.empty()) return InvalidArgumentError(where + " has no process_command");
  const StatusOr<std::string> ran =
      context.tools.processes.Run({.arguments = words, .timeout = std::chrono::seconds(30)}, context.stop);
  if (!ran.ok()) {
    // One that hangs would hang again, for each call.
    const Status status = ran.status().Annotate(where + "'s process_command");
    return status.code() == StatusCode::kDeadlineExceeded ? UnauthenticatedError(status.message()) : status;
  }
  const std::string& output = *ran;
  const nlohmann::json json = ParseJson(output);
  const auto text = [&](const char* name) {
    return json.is_object() && json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : "";
  };
  return Required(
      FromKeys(text("access_key_id"), text("access_key_secret"), text("sts_token"), where + "'s process_command"));
}

// The modes of the vendor's command line. Source: aliyun-cli, commit eadd68d.
StatusOr<Credentials> FromProfileNamed(const SearchContext& context, const std::string& name, int depth) {
  const std::string where = fmt::format("profile {}", name);
  if (depth > kLongestChain) return InvalidArgumentError(where + " leads in a circle of source_profile");
  const Profile* profile = context.settings.Find(name);
  if (profile == nullptr) {
    return InvalidArgumentError(fmt::format("there is no profile {} in {}", name, context.settings.config_path));
  }
  const auto keys = [&] {
    return Required(FromKeys(ValueOf(*profile, "access_key_id"), ValueOf(*profile, "access_key_secret"),
                             ValueOf(*profile, "sts_token"), where));
  };
  const std::string mode = ValueOf(*profile, "mode");
  if (mode.empty() || mode == "AK" || mode == "StsToken") return keys();
  if (mode == "RamRoleArn") {
    IC_ASSIGN_OR_RETURN(const Credentials base, keys());
    return TakeRole(context, base, RoleOf(*profile));
  }
  if (mode == "ChainableRamRoleArn") {
    IC_ASSIGN_OR_RETURN(const Credentials base,
                        FromProfileNamed(context, ValueOf(*profile, "source_profile"), depth + 1));
    return TakeRole(context, base, RoleOf(*profile));
  }
  if (mode == "EcsRamRole") return AskEcsMetadata(context, ValueOf(*profile, "ram_role_name"));
  if (mode == "CredentialsURI") return AskCredentialsUri(context, ValueOf(*profile, "credentials_uri"));
  if (mode == "OIDC") {
    return TakeRoleWithOidc(
        context, {RoleOf(*profile), ValueOf(*profile, "oidc_provider_arn"), ValueOf(*profile, "oidc_token_file")});
  }
  if (mode == "External") return FromExternal(context, *profile, where);
  return InvalidArgumentError(
      fmt::format("{} has the mode \"{}\"; this program reads AK, StsToken, RamRoleArn, ChainableRamRoleArn, "
                  "EcsRamRole, OIDC, CredentialsURI and External",
                  where, ToValidUtf8(mode)));
}

}  // namespace

StatusOr<SourceAnswer> FromConfiguration(const SearchContext& context) {
  const AlibabaConfig& config = context.settings.config;
  if (config.access_key.empty()) return SourceAnswer::None("access_key is not set");
  return FromKeys(config.access_key, config.secret_key, config.security_token, "the configuration");
}

StatusOr<SourceAnswer> FromEnvironment(const SearchContext& context) {
  const Environment& environment = context.settings.environment;
  const std::string id =
      FirstVariable(environment, {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"});
  const std::string secret = FirstVariable(
      environment, {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"});
  const std::string token = FirstVariable(
      environment, {"ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN"});
  if (id.empty() && secret.empty()) return SourceAnswer::None("ALIBABA_CLOUD_ACCESS_KEY_ID is not set");
  return FromKeys(id, secret, token, "the environment");
}

StatusOr<SourceAnswer> FromOidcEnvironment(const SearchContext& context) {
  const Environment& environment = context.settings.environment;
  const OidcRole role = {.role = {.role_arn = environment.Get("ALIBABA_CLOUD_ROLE_ARN"),
                                  .session_name = environment.Get("ALIBABA_CLOUD_ROLE_SESSION_NAME"),
                                  .external_id = ""},
                         .provider_arn = environment.Get("ALIBABA_CLOUD_OIDC_PROVIDER_ARN"),
                         .token_file = environment.Get("ALIBABA_CLOUD_OIDC_TOKEN_FILE")};
  if (role.role.role_arn.empty() || role.provider_arn.empty() || role.token_file.empty()) {
    return SourceAnswer::None(
        "ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE are not all set");
  }
  IC_ASSIGN_OR_RETURN(Credentials credentials, TakeRoleWithOidc(context, role));
  return SourceAnswer::Found(std::move(credentials));
}

StatusOr<SourceAnswer> FromProfile(const SearchContext& context) {
  if (context.settings.profile.empty()) {
    return SourceAnswer::None(fmt::format("{} has no profile in use", context.settings.config_path));
  }
  IC_ASSIGN_OR_RETURN(Credentials credentials, FromProfileNamed(context, context.settings.profile, 0));
  return SourceAnswer::Found(std::move(credentials));
}

StatusOr<SourceAnswer> FromCredentialsFile(const SearchContext& context) {
  const Environment& environment = context.settings.environment;
  const std::string path = CredentialsFilePath(environment);
  const auto text = environment.read_file(path);
  const bool named = !environment.Get("ALIBABA_CLOUD_CREDENTIALS_FILE").empty();
  if (text.status().code() == StatusCode::kNotFound && !named) return SourceAnswer::None(path + " is not there");
  if (!text.ok()) return text.status();
  IC_ASSIGN_OR_RETURN(const IniFile file, ParseIni(*text, path));
  const std::string chosen = environment.Get("ALIBABA_CLOUD_PROFILE");
  const std::string name = chosen.empty() ? "default" : chosen;
  const auto section = file.find(name);
  if (section == file.end()) return SourceAnswer::None(fmt::format("{} has no section {}", path, name));
  const auto key = [&](const char* word) {
    const auto found = section->second.find(word);
    return found == section->second.end() ? std::string() : found->second;
  };
  const std::string where = fmt::format("section {} of {}", name, path);
  const std::string type = key("type");
  if (type == "ecs_ram_role") {
    IC_ASSIGN_OR_RETURN(Credentials credentials, AskEcsMetadata(context, key("role_name")));
    return SourceAnswer::Found(std::move(credentials));
  }
  IC_ASSIGN_OR_RETURN(SourceAnswer answer,
                      FromKeys(key("access_key_id"), key("access_key_secret"), key("security_token"), where));
  if (type != "ram_role_arn" || !answer.credentials) return answer;
  const AssumeRole role = {.role_arn = key("role_arn"), .session_name = key("role_session_name"), .external_id = ""};
  IC_ASSIGN_OR_RETURN(Credentials credentials, TakeRole(context, *answer.credentials, role));
  return SourceAnswer::Found(std::move(credentials));
}

}  // namespace ic::alibaba

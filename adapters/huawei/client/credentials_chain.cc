#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/huawei/client/credentials.h"
#include "adapters/huawei/client/iam.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

// What a search has at hand.
struct SearchContext {
  const Settings& settings;
  const std::string& region;
  const CredentialTools& tools;
  std::stop_token stop;

  std::string Variable(std::string_view name) const { return settings.environment.Get(name); }
};

// A family of environment variables that holds all there is to say.
struct VariableFamily {
  std::string_view token;
  std::string_view older_token;  // another name of the same; may be empty
  std::string_view access_key;
  std::string_view secret_key;
  std::string_view security_token;
  std::string_view user;
  std::string_view password;
};
constexpr VariableFamily kHuaweiVariables = {.token = "HW_AUTH_TOKEN",
                                             .older_token = "",
                                             .access_key = "HW_ACCESS_KEY",
                                             .secret_key = "HW_SECRET_KEY",
                                             .security_token = "HW_SECURITY_TOKEN",
                                             .user = "HW_USER_NAME",
                                             .password = "HW_USER_PASSWORD"};
// OpenStack's, which Huawei's Terraform provider reads after its own, and those of clouds built on Huawei's at all.
constexpr VariableFamily kOpenStackVariables = {.token = "OS_AUTH_TOKEN",
                                                .older_token = "OS_TOKEN",
                                                .access_key = "OS_ACCESS_KEY",
                                                .secret_key = "OS_SECRET_KEY",
                                                .security_token = "OS_SECURITY_TOKEN",
                                                .user = "OS_USERNAME",
                                                .password = "OS_PASSWORD"};

std::string KeyOf(const Keys& keys, std::string_view name) {
  const auto found = keys.find(std::string(name));
  return found == keys.end() ? std::string() : found->second;
}

SourceAnswer Token(std::string token, std::string source) {
  return SourceAnswer::Found({.keys = {}, .token = std::move(token), .source = std::move(source)});
}

StatusOr<SourceAnswer> Found(StatusOr<Credentials> credentials) {
  if (!credentials.ok()) return credentials.status();
  return SourceAnswer::Found(*std::move(credentials));
}

Status HalfOf(const std::string& where, std::string_view names) {
  return InvalidArgumentError(fmt::format("{} has only one of {}; both are needed", where, names));
}

// A pair, none, or an error for half of one.
StatusOr<SourceAnswer> FromPair(SigningKeys keys, const std::string& where, std::string_view names) {
  if (keys.access_key.empty() && keys.secret_key.empty()) return SourceAnswer::None(fmt::format("has no {}", names));
  if (keys.access_key.empty() || keys.secret_key.empty()) return HalfOf(where, names);
  return SourceAnswer::Found({.keys = std::move(keys), .source = where});
}

StatusOr<SourceAnswer> FromConfiguration(const SearchContext& context) {
  const HuaweiConfig& config = context.settings.config;
  if (!config.token.empty()) return Token(config.token, "token of the configuration");
  if (!config.access_key.empty() || config.user_name.empty()) {
    return FromPair({config.access_key, config.secret_key, config.security_token}, "the configuration",
                    "access_key and secret_key");
  }
  return Found(LogIn(context.settings, context.region, config.user_name, config.password, config.domain_name,
                     context.tools, context.stop));
}

// A token, a key pair or a password of one family of variables.
StatusOr<SourceAnswer> FromVariables(const SearchContext& context, const VariableFamily& family) {
  for (const std::string_view name : {family.token, family.older_token}) {
    if (std::string token = context.Variable(name); !token.empty()) return Token(std::move(token), std::string(name));
  }
  IC_ASSIGN_OR_RETURN(SourceAnswer pair,
                      FromPair({context.Variable(family.access_key), context.Variable(family.secret_key),
                                context.Variable(family.security_token)},
                               fmt::format("the environment ({})", family.access_key),
                               fmt::format("{} and {}", family.access_key, family.secret_key)));
  const std::string user = context.Variable(family.user);
  const std::string password = context.Variable(family.password);
  if (pair.credentials || user.empty() || password.empty()) return pair;
  return Found(LogIn(context.settings, context.region, user, password, context.settings.config.domain_name,
                     context.tools, context.stop));
}

// Keys for the token of an identity provider; none if neither is set, an error for half of it. The file is read each
// time: who writes it (a cluster, a CI job) renews it.
StatusOr<SourceAnswer> FromProvider(const SearchContext& context, const std::string& provider, const std::string& file,
                                    const std::string& where, std::string_view names) {
  if (provider.empty() && file.empty()) return SourceAnswer::None(fmt::format("has no {}", names));
  if (provider.empty() || file.empty()) return HalfOf(where, names);
  const Environment& environment = context.settings.environment;
  const auto text = environment.read_file(environment.ExpandPath(file));
  if (!text.ok()) return text.status().Annotate("the identity provider's token");
  const std::string token(Trim(*text));
  if (token.empty()) return InvalidArgumentError(fmt::format("{}, the identity provider's token, is empty", file));
  return Found(LogInWithIdToken(context.settings, context.region, provider, token, context.tools, context.stop));
}

StatusOr<SourceAnswer> FromSdkVariables(const SearchContext& context) {
  IC_ASSIGN_OR_RETURN(SourceAnswer answer,
                      FromProvider(context, context.Variable("HUAWEICLOUD_SDK_IDP_ID"),
                                   context.Variable("HUAWEICLOUD_SDK_ID_TOKEN_FILE"), "the environment",
                                   "HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE"));
  if (answer.credentials) return answer;
  return FromPair({context.Variable("HUAWEICLOUD_SDK_AK"), context.Variable("HUAWEICLOUD_SDK_SK"),
                   context.Variable("HUAWEICLOUD_SDK_SECURITY_TOKEN")},
                  "the environment (HUAWEICLOUD_SDK_AK)", "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK");
}

StatusOr<SourceAnswer> FromProfile(const SearchContext& context, const std::string& where) {
  const Keys& profile = context.settings.profile;
  return FromPair({KeyOf(profile, "accessKeyId"), KeyOf(profile, "secretAccessKey"), KeyOf(profile, "securityToken")},
                  where, "accessKeyId and secretAccessKey");
}

StatusOr<SourceAnswer> FromSdkFile(const SearchContext& context, const std::string& where) {
  const Keys& sdk = context.settings.sdk;
  IC_ASSIGN_OR_RETURN(SourceAnswer answer, FromProvider(context, KeyOf(sdk, "idp_id"), KeyOf(sdk, "id_token_file"),
                                                        where, "idp_id and id_token_file"));
  if (answer.credentials) return answer;
  return FromPair({KeyOf(sdk, "ak"), KeyOf(sdk, "sk"), KeyOf(sdk, "security_token")}, where, "ak and sk");
}

// What OS_CLOUD names; a password may be left to the environment. Whoever names an entry wants its account: what would
// be found after it may be another's.
StatusOr<SourceAnswer> FromCloudEntry(const SearchContext& context) {
  const Keys& entry = context.settings.entry;
  const std::string& where = context.settings.entry_words;
  if (std::string token = KeyOf(entry, "auth.token"); !token.empty()) return Token(std::move(token), where);
  IC_ASSIGN_OR_RETURN(SourceAnswer pair,
                      FromPair({KeyOf(entry, "auth.ak"), KeyOf(entry, "auth.sk"), KeyOf(entry, "auth.security_token")},
                               where, "auth.ak and auth.sk, nor auth.username and auth.password"));
  const std::string user = KeyOf(entry, "auth.username");
  std::string password = KeyOf(entry, "auth.password");
  if (password.empty()) password = context.Variable("OS_PASSWORD");
  const bool named = !context.settings.config.profile.empty() || !context.Variable("HW_PROFILE").empty();
  if (pair.credentials) return pair;
  if (user.empty() || password.empty()) {
    if (named) return pair;  // a profile of hcloud
    return InvalidArgumentError(
        fmt::format("OS_CLOUD names {}, which has no credentials: neither auth.ak and auth.sk, nor auth.username and "
                    "auth.password, nor auth.token. No other account's are taken instead. Write them there, or take "
                    "OS_CLOUD out of the environment",
                    where));
  }
  return Found(LogIn(context.settings, context.region, user, password, context.settings.config.domain_name,
                     context.tools, context.stop));
}

StatusOr<SourceAnswer> FromMetadata(const SearchContext& context) {
  StatusOr<Credentials> found = AskMetadata(context.tools, context.stop);
  if (found.ok() || found.status().code() == StatusCode::kCancelled) return Found(std::move(found));
  // Most machines are no instances of Huawei's: no answer means no source, not a failure.
  return SourceAnswer::None(std::string(found.status().message()));
}

}  // namespace

StatusOr<Credentials> FindCredentials(const Settings& settings, const std::string& region, const CredentialTools& tools,
                                      std::stop_token stop) {
  const SearchContext context{settings, region, tools, std::move(stop)};
  const std::string profile = settings.profile_words.empty() ? "~/.hcloud/config.json" : settings.profile_words;
  const std::string sdk = settings.sdk_words.empty() ? "~/.huaweicloud/credentials" : settings.sdk_words;
  std::vector<CredentialSource> sources = {
      {"the configuration", [&] { return FromConfiguration(context); }},
      {"the environment (HW_…)", [&] { return FromVariables(context, kHuaweiVariables); }},
      {"the environment (HUAWEICLOUD_SDK_…)", [&] { return FromSdkVariables(context); }},
      {"the environment (OS_…)", [&] { return FromVariables(context, kOpenStackVariables); }},
      {profile, [&] { return FromProfile(context, profile); }},
      {sdk, [&] { return FromSdkFile(context, sdk); }},
      {"instance metadata", [&] { return FromMetadata(context); }},
  };
  // One that the configuration names is asked for; one that a variable names may be for another program.
  if (!settings.config.profile.empty()) {
    const auto named = std::ranges::find(sources, profile, &CredentialSource::name);
    std::rotate(sources.begin() + 1, named, named + 1);
  }
  if (!settings.entry_words.empty()) {
    const auto after = std::ranges::find(sources, "the environment (OS_…)", &CredentialSource::name);
    sources.insert(after + 1, {settings.entry_words, [&] { return FromCloudEntry(context); }});
  }
  IC_ASSIGN_OR_RETURN(Credentials found,
                      FindFirst(sources, "Huawei Cloud credentials",
                                "Set HW_ACCESS_KEY and HW_SECRET_KEY in the environment, or access_key and secret_key "
                                "in the configuration"));
  if (!settings.config.assume_role) return found;
  return TakeAgency(settings, region, found, *settings.config.assume_role, tools, context.stop);
}

}  // namespace ic::huawei

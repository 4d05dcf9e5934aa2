#include "adapters/huawei/client/credentials.h"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "adapters/huawei/client/iam.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

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

// One search: keeps what was looked at, for the message if nothing is found.
class Search {
 public:
  Search(const Settings& settings, const std::string& region, const CredentialTools& tools, std::stop_token stop)
      : settings_(settings), region_(region), tools_(tools), stop_(std::move(stop)) {}

  StatusOr<Credentials> Run() {
    IC_ASSIGN_OR_RETURN(Credentials found, Base());
    if (!settings_.config.assume_role) return found;
    return TakeAgency(settings_, region_, found, *settings_.config.assume_role, tools_, stop_);
  }

 private:
  std::string Variable(std::string_view name) const { return settings_.environment.Get(name); }

  static std::string KeyOf(const Keys& keys, std::string_view name) {
    const auto found = keys.find(std::string(name));
    return found == keys.end() ? std::string() : found->second;
  }

  static Credentials Token(std::string token, std::string source) {
    Credentials credentials;
    credentials.token = std::move(token);
    credentials.source = std::move(source);
    return credentials;
  }

  // A pair, none, or an error for half of one.
  StatusOr<std::optional<Credentials>> Pair(SigningKeys keys, std::string source, std::string_view names) {
    if (keys.access_key.empty() && keys.secret_key.empty()) {
      looked_at_.push_back(source);
      return std::optional<Credentials>();
    }
    if (keys.access_key.empty() || keys.secret_key.empty()) {
      return InvalidArgumentError(fmt::format("{} has only one of {}; both are needed", source, names));
    }
    Credentials credentials;
    credentials.keys = std::move(keys);
    credentials.source = std::move(source);
    return std::optional(std::move(credentials));
  }

  StatusOr<Credentials> Base() {
    const HuaweiConfig& config = settings_.config;
    if (!config.token.empty()) return Token(config.token, "token of the configuration");
    if (!config.access_key.empty()) {
      IC_ASSIGN_OR_RETURN(auto pair, Pair({config.access_key, config.secret_key, config.security_token},
                                          "the configuration", "access_key and secret_key"));
      return *std::move(pair);
    }
    if (!config.user_name.empty()) {
      return LogIn(settings_, region_, config.user_name, config.password, config.domain_name, tools_, stop_);
    }
    return FromEnvironment();
  }

  // A token, a key pair or a password of one family of variables; nothing if none is set.
  StatusOr<std::optional<Credentials>> FromVariables(const VariableFamily& family) {
    for (const std::string_view name : {family.token, family.older_token}) {
      if (std::string token = Variable(name); !token.empty()) {
        return std::optional(Token(std::move(token), std::string(name)));
      }
    }
    IC_ASSIGN_OR_RETURN(
        auto pair, Pair({Variable(family.access_key), Variable(family.secret_key), Variable(family.security_token)},
                        fmt::format("the environment ({})", family.access_key),
                        fmt::format("{} and {}", family.access_key, family.secret_key)));
    if (pair) return pair;
    const std::string user = Variable(family.user);
    const std::string password = Variable(family.password);
    if (user.empty() || password.empty()) return std::optional<Credentials>();
    IC_ASSIGN_OR_RETURN(Credentials credentials,
                        LogIn(settings_, region_, user, password, settings_.config.domain_name, tools_, stop_));
    return std::optional(std::move(credentials));
  }

  // Keys for the token of an identity provider; nothing if neither is set, an error for half of it. The file is read
  // each time: who writes it (a cluster, a CI job) renews it.
  StatusOr<std::optional<Credentials>> Federated(const std::string& provider, const std::string& file,
                                                 const std::string& where, std::string_view names) {
    if (provider.empty() && file.empty()) return std::optional<Credentials>();
    if (provider.empty() || file.empty()) {
      return InvalidArgumentError(fmt::format("{} has only one of {}; both are needed", where, names));
    }
    const Environment& environment = settings_.environment;
    const auto text = environment.read_file(environment.ExpandPath(file));
    if (!text.ok()) return text.status().Annotate("the identity provider's token");
    const std::string token(Trim(*text));
    if (token.empty()) return InvalidArgumentError(fmt::format("{}, the identity provider's token, is empty", file));
    IC_ASSIGN_OR_RETURN(Credentials credentials, LogInWithIdToken(settings_, region_, provider, token, tools_, stop_));
    return std::optional(std::move(credentials));
  }

  StatusOr<Credentials> FromEnvironment() {
    IC_ASSIGN_OR_RETURN(auto found, FromVariables(kHuaweiVariables));
    if (found) return *std::move(found);
    IC_ASSIGN_OR_RETURN(found,
                        Federated(Variable("HUAWEICLOUD_SDK_IDP_ID"), Variable("HUAWEICLOUD_SDK_ID_TOKEN_FILE"),
                                  "the environment", "HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE"));
    if (found) return *std::move(found);
    IC_ASSIGN_OR_RETURN(found,
                        Pair({Variable("HUAWEICLOUD_SDK_AK"), Variable("HUAWEICLOUD_SDK_SK"),
                              Variable("HUAWEICLOUD_SDK_SECURITY_TOKEN")},
                             "the environment (HUAWEICLOUD_SDK_AK)", "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"));
    if (found) return *std::move(found);
    IC_ASSIGN_OR_RETURN(found, FromVariables(kOpenStackVariables));
    if (found) return *std::move(found);
    return FromFiles();
  }

  StatusOr<Credentials> FromFiles() {
    const Keys& profile = settings_.profile;
    std::string words = settings_.profile_words.empty() ? "~/.hcloud/config.json" : settings_.profile_words;
    IC_ASSIGN_OR_RETURN(auto pair, Pair({KeyOf(profile, "accessKeyId"), KeyOf(profile, "secretAccessKey"),
                                         KeyOf(profile, "securityToken")},
                                        words, "accessKeyId and secretAccessKey"));
    if (pair) return *std::move(pair);
    const Keys& sdk = settings_.sdk;
    words = settings_.sdk_words.empty() ? "~/.huaweicloud/credentials" : settings_.sdk_words;
    IC_ASSIGN_OR_RETURN(
        pair, Federated(KeyOf(sdk, "idp_id"), KeyOf(sdk, "id_token_file"), words, "idp_id and id_token_file"));
    if (pair) return *std::move(pair);
    IC_ASSIGN_OR_RETURN(pair,
                        Pair({KeyOf(sdk, "ak"), KeyOf(sdk, "sk"), KeyOf(sdk, "security_token")}, words, "ak and sk"));
    if (pair) return *std::move(pair);
    return FromMetadata();
  }

  StatusOr<Credentials> FromMetadata() {
    StatusOr<Credentials> found = AskMetadata(tools_, stop_);
    // Most machines are no instances of Huawei's: no answer means no source, not a failure.
    if (found.ok() || found.status().code() == StatusCode::kCancelled) return found;
    return UnauthenticatedError(fmt::format(
        "no Huawei Cloud credentials were found. Looked at: the configuration, {}, instance metadata ({}). Set "
        "HW_ACCESS_KEY and HW_SECRET_KEY in the environment, or access_key and secret_key in the configuration",
        fmt::join(looked_at_, ", "), found.status().message()));
  }

  const Settings& settings_;
  const std::string& region_;
  const CredentialTools& tools_;
  std::stop_token stop_;
  std::vector<std::string> looked_at_;
};

}  // namespace

StatusOr<Credentials> FindCredentials(const Settings& settings, const std::string& region, const CredentialTools& tools,
                                      std::stop_token stop) {
  return Search(settings, region, tools, std::move(stop)).Run();
}

void Authorize(const Credentials& credentials, Time now, HttpRequest& request) {
  if (credentials.token.empty()) {
    SignRequest(credentials.keys, now, request);
  } else {
    SetHeader(request.headers, "X-Auth-Token", credentials.token);
  }
}

}  // namespace ic::huawei

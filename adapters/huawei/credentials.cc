#include "adapters/huawei/credentials.h"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "adapters/huawei/iam.h"

namespace ic::huawei {
namespace {

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
      const std::string domain = config.domain_name.empty() ? Variable("HW_DOMAIN_NAME") : config.domain_name;
      return LogIn(settings_, region_, config.user_name, config.password, domain, tools_, stop_);
    }
    return FromEnvironment();
  }

  StatusOr<Credentials> FromEnvironment() {
    if (const std::string token = Variable("HW_AUTH_TOKEN"); !token.empty()) return Token(token, "HW_AUTH_TOKEN");
    IC_ASSIGN_OR_RETURN(auto pair,
                        Pair({Variable("HW_ACCESS_KEY"), Variable("HW_SECRET_KEY"), Variable("HW_SECURITY_TOKEN")},
                             "the environment (HW_ACCESS_KEY)", "HW_ACCESS_KEY and HW_SECRET_KEY"));
    if (pair) return *std::move(pair);
    const std::string user = Variable("HW_USER_NAME");
    const std::string password = Variable("HW_USER_PASSWORD");
    if (!user.empty() && !password.empty()) {
      return LogIn(settings_, region_, user, password, Variable("HW_DOMAIN_NAME"), tools_, stop_);
    }
    IC_ASSIGN_OR_RETURN(pair,
                        Pair({Variable("HUAWEICLOUD_SDK_AK"), Variable("HUAWEICLOUD_SDK_SK"),
                              Variable("HUAWEICLOUD_SDK_SECURITY_TOKEN")},
                             "the environment (HUAWEICLOUD_SDK_AK)", "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"));
    if (pair) return *std::move(pair);
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

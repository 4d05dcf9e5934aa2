#include "adapters/huawei/client/config.h"

#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/huawei/client/clouds_yaml.h"
#include "adapters/wire/ini.h"
#include "base/json_text.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

constexpr int kMostAttempts = 100;
constexpr std::string_view kCommandLineFile = "~/.hcloud/config.json";
constexpr std::string_view kSdkFile = "~/.huaweicloud/credentials";

Status CheckPair(const std::string& a, const std::string& b, std::string_view a_name, std::string_view b_name) {
  if (a.empty() == b.empty()) return OkStatus();
  return InvalidArgumentError(fmt::format("{} is set and {} is not; give both or neither", a.empty() ? b_name : a_name,
                                          a.empty() ? a_name : b_name));
}

Status CheckConfig(const HuaweiConfig& config) {
  IC_RETURN_IF_ERROR(CheckPair(config.access_key, config.secret_key, "access_key", "secret_key"));
  IC_RETURN_IF_ERROR(CheckPair(config.user_name, config.password, "user_name", "password"));
  if (!config.security_token.empty() && config.access_key.empty()) {
    return InvalidArgumentError(
        "security_token is set without access_key and secret_key; a security token belongs to a key pair");
  }
  return OkStatus();
}

// The texts of one profile of the command line's JSON file.
StatusOr<Keys> ProfileKeys(const nlohmann::json& file, const std::string& wanted, const std::string& path) {
  std::vector<std::string> known;
  for (const nlohmann::json& profile : ListOf(file, "profiles")) {
    known.push_back(TextOf(profile, "name"));
    if (known.back() != wanted) continue;
    Keys keys;
    for (const auto& [name, value] : profile.items()) {
      if (value.is_string()) keys.emplace(name, value.get<std::string>());
    }
    return keys;
  }
  const auto nearest = NearestName(wanted, known);
  return InvalidArgumentError(fmt::format("{} has no profile \"{}\"{}", path, wanted,
                                          nearest ? fmt::format(". Did you mean \"{}\"?", *nearest) : ""));
}

class Resolver {
 public:
  explicit Resolver(Settings& settings) : settings_(settings), config_(settings.config) {}

  Status Run() {
    IC_RETURN_IF_ERROR(ReadCommandLineFile());
    IC_RETURN_IF_ERROR(ReadSdkFile());
    settings_.identity = FirstWithCredentials();
    if (settings_.identity == Origin::kCloudEntry) IC_RETURN_IF_ERROR(ReadCloudEntry());
    Fill(config_.region, {"HW_REGION_NAME", "HUAWEICLOUD_SDK_REGION", "OS_REGION_NAME", "OS_REGION"}, "region", "");
    Fill(config_.cloud, {"HW_CLOUD"}, "", "");
    settings_.iam = WhoSaysIam();
    Fill(config_.iam_endpoint, {"HW_AUTH_URL", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "OS_AUTH_URL"}, "", "iam_endpoint");
    Fill(config_.domain_name, {"HW_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_USER_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME"}, "",
         "");
    Fill(config_.project_id, {"HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID", "OS_PROJECT_ID", "OS_TENANT_ID"},
         "projectId", "project_id");
    Fill(config_.project_name, {"HW_PROJECT_NAME", "OS_PROJECT_NAME", "OS_TENANT_NAME"}, "", "");
    Fill(config_.ca_bundle, {"OS_CACERT"}, "", "");
    Fill(config_.enterprise_project_id, {"HW_ENTERPRISE_PROJECT_ID"}, "", "");
    ResolveAgency();
    return ResolveAttempts();
  }

 private:
  std::string Variable(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      if (std::string value = settings_.environment.Get(name); !value.empty()) return value;
    }
    return {};
  }

  static std::string KeyOf(const Keys& keys, std::string_view name) {
    const auto found = keys.find(std::string(name));
    return found == keys.end() ? std::string() : found->second;
  }

  void Fill(std::string& setting, std::initializer_list<std::string_view> variables, std::string_view profile_key,
            std::string_view sdk_key) const {
    if (setting.empty()) setting = Variable(variables);
    if (setting.empty()) setting = KeyOf(settings_.profile, profile_key);
    if (setting.empty()) setting = KeyOf(settings_.sdk, sdk_key);
  }

  // In the order of the search for credentials (credentials_chain.cc). No more than looked at: half a pair is wrong
  // there.
  Origin FirstWithCredentials() const {
    const auto any = [&](std::initializer_list<std::string_view> names) { return !Variable(names).empty(); };
    if (!config_.token.empty() || !config_.access_key.empty() || !config_.user_name.empty()) {
      return Origin::kConfiguration;
    }
    const bool profile = !KeyOf(settings_.profile, "accessKeyId").empty();
    if (profile && !config_.profile.empty()) return Origin::kProfile;
    if (any({"HW_AUTH_TOKEN", "HW_ACCESS_KEY", "HW_SECRET_KEY"}) ||
        (any({"HW_USER_NAME"}) && any({"HW_USER_PASSWORD"}))) {
      return Origin::kHuaweiVariables;
    }
    if (any({"HUAWEICLOUD_SDK_IDP_ID", "HUAWEICLOUD_SDK_ID_TOKEN_FILE", "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"})) {
      return Origin::kSdkVariables;
    }
    if (any({"OS_AUTH_TOKEN", "OS_TOKEN", "OS_ACCESS_KEY", "OS_SECRET_KEY"}) ||
        (any({"OS_USERNAME"}) && any({"OS_PASSWORD"}))) {
      return Origin::kOpenStackVariables;
    }
    if (profile && any({"HW_PROFILE"})) return Origin::kProfile;
    if (any({"OS_CLOUD"})) return Origin::kCloudEntry;
    if (profile) return Origin::kProfile;
    if (!KeyOf(settings_.sdk, "ak").empty() || !KeyOf(settings_.sdk, "idp_id").empty()) return Origin::kSdkFile;
    return Origin::kNobody;
  }

  Origin WhoSaysIam() const {
    if (!config_.iam_endpoint.empty()) return iam_of_entry_ ? Origin::kCloudEntry : Origin::kConfiguration;
    if (!Variable({"HW_AUTH_URL"}).empty()) return Origin::kHuaweiVariables;
    if (!Variable({"HUAWEICLOUD_SDK_IAM_ENDPOINT"}).empty()) return Origin::kSdkVariables;
    if (!Variable({"OS_AUTH_URL"}).empty()) return Origin::kOpenStackVariables;
    return KeyOf(settings_.sdk, "iam_endpoint").empty() ? Origin::kNobody : Origin::kSdkFile;
  }

  // What an entry says belongs together, and so goes before variables that others may have set for another cloud.
  Status ReadCloudEntry() {
    IC_ASSIGN_OR_RETURN(settings_.entry, FindCloudEntry(settings_.environment, settings_.entry_words));
    const auto take = [&](std::string& setting, std::initializer_list<std::string_view> keys) {
      for (const std::string_view key : keys) {
        if (setting.empty()) setting = KeyOf(settings_.entry, key);
      }
    };
    iam_of_entry_ = config_.iam_endpoint.empty() && !KeyOf(settings_.entry, "auth.auth_url").empty();
    take(config_.iam_endpoint, {"auth.auth_url"});
    take(config_.region, {"region_name", "regions"});
    take(config_.domain_name, {"auth.user_domain_name", "auth.domain_name"});
    take(config_.project_id, {"auth.project_id", "auth.tenant_id"});
    take(config_.project_name, {"auth.project_name", "auth.tenant_name"});
    take(config_.ca_bundle, {"cacert"});
    std::string vendor = KeyOf(settings_.entry, "profile");
    take(vendor, {"cloud"});
    // The vendors' list of OpenStack's clients has Open Telekom Cloud.
    if (config_.iam_endpoint.empty() && config_.cloud.empty() && vendor == "otc") config_.cloud = "otc.t-systems.com";
    return OkStatus();
  }

  Status ReadCommandLineFile() {
    const Environment& environment = settings_.environment;
    std::string named = config_.shared_config_file;
    if (named.empty()) named = environment.Get("HW_SHARED_CONFIG_FILE");
    std::string profile = config_.profile;
    if (profile.empty()) profile = environment.Get("HW_PROFILE");
    const std::string path = environment.ExpandPath(named.empty() ? kCommandLineFile : named);
    const auto text = environment.read_file(path);
    if (text.status().code() == StatusCode::kNotFound && named.empty() && profile.empty()) return OkStatus();
    if (!text.ok()) return text.status();
    const nlohmann::json file = ParseJson(*text);
    if (!file.is_object()) return InvalidArgumentError(fmt::format("{} is not the JSON file of hcloud", path));
    if (profile.empty()) profile = TextOf(file, "current");
    if (profile.empty()) return OkStatus();
    IC_ASSIGN_OR_RETURN(settings_.profile, ProfileKeys(file, profile, path));
    settings_.profile_words = fmt::format("profile {} of {}", profile, path);
    return OkStatus();
  }

  Status ReadSdkFile() {
    const Environment& environment = settings_.environment;
    const std::string named = environment.Get("HUAWEICLOUD_SDK_CREDENTIALS_FILE");
    const std::string path = environment.ExpandPath(named.empty() ? kSdkFile : named);
    const auto text = environment.read_file(path);
    if (text.status().code() == StatusCode::kNotFound && named.empty()) return OkStatus();
    if (!text.ok()) return text.status();
    IC_ASSIGN_OR_RETURN(const IniFile file, ParseIni(*text, path));
    const auto section = file.find("basic");
    if (section == file.end()) return OkStatus();
    settings_.sdk = section->second;
    settings_.sdk_words = path;
    return OkStatus();
  }

  void ResolveAgency() {
    if (config_.assume_role) return;
    AssumeRole role = {.agency_name = Variable({"HW_ASSUME_ROLE_AGENCY_NAME"}),
                       .domain_name = Variable({"HW_ASSUME_ROLE_DOMAIN_NAME"}),
                       .domain_id = Variable({"HW_ASSUME_ROLE_DOMAIN_ID"})};
    if (role.agency_name.empty()) {
      role = {.agency_name = KeyOf(settings_.profile, "agencyName"),
              .domain_name = KeyOf(settings_.profile, "agencyDomainName"),
              .domain_id = KeyOf(settings_.profile, "agencyDomainId")};
    }
    const std::string domain = Variable({"OS_AGENCY_DOMAIN_NAME"});
    if (role.agency_name.empty() && !domain.empty()) {
      role = {.agency_name = Variable({"OS_AGENCY_NAME"}), .domain_name = domain};
    }
    if (!role.agency_name.empty()) config_.assume_role = std::move(role);
  }

  Status ResolveAttempts() {
    std::optional<int> retries = config_.max_retries;
    if (!retries) {
      const std::string text = Variable({"HW_MAX_RETRIES"});
      if (text.empty()) return OkStatus();
      int number = 0;
      const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error != std::errc() || rest != text.data() + text.size()) number = -1;
      retries = number;
    }
    if (*retries < 0 || *retries >= kMostAttempts) {
      return InvalidArgumentError(
          fmt::format("max_retries, or HW_MAX_RETRIES in the environment, must be a number from "
                      "0 to {}",
                      kMostAttempts - 1));
    }
    settings_.max_attempts = *retries + 1;
    return OkStatus();
  }

  Settings& settings_;
  HuaweiConfig& config_;
  bool iam_of_entry_ = false;
};

}  // namespace

StatusOr<Settings> ResolveSettings(HuaweiConfig config, Environment environment) {
  IC_RETURN_IF_ERROR(CheckConfig(config));
  Settings settings;
  settings.config = std::move(config);
  settings.environment = std::move(environment);
  IC_RETURN_IF_ERROR(Resolver(settings).Run());
  settings.config.ca_bundle = settings.environment.ExpandPath(settings.config.ca_bundle);
  return settings;
}

}  // namespace ic::huawei

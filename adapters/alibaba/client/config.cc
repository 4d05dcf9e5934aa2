#include "adapters/alibaba/client/config.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/wire/ini.h"
#include "base/json_text.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

constexpr int kMostAttempts = 100;

// Reads the profiles. No message quotes the file: it holds keys.
StatusOr<nlohmann::json> ReadProfiles(const std::string& path, bool must_exist, const Environment& environment) {
  const auto text = environment.read_file(path);
  if (text.status().code() == StatusCode::kNotFound && !must_exist) return nlohmann::json::object();
  if (!text.ok()) return text.status();
  nlohmann::json file = ParseJson(*text);
  if (!file.is_object()) return InvalidArgumentError(path + " is not a JSON object, as `aliyun configure` writes it");
  return file;
}

void TakeProfiles(const nlohmann::json& file, Settings& settings) {
  const auto list = file.find("profiles");
  if (list == file.end() || !list->is_array()) return;
  for (const nlohmann::json& element : *list) {
    if (!element.is_object()) continue;
    Profile profile;
    for (const auto& [key, value] : element.items()) {
      if (value.is_string()) profile[key] = value.get<std::string>();
      if (value.is_number_integer()) profile[key] = value.dump();
    }
    if (std::string name = ValueOf(profile, "name"); !name.empty()) settings.profiles[name] = std::move(profile);
  }
}

// The variable names profiles of the command line's file and sections of the SDKs'.
bool IsInCredentialsFile(const std::string& name, const Environment& environment) {
  const std::string path = CredentialsFilePath(environment);
  const auto text = environment.read_file(path);
  if (!text.ok()) return false;
  const auto sections = ParseIni(*text, path);
  return sections.ok() && sections->contains(name);
}

Status ChooseProfile(const nlohmann::json& file, Settings& settings) {
  std::string source = "profile of the configuration";
  settings.profile = settings.config.profile;
  settings.profile_explicit = !settings.profile.empty();
  if (settings.profile.empty()) {
    settings.profile = settings.environment.Get("ALIBABA_CLOUD_PROFILE");
    source = "ALIBABA_CLOUD_PROFILE";
  }
  const bool chosen = !settings.profile.empty();
  if (!chosen && file.contains("current") && file["current"].is_string()) settings.profile = file["current"];
  if (settings.Find(settings.profile) != nullptr) return OkStatus();
  const bool elsewhere = !settings.profile_explicit && IsInCredentialsFile(settings.profile, settings.environment);
  if (!chosen || elsewhere) {
    settings.profile.clear();
    return OkStatus();
  }
  std::vector<std::string> known;
  for (const auto& [name, unused] : settings.profiles) known.push_back(name);
  const auto nearest = NearestName(settings.profile, known);
  return InvalidArgumentError(fmt::format("{} names the profile \"{}\", which is not in {}{}", source, settings.profile,
                                          settings.config_path,
                                          nearest ? fmt::format(". Did you mean \"{}\"?", *nearest) : ""));
}

Status CheckKeyPair(const AlibabaConfig& config) {
  if (config.access_key.empty() == config.secret_key.empty()) {
    if (config.security_token.empty() || !config.access_key.empty()) return OkStatus();
    return InvalidArgumentError(
        "security_token is set without access_key and secret_key; a token belongs to a key pair");
  }
  return InvalidArgumentError(fmt::format("{} is set and {} is not; give both or neither",
                                          config.access_key.empty() ? "secret_key" : "access_key",
                                          config.access_key.empty() ? "access_key" : "secret_key"));
}

}  // namespace

const Profile* Settings::Find(const std::string& name) const {
  const auto found = profiles.find(name);
  return found == profiles.end() ? nullptr : &found->second;
}

std::string ValueOf(const Profile& profile, const std::string& key) {
  const auto found = profile.find(key);
  return found == profile.end() ? std::string() : found->second;
}

std::string FirstVariable(const Environment& environment, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    if (std::string value = environment.Get(name); !value.empty()) return value;
  }
  return "";
}

std::string CredentialsFilePath(const Environment& environment) {
  const std::string named = environment.Get("ALIBABA_CLOUD_CREDENTIALS_FILE");
  return environment.ExpandPath(named.empty() ? "~/.alibabacloud/credentials" : named);
}

StatusOr<Settings> ResolveSettings(AlibabaConfig config, Environment environment) {
  IC_RETURN_IF_ERROR(CheckKeyPair(config));
  Settings settings;
  settings.config = std::move(config);
  settings.environment = std::move(environment);
  const Environment& around = settings.environment;
  const bool named = !settings.config.config_file.empty();
  settings.config_path = around.ExpandPath(named ? settings.config.config_file : "~/.aliyun/config.json");
  const bool disabled = EqualsIgnoreCase(around.Get("ALIBABA_CLOUD_CLI_PROFILE_DISABLED"), "true") &&
                        settings.config.profile.empty() && !named;
  nlohmann::json file = nlohmann::json::object();
  if (!disabled) {
    IC_ASSIGN_OR_RETURN(file, ReadProfiles(settings.config_path, named, around));
  }
  TakeProfiles(file, settings);
  IC_RETURN_IF_ERROR(ChooseProfile(file, settings));
  settings.region = settings.config.region;
  if (settings.region.empty()) {
    settings.region = FirstVariable(around, {"ALIBABA_CLOUD_REGION", "ALIBABA_CLOUD_REGION_ID", "ALICLOUD_REGION"});
  }
  const Profile* profile = settings.Find(settings.profile);
  if (settings.region.empty() && profile != nullptr) settings.region = ValueOf(*profile, "region_id");
  if (settings.config.max_retries) {
    const int retries = *settings.config.max_retries;
    if (retries < 0 || retries >= kMostAttempts) {
      return InvalidArgumentError(fmt::format("max_retries must be from 0 to {}, got {}", kMostAttempts - 1, retries));
    }
    settings.max_attempts = retries + 1;
  }
  settings.ca_bundle = around.ExpandPath(settings.config.ca_bundle);
  return settings;
}

}  // namespace ic::alibaba

#include "adapters/aws/client/config.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "adapters/wire/ini.h"
#include "base/process.h"
#include "base/text.h"

namespace ic::aws {
namespace {

constexpr int kMostAttempts = 100;

// The files of one kind: of one setting in two of them the later file's holds, as AWS's SDKs have it.
StatusOr<IniFile> ReadAll(const std::vector<std::string>& paths, bool must_exist, const Environment& environment) {
  IniFile merged;
  for (const std::string& path : paths) {
    const auto text = environment.read_file(path);
    if (text.status().code() == StatusCode::kNotFound && !must_exist) continue;
    if (!text.ok()) return text.status();
    IC_ASSIGN_OR_RETURN(IniFile file, ParseIni(*text, path));
    for (auto& [section, keys] : file) {
      if (keys.contains("aws_access_key_id")) {  // what belongs together stays together
        merged[section].erase("aws_secret_access_key");
        merged[section].erase("aws_session_token");
      }
      for (auto& [key, value] : keys) merged[section].insert_or_assign(key, std::move(value));
      merged.try_emplace(section);
    }
  }
  return merged;
}

std::vector<std::string> Paths(const std::vector<std::string>& configured, std::string_view variable,
                               std::string_view otherwise, const Environment& environment) {
  std::vector<std::string> paths;
  for (const std::string& path : configured) paths.push_back(environment.ExpandPath(path));
  if (!paths.empty()) return paths;
  const std::string named = environment.Get(variable);
  return {environment.ExpandPath(named.empty() ? otherwise : named)};
}

// `[profile NAME]`, `[sso-session NAME]`, `[services NAME]`: the section goes where its first word says.
void Sort(std::string_view section, ProfileKeys keys, SharedFiles& files) {
  if (section == "default") {
    files.config_profiles.insert_or_assign("default", std::move(keys));
    return;
  }
  const auto words = SplitCommandLine(section);
  if (!words.ok() || words->size() != 2) return;
  const std::string& name = (*words)[1];
  if (section.starts_with("profile")) {
    files.config_profiles.insert_or_assign(name, std::move(keys));
  } else if (section.starts_with("sso-session")) {
    files.sso_sessions.insert_or_assign(name, std::move(keys));
  } else if (section.starts_with("services")) {
    files.services.insert_or_assign(name, std::move(keys));
  }
}

// The settings that may come from several places.
class Resolver {
 public:
  explicit Resolver(Settings& settings) : settings_(settings) {}

  Status Profile();
  void Region();
  Status Numbers();
  Status Flag(std::optional<bool> configured, std::string_view variable, const std::string& key, bool& out) const;
  std::string Text(const std::string& configured, std::string_view variable, const std::string& key) const;

 private:
  std::string Key(const std::string& key) const {
    const auto found = keys_.find(key);
    return found == keys_.end() ? std::string() : found->second;
  }

  Settings& settings_;
  ProfileKeys keys_;  // of the active profile
};

Status Resolver::Profile() {
  const Environment& environment = settings_.environment;
  std::string source = "profile of the configuration";
  settings_.profile = settings_.config.profile;
  settings_.profile_explicit = !settings_.profile.empty();
  for (const char* variable : {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"}) {
    if (!settings_.profile.empty()) break;
    settings_.profile = environment.Get(variable);
    source = variable;
  }
  const bool chosen = !settings_.profile.empty();
  if (!chosen) settings_.profile = "default";
  const std::optional<ProfileKeys> keys = settings_.files.Profile(settings_.profile);
  if (keys) {
    keys_ = *keys;
    return OkStatus();
  }
  if (!chosen || settings_.profile == "default") return OkStatus();
  std::vector<std::string> known;
  for (const auto& [name, unused] : settings_.files.config_profiles) known.push_back(name);
  for (const auto& [name, unused] : settings_.files.credentials_profiles) known.push_back(name);
  std::vector<std::string> paths = settings_.files.config_paths;
  paths.insert(paths.end(), settings_.files.credentials_paths.begin(), settings_.files.credentials_paths.end());
  const auto nearest = NearestName(settings_.profile, known);
  return InvalidArgumentError(fmt::format("{} names the profile \"{}\", which is not in {}{}", source,
                                          settings_.profile, JoinWords(paths, "or"),
                                          nearest ? fmt::format(". Did you mean \"{}\"?", *nearest) : ""));
}

std::string Resolver::Text(const std::string& configured, std::string_view variable, const std::string& key) const {
  if (!configured.empty()) return configured;
  if (std::string value = settings_.environment.Get(variable); !value.empty()) return value;
  return Key(key);
}

void Resolver::Region() {
  settings_.region = settings_.config.region;
  for (const char* variable : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    if (settings_.region.empty()) settings_.region = settings_.environment.Get(variable);
  }
  if (settings_.region.empty()) settings_.region = Key("region");
}

Status Resolver::Flag(std::optional<bool> configured, std::string_view variable, const std::string& key,
                      bool& out) const {
  if (configured) {
    out = *configured;
    return OkStatus();
  }
  const std::string text = Text("", variable, key);
  out = EqualsIgnoreCase(text, "true");
  if (out || text.empty() || EqualsIgnoreCase(text, "false")) return OkStatus();
  return InvalidArgumentError(fmt::format("{} or {} of profile {} must be true or false, got \"{}\"", variable, key,
                                          settings_.profile, ToValidUtf8(text)));
}

Status Resolver::Numbers() {
  if (settings_.config.max_retries) {
    const int retries = *settings_.config.max_retries;
    if (retries < 0 || retries >= kMostAttempts) {
      return InvalidArgumentError(fmt::format("max_retries must be from 0 to {}, got {}", kMostAttempts - 1, retries));
    }
    settings_.max_attempts = retries + 1;
    return OkStatus();
  }
  const std::string text = Text("", "AWS_MAX_ATTEMPTS", "max_attempts");
  if (text.empty()) return OkStatus();
  int attempts = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, attempts);
  if (error != std::errc() || rest != end || attempts < 1 || attempts > kMostAttempts) {
    return InvalidArgumentError(
        fmt::format("AWS_MAX_ATTEMPTS or max_attempts of profile {} must be a number from 1 to {}, got \"{}\"",
                    settings_.profile, kMostAttempts, ToValidUtf8(text)));
  }
  settings_.max_attempts = attempts;
  return OkStatus();
}

Status CheckKeyPair(const AwsConfig& config) {
  if (config.access_key.empty() == config.secret_key.empty()) {
    if (config.token.empty() || !config.access_key.empty()) return OkStatus();
    return InvalidArgumentError("token is set without access_key and secret_key; a token belongs to a key pair");
  }
  return InvalidArgumentError(fmt::format("{} is set and {} is not; give both or neither",
                                          config.access_key.empty() ? "secret_key" : "access_key",
                                          config.access_key.empty() ? "access_key" : "secret_key"));
}

}  // namespace

std::optional<ProfileKeys> SharedFiles::Profile(const std::string& name) const {
  const auto in_config = config_profiles.find(name);
  const auto in_credentials = credentials_profiles.find(name);
  if (in_config == config_profiles.end() && in_credentials == credentials_profiles.end()) return std::nullopt;
  ProfileKeys keys;
  if (in_credentials != credentials_profiles.end()) keys = in_credentials->second;
  if (in_config != config_profiles.end()) keys.insert(in_config->second.begin(), in_config->second.end());
  return keys;
}

StatusOr<SharedFiles> LoadSharedFiles(const AwsConfig& config, const Environment& environment) {
  SharedFiles files;
  files.config_paths = Paths(config.shared_config_files, "AWS_CONFIG_FILE", "~/.aws/config", environment);
  files.credentials_paths =
      Paths(config.shared_credentials_files, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", environment);
  IC_ASSIGN_OR_RETURN(IniFile sections, ReadAll(files.config_paths, !config.shared_config_files.empty(), environment));
  for (auto& [name, keys] : sections) Sort(name, std::move(keys), files);
  IC_ASSIGN_OR_RETURN(files.credentials_profiles,
                      ReadAll(files.credentials_paths, !config.shared_credentials_files.empty(), environment));
  return files;
}

StatusOr<Settings> ResolveSettings(AwsConfig config, Environment environment) {
  IC_RETURN_IF_ERROR(CheckKeyPair(config));
  Settings settings;
  IC_ASSIGN_OR_RETURN(settings.files, LoadSharedFiles(config, environment));
  settings.config = std::move(config);
  settings.environment = std::move(environment);
  Resolver resolver(settings);
  IC_RETURN_IF_ERROR(resolver.Profile());
  resolver.Region();
  IC_RETURN_IF_ERROR(
      resolver.Flag(settings.config.use_fips, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", settings.use_fips));
  IC_RETURN_IF_ERROR(resolver.Flag(settings.config.use_dualstack, "AWS_USE_DUALSTACK_ENDPOINT",
                                   "use_dualstack_endpoint", settings.use_dualstack));
  IC_RETURN_IF_ERROR(resolver.Numbers());
  settings.ca_bundle =
      settings.environment.ExpandPath(resolver.Text(settings.config.ca_bundle, "AWS_CA_BUNDLE", "ca_bundle"));
  return settings;
}

}  // namespace ic::aws

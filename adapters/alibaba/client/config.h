// What a user can say about talking to Alibaba Cloud: the `alibaba` object of the provider block or of `clouds`, and,
// where that says nothing, the environment variables and files of the vendor's own tools.
#ifndef ADAPTERS_ALIBABA_CLIENT_CONFIG_H_
#define ADAPTERS_ALIBABA_CLIENT_CONFIG_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/wire/environment.h"
#include "base/status.h"

namespace ic::alibaba {

// A RAM role to take on top of whatever credentials are found first.
struct AssumeRole {
  std::string role_arn;
  std::string session_name;  // empty: one is made up
  std::string external_id;
  int duration_seconds = 0;  // 0: the service's default, one hour
};

// As the user wrote it. Empty and nullopt: not said.
struct AlibabaConfig {
  std::string region;
  std::string profile;
  std::string config_file;
  std::string endpoint;
  std::string sts_endpoint;
  std::string quotas_endpoint;
  std::string access_key;
  std::string secret_key;
  std::string security_token;
  std::string ecs_role_name;
  std::optional<AssumeRole> assume_role;
  std::string ca_bundle;
  std::optional<int> max_retries;  // sendings after the first
  bool read_only = false;
};

// A profile of ~/.aliyun/config.json: its texts and numbers as texts.
using Profile = std::map<std::string, std::string>;

// The settings after all sources are weighed.
struct Settings {
  AlibabaConfig config;
  Environment environment;
  std::string config_path;                  // of the profiles, as looked for
  std::map<std::string, Profile> profiles;  // by name
  std::string profile;                      // the active one's name; empty: there is none
  bool profile_explicit = false;            // `config` names it: environment keys are then left out
  std::string region;                       // empty: none found
  std::string ca_bundle;
  int max_attempts = 10;

  // The profile of that name, or null.
  const Profile* Find(const std::string& name) const;
};

// A profile's value; empty if it is not there.
std::string ValueOf(const Profile& profile, const std::string& key);

// The first of the variables that is set, or empty.
std::string FirstVariable(const Environment& environment, const std::vector<std::string_view>& names);

// The SDKs' file: the one that ALIBABA_CLOUD_CREDENTIALS_FILE names, or ~/.alibabacloud/credentials.
std::string CredentialsFilePath(const Environment& environment);

// Region: config, ALIBABA_CLOUD_REGION, ALIBABA_CLOUD_REGION_ID, ALICLOUD_REGION, the profile. A profile that is not
// there, a half-given key pair, a file that is no JSON are errors that say where they stand. Makes no call.
StatusOr<Settings> ResolveSettings(AlibabaConfig config, Environment environment);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_CONFIG_H_

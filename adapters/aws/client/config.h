// What a user can say about talking to AWS: the `aws` object of the provider block or of `clouds`, and, where that says
// nothing, the environment variables and files of AWS's own tools.
#ifndef ADAPTERS_AWS_CLIENT_CONFIG_H_
#define ADAPTERS_AWS_CLIENT_CONFIG_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/wire/environment.h"
#include "base/status.h"

namespace ic::aws {

// A role to take on top of whatever credentials are found first.
struct AssumeRole {
  std::string role_arn;
  std::string session_name;  // empty: one is made up
  std::string external_id;
  int duration_seconds = 0;  // 0: the service's default, one hour
  std::string policy;        // JSON, narrows the session
};

// As the user wrote it. Empty and nullopt: not said.
struct AwsConfig {
  std::string region;
  std::string profile;
  std::string endpoint;         // of Direct Connect, verbatim
  std::string sts_endpoint;     // of STS, which roles are taken from, verbatim
  std::string quotas_endpoint;  // of Service Quotas, verbatim
  std::string access_key;
  std::string secret_key;
  std::string token;
  std::vector<std::string> shared_config_files;
  std::vector<std::string> shared_credentials_files;
  std::optional<AssumeRole> assume_role;
  std::optional<bool> use_fips;
  std::optional<bool> use_dualstack;
  std::string ca_bundle;
  std::optional<int> max_retries;  // sendings after the first
  bool read_only = false;
};

// A section of a configuration file: keys in lower case; a nested block's keys are "block.key".
using ProfileKeys = std::map<std::string, std::string>;

// The shared configuration and credentials files, read and merged as botocore does it.
struct SharedFiles {
  std::map<std::string, ProfileKeys> config_profiles;       // [default] and [profile NAME] of the configuration files
  std::map<std::string, ProfileKeys> credentials_profiles;  // [NAME] of the credentials files
  std::map<std::string, ProfileKeys> sso_sessions;          // [sso-session NAME]
  std::map<std::string, ProfileKeys> services;              // [services NAME]
  std::vector<std::string> config_paths;                    // as looked for, for messages
  std::vector<std::string> credentials_paths;

  // Both files' keys of one profile; the credentials file wins. Null if neither has it.
  std::optional<ProfileKeys> Profile(const std::string& name) const;
};

// Reads the files of `config`, else of AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, else of ~/.aws. A file that
// does not exist is empty, unless `config` names it. Errors name file and line.
StatusOr<SharedFiles> LoadSharedFiles(const AwsConfig& config, const Environment& environment);

// The settings after all sources are weighed.
struct Settings {
  AwsConfig config;
  Environment environment;
  SharedFiles files;
  std::string profile;            // the active profile's name, "default" if none is chosen
  bool profile_explicit = false;  // `config` names it: environment keys are then left out
  std::string region;             // empty: none found
  bool use_fips = false;
  bool use_dualstack = false;
  std::string ca_bundle;
  int max_attempts = 10;
};

// Region: config, AWS_REGION, AWS_DEFAULT_REGION, the profile. An unknown profile, a half-given key pair or a number
// that is none are errors that say where they stand.
StatusOr<Settings> ResolveSettings(AwsConfig config, Environment environment);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_CONFIG_H_

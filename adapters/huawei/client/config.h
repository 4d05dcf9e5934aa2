// What a user can say about talking to Huawei Cloud: the `huawei` object of the provider block or of `clouds`, and,
// where that says nothing, the environment variables and files of Huawei's own tools (its Terraform provider, its
// command line, its SDKs).
#ifndef ADAPTERS_HUAWEI_CLIENT_CONFIG_H_
#define ADAPTERS_HUAWEI_CLIENT_CONFIG_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/wire/environment.h"
#include "base/status.h"

namespace ic::huawei {

// An agency to act as, on top of whatever credentials are found first.
struct AssumeRole {
  std::string agency_name;
  std::string domain_name;  // of the account that gave the agency; one of the two
  std::string domain_id;
  int duration_seconds = 0;  // 0: a day, as Huawei's Terraform provider asks for
};

// As the user wrote it. Empty and nullopt: not said.
struct HuaweiConfig {
  std::string region;
  std::string cloud;         // domain of the endpoints, "myhuaweicloud.com"; empty: as the endpoints say (endpoints.h)
  std::string endpoint;      // of Direct Connect, without the version
  std::string iam_endpoint;  // of IAM, with or without "/v3"
  std::string access_key;
  std::string secret_key;
  std::string security_token;
  std::string token;  // of IAM, scoped to the project
  std::string user_name;
  std::string password;
  std::string domain_name;
  std::string project_id;
  std::string project_name;
  std::string enterprise_project_id;
  std::string profile;
  std::string shared_config_file;
  std::optional<AssumeRole> assume_role;
  std::string ca_bundle;
  std::optional<int> max_retries;  // sendings after the first
  bool read_only = false;
};

// A profile of the command line's file, or the [basic] section of the SDKs' file: "accessKeyId" or "ak", …
using Keys = std::map<std::string, std::string>;

// Who says something. The credentials are those of the first, in this order, that has any.
enum class Origin : std::uint8_t {
  kNobody,  // or the machine itself
  kConfiguration,
  kHuaweiVariables,     // HW_…
  kSdkVariables,        // HUAWEICLOUD_SDK_…
  kOpenStackVariables,  // OS_…
  kCloudEntry,          // of clouds.yaml
  kProfile,
  kSdkFile,
};

// The settings after all sources are weighed. Secrets of the environment and of files are not in `config`.
struct Settings {
  HuaweiConfig config;  // region, project and IAM settings filled in from the other sources
  Environment environment;
  Keys profile;                       // of the command line's file; empty: none
  std::string profile_words;          // "profile default of ~/.hcloud/config.json"
  Keys sdk;                           // of the SDKs' credentials file
  std::string sdk_words;              // its path
  Keys entry;                         // of clouds.yaml, where OS_CLOUD names one and nothing before it has credentials
  std::string entry_words;            // "entry otc of ~/.config/openstack/clouds.yaml"
  Origin identity = Origin::kNobody;  // who has the credentials
  Origin iam = Origin::kNobody;       // who says where IAM is
  int max_attempts = 10;
};

// Reads the files. Errors name the setting, the variable or the file.
StatusOr<Settings> ResolveSettings(HuaweiConfig config, Environment environment);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_CONFIG_H_

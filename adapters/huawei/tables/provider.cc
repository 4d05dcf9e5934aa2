// The `huawei` object of the provider block.
#include <utility>

#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

Field Text(std::string_view name, std::string description) {
  return {.name = std::string(name), .description = std::move(description)};
}

Field Secret(std::string_view name, std::string description) {
  return {.name = std::string(name), .sensitive = true, .description = std::move(description)};
}

Field AssumeRole() {
  return {.name = "assume_role",
          .type = FieldType::kObject,
          .description = "An agency to act as, with the credentials found.",
          .fields = {Text("agency_name", "Name of the agency."),
                     Text("domain_name", "Name of the account that gave the agency."),
                     Text("domain_id", "Id of that account, instead of its name."),
                     {.name = "duration",
                      .meaning = Meaning::kDuration,
                      .description = "How long the agency's keys are valid, such as `1h`: 15m to 24h. They are renewed "
                                     "as needed."}}};
}

}  // namespace

std::vector<Field> ProviderFields() {
  return {
      Text("region",
           "Region that objects without one go to. Otherwise `HW_REGION_NAME`, `OS_REGION_NAME` and the profile are "
           "asked, "
           "in this order."),
      Text("cloud", "Domain of the endpoints. Otherwise `HW_CLOUD`, else `myhuaweicloud.com`."),
      Text("endpoint",
           "URL of the Direct Connect API, for a private endpoint or a simulator. Otherwise "
           "`HUAWEICLOUD_SDK_REGION_DC_<REGION>`."),
      Text("iam_endpoint",
           "URL of IAM, which tells project ids and gives tokens. Otherwise `HW_AUTH_URL`, "
           "`HUAWEICLOUD_SDK_IAM_ENDPOINT` "
           "or `OS_AUTH_URL`."),
      Secret(
          "access_key",
          "Access key (AK); needs `secret_key`. Better left to the environment, a profile or the instance. Otherwise "
          "`HW_ACCESS_KEY`, an identity provider's token (`HUAWEICLOUD_SDK_IDP_ID` with "
          "`HUAWEICLOUD_SDK_ID_TOKEN_FILE`), `HUAWEICLOUD_SDK_AK` or `OS_ACCESS_KEY`."),
      Secret("secret_key", "Secret key (SK); needs `access_key`."),
      Secret("security_token", "Security token that belongs to temporary keys."),
      Secret("token",
             "Token of IAM, scoped to the project, instead of keys. Otherwise `HW_AUTH_TOKEN` or "
             "`OS_AUTH_TOKEN`."),
      Text("user_name",
           "IAM user to log in as, instead of keys; needs `password` and `domain_name`. Otherwise `HW_USER_NAME` or "
           "`OS_USERNAME`."),
      Secret("password", "Password of that user. Otherwise `HW_USER_PASSWORD` or `OS_PASSWORD`."),
      Text("domain_name",
           "Name of the account the user belongs to. Otherwise `HW_DOMAIN_NAME`, `OS_DOMAIN_NAME` or "
           "`OS_USER_DOMAIN_NAME`."),
      Text("project_id",
           "Id of the project in that region. Otherwise `HW_PROJECT_ID`, `HUAWEICLOUD_SDK_PROJECT_ID` or "
           "`OS_PROJECT_ID`; "
           "left out, IAM is asked for the project named as the region."),
      Text("project_name",
           "Name of the project in that region, to look its id up. Otherwise `HW_PROJECT_NAME` or "
           "`OS_PROJECT_NAME`."),
      Text("enterprise_project_id",
           "Enterprise project that new interfaces go to that name none. Otherwise `HW_ENTERPRISE_PROJECT_ID`."),
      Text("profile", "Profile of the command line's configuration file. Otherwise `HW_PROFILE` and the current one."),
      Text("shared_config_file",
           "Configuration file of the command line (hcloud) to read instead of `~/.hcloud/config.json`. Otherwise "
           "`HW_SHARED_CONFIG_FILE`."),
      AssumeRole(),
      Text("ca_bundle", "File of certificates (PEM) to trust instead of the system's. Otherwise `OS_CACERT`."),
      {.name = "max_retries",
       .type = FieldType::kInteger,
       .description = "How often a failed call is sent again at most, where sending it again is safe. Otherwise "
                      "`HW_MAX_RETRIES`."},
  };
}

}  // namespace ic::huawei

// The `huawei` object of the provider block.
#include <utility>

#include "adapters/common/tables/provider_fields.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

Field AssumeRole() {
  return AssumeRoleSetting("An agency to act as, with the credentials found.",
                           {TextSetting("agency_name", "Name of the agency."),
                            TextSetting("domain_name", "Name of the account that gave the agency."),
                            TextSetting("domain_id", "Id of that account, instead of its name.")},
                           "How long the agency's keys are valid, such as `1h`: 15m to 24h. They are renewed "
                           "as needed.");
}

}  // namespace

std::vector<Field> ProviderFields() {
  std::vector<Field> fields = {
      TextSetting(
          "region",
          "Region that objects without one go to. Otherwise `HW_REGION_NAME`, `OS_REGION_NAME` and the profile are "
          "asked, "
          "in this order."),
      HostSetting("cloud",
                  "Domain of the endpoints that are not set: `myhuaweicloud.com`, `myhuaweicloud.eu`, "
                  "`sc.otc.t-systems.com` (Open Telekom Cloud in Switzerland), `otc.t-systems.com`, `hc.sbercloud.ru` "
                  "or that of another operator. Otherwise `HW_CLOUD`, else that of the operator whose `iam_endpoint` "
                  "or `endpoint` is set, else `myhuaweicloud.eu` for a region `eu-west-1…`, else "
                  "`myhuaweicloud.com`."),
      HostSetting("endpoint",
                  "URL of the Direct Connect API, for a private endpoint or a simulator. Otherwise "
                  "`HUAWEICLOUD_SDK_REGION_DC_<REGION>`."),
      HostSetting(
          "iam_endpoint",
          "URL of IAM, which tells project ids and gives tokens, and, where nobody known runs it, by its catalog "
          "where Direct Connect is. Otherwise `HW_AUTH_URL`, `HUAWEICLOUD_SDK_IAM_ENDPOINT`, `OS_AUTH_URL` or "
          "the entry of `clouds.yaml` that `OS_CLOUD` names."),
      SecretSetting(
          "access_key",
          "Access key (AK); needs `secret_key`. Better left to the environment, a profile or the instance. Otherwise "
          "`HW_ACCESS_KEY`, an identity provider's token (`HUAWEICLOUD_SDK_IDP_ID` with "
          "`HUAWEICLOUD_SDK_ID_TOKEN_FILE`), `HUAWEICLOUD_SDK_AK`, `OS_ACCESS_KEY` or the entry of `clouds.yaml` that "
          "`OS_CLOUD` names."),
      SecretSetting("secret_key", "Secret key (SK); needs `access_key`."),
      SecretSetting("security_token", "Security token that belongs to temporary keys."),
      SecretSetting("token",
                    "Token of IAM, scoped to the project, instead of keys. Otherwise `HW_AUTH_TOKEN` or "
                    "`OS_AUTH_TOKEN`."),
      TextSetting(
          "user_name",
          "IAM user to log in as, instead of keys; needs `password` and `domain_name`. Otherwise `HW_USER_NAME` or "
          "`OS_USERNAME`."),
      SecretSetting("password", "Password of that user. Otherwise `HW_USER_PASSWORD` or `OS_PASSWORD`."),
      TextSetting("domain_name",
                  "Name of the account the user belongs to. Otherwise `HW_DOMAIN_NAME`, `OS_DOMAIN_NAME` or "
                  "`OS_USER_DOMAIN_NAME`."),
      TextSetting("project_id",
                  "Id of the project in that region. Otherwise `HW_PROJECT_ID`, `HUAWEICLOUD_SDK_PROJECT_ID` or "
                  "`OS_PROJECT_ID`; "
                  "left out, IAM is asked for the project named as the region, which whoever asks must be allowed to."),
      TextSetting("project_name",
                  "Name of the project in that region, to look its id up. Otherwise `HW_PROJECT_NAME` or "
                  "`OS_PROJECT_NAME`."),
      TextSetting("enterprise_project_id",
                  "Enterprise project that new interfaces go to that name none. Otherwise `HW_ENTERPRISE_PROJECT_ID`."),
      TextSetting("profile",
                  "Profile of the command line's configuration file. Otherwise `HW_PROFILE` and the current one."),
      FileSetting(
          "shared_config_file",
          "Configuration file of the command line (hcloud) to read instead of `~/.hcloud/config.json`. Otherwise "
          "`HW_SHARED_CONFIG_FILE`."),
      AssumeRole(),
      FileSetting("ca_bundle", "File of certificates (PEM) to trust instead of the system's. Otherwise `OS_CACERT`."),
      MaxRetriesSetting(" Otherwise `HW_MAX_RETRIES`."),
  };
  fields.push_back(LiveLimitsSetting("Direct Connect (`ShowQuotas`)"));
  fields.push_back(PlainHttpSetting());
  for (Field& field : AccountSettings("accounts (domains)")) fields.push_back(std::move(field));
  return fields;
}

// Source: the operators' endpoint lists of Direct Connect and IAM; their domains as kDomains (client/endpoints.cc)
// has them. Buckets are under `obs`, which is no region.
std::vector<std::string_view> OwnHosts() {
  return {
      R"(myhuaweicloud\.(com|eu)|(sc\.)?otc\.t-systems\.com|hc\.(sbercloud|cloud)\.ru)",
      R"(https://iam\.myhuaweicloud\.(com|eu)(/v3)?)",
      R"(https://(dcaas|iam|iam-pub)\.[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*\.(myhuaweicloud\.(com|eu)|(sc\.)?otc\.t-systems\.com|hc\.(sbercloud|cloud)\.ru)(/v3)?)"};
}

}  // namespace ic::huawei

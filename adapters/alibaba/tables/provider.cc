// The `alibaba` object of the provider block.
#include <utility>

#include "adapters/alibaba/tables/tables.h"
#include "adapters/common/tables/provider_fields.h"

namespace ic::alibaba {
namespace {

Field AssumeRole() {
  return AssumeRoleSetting(
      "A RAM role to take with the credentials found.",
      {TextSetting("role_arn", "ARN of the role, such as `acs:ram::123456789012****:role/network`."),
       TextSetting("session_name", "Name of the session, as it appears in the vendor's logs."),
       TextSetting("external_id", "External id that the role's trust policy asks for.")},
      "How long the role's credentials are valid, such as `1h`: 15m to 12h. They are "
      "renewed as needed.");
}

}  // namespace

std::vector<Field> ProviderFields() {
  std::vector<Field> fields = {
      TextSetting("region",
                  "Region that objects without one go to. Otherwise `ALIBABA_CLOUD_REGION`, `ALIBABA_CLOUD_REGION_ID`, "
                  "`ALICLOUD_REGION` and the profile are asked, in this order."),
      TextSetting("profile",
                  "Profile of `~/.aliyun/config.json`, as the vendor's command line keeps them. Otherwise "
                  "`ALIBABA_CLOUD_PROFILE`."),
      FileSetting("config_file", "Configuration file to read instead of `~/.aliyun/config.json`."),
      HostSetting(
          "endpoint",
          "URL of the VPC API, for a private endpoint or a simulator. Otherwise `ALIBABA_CLOUD_ENDPOINT_VPC` and "
          "`VPC_ENDPOINT`."),
      HostSetting("sts_endpoint",
                  "URL of the STS API, which `assume_role` calls. Otherwise `ALIBABA_CLOUD_ENDPOINT_STS` and "
                  "`STS_ENDPOINT`."),
      HostSetting("quotas_endpoint",
                  "URL of the Quota Center API, which `live_limits` is about. Otherwise "
                  "`ALIBABA_CLOUD_ENDPOINT_QUOTAS` and `QUOTAS_ENDPOINT`. With an `endpoint` of the VPC API's own and "
                  "none of these, Quota Center is not asked."),
      SecretSetting("access_key",
                    "AccessKey id; needs `secret_key`. Better left to the environment, a profile or a role."),
      SecretSetting("secret_key", "AccessKey secret; needs `access_key`."),
      SecretSetting("security_token", "Security token that belongs to temporary keys."),
      TextSetting("ecs_role_name",
                  "RAM role of the ECS instance this runs on, whose keys are to be used. Otherwise "
                  "`ALIBABA_CLOUD_ECS_METADATA`."),
      AssumeRole(),
      FileSetting("ca_bundle", "File of certificates (PEM) to trust instead of the system's."),
      MaxRetriesSetting(),
  };
  fields.push_back(LiveLimitsSetting("Quota Center"));
  fields.push_back(PlainHttpSetting());
  for (Field& field : AccountSettings("accounts")) fields.push_back(std::move(field));
  return fields;
}

// Source: the vendor's endpoint lists of VPC, STS and Quota Center. A region's name begins with two letters, as no
// label of a bucket
// (`oss-cn-hangzhou`) does.
std::vector<std::string_view> OwnHosts() {
  return {R"((https://)?(vpc|sts|quotas)\.aliyuncs\.com)",
          R"((https://)?(vpc|sts)(-vpc)?\.[a-z]{2}-[a-z]+(-[a-z0-9]+)*\.aliyuncs\.com)"};
}

}  // namespace ic::alibaba

// The `alibaba` object of the provider block.
#include <utility>

#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {
namespace {

Field Text(std::string name, std::string description) {
  return {.name = std::move(name), .description = std::move(description)};
}

Field Secret(std::string name, std::string description) {
  return {.name = std::move(name), .sensitive = true, .description = std::move(description)};
}

Field AssumeRole() {
  return {.name = "assume_role",
          .type = FieldType::kObject,
          .description = "A RAM role to take with the credentials found.",
          .fields = {Text("role_arn", "ARN of the role, such as `acs:ram::123456789012****:role/network`."),
                     Text("session_name", "Name of the session, as it appears in the vendor's logs."),
                     Text("external_id", "External id that the role's trust policy asks for."),
                     {.name = "duration",
                      .meaning = Meaning::kDuration,
                      .description = "How long the role's credentials are valid, such as `1h`: 15m to 12h. They are "
                                     "renewed as needed."}}};
}

}  // namespace

std::vector<Field> ProviderFields() {
  return {
      Text("region",
           "Region that objects without one go to. Otherwise `ALIBABA_CLOUD_REGION`, `ALIBABA_CLOUD_REGION_ID`, "
           "`ALICLOUD_REGION` and the profile are asked, in this order."),
      Text("profile",
           "Profile of `~/.aliyun/config.json`, as the vendor's command line keeps them. Otherwise "
           "`ALIBABA_CLOUD_PROFILE`."),
      Text("config_file", "Configuration file to read instead of `~/.aliyun/config.json`."),
      Text("endpoint",
           "URL of the VPC API, for a private endpoint or a simulator. Otherwise `ALIBABA_CLOUD_ENDPOINT_VPC` and "
           "`VPC_ENDPOINT`."),
      Text("sts_endpoint",
           "URL of the STS API, which `assume_role` calls. Otherwise `ALIBABA_CLOUD_ENDPOINT_STS` and "
           "`STS_ENDPOINT`."),
      Secret("access_key", "AccessKey id; needs `secret_key`. Better left to the environment, a profile or a role."),
      Secret("secret_key", "AccessKey secret; needs `access_key`."),
      Secret("security_token", "Security token that belongs to temporary keys."),
      Text("ecs_role_name",
           "RAM role of the ECS instance this runs on, whose keys are to be used. Otherwise "
           "`ALIBABA_CLOUD_ECS_METADATA`."),
      AssumeRole(),
      Text("ca_bundle", "File of certificates (PEM) to trust instead of the system's."),
      {.name = "max_retries",
       .type = FieldType::kInteger,
       .description = "How often a failed call is sent again at most, where sending it again is safe."},
  };
}

}  // namespace ic::alibaba

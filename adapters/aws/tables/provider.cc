// The `aws` object of the provider block.
#include <utility>

#include "adapters/aws/tables/tables.h"

namespace ic::aws {
namespace {

Field Text(std::string name, std::string description) {
  return {.name = std::move(name), .description = std::move(description)};
}

Field Secret(std::string name, std::string description) {
  return {.name = std::move(name), .sensitive = true, .description = std::move(description)};
}

Field Flag(std::string name, std::string description) {
  return {.name = std::move(name), .type = FieldType::kBool, .description = std::move(description)};
}

Field Files(std::string name, std::string description) {
  return {.name = std::move(name), .type = FieldType::kStringList, .description = std::move(description)};
}

Field AssumeRole() {
  return {.name = "assume_role",
          .type = FieldType::kObject,
          .description = "A role to take with the credentials found.",
          .fields = {Text("role_arn", "ARN of the role."),
                     Text("session_name", "Name of the session, as it appears in AWS's logs."),
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
           "Region that objects without one go to. Otherwise `AWS_REGION`, `AWS_DEFAULT_REGION` and the "
           "profile are asked, in this order."),
      Text("profile", "Profile of the shared configuration and credentials files. Otherwise `AWS_PROFILE`."),
      Text("endpoint",
           "URL of the Direct Connect API, for a private endpoint or a simulator. Otherwise "
           "`AWS_ENDPOINT_URL_DIRECT_CONNECT`, `AWS_ENDPOINT_URL` and the profile."),
      Text("sts_endpoint",
           "URL of the STS API, which `assume_role` calls. Otherwise `AWS_ENDPOINT_URL_STS`, "
           "`AWS_ENDPOINT_URL` and the profile."),
      Secret("access_key", "Access key id; needs `secret_key`. Better left to the environment, a profile or a role."),
      Secret("secret_key", "Secret access key; needs `access_key`."),
      Secret("token", "Session token that belongs to temporary keys."),
      Files("shared_config_files",
            "Configuration files to read instead of `~/.aws/config`; of one setting in two "
            "files the later file's holds."),
      Files("shared_credentials_files",
            "Credentials files to read instead of `~/.aws/credentials`; of one setting in "
            "two files the later file's holds."),
      AssumeRole(),
      Flag("use_fips", "Whether to use the FIPS 140 endpoint of the region, where there is one."),
      Flag("use_dualstack", "Whether to use the endpoint that answers over IPv6 too."),
      Text("ca_bundle",
           "File of certificates (PEM) to trust instead of the system's. Otherwise `AWS_CA_BUNDLE` and "
           "the profile."),
      {.name = "max_retries",
       .type = FieldType::kInteger,
       .description = "How often a failed call is sent again at most, where sending it again is safe."},
  };
}

}  // namespace ic::aws

// The `aws` object of the provider block.
#include <utility>

#include "adapters/aws/tables/tables.h"
#include "adapters/common/tables/provider_fields.h"

namespace ic::aws {
namespace {

Field AssumeRole() {
  return AssumeRoleSetting("A role to take with the credentials found.",
                           {TextSetting("role_arn", "ARN of the role."),
                            TextSetting("session_name", "Name of the session, as it appears in AWS's logs."),
                            TextSetting("external_id", "External id that the role's trust policy asks for.")},
                           "How long the role's credentials are valid, such as `1h`: 15m to 12h. They are "
                           "renewed as needed.");
}

}  // namespace

std::vector<Field> ProviderFields() {
  std::vector<Field> fields = {
      TextSetting("region",
                  "Region that objects without one go to. Otherwise `AWS_REGION`, `AWS_DEFAULT_REGION` and the "
                  "profile are asked, in this order."),
      TextSetting("profile", "Profile of the shared configuration and credentials files. Otherwise `AWS_PROFILE`."),
      HostSetting("endpoint",
                  "URL of the Direct Connect API, for a private endpoint or a simulator. Otherwise "
                  "`AWS_ENDPOINT_URL_DIRECT_CONNECT`, `AWS_ENDPOINT_URL` and the profile."),
      HostSetting("sts_endpoint",
                  "URL of the STS API, which `assume_role` calls. Otherwise `AWS_ENDPOINT_URL_STS`, "
                  "`AWS_ENDPOINT_URL` and the profile."),
      HostSetting("quotas_endpoint",
                  "URL of the Service Quotas API, which `live_limits` is about. Otherwise "
                  "`AWS_ENDPOINT_URL_SERVICE_QUOTAS`, `AWS_ENDPOINT_URL` and the profile. With an `endpoint` of Direct "
                  "Connect's own and none of these, Service Quotas is not asked."),
      SecretSetting("access_key",
                    "Access key id; needs `secret_key`. Better left to the environment, a profile or a role."),
      SecretSetting("secret_key", "Secret access key; needs `access_key`."),
      SecretSetting("token", "Session token that belongs to temporary keys."),
      FileListSetting("shared_config_files",
                      "Configuration files to read instead of `~/.aws/config`; of one setting in two "
                      "files the later file's holds."),
      FileListSetting("shared_credentials_files",
                      "Credentials files to read instead of `~/.aws/credentials`; of one setting in "
                      "two files the later file's holds."),
      AssumeRole(),
      FlagSetting("use_fips", "Whether to use the FIPS 140 endpoint of the region, where there is one."),
      FlagSetting("use_dualstack", "Whether to use the endpoint that answers over IPv6 too."),
      FileSetting("ca_bundle",
                  "File of certificates (PEM) to trust instead of the system's. Otherwise `AWS_CA_BUNDLE` and "
                  "the profile."),
      MaxRetriesSetting(),
  };
  fields.push_back(LiveLimitsSetting("Service Quotas"));
  fields.push_back(PlainHttpSetting());
  for (Field& field : AccountSettings("accounts")) fields.push_back(std::move(field));
  return fields;
}

// Source: botocore's endpoints.json and endpoint rules of directconnect, sts and servicequotas. A region's name ends in
// a number, which no other label before these suffixes does: `sts.s3.amazonaws.com` is somebody's bucket.
std::vector<std::string_view> OwnHosts() {
  return {
      R"(https://(directconnect|sts|servicequotas)(-fips)?\.(us|eu|ap|sa|ca|me|af|il|mx)(-gov)?-[a-z]+-[0-9]+\.(amazonaws\.com|api\.aws))",
      R"(https://sts\.amazonaws\.com)",
      R"(https://(directconnect|sts|servicequotas)\.cn-[a-z]+-[0-9]+\.(amazonaws\.com\.cn|api\.amazonwebservices\.com\.cn))",
      R"(https://(directconnect|sts|servicequotas)\.eusc-de-[a-z]+-[0-9]+\.(amazonaws\.eu|api\.amazonwebservices\.eu))",
      R"(https://(directconnect|sts|servicequotas)(-fips)?\.us-isob?-[a-z]+-[0-9]+\.(c2s\.ic\.gov|sc2s\.sgov\.gov))",
  };
}

}  // namespace ic::aws

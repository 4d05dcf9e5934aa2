// What only AWS has, per kind, and the `aws` object of the provider block.
#include <cstddef>

#include "adapters/aws/tables/tables.h"
#include "adapters/aws/tables/traits.h"

namespace ic::aws {
namespace {

std::vector<Field> ConnectionFields() {
  return {
      {.name = std::string(vendor_field::kLagId),
       .presence = Presence::kOptionalComputed,
       .description = "Id of the link aggregation group (LAG) the connection is a member of. An empty string takes it "
                      "out of its LAG; left out, its membership stays as it is."},
      {.name = std::string(vendor_field::kRequestMacsec),
       .type = FieldType::kBool,
       .presence = Presence::kOptionalComputed,
       .description = "Whether to ask for a port that can do MACsec. Changing it replaces the connection."},
      {.name = std::string(vendor_field::kEncryptionMode),
       .presence = Presence::kOptionalComputed,
       .description = "MACsec mode of a port that can do it: `no_encrypt`, `should_encrypt` or `must_encrypt`."},
      {.name = std::string(vendor_field::kProviderName),
       .presence = Presence::kOptionalComputed,
       .description = "Name of the network provider that brings the circuit to the location, as the location lists it. "
                      "Changing it replaces the connection."},
      {.name = std::string(vendor_field::kOwnerAccount),
       .presence = Presence::kComputed,
       .description = "Id of the AWS account that owns the connection."},
  };
}

std::vector<Field> VirtualInterfaceFields() {
  return {
      {.name = std::string(vendor_field::kSiteLink),
       .type = FieldType::kBool,
       .presence = Presence::kOptionalComputed,
       .description = "Whether SiteLink is on: traffic between Direct Connect locations over AWS's backbone. For "
                      "transit interfaces, and private ones on a Direct Connect gateway."},
      {.name = std::string(vendor_field::kOwnerAccount),
       .presence = Presence::kOptionalComputed,
       .description = "Id of the AWS account that owns the interface. Another account than your own makes it a hosted "
                      "interface, which that account has to accept. Left out, it is your own."},
  };
}

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

std::vector<std::vector<Field>> VendorFields() {
  std::vector<std::vector<Field>> fields(kAllKinds.size());
  fields[static_cast<std::size_t>(Kind::kConnection)] = ConnectionFields();
  fields[static_cast<std::size_t>(Kind::kVirtualInterface)] = VirtualInterfaceFields();
  return fields;
}

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

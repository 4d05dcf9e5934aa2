// What only Alibaba Cloud has, per kind, and the `alibaba` object of the provider block.
#include <cstddef>

#include "adapters/alibaba/tables/tables.h"
#include "adapters/alibaba/tables/traits.h"

namespace ic::alibaba {
namespace {

// Whatever is inside the vendor's object stays as it is when it is left out.
Field Own(std::string_view name, FieldType type, std::string description) {
  return {.name = std::string(name),
          .type = type,
          .presence = Presence::kOptionalComputed,
          .description = std::move(description)};
}

std::vector<Field> ConnectionFields() {
  using namespace vendor_field;
  return {
      Own(kLineOperator, FieldType::kString,
          "Operator of the leased line that reaches the port: `CT` (China Telecom), `CU` (China Unicom), `CM` (China "
          "Mobile), `CO` (another Chinese one), `Equinix` or `Other`. Required unless `adopt` is set."),
      Own(kPortType, FieldType::kString, "Kind of port, such as `1000Base-LX` or `10GBase-LR`."),
      Own(kCircuitCode, FieldType::kString, "Circuit code of the leased line, as its operator gave it."),
      Own(kPeerLocation, FieldType::kString, "Where the data centre is, for the operator."),
      Own(kRedundantConnectionId, FieldType::kString,
          "Id of the connection this one backs up. The vendor then chooses another access device for it."),
      Own(kEnabled, FieldType::kBool,
          "Whether the port is to be taken into service once it is there: confirmed and enabled, which starts its "
          "billing. Left out, it stays as it is; an enabled port cannot be disabled, only destroyed."),
      Own(kLoaCompany, FieldType::kString,
          "Company that applies for the letter of authorization (LOA). With the four `loa_` attributes the application "
          "is made as soon as the port is allocated; people at Alibaba Cloud review it."),
      Own(kLoaConstructor, FieldType::kString, "Company that builds the line into the access point, for the LOA."),
      Own(kLoaConstructionTime, FieldType::kString,
          "When construction begins, for the LOA, such as `2026-12-01T09:00:00Z`."),
      Own(kLoaLineType, FieldType::kString, "Kind of line, for the LOA: `MSTP`, `MPLSVPN`, `FIBRE` or `Other`."),
      Own(kLoaFinished, FieldType::kBool,
          "Set it to true when construction is finished: that is then reported, and the port can be confirmed."),
  };
}

std::vector<Field> VirtualInterfaceFields() {
  using namespace vendor_field;
  return {
      Own(kCircuitCode, FieldType::kString, "Circuit code of the line the interface uses, as its operator gave it."),
      Own(kBfdHops, FieldType::kInteger,
          "How many hops the packets of bidirectional forwarding detection may take on the interface's own session: 1 "
          "on a direct line, 255 by default."),
      Own(kOwnerAccount, FieldType::kString,
          "Id of the other Alibaba Cloud account that the interface is for, on a connection of yours. That account "
          "gives "
          "it addresses and sessions; `name` stays with you. Left out, it is your own. Changing it replaces the "
          "interface."),
      Own(kTerminated, FieldType::kBool,
          "Whether the virtual border router is taken out of service: true terminates it, which stops all its traffic "
          "and keeps its settings; false recovers it."),
  };
}

std::vector<Field> PeerFields() {
  return {
      Own(vendor_field::kBfdHops, FieldType::kInteger,
          "How many hops the packets of bidirectional forwarding detection may take: 1 on a direct line, 255 by "
          "default."),
  };
}

std::vector<Field> GroupFields() {
  return {
      Own(vendor_field::kFakeAsn, FieldType::kBool,
          "Whether your routers go on using an older number while they migrate to `customer_asn`."),
      Own(vendor_field::kRouteLimit, FieldType::kInteger,
          "How many routes each session of the group may bring; what comes beyond is dropped."),
  };
}

std::vector<Field> CidrFields() {
  return {
      Own(vendor_field::kVpcId, FieldType::kString,
          "Id of the VPC that has the prefix, where the virtual border router serves several. Changing it replaces the "
          "entry."),
  };
}

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

std::vector<std::vector<Field>> VendorFields() {
  std::vector<std::vector<Field>> fields(kAllKinds.size());
  fields[static_cast<std::size_t>(Kind::kConnection)] = ConnectionFields();
  fields[static_cast<std::size_t>(Kind::kVirtualInterface)] = VirtualInterfaceFields();
  fields[static_cast<std::size_t>(Kind::kBgpPeer)] = PeerFields();
  fields[static_cast<std::size_t>(Kind::kBgpGroup)] = GroupFields();
  fields[static_cast<std::size_t>(Kind::kBgpCidr)] = CidrFields();
  return fields;
}

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

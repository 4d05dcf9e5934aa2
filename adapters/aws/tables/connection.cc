// Connections at AWS, attribute by attribute. What a block cannot say is in connection_rules.cc; what counts over
// objects, in quotas.cc. The simulator holds numbers of its own, from the same documents.
#include "adapters/aws/tables/parts.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {
namespace {

void AddPort(KindTables& tables) {
  tables.At("name")
      .Members({.read = "connectionName", .create = "connectionName", .modify = "connectionName"})
      .Allows({.allowed = Length{1, 200},
               .summary = "Connection name has a wrong length",
               .remedy = "Choose a name of 1 to 200 characters.",
               .source = kSchemas,
               .id = "name_length"})
      .Allows({.allowed = Pattern{kNameLetters, kNameWords, "dc1-aws", "dc1:aws"},
               .summary = "Connection name has characters that are not allowed",
               .remedy = "Leave out the other characters.",
               .source = kSchemas})
      .InPlace(kApi);
  tables.At("location")
      .Members({.read = "location", .create = "location"})
      .Allows({.allowed =
                   Pattern{"[a-zA-Z0-9-]+", "a location code of letters, digits and hyphens", "EqDC2", "Equinix DC2"},
               .summary = "Not a location code",
               .remedy = "The data source interconnect_locations lists the codes.",
               .source = kSchemas})
      .Replaces("a port cannot move to another location", kSchemas);
  tables.At("bandwidth")
      .Members({.read = "bandwidth", .create = "bandwidth", .form = Form::kBandwidth})
      .Allows(
          {.allowed = OneOf{{"50Mbps", "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "1Gbps", "2Gbps", "5Gbps",
                             "10Gbps", "25Gbps", "100Gbps", "400Gbps"}},
           .summary = "No port of this bandwidth",
           .remedy = "Dedicated ports have 1, 10, 100 or 400 Gbps; the other speeds are those of hosted connections.",
           .source = Older(kApi, "the guide of 2018 knows 1 and 10 Gbps, that of 2023 neither 25 nor 400 Gbps")})
      .Replaces("the speed of a port is fixed when it is ordered", kSchemas);
  // An ARN passes the patterns of ids: the rules refuse it with the id that is in it. Ids of connections may have 21
  // characters.
  tables.At("adopt").Allows(
      {.allowed = Pattern{"dxcon-[a-z0-9]{8,21}|arn:.*", "dxcon- and 8 to 21 lower-case letters and digits",
                          "dxcon-fg31dyv6", "dxvif-fg31dyv6"},
       .summary = "Not a connection id",
       .remedy = kIdRemedy,
       .source = kSchemas});
  tables.At("logical_device").Members({.read = "awsLogicalDeviceId", .told = Told::kStays});
  tables.At("vlan").Members({.read = "vlan", .form = Form::kInteger});
}

void AddOwnConnection(KindTables& tables) {
  tables.At("aws.lag_id")
      .Own({.presence = Presence::kOptionalComputed,
            .empty_is_value = true,
            .description =
                "Id of the link aggregation group (LAG) the connection is a member of. An empty string takes it out of "
                "its LAG; left out, its membership stays as it is."})
      .Members({.read = "lagId", .create = "lagId", .by_hand = "joining and leaving a LAG are calls of their own"})
      .Allows({.allowed = Pattern{"|dxlag-[a-z0-9]{8,21}|arn:.*",
                                  "dxlag- and 8 to 21 lower-case letters and digits, or nothing", "dxlag-ffrhowd9",
                                  "dxcon-ffrhowd9"},
               .summary = "Not a LAG id",
               .remedy = "Give the id of a LAG, or an empty text for none.",
               .source = kSchemas})
      .Costs({.interrupts = "the connection while it joins or leaves the LAG",
              .source = kApi,
              .recomputes = {"device", "logical_device", "aws.jumbo_frame_capable", "aws.has_logical_redundancy"}});
  tables.At("aws.request_macsec")
      .Own({.type = FieldType::kBool,
            .presence = Presence::kOptionalComputed,
            .description = "Whether to ask for a port that can do MACsec. Changing it replaces the connection."})
      .Members({.create = "requestMACSec", .form = Form::kFlag})
      .Replaces("a port for MACsec is chosen when the connection is created", kSchemas);
  tables.At("aws.encryption_mode")
      .Own({.presence = Presence::kOptionalComputed,
            .description = "MACsec mode of a port that can do it: `no_encrypt`, `should_encrypt` or `must_encrypt`."})
      .Members({.read = "encryptionMode",
                .modify = "encryptionMode",
                .by_hand = "the create has no member for it: it is set once the port is ordered"})
      .Allows({.allowed = OneOf{{"no_encrypt", "should_encrypt", "must_encrypt"}},
               .summary = "Unknown encryption mode",
               .remedy = "Choose one of them.",
               .source = kApi})
      .InPlace(kMacsecPage, "the connection, until both ends agree on encryption");
  tables.At("aws.provider_name")
      .Own({.presence = Presence::kOptionalComputed,
            .description =
                "Name of the network provider that brings the circuit to the location, as the location lists "
                "it. Changing it replaces the connection."})
      .Members({.read = "providerName", .create = "providerName", .told = Told::kStays})
      .Replaces("the API takes the provider only when the connection is created", kSchemas);
  tables.At("aws.billing_mode")
      .Own({.presence = Presence::kOptionalComputed,
            .description = "How a dedicated port is billed: `PayAsYouGo`, or one of the flat rates, `FlatRateTier1` to "
                           "`FlatRateTier5`. Those of pairs of ports (`PortPairFlatRateTier1` and so on) are shown, "
                           "and cannot be asked "
                           "for. Left out, it stays as it is; AWS makes ports `PayAsYouGo`."})
      .Members({.read = "billingMode",
                .create = "billingMode",
                .told = Told::kStays,
                .by_hand = "a change of it is a call of its own, which takes several connections"})
      .Allows({.allowed = OneOf{{"PayAsYouGo", "FlatRateTier1", "FlatRateTier2", "FlatRateTier3", "FlatRateTier4",
                                 "FlatRateTier5", "PortPairFlatRateTier1", "PortPairFlatRateTier2",
                                 "PortPairFlatRateTier3", "PortPairFlatRateTier4", "PortPairFlatRateTier5"}},
               .summary = "Unknown billing mode",
               .remedy = "Choose one of them.",
               .source = kNewestApi})
      .InPlace(kNewestApi);
}

// What AWS tells of a port, and nobody sets.
void AddToldOfConnection(KindTables& tables) {
  tables.At("aws.owner_account")
      .Own({.presence = Presence::kComputed, .description = "Id of the AWS account that owns the connection."})
      .Members({.read = "ownerAccount", .told = Told::kStays});
  AddArn(tables, "connection");
  AddJumboFrames(tables, "connection", "told once it is provisioned.");
  tables.At("aws.macsec_capable")
      .Own(
          {.type = FieldType::kBool, .presence = Presence::kComputed, .description = "Whether the port can do MACsec."})
      .Members({.read = "macSecCapable", .form = Form::kFlag, .told = Told::kStays});
  tables.At("aws.has_logical_redundancy")
      .Own({.presence = Presence::kComputed,
            .description = "Whether an interface on the connection can have a second BGP peer of one address family: "
                           "`yes` or `no`, told once the port is provisioned."})
      .Members({.read = "hasLogicalRedundancy", .told = Told::kStays});
}

}  // namespace

// Endpoints are regional, and an object's region is part of its ARN.
KindTables ConnectionTables() {
  KindTables tables(kCloud, Kind::kConnection, kWholeConnection, kApi);
  AddPort(tables);
  AddOwnConnection(tables);
  AddToldOfConnection(tables);
  AddTags(tables);
  tables.rules = ConnectionRules();
  tables.beyond = {{Kind::kConnection, "macSecKeys", "", kMacsecPage, {}, /*secret=*/true}};
  return tables;
}

}  // namespace ic::aws

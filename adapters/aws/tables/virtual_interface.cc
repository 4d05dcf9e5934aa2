// Virtual interfaces at AWS, attribute by attribute. What a block cannot say is in virtual_interface_rules.cc; what
// counts over objects, in quotas.cc. The simulator holds numbers of its own, from the same documents.
#include "adapters/aws/tables/parts.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {
namespace {

// An ARN passes the patterns of ids: the rules refuse it with the id that is in it. Ids of interfaces and peers have
// had 8 characters so far; those of connections may have 21, so as many are let through.
constexpr std::string_view kConnectionOrLagId = "dx(con|lag)-[a-z0-9]{8,21}|arn:.*";
constexpr std::string_view kDxGatewayId = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|arn:.*";
constexpr std::string_view kAnyGatewayId =
    "vgw-[a-zA-Z0-9]{8,32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|arn:.*";

void AddNameAndPort(KindTables& tables) {
  tables.At("name")
      .Members({.read = "virtualInterfaceName", .create = "virtualInterfaceName", .modify = "virtualInterfaceName"})
      .Allows({.allowed = Length{1, 100},
               .summary = "Interface name has a wrong length",
               .remedy = "Choose a name of 1 to 100 characters.",
               .source = kSchemas,
               .id = "name_length"})
      .Allows({.allowed = Pattern{kNameLetters, kNameWords, "prod", "prod:1"},
               .summary = "Interface name has characters that are not allowed",
               .remedy = "Leave out the other characters.",
               .source = Older(kSchemas,
                               "the API's prose allows only a to z, digits and hyphens; AWS's examples do not follow "
                               "it")})
      .InPlace(kApi);
  tables.At("connection_id")
      .ByHand("a port that joined a LAG is shown as it was named, and a move to another one is a call of its own")
      .Allows({.allowed = Pattern{kConnectionOrLagId, "dxcon- or dxlag- and 8 to 21 lower-case letters and digits",
                                  "dxcon-fg31dyv6", "dxvif-fg31dyv6"},
               .summary = "Not the id of a connection or LAG",
               .remedy = kIdRemedy,
               .source = kSchemas})
      .Costs({.interrupts = "the interface's BGP sessions while it moves",
              .source = kApi,
              .recomputes = {"aws.router_device", "aws.jumbo_frame_capable"}});
  tables.At("vlan")
      .Members({.read = "vlan", .create = "vlan", .form = Form::kInteger})
      .Allows({.allowed = Range{1, 4094},
               .summary = "VLAN out of range",
               .remedy = "Choose a VLAN from that range that is free on the connection.",
               .source = Older(kInterfacesPage, "the CloudFormation schema says 0 to 4095, which the service refuses")})
      .Replaces("the API has no call that changes a VLAN", kApi);
  tables.At("type")
      .Members({.read = "virtualInterfaceType", .told = Told::kStays, .by_hand = "each type has a create of its own"})
      .Replaces("the API has no call that changes an interface's type", kApi);
}

void AddMtu(KindTables& tables) {
  tables.At("mtu")
      .Members({.read = "mtu", .create = "mtu", .modify = "mtu", .form = Form::kInteger, .told = Told::kStays})
      .Allows({.allowed = OneOf{{"1500", "8500", "9001"}},
               .summary = "MTU not available",
               .remedy = "Choose one of them.",
               .source = Older(kSkill, "the API's model says 1500 or 8500"),
               .id = "mtu.private",
               .when_field = "type",
               .when_values = {"private"}})
      .Allows({.allowed = OneOf{{"1500", "8500"}},
               .summary = "MTU not available",
               .remedy = "Choose one of them.",
               .source = Older(kSkill, "a table of the user guide has 9001 for them too"),
               .id = "mtu.transit",
               .when_field = "type",
               .when_values = {"transit"}})
      .Allows({.allowed = OneOf{{"1500"}},
               .summary = "MTU not available",
               .remedy = "Leave mtu out; jumbo frames are for private and transit interfaces.",
               .source = kSkill,
               .id = "mtu.public",
               .when_field = "type",
               .when_values = {"public"}})
      .InPlace(kApi, "possibly every virtual interface of the connection, for up to 30 seconds", Reach::kConnection);
}

void AddFixed(KindTables& tables) {
  tables.At("route_mode")
      .ByHand("always bgp")
      .Allows({.allowed = OneOf{{"bgp"}},
               .summary = "Static routing not available",
               .remedy = "Leave route_mode out and use BGP.",
               .source = kInterfacesPage});
  tables.At("bandwidth")
      .Allows({.allowed = Unsupported{"an interface shares the bandwidth of its connection."},
               .summary = "Bandwidth of an interface cannot be set",
               .remedy = "Leave bandwidth out; it belongs to the connection. aws.rate_limit caps an interface on a "
                         "dedicated connection.",
               .source = kRateLimitersPage});
  tables.At("cloud_asn").Allows(CloudAsnRow());
  tables.At("adopt").Allows(InterfaceIdRow());
}

void AddOwnInterface(KindTables& tables) {
  tables.At("aws.site_link")
      .Own({.type = FieldType::kBool,
            .presence = Presence::kOptionalComputed,
            .description = "Whether SiteLink is on: traffic between Direct Connect locations over AWS's backbone. For "
                           "transit interfaces, and private ones on a Direct Connect gateway."})
      .Members({.read = "siteLinkEnabled",
                .create = "enableSiteLink",
                .modify = "enableSiteLink",
                .form = Form::kFlag,
                .told = Told::kStays,
                .usual = "false"})
      .Allows({.allowed = OneOf{{"false"}},
               .summary = "SiteLink not available",
               .remedy = "SiteLink needs a transit interface, or a private one on a Direct Connect gateway.",
               .source = kSkill,
               .id = "site_link.public",
               .when_field = "type",
               .when_values = {"public"}})
      .InPlace(kSchemas, "all traffic of the virtual interface, while SiteLink goes on or off");
  tables.At("aws.owner_account")
      .Own({.presence = Presence::kOptionalComputed,
            .description = "Id of the AWS account that owns the interface. Another account than your own makes it a "
                           "hosted interface, which that account has to accept. Left out, it is your own."})
      .Members({.read = "ownerAccount", .told = Told::kStays, .by_hand = "it makes the create an allocation"})
      .NamesAccount()
      .Allows({.allowed = Pattern{"[0-9]{12}", "an account id of 12 digits", "123456789012", "12345"},
               .summary = "Not an account id",
               .remedy = "Write all 12 digits, in quotes.",
               .source = kSchemas})
      .Replaces("the API has no call that gives an interface to another account", kApi);
}

// What AWS tells of an interface, and nobody sets.
void AddToldOfInterface(KindTables& tables) {
  AddArn(tables, "interface");
  AddJumboFrames(tables, "interface", "what its connection can do decides it.");
  tables.At("aws.router_device")
      .Own({.presence = Presence::kComputed,
            .description = "AWS's device at which the interface ends, as `device` of its connection."})
      .Members({.read = "awsDeviceV2", .told = Told::kStays});
}

void AddGateway(KindTables& tables) {
  tables.At("gateway_id")
      .ByHand("one of two members, by the form of the id and the type of the interface")
      .Allows(
          {.allowed =
               Pattern{kAnyGatewayId,
                       "the id of a virtual private gateway (vgw-…) or of a Direct Connect gateway (a UUID in lower "
                       "case)",
                       "vgw-f9eb0c90", "tgw-0123456789abcdef0"},
           .summary = "Not the id of a gateway",
           .remedy = "A transit gateway is reached by an interface of type transit.",
           .source = kSchemas,
           .id = "gateway_id.private",
           .when_field = "type",
           .when_values = {"private"}})
      .Allows(
          {.allowed = Pattern{kDxGatewayId, "the id of a Direct Connect gateway, a UUID in lower case",
                              "5f294f92-bafb-4011-916d-9b0bec6e9ff0", "vgw-f9eb0c90"},
           .summary = "Not the id of a Direct Connect gateway",
           .remedy = "Attach the interface to a Direct Connect gateway that is associated with the transit gateway.",
           .source = kSchemas,
           .id = "gateway_id.transit",
           .when_field = "type",
           .when_values = {"transit"}})
      .Allows({.allowed = Unsupported{"a public interface reaches AWS's public services directly."},
               .summary = "Public interface with a gateway",
               .remedy = "Leave gateway_id out, or choose another type.",
               .source = kApi,
               .id = "gateway_id.public",
               .when_field = "type",
               .when_values = {"public"}})
      .Replaces("the API has no call that attaches an interface to another gateway", kApi);
}

void AddPrefixes(KindTables& tables) {
  tables.At("customer_prefixes")
      .Members({.read = "routeFilterPrefixes",
                .create = "routeFilterPrefixes",
                .form = Form::kPrefixes,
                .by_hand = "but for public interfaces an intention, which AWS does not keep"})
      .Allows({.allowed = Count{1, 1000},
               .summary = "Wrong number of prefixes",
               .remedy = "Summarise prefixes, or spread them over several interfaces.",
               .source = kQuotasPage,
               .id = "customer_prefixes.public",
               .when_field = "type",
               .when_values = {"public"}})
      .Allows({.allowed = Count{0, 1000},
               .summary = "Too many prefixes",
               .remedy =
                   "With more routes than its allocation AWS takes the session down, and an interface is allocated "
                   "1000 at most. Summarise them.",
               .source = Older(kPrefixControlsPage, "before August 2026 100, and no more"),
               .adjustable = true,
               .when_field = "type",
               .when_values = {"private", "transit"}})
      .Costs(
          {.on_change = OnChange::kReplace,
           .interrupts = kWholeInterface,
           .reason =
               "AWS fixes the route filter of a public interface when it is created; AWS Support can add prefixes to "
               "it",
           .source = kInterfacesPage,
           .when_field = "type",
           .when_values = {"public"}})
      .Costs({.source = kInterfacesPage, .when_field = "type", .when_values = {"private", "transit"}});
}

// Of an interface that the connection's owner made for another account: that account gives the rest when it accepts,
// and changes what can be changed afterwards.
void AddParties(KindTables& tables) {
  for (const std::string_view path : {"vlan", "type", "customer_prefixes", "aws.owner_account"}) {
    tables.At(path).DecidedBy(Party::kConnectionOwner, kHostedPage);
  }
  for (const std::string_view path : {"name", "mtu", "address_family", "cloud_address", "customer_address",
                                      "customer_asn", "auth_key", "tags", "redundancy_group", "aws.rate_limit"}) {
    tables.At(path).DecidedBy(Party::kObjectOwner, kHostedPage, /*made_with=*/true);
  }
  for (const std::string_view path :
       {"gateway_id", "cloud_asn", "aws.site_link", "aws.prefix_allocation_ipv4", "aws.prefix_allocation_ipv6"}) {
    tables.At(path).DecidedBy(Party::kObjectOwner, kHostedPage);
  }
}

}  // namespace

KindTables InterfaceTables() {
  KindTables tables(kCloud, Kind::kVirtualInterface, kWholeInterface, kApi);
  AddNameAndPort(tables);
  AddMtu(tables);
  AddFixed(tables);
  AddOwnInterface(tables);
  AddToldOfInterface(tables);
  AddShares(tables);
  AddGateway(tables);
  tables.At("address_family").Replaces("the interface's own session would be another one", kApi);
  AddSession(tables, "AWS has no call that changes a BGP session, and does not delete an interface's last one");
  AddTags(tables);
  AddPrefixes(tables);
  AddParties(tables);
  tables.rules = InterfaceRules();
  // A key that nobody gave AWS makes up anew.
  tables.beyond = {{Kind::kVirtualInterface, "authKey", "", kApi, field::kAuthKey, /*secret=*/true}};
  return tables;
}

}  // namespace ic::aws

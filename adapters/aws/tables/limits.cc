// Limits on one field of one object at AWS. What a row cannot say is in rules.cc; what counts over objects, in
// quotas.cc. The simulator holds numbers of its own, from the same documents.
#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {
namespace {

constexpr std::string_view kNameLetters = R"([\w \-,/]*)";
constexpr std::string_view kNameWords = "letters a to z and A to Z, digits, spaces and the characters - _ , /";
constexpr std::string_view kKeyLetters = "[!-~]*";
// Everything but the ASCII characters that no tag may have: letters of all alphabets pass.
constexpr std::string_view kTagLetters = R"([^!"#$%&'()*,;<>?\[\\\]^`{|}~\x00-\x1f\x7f]*)";
constexpr std::string_view kTagWords = "letters, digits, spaces and the characters _ . : / = + - @";
constexpr std::string_view kTagRemedy = "Leave out the other characters.";

// An ARN passes these patterns: rules.cc refuses it with the id that is in it. Ids of interfaces and peers have had 8
// characters so far; those of connections may have 21, so as many are let through.
constexpr std::string_view kConnectionId = "dxcon-[a-z0-9]{8,21}|arn:.*";
constexpr std::string_view kConnectionOrLagId = "dx(con|lag)-[a-z0-9]{8,21}|arn:.*";
constexpr std::string_view kLagIdOrEmpty = "|dxlag-[a-z0-9]{8,21}|arn:.*";
constexpr std::string_view kInterfaceId = "dxvif-[a-z0-9]{8,21}|arn:.*";
constexpr std::string_view kAssociationId = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
constexpr std::string_view kDxGatewayId = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|arn:.*";
constexpr std::string_view kAnyGatewayId =
    "vgw-[a-zA-Z0-9]{8,32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|arn:.*";
constexpr std::string_view kDxGatewayExample = "5f294f92-bafb-4011-916d-9b0bec6e9ff0";

constexpr std::string_view kIdRemedy = "Take the id from the object's page, its other tool, or a reference to its id.";

// The ids of the rows that connections and virtual interfaces share.
struct TagRowIds {
  std::string_view count, key_length, key_letters, key_reserved, value_length, value_letters, group_length, group;
};

void AddTagRows(Kind kind, const TagRowIds& ids, std::vector<Limit>& rows) {
  rows.push_back({ids.count, kind, "tags", Count{0, 47}, "Too many tags",
                  "AWS takes 50 tags an object, and up to three are kept for Interconnect's own. Use fewer.",
                  Older(kOwnMarks, "AWS alone allows 50")});
  rows.push_back({ids.key_length, kind, "tags[keys]", Length{1, 128}, "Tag key too long",
                  "Use keys of 1 to 128 characters.", kApi});
  rows.push_back({ids.key_letters, kind, "tags[keys]", Pattern{kTagLetters, kTagWords, "cost-center", "cost,center"},
                  "Tag key has characters that are not allowed", kTagRemedy, kApi});
  rows.push_back(
      {ids.key_reserved, kind, "tags[keys]",
       Pattern{"(?![aA][wW][sS]:|interconnect:)[^]*",
               "keys that begin neither with aws:, which AWS keeps for itself, nor with interconnect:, which "
               "Interconnect does",
               "team", "interconnect:mark"},
       "Tag key is reserved", "Choose another key.", kApi});
  rows.push_back({ids.value_length, kind, "tags", Length{0, 256}, "Tag value too long",
                  "Use values of at most 256 characters.", Older(kApi, "the user guide of 2023 says 265, a slip")});
  rows.push_back({ids.value_letters, kind, "tags", Pattern{kTagLetters, kTagWords, "Platform Team", "a|b"},
                  "Tag value has characters that are not allowed", kTagRemedy, kApi});
  rows.push_back({ids.group_length, kind, "redundancy_group", Length{0, 256}, "Redundancy group's name too long",
                  "It is kept as the value of a tag: use at most 256 characters.", kApi});
  rows.push_back({ids.group, kind, "redundancy_group", Pattern{kTagLetters, kTagWords, "Platform Team", "a|b"},
                  "Redundancy group's name has characters that are not allowed",
                  "It is kept as the value of a tag: leave out the other characters.", kApi});
}

void AddConnectionRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kConnection;
  rows.push_back({"aws.connection.name_length", kind, "name", Length{1, 200}, "Connection name has a wrong length",
                  "Choose a name of 1 to 200 characters.", kSchemas});
  rows.push_back({"aws.connection.name", kind, "name", Pattern{kNameLetters, kNameWords, "dc1-aws", "dc1:aws"},
                  "Connection name has characters that are not allowed", "Leave out the other characters.", kSchemas});
  rows.push_back({"aws.connection.location", kind, "location",
                  Pattern{"[a-zA-Z0-9-]+", "a location code of letters, digits and hyphens", "EqDC2", "Equinix DC2"},
                  "Not a location code", "The data source interconnect_locations lists the codes.", kSchemas});
  rows.push_back({"aws.connection.bandwidth", kind, "bandwidth",
                  OneOf{{"50Mbps", "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "1Gbps", "2Gbps", "5Gbps",
                         "10Gbps", "25Gbps", "100Gbps", "400Gbps"}},
                  "No port of this bandwidth",
                  "Dedicated ports have 1, 10, 100 or 400 Gbps; the other speeds are those of hosted connections.",
                  Older(kApi, "the guide of 2018 knows 1 and 10 Gbps, that of 2023 neither 25 nor 400 Gbps")});
  rows.push_back(
      {"aws.connection.adopt", kind, "adopt",
       Pattern{kConnectionId, "dxcon- and 8 to 21 lower-case letters and digits", "dxcon-fg31dyv6", "dxvif-fg31dyv6"},
       "Not a connection id", kIdRemedy, kSchemas});
  rows.push_back({"aws.connection.lag_id", kind, "aws.lag_id",
                  Pattern{kLagIdOrEmpty, "dxlag- and 8 to 21 lower-case letters and digits, or nothing",
                          "dxlag-ffrhowd9", "dxcon-ffrhowd9"},
                  "Not a LAG id", "Give the id of a LAG, or an empty text for none.", kSchemas});
  rows.push_back({"aws.connection.encryption_mode", kind, "aws.encryption_mode",
                  OneOf{{"no_encrypt", "should_encrypt", "must_encrypt"}}, "Unknown encryption mode",
                  "Choose one of them.", kApi});
  AddTagRows(kind,
             {"aws.connection.tags", "aws.connection.tag_key_length", "aws.connection.tag_key",
              "aws.connection.tag_key_reserved", "aws.connection.tag_value_length", "aws.connection.tag_value",
              "aws.connection.redundancy_group_length", "aws.connection.redundancy_group"},
             rows);
}

// What the interface's own session and every other one have in common.
struct SessionRowIds {
  std::string_view customer_asn, cloud_v6, customer_v6, key_length, key, key_wo_length, key_wo, bfd;
};

void AddSessionRows(Kind kind, const SessionRowIds& ids, std::vector<Limit>& rows) {
  rows.push_back({ids.customer_asn, kind, "customer_asn", AsnRange{1, 4294967294}, "ASN out of range",
                  "Use your own ASN, or a private one: 64512 to 65534 or 4200000000 to 4294967294.",
                  Older(kLongAsnPage, "the guide of 2018 says 1 to 65534, that of 2023 1 to 2147483647")});
  const std::string_view v6_reason = "it allocates both addresses of an IPv6 session itself, out of a /125.";
  const std::string_view v6_remedy = "Leave it out; the address can be read after the session is created.";
  rows.push_back({ids.cloud_v6,
                  kind,
                  "cloud_address",
                  Unsupported{v6_reason, /*cloud_chooses=*/true},
                  "IPv6 address cannot be chosen",
                  v6_remedy,
                  kPeersPage,
                  false,
                  "address_family",
                  {"ipv6"}});
  rows.push_back({ids.customer_v6,
                  kind,
                  "customer_address",
                  Unsupported{v6_reason, /*cloud_chooses=*/true},
                  "IPv6 address cannot be chosen",
                  v6_remedy,
                  kPeersPage,
                  false,
                  "address_family",
                  {"ipv6"}});
  const Pattern key = {kKeyLetters, "printable ASCII characters without spaces", "0xC_ukbCerl6EYA0exampl",
                       "with a space"};
  const std::string_view key_remedy = "Choose another key, or leave it out: AWS then generates one.";
  const auto add_key = [&](std::string_view length_id, std::string_view id, std::string_view field) {
    rows.push_back({length_id, kind, field, Length{6, 80}, "BGP key has a wrong length", key_remedy, kSchemas});
    rows.push_back({id, kind, field, key, "BGP key has characters that are not allowed", key_remedy, kSchemas});
  };
  add_key(ids.key_length, ids.key, "auth_key");
  add_key(ids.key_wo_length, ids.key_wo, "auth_key_wo");
  rows.push_back({ids.bfd, kind, "bfd",
                  Unsupported{"its side always runs BFD, with 300 ms and a multiplier of 3, and nothing changes that."},
                  "BFD cannot be set", "Leave bfd out and configure it on your router: it takes effect then.", kGuide});
}

void AddGatewayRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({"aws.virtual_interface.gateway_id.private",
                  kind,
                  "gateway_id",
                  Pattern{kAnyGatewayId,
                          "the id of a virtual private gateway (vgw-…) or of a Direct Connect gateway (a UUID in lower "
                          "case)",
                          "vgw-f9eb0c90", "tgw-0123456789abcdef0"},
                  "Not the id of a gateway",
                  "A transit gateway is reached by an interface of type transit.",
                  kSchemas,
                  false,
                  "type",
                  {"private"}});
  rows.push_back({"aws.virtual_interface.gateway_id.transit",
                  kind,
                  "gateway_id",
                  Pattern{kDxGatewayId, "the id of a Direct Connect gateway, a UUID in lower case", kDxGatewayExample,
                          "vgw-f9eb0c90"},
                  "Not the id of a Direct Connect gateway",
                  "Attach the interface to a Direct Connect gateway that is associated with the transit gateway.",
                  kSchemas,
                  false,
                  "type",
                  {"transit"}});
  rows.push_back({"aws.virtual_interface.gateway_id.public",
                  kind,
                  "gateway_id",
                  Unsupported{"a public interface reaches AWS's public services directly."},
                  "Public interface with a gateway",
                  "Leave gateway_id out, or choose another type.",
                  kApi,
                  false,
                  "type",
                  {"public"}});
}

void AddPrefixRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({"aws.virtual_interface.customer_prefixes.public",
                  kind,
                  "customer_prefixes",
                  Count{1, 1000},
                  "Wrong number of prefixes",
                  "Summarise prefixes, or spread them over several interfaces.",
                  kQuotasPage,
                  false,
                  "type",
                  {"public"}});
  rows.push_back({"aws.virtual_interface.customer_prefixes",
                  kind,
                  "customer_prefixes",
                  Count{0, 100},
                  "Too many prefixes",
                  "With more routes than that AWS takes the session down. Summarise them; for interfaces on dedicated "
                  "connections AWS raises the number up to 1000.",
                  Older(kPrefixControlsPage, "before 2026 the number could not be raised"),
                  true,
                  "type",
                  {"private", "transit"}});
  rows.push_back({"aws.bgp_peer.customer_prefixes", Kind::kBgpPeer, "customer_prefixes", Count{0, 100},
                  "Too many prefixes",
                  "With more routes than that AWS takes the session down, unless the interface is public (1000). "
                  "Summarise them; for interfaces on dedicated connections AWS raises the number up to 1000.",
                  Older(kPrefixControlsPage, "before 2026 the number could not be raised"), true});
}

void AddInterfaceRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({"aws.virtual_interface.name_length", kind, "name", Length{1, 100},
                  "Interface name has a wrong length", "Choose a name of 1 to 100 characters.", kSchemas});
  rows.push_back({"aws.virtual_interface.name", kind, "name", Pattern{kNameLetters, kNameWords, "prod", "prod:1"},
                  "Interface name has characters that are not allowed", "Leave out the other characters.",
                  Older(kSchemas,
                        "the API's prose allows only a to z, digits and hyphens; AWS's examples do not follow "
                        "it")});
  rows.push_back({"aws.virtual_interface.connection_id", kind, "connection_id",
                  Pattern{kConnectionOrLagId, "dxcon- or dxlag- and 8 to 21 lower-case letters and digits",
                          "dxcon-fg31dyv6", "dxvif-fg31dyv6"},
                  "Not the id of a connection or LAG", kIdRemedy, kSchemas});
  rows.push_back({"aws.virtual_interface.vlan", kind, "vlan", Range{1, 4094}, "VLAN out of range",
                  "Choose a VLAN from that range that is free on the connection.",
                  Older(kInterfacesPage, "the CloudFormation schema says 0 to 4095, which the service refuses")});
  rows.push_back({"aws.virtual_interface.mtu.private",
                  kind,
                  "mtu",
                  OneOf{{"1500", "8500", "9001"}},
                  "MTU not available",
                  "Choose one of them.",
                  Older(kGuide, "the API reference and the guide for China say 1500 or 8500"),
                  false,
                  "type",
                  {"private"}});
  rows.push_back({"aws.virtual_interface.mtu.transit",
                  kind,
                  "mtu",
                  OneOf{{"1500", "8500"}},
                  "MTU not available",
                  "Choose one of them.",
                  kGuide,
                  false,
                  "type",
                  {"transit"}});
  rows.push_back({"aws.virtual_interface.mtu.public",
                  kind,
                  "mtu",
                  OneOf{{"1500"}},
                  "MTU not available",
                  "Leave mtu out; jumbo frames are for private and transit interfaces.",
                  kGuide,
                  false,
                  "type",
                  {"public"}});
  rows.push_back({"aws.virtual_interface.route_mode", kind, "route_mode", OneOf{{"bgp"}},
                  "Static routing not available", "Leave route_mode out and use BGP.", kInterfacesPage});
  rows.push_back(
      {"aws.virtual_interface.bandwidth", kind, "bandwidth",
       Unsupported{"an interface shares the bandwidth of its connection, and the rate limiters that dedicated "
                   "connections have since 2026 are not managed here."},
       "Bandwidth of an interface cannot be set", "Leave bandwidth out; it belongs to the connection.", kApi});
  rows.push_back({"aws.virtual_interface.cloud_asn", kind, "cloud_asn",
                  Unsupported{"the ASN of AWS's side is that of the gateway, and 7224 on a public interface.",
                              /*cloud_chooses=*/true},
                  "ASN of the cloud cannot be set",
                  "Leave cloud_asn out, and choose the ASN when the gateway is created.", kApi});
  rows.push_back(
      {"aws.virtual_interface.adopt", kind, "adopt",
       Pattern{kInterfaceId, "dxvif- and 8 to 21 lower-case letters and digits", "dxvif-fg1vuj3d", "dxcon-fg1vuj3d"},
       "Not the id of a virtual interface", kIdRemedy, kSchemas});
  rows.push_back({"aws.virtual_interface.site_link.public",
                  kind,
                  "aws.site_link",
                  OneOf{{"false"}},
                  "SiteLink not available",
                  "SiteLink needs a transit interface, or a private one on a Direct Connect "
                  "gateway.",
                  kGuide,
                  false,
                  "type",
                  {"public"}});
  rows.push_back({"aws.virtual_interface.owner_account", kind, "aws.owner_account",
                  Pattern{"[0-9]{12}", "an account id of 12 digits", "123456789012", "12345"}, "Not an account id",
                  "Write all 12 digits, in quotes.", kSchemas});
  AddGatewayRows(rows);
  AddSessionRows(kind,
                 {"aws.virtual_interface.customer_asn", "aws.virtual_interface.cloud_address.ipv6",
                  "aws.virtual_interface.customer_address.ipv6", "aws.virtual_interface.auth_key_length",
                  "aws.virtual_interface.auth_key", "aws.virtual_interface.auth_key_wo_length",
                  "aws.virtual_interface.auth_key_wo", "aws.virtual_interface.bfd"},
                 rows);
  AddTagRows(kind,
             {"aws.virtual_interface.tags", "aws.virtual_interface.tag_key_length", "aws.virtual_interface.tag_key",
              "aws.virtual_interface.tag_key_reserved", "aws.virtual_interface.tag_value_length",
              "aws.virtual_interface.tag_value", "aws.virtual_interface.redundancy_group_length",
              "aws.virtual_interface.redundancy_group"},
             rows);
}

void AddPeerRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kBgpPeer;
  rows.push_back(
      {"aws.bgp_peer.virtual_interface_id", kind, "virtual_interface_id",
       Pattern{kInterfaceId, "dxvif- and 8 to 21 lower-case letters and digits", "dxvif-fg1vuj3d", "dxcon-fg1vuj3d"},
       "Not the id of a virtual interface", kIdRemedy, kSchemas});
  rows.push_back({"aws.bgp_peer.name", kind, "name", Unsupported{"its BGP peers have no names."},
                  "BGP peer cannot be named", "Leave name out.", kApi});
  rows.push_back({"aws.bgp_peer.description", kind, "description", Unsupported{"its BGP peers have no descriptions."},
                  "BGP peer cannot be described",
                  "Leave description out; a comment in the configuration serves as well.", kApi});
  AddSessionRows(kind,
                 {"aws.bgp_peer.customer_asn", "aws.bgp_peer.cloud_address.ipv6", "aws.bgp_peer.customer_address.ipv6",
                  "aws.bgp_peer.auth_key_length", "aws.bgp_peer.auth_key", "aws.bgp_peer.auth_key_wo_length",
                  "aws.bgp_peer.auth_key_wo", "aws.bgp_peer.bfd"},
                 rows);
}

void AddOtherRows(std::vector<Limit>& rows) {
  rows.push_back(
      {"aws.bgp_group.virtual_interface_id", Kind::kBgpGroup, "virtual_interface_id",
       Pattern{kInterfaceId, "dxvif- and 8 to 21 lower-case letters and digits", "dxvif-fg1vuj3d", "dxcon-fg1vuj3d"},
       "Not the id of a virtual interface", kIdRemedy, kSchemas});
  rows.push_back({"aws.bgp_group.customer_asn", Kind::kBgpGroup, "customer_asn", AsnRange{1, 4294967294},
                  "ASN out of range", "Use your own ASN, or a private one: 64512 to 65534 or 4200000000 to 4294967294.",
                  Older(kLongAsnPage, "the guide of 2018 says 1 to 65534, that of 2023 1 to 2147483647")});
  rows.push_back({"aws.bgp_group.cloud_asn", Kind::kBgpGroup, "cloud_asn",
                  Unsupported{"the ASN of AWS's side is that of the gateway, and 7224 on a public interface.",
                              /*cloud_chooses=*/true},
                  "ASN of the cloud cannot be set",
                  "Leave cloud_asn out, and choose the ASN when the gateway is created.", kApi});
  rows.push_back({"aws.bgp_cidr.advertised_by", Kind::kBgpCidr, "advertised_by",
                  Pattern{kAssociationId, "the id of a Direct Connect gateway association, a UUID in lower case",
                          "be85116d-46eb-4b43-a27a-da0c2ad648de", "vgw-f9eb0c90"},
                  "Not the id of a gateway association",
                  "Give the association's own id, not that of one of its gateways.", kSchemas});
}

}  // namespace

std::vector<Limit> Limits() {
  std::vector<Limit> rows;
  AddConnectionRows(rows);
  AddInterfaceRows(rows);
  AddPrefixRows(rows);
  AddPeerRows(rows);
  AddOtherRows(rows);
  return rows;
}

}  // namespace ic::aws

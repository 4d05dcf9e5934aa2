// Limits on one field of one object at Alibaba Cloud. What a row cannot say is in rules.cc; what counts over objects,
// in quotas.cc. The simulator holds numbers of its own, from the same documents.
#include "adapters/alibaba/tables/sources.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {
namespace {

// A letter of any alphabet first (every byte beyond ASCII is part of one), then letters, digits, "_" and "-".
constexpr std::string_view kName = R"((?!https?://)[^\x00-@\[-`{-\x7f][^\x00-,./:-@\[-^`{-\x7f]*)";
constexpr std::string_view kNameWords = "a letter, then letters, digits, _ and -";
constexpr std::string_view kGroupName = R"((?!https?://)[^\x00-@\[-`{-\x7f][^\x00-,/:-@\[-^`{-\x7f]*)";
constexpr std::string_view kGroupNameWords = "a letter, then letters, digits, _ - and .";
constexpr std::string_view kDescription = R"((?!https?://)[^\x00-@\[-`{-\x7f][^]*)";
constexpr std::string_view kDescriptionWords = "a text that begins with a letter, and not with http:// or https://";

constexpr std::string_view kIdRemedy = "Take the id from the vendor's console, its other tools, or a reference to it.";

// The ids of the rows that connections and virtual interfaces share.
struct TagRowIds {
  const char *count, *key_length, *key_reserved, *key_letters, *value_length, *group_length;
};

void AddTagRows(Kind kind, const TagRowIds& ids, std::vector<Limit>& rows) {
  rows.push_back({ids.count, kind, "tags", Count{0, 17}, "Too many tags",
                  "Alibaba Cloud takes 20 tags an object, and up to three are kept for Interconnect's own. Use fewer.",
                  Older(kOwnMarks, "Alibaba Cloud alone allows 20")});
  rows.push_back({ids.key_length, kind, "tags[keys]", Length{1, 128}, "Tag key has a wrong length",
                  "Use keys of 1 to 128 characters.", Older(kTagsPage, "other pages say 64")});
  rows.push_back({ids.key_reserved, kind, "tags[keys]",
                  Pattern{"(?!aliyun|acs:|interconnect:)[^]*",
                          "keys that begin neither with aliyun or acs:, which Alibaba Cloud keeps for itself, nor with "
                          "interconnect:, which Interconnect does",
                          "team", "acs:team"},
                  "Tag key is reserved", "Choose another key.", kTagsPage});
  rows.push_back({ids.key_letters, kind, "tags[keys]",
                  Pattern{"(?![^]*https?://)[^]*", "keys without http:// and https://", "team", "see http://wiki"},
                  "Tag key has an address in it", "Write the key without it.", kTagsPage});
  rows.push_back({ids.value_length, kind, "tags", Length{0, 128}, "Tag value too long",
                  "Use values of at most 128 characters.", kTagsPage});
  rows.push_back({ids.group_length, kind, "redundancy_group", Length{0, 128}, "Redundancy group's name too long",
                  "It is kept as the value of a tag: use at most 128 characters.", kTagsPage});
}

void AddConnectionLimits(std::vector<Limit>& rows) {
  const Kind kind = Kind::kConnection;
  rows.push_back({"alibaba.connection.name_length", kind, "name", Length{2, 128}, "Connection name has a wrong length",
                  "Choose a name of 2 to 128 characters.", kCircuitPage});
  rows.push_back({"alibaba.connection.name", kind, "name", Pattern{kName, kNameWords, "dc1-alibaba", "1-dc"},
                  "Connection name has characters that are not allowed",
                  "Begin with a letter, and leave out the others.",
                  Older(kCircuitPage, "older pages allow a point too")});
  rows.push_back({"alibaba.connection.location", kind, "location",
                  Pattern{"ap-[a-zA-Z0-9-]+", "the id of an access point: ap- and letters, digits and hyphens",
                          "ap-cn-hangzhou-yh-B", "EqDC2"},
                  "Not the id of an access point", "The data source interconnect_locations lists them.", kApi});
  rows.push_back({"alibaba.connection.bandwidth", kind, "bandwidth",
                  OneOf{{"50Mbps", "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "1Gbps", "2Gbps", "4Gbps",
                         "5Gbps", "8Gbps", "10Gbps"}},
                  "No port of this bandwidth", "Choose one of them.", kCircuitPage});
  rows.push_back({"alibaba.connection.adopt", kind, "adopt",
                  Pattern{"pc-[a-z0-9]+", "pc- and lower-case letters and digits", "pc-bp1ctxy813985gkuk0001",
                          "vbr-bp1ctxy813985gkuk0001"},
                  "Not the id of a physical connection", kIdRemedy, kApi});
  rows.push_back({"alibaba.connection.line_operator", kind, "alibaba.line_operator",
                  OneOf{{"CT", "CU", "CM", "CO", "Equinix", "Other"}}, "Unknown line operator", "Choose one of them.",
                  kCircuitPage});
  rows.push_back(
      {"alibaba.connection.port_type", kind, "alibaba.port_type",
       OneOf{{"100Base-T", "1000Base-T", "1000Base-LX", "10GBase-T", "10GBase-LR", "40GBase-LR", "100GBase-LR"}},
       "Unknown kind of port",
       "Choose one that the access point offers; the last two are for those whom "
       "Alibaba Cloud allows them.",
       kCircuitPage});
  rows.push_back({"alibaba.connection.redundant_connection_id", kind, "alibaba.redundant_connection_id",
                  Pattern{"pc-[a-z0-9]+", "pc- and lower-case letters and digits", "pc-bp1ctxy813985gkuk0001",
                          "vbr-bp1ctxy813985gkuk0001"},
                  "Not the id of a physical connection", kIdRemedy, kApi});
  rows.push_back({"alibaba.connection.loa_line_type", kind, "alibaba.loa_line_type",
                  OneOf{{"MSTP", "MPLSVPN", "FIBRE", "Other"}}, "Unknown kind of line", "Choose one of them.", kApi});
  rows.push_back({"alibaba.connection.loa_construction_time", kind, "alibaba.loa_construction_time",
                  Pattern{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", "a time in UTC, as 2026-12-01T09:00:00Z",
                          "2026-12-01T09:00:00Z", "1 December 2026"},
                  "Not a time", "Write it in that form.", kApi});
  AddTagRows(kind,
             {"alibaba.connection.tags", "alibaba.connection.tag_key_length", "alibaba.connection.tag_key_reserved",
              "alibaba.connection.tag_key", "alibaba.connection.tag_value_length",
              "alibaba.connection.redundancy_group_length"},
             rows);
}

void AddInterfaceSessionRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({"alibaba.virtual_interface.address_family", kind, "address_family", OneOf{{"ipv4"}},
                  "Family of the first session",
                  "A virtual border router always has IPv4 addresses, and its own session is of that family. Write the "
                  "IPv6 session as an interconnect_bgp_peer: it brings the router's IPv6 addresses.",
                  Older(kVbrPage, "the guide of 2018 knows no IPv6 at all")});
  rows.push_back({"alibaba.virtual_interface.customer_asn", kind, "customer_asn", AsnRange{1, 4294967294},
                  "ASN out of range",
                  "Use your own ASN, or a private one; the last number there is is reserved (RFC 7300).", kBgpPage});
  rows.push_back({"alibaba.virtual_interface.min_transmit_interval", kind, "bfd.min_transmit_interval",
                  Range{200, 1000}, "BFD interval out of range", "Choose an interval in that range, in milliseconds.",
                  kVbrPage});
  rows.push_back({"alibaba.virtual_interface.min_receive_interval", kind, "bfd.min_receive_interval", Range{200, 1000},
                  "BFD interval out of range", "Choose an interval in that range, in milliseconds.", kVbrPage});
  rows.push_back({"alibaba.virtual_interface.detect_multiplier", kind, "bfd.detect_multiplier", Range{3, 10},
                  "BFD multiplier out of range", "Choose a number in that range.", kVbrPage});
  rows.push_back({"alibaba.virtual_interface.bfd_hops", kind, "alibaba.bfd_hops", Range{1, 255},
                  "BFD hops out of range", "Use 1 on a direct line, 255 otherwise.", kPeerPage});
  rows.push_back({"alibaba.virtual_interface.customer_prefixes", kind, "customer_prefixes", Count{0, 110},
                  "Too many prefixes", "What comes beyond is dropped. Summarise prefixes, or ask for a higher quota.",
                  Older(kBgpPage, "the guide of 2018 says 100"), true});
}

void AddInterfaceLimits(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({"alibaba.virtual_interface.name_length", kind, "name", Length{2, 128},
                  "Interface name has a wrong length", "Choose a name of 2 to 128 characters.", kVbrPage});
  rows.push_back({"alibaba.virtual_interface.name", kind, "name", Pattern{kName, kNameWords, "prod", "1-prod"},
                  "Interface name has characters that are not allowed",
                  "Begin with a letter, and leave out the others.", Older(kVbrPage, "older pages allow a point too")});
  rows.push_back({"alibaba.virtual_interface.connection_id", kind, "connection_id",
                  Pattern{"pc-[a-z0-9]+", "pc- and lower-case letters and digits", "pc-bp1ctxy813985gkuk0001",
                          "vbr-bp1ctxy813985gkuk0001"},
                  "Not the id of a physical connection", kIdRemedy, kApi});
  rows.push_back({"alibaba.virtual_interface.adopt", kind, "adopt",
                  Pattern{"vbr-[a-z0-9]+", "vbr- and lower-case letters and digits", "vbr-bp1ctxy813985gkuk0001",
                          "pc-bp1ctxy813985gkuk0001"},
                  "Not the id of a virtual border router", kIdRemedy, kApi});
  rows.push_back({"alibaba.virtual_interface.owner_account", kind, "alibaba.owner_account",
                  Pattern{"[1-9][0-9]{4,18}", "the number of an account", "1234567890123456", "partner"},
                  "Not the id of an account", "Account Management of the console shows it, as Account ID.", kVbrPage});
  rows.push_back({"alibaba.virtual_interface.type", kind, "type", OneOf{{"private"}}, "Type not available",
                  "Leave type out: a virtual border router reaches VPCs, by what it is attached to.", kVbrPage});
  rows.push_back({"alibaba.virtual_interface.gateway_id", kind, "gateway_id",
                  Unsupported{"a virtual border router has no gateway of its own; a CEN instance or an Express Connect "
                              "router takes it in."},
                  "Virtual border router with a gateway",
                  "Leave gateway_id out, and attach the interface's id to the CEN instance with the vendor's own "
                  "provider.",
                  kVbrPage});
  rows.push_back({"alibaba.virtual_interface.vlan", kind, "vlan", Range{0, 2999}, "VLAN out of range",
                  "Choose a VLAN from that range that is free on the connection; 0 takes the whole port.",
                  Older(kVbrPage, "in 2019 1 to 2999")});
  rows.push_back({"alibaba.virtual_interface.mtu", kind, "mtu", OneOf{{"1500", "8500"}}, "MTU not available",
                  "Choose one of them; 8500 only while the router is attached to an Express Connect router.",
                  kVbrPage});
  rows.push_back(
      {"alibaba.virtual_interface.bandwidth", kind, "bandwidth",
       OneOf{{"50Mbps", "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "1Gbps", "2048Mbps", "5120Mbps",
              "8192Mbps", "10240Mbps", "20480Mbps", "40960Mbps", "50120Mbps", "61440Mbps", "102400Mbps"}},
       "Bandwidth not available", "Choose one of them, or leave it out on a hosted connection.", kVbrPage});
  AddInterfaceSessionRows(rows);
  AddTagRows(kind,
             {"alibaba.virtual_interface.tags", "alibaba.virtual_interface.tag_key_length",
              "alibaba.virtual_interface.tag_key_reserved", "alibaba.virtual_interface.tag_key",
              "alibaba.virtual_interface.tag_value_length", "alibaba.virtual_interface.redundancy_group_length"},
             rows);
}

void AddGroupRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kBgpGroup;
  rows.push_back({"alibaba.bgp_group.virtual_interface_id", kind, "virtual_interface_id",
                  Pattern{"vbr-[a-z0-9]+", "vbr- and lower-case letters and digits", "vbr-bp1ctxy813985gkuk0001",
                          "pc-bp1ctxy813985gkuk0001"},
                  "Not the id of a virtual border router", kIdRemedy, kApi});
  rows.push_back({"alibaba.bgp_group.name_length", kind, "name", Length{2, 128}, "Group name has a wrong length",
                  "Choose a name of 2 to 128 characters.", kGroupPage});
  rows.push_back({"alibaba.bgp_group.name", kind, "name", Pattern{kGroupName, kGroupNameWords, "core.1", "1-core"},
                  "Group name has characters that are not allowed", "Begin with a letter, and leave out the others.",
                  kGroupPage});
  rows.push_back(
      {"alibaba.bgp_group.name_reserved", kind, "name",
       Pattern{"(?!interconnect-)[^]*", "names that do not begin with interconnect-", "core", "interconnect-core"},
       "Group name is reserved", "Choose another name.", kOwnNames});
  rows.push_back({"alibaba.bgp_group.description_length", kind, "description", Length{2, 256},
                  "Description has a wrong length", "Write 2 to 256 characters.", kGroupPage});
  rows.push_back({"alibaba.bgp_group.description", kind, "description",
                  Pattern{kDescription, kDescriptionWords, "the core routers", "http://wiki/core"},
                  "Description is not allowed", "Begin it with a letter.", kGroupPage});
  rows.push_back({"alibaba.bgp_group.customer_asn", kind, "customer_asn", AsnRange{1, 4294967294}, "ASN out of range",
                  "Use your own ASN, or a private one; the last number there is is reserved (RFC 7300).", kBgpPage});
  rows.push_back({"alibaba.bgp_group.route_limit", kind, "alibaba.route_limit", Range{1, 110}, "Too many routes",
                  "Summarise routes, or ask Alibaba Cloud for a higher quota.",
                  Older(kGroupPage, "the guide of 2018 says 100"), true});
}

void AddPeerLimits(std::vector<Limit>& rows) {
  const Kind kind = Kind::kBgpPeer;
  rows.push_back({"alibaba.bgp_peer.virtual_interface_id", kind, "virtual_interface_id",
                  Pattern{"vbr-[a-z0-9]+", "vbr- and lower-case letters and digits", "vbr-bp1ctxy813985gkuk0001",
                          "pc-bp1ctxy813985gkuk0001"},
                  "Not the id of a virtual border router", kIdRemedy, kApi});
  rows.push_back({"alibaba.bgp_peer.bgp_group_id", kind, "bgp_group_id",
                  Pattern{"bgpg-[a-z0-9]+", "bgpg- and lower-case letters and digits", "bgpg-bp1k25cyp26cllath0001",
                          "vbr-bp1ctxy813985gkuk0001"},
                  "Not the id of a BGP group", kIdRemedy, kApi});
  rows.push_back({"alibaba.bgp_peer.name", kind, "name", Unsupported{"the vendor names its sessions itself."},
                  "Name of a session", "Leave name out, or give the session a group with a name.", kPeerPage});
  rows.push_back({"alibaba.bgp_peer.description", kind, "description",
                  Unsupported{"the vendor keeps no description of a session."}, "Description of a session",
                  "Leave description out, or give the session a group with a description.", kPeerPage});
  rows.push_back({"alibaba.bgp_peer.customer_asn", kind, "customer_asn", AsnRange{1, 4294967294}, "ASN out of range",
                  "Use your own ASN, or a private one; the last number there is is reserved (RFC 7300).", kBgpPage});
  const std::string_view timers = "the timers are those of the whole virtual border router.";
  const std::string_view remedy = "Set them in bfd of the interconnect_virtual_interface, and only enabled here.";
  rows.push_back({"alibaba.bgp_peer.min_transmit_interval", kind, "bfd.min_transmit_interval", Unsupported{timers},
                  "BFD timer of a session", remedy, kVbrPage});
  rows.push_back({"alibaba.bgp_peer.min_receive_interval", kind, "bfd.min_receive_interval", Unsupported{timers},
                  "BFD timer of a session", remedy, kVbrPage});
  rows.push_back({"alibaba.bgp_peer.detect_multiplier", kind, "bfd.detect_multiplier", Unsupported{timers},
                  "BFD timer of a session", remedy, kVbrPage});
  rows.push_back({"alibaba.bgp_peer.bfd_hops", kind, "alibaba.bfd_hops", Range{1, 255}, "BFD hops out of range",
                  "Use 1 on a direct line, 255 otherwise.", kPeerPage});
  rows.push_back({"alibaba.bgp_peer.customer_prefixes", kind, "customer_prefixes", Count{0, 110}, "Too many prefixes",
                  "What comes beyond is dropped. Summarise prefixes, or ask for a higher quota.",
                  Older(kBgpPage, "the guide of 2018 says 100"), true});
}

void AddCidrLimits(std::vector<Limit>& rows) {
  const Kind kind = Kind::kBgpCidr;
  rows.push_back({"alibaba.bgp_cidr.advertised_by", kind, "advertised_by",
                  Pattern{"vbr-[a-z0-9]+", "vbr- and lower-case letters and digits", "vbr-bp1ctxy813985gkuk0001",
                          "vpc-bp1qpo0kug3a20qqe0001"},
                  "Not the id of a virtual border router", kIdRemedy, kNetworkPage});
  rows.push_back({"alibaba.bgp_cidr.vpc_id", kind, "alibaba.vpc_id",
                  Pattern{"vpc-[a-z0-9]+", "vpc- and lower-case letters and digits", "vpc-bp1qpo0kug3a20qqe0001",
                          "vbr-bp1ctxy813985gkuk0001"},
                  "Not the id of a VPC", kIdRemedy, kNetworkPage});
}

}  // namespace

std::vector<Limit> Limits() {
  std::vector<Limit> rows;
  AddConnectionLimits(rows);
  AddInterfaceLimits(rows);
  AddPeerLimits(rows);
  AddGroupRows(rows);
  AddCidrLimits(rows);
  return rows;
}

}  // namespace ic::alibaba

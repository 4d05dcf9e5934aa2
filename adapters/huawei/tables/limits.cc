// Limits on one field of one object at Huawei. What a row cannot say is in rules.cc; what counts over objects, in
// quotas.cc. The simulator holds numbers of its own, from the same documents.
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

// Everything but the ASCII characters that no name may have: letters of all alphabets pass.
constexpr std::string_view kNameLetters = R"([^\x00-\x2c\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]*)";
constexpr std::string_view kNameWords = "letters, digits and the characters _ - .";
constexpr std::string_view kDescriptionLetters = "[^<>]*";
constexpr std::string_view kKeyLetters = R"([A-Za-z0-9~`!,.:;\-_?"(){}\[\]/@#$%^&*+|\\=]*)";
constexpr std::string_view kTagKeyLetters = R"([^!"#$%&'()*,/;<>?\[\\\]^`{|}~\x00-\x1f\x7f]*)";
constexpr std::string_view kTagValueLetters = R"([^!"#$%&'()*,;<>?\[\\\]^`{|}~\x00-\x1f\x7f]*)";
constexpr std::string_view kUuid = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
constexpr std::string_view kUuidExample = "4c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60";
constexpr std::string_view kUuidWrong = "vgw-f9eb0c90";
constexpr std::string_view kIdRemedy = "Take the id from the console, its other tool, or a reference to its id.";
constexpr std::string_view kAsnRemedy = "Use your own ASN, or a private one other than the gateway's.";

Pattern Uuid(std::string_view words) { return {kUuid, words, kUuidExample, kUuidWrong}; }

Source NamePage() { return Older(kApi, "the user guide of 2022 allows ASCII letters only, and 1 to 64 characters"); }

void AddNameRows(Kind kind, const char* length_id, const char* id, std::vector<Limit>& rows) {
  rows.push_back({length_id, kind, "name", Length{1, 64}, "Name has a wrong length",
                  "Choose a name of 1 to 64 characters.", NamePage()});
  rows.push_back({id, kind, "name", Pattern{kNameLetters, kNameWords, "dc1-prod", "dc1 prod"},
                  "Name has characters that are not allowed", "Leave out the other characters.", NamePage()});
}

void AddDescriptionRows(Kind kind, std::string_view path, const char* length_id, const char* id,
                        std::vector<Limit>& rows) {
  rows.push_back(
      {length_id, kind, path, Length{0, 128}, "Description too long", "Use at most 128 characters.", kPeerPage});
  rows.push_back({id, kind, path, Pattern{kDescriptionLetters, "any characters but < and >", "primary", "<primary>"},
                  "Description has characters that are not allowed", "Leave out < and >.", kClient});
}

struct TagRowIds {
  const char *count, *key_length, *key_letters, *key_edges, *key_reserved, *value_length, *value_letters;
};

void AddTagRows(Kind kind, const TagRowIds& ids, std::int64_t most, const Source& count_source,
                std::vector<Limit>& rows) {
  rows.push_back({ids.count, kind, "tags", Count{0, most}, "Too many tags", "Use fewer.", count_source});
  rows.push_back({ids.key_length, kind, "tags[keys]", Length{1, 128}, "Tag key has a wrong length",
                  "Use keys of 1 to 128 characters.", Older(kTagsPage, "an older schema says 36")});
  rows.push_back({ids.key_letters, kind, "tags[keys]",
                  Pattern{kTagKeyLetters, "letters, digits, spaces and the characters _ . : = + - @", "cost-center",
                          "cost/center"},
                  "Tag key has characters that are not allowed", "Leave out the other characters.", kTagsPage});
  rows.push_back({ids.key_edges, kind, "tags[keys]",
                  Pattern{R"([^ ](.*[^ ])?)", "keys that neither begin nor end with a space", "team", " team"},
                  "Tag key begins or ends with a space", "Leave out the space.", kTagsPage});
  rows.push_back({ids.key_reserved, kind, "tags[keys]",
                  Pattern{"(?!_sys_|interconnect:)[^]*",
                          "keys that begin neither with _sys_, which Huawei keeps for itself, nor with interconnect:, "
                          "which Interconnect does",
                          "team", "_sys_enterprise"},
                  "Tag key is reserved", "Choose another key.", kTagsPage});
  rows.push_back({ids.value_length, kind, "tags", Length{0, 255}, "Tag value too long",
                  "Use values of at most 255 characters.", Older(kTagsPage, "an older schema says 43")});
  rows.push_back(
      {ids.value_letters, kind, "tags",
       Pattern{kTagValueLetters, "letters, digits, spaces and the characters _ . : / = + - @", "Platform Team", "a|b"},
       "Tag value has characters that are not allowed", "Leave out the other characters.", kTagsPage});
}

// It is kept as the value of a tag.
void AddGroupRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({"huawei.virtual_interface.redundancy_group_length", kind, "redundancy_group", Length{0, 255},
                  "Redundancy group's name too long", "It is kept as the value of a tag: use at most 255 characters.",
                  kTagsPage});
  rows.push_back(
      {"huawei.virtual_interface.redundancy_group", kind, "redundancy_group",
       Pattern{kTagValueLetters, "letters, digits, spaces and the characters _ . : / = + - @", "Platform Team", "a|b"},
       "Redundancy group's name has characters that are not allowed",
       "It is kept as the value of a tag: leave out the other characters.", kTagsPage});
}

void AddConnectionLimits(std::vector<Limit>& rows) {
  const Kind kind = Kind::kConnection;
  AddNameRows(kind, "huawei.connection.name_length", "huawei.connection.name", rows);
  rows.push_back({"huawei.connection.adopt", kind, "adopt", Uuid("the id of a connection, a UUID"),
                  "Not a connection id", kIdRemedy, kApi});
  rows.push_back({"huawei.connection.hosting_id", kind, "huawei.hosting_id",
                  Uuid("the id of an operations connection, a UUID"), "Not a connection id", kIdRemedy, kApi});
  rows.push_back({"huawei.connection.resource_tenant_id", kind, "huawei.resource_tenant_id",
                  Pattern{"[0-9a-f]{32}", "a project id of 32 hexadecimal digits", "0123456789abcdef0123456789abcdef",
                          "my-project"},
                  "Not a project id", "Ask the other tenant for the id of its project in this region.", kApi});
  rows.push_back({"huawei.connection.vlan", kind, "huawei.vlan", Range{1, 3999}, "VLAN out of range",
                  "Choose a VLAN from that range that is free on the operations connection.",
                  Older(kApi, "its schema begins at 0, which the service refuses (DC.1017)")});
  rows.push_back({"huawei.connection.peer_location", kind, "huawei.peer_location", Length{0, 255},
                  "Peer location too long", "Use at most 255 characters.", kApi});
  AddDescriptionRows(kind, "huawei.description", "huawei.connection.description_length",
                     "huawei.connection.description", rows);
  AddTagRows(kind,
             {"huawei.connection.tags", "huawei.connection.tag_key_length", "huawei.connection.tag_key",
              "huawei.connection.tag_key_edges", "huawei.connection.tag_key_reserved",
              "huawei.connection.tag_value_length", "huawei.connection.tag_value"},
             10, Older(kTagsPage, "the console of some regions allows 20"), rows);
}

// What the interface's own session and every other one have in common.
struct SessionRowIds {
  const char *customer_asn, *prefixes, *key_length, *key, *key_wo_length, *key_wo;
};

void AddSessionRows(Kind kind, const SessionRowIds& ids, std::vector<Limit>& rows) {
  rows.push_back(
      {ids.customer_asn, kind, "customer_asn", AsnRange{1, 4294967295}, "ASN out of range", kAsnRemedy, kPeerPage});
  rows.push_back({ids.prefixes, kind, "customer_prefixes", Count{0, 50}, "Too many prefixes",
                  "Summarise prefixes, or spread them over several interfaces.", kPeerPage, true});
  const std::string_view remedy =
      "Choose a key of 8 to 255 characters out of letters, digits and ~`!,.:;-_?\"(){}[]/@#$%^&*+|\\=.";
  const Pattern letters = {kKeyLetters, "letters, digits and the characters ~`!,.:;-_?\"(){}[]/@#$%^&*+|\\=",
                           "0xC_ukbCerl6EYA0exampl", "with a space"};
  const auto add_key = [&](const char* length_id, const char* id, std::string_view path) {
    rows.push_back({length_id, kind, path, Length{8, 255}, "BGP key has a wrong length", remedy,
                    Older(kPeerPage, "version 2 of the API says 0 to 255 characters")});
    rows.push_back({id, kind, path, letters, "BGP key has characters that are not allowed", remedy, kPeerPage});
  };
  add_key(ids.key_length, ids.key, "auth_key");
  add_key(ids.key_wo_length, ids.key_wo, "auth_key_wo");
}

void AddDetectionRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  const Source source = Older(kApi, "its schema goes to 5000 ms; the service uses 1000 ms at most for BFD");
  constexpr std::string_view kRemedy = "Choose an interval from that range, in milliseconds.";
  rows.push_back({"huawei.virtual_interface.bfd.min_transmit_interval", kind, "bfd.min_transmit_interval",
                  Range{200, 1000}, "BFD interval out of range", kRemedy, source});
  rows.push_back({"huawei.virtual_interface.bfd.min_receive_interval", kind, "bfd.min_receive_interval",
                  Range{200, 1000}, "BFD interval out of range", kRemedy, source});
  rows.push_back({"huawei.virtual_interface.bfd.detect_multiplier", kind, "bfd.detect_multiplier", Range{3, 20},
                  "BFD multiplier out of range", "Choose a multiplier from that range.", kApi});
}

void AddVendorRows(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({"huawei.virtual_interface.gateway_type", kind, "huawei.gateway_type", OneOf{{"VGW", "GDGW"}},
                  "Unknown type of gateway", "Choose one of them.",
                  Older(kApi, "an older schema has `vpc` for a virtual gateway")});
  rows.push_back({"huawei.virtual_interface.priority", kind, "huawei.priority", OneOf{{"normal", "low"}},
                  "Unknown priority", "Choose one of them.", kApi});
  rows.push_back({"huawei.virtual_interface.resource_tenant_id", kind, "huawei.resource_tenant_id",
                  Pattern{"[0-9a-f]{32}", "a project id of 32 hexadecimal digits", "0123456789abcdef0123456789abcdef",
                          "my-project"},
                  "Not a project id", "Ask the other tenant for the id of its project in this region.", kApi});
  rows.push_back({"huawei.virtual_interface.enterprise_project_id", kind, "huawei.enterprise_project_id",
                  Pattern{"0|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
                          "the id of an enterprise project, a UUID, or 0", kUuidExample, "default"},
                  "Not the id of an enterprise project", kIdRemedy, kApi});
  AddDescriptionRows(kind, "huawei.description", "huawei.virtual_interface.description_length",
                     "huawei.virtual_interface.description", rows);
}

void AddInterfaceLimits(std::vector<Limit>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  AddNameRows(kind, "huawei.virtual_interface.name_length", "huawei.virtual_interface.name", rows);
  rows.push_back({"huawei.virtual_interface.connection_id", kind, "connection_id",
                  Uuid("the id of a connection or LAG, a UUID"), "Not the id of a connection or LAG", kIdRemedy, kApi});
  rows.push_back(
      {"huawei.virtual_interface.type", kind, "type", OneOf{{"private", "public"}}, "Interface type not available",
       "Transit gateways (enterprise routers) are reached by a private interface on a virtual gateway that is "
       "attached to one.",
       kApi});
  rows.push_back({"huawei.virtual_interface.vlan", kind, "vlan", Range{0, 3999}, "VLAN out of range",
                  "Choose a VLAN from that range that is free on the connection; 0 takes the connection as a whole.",
                  Older(kApi, "version 2 of the API says 1 to 4063")});
  rows.push_back({"huawei.virtual_interface.mtu", kind, "mtu",
                  Unsupported{"its API has no such setting, and frames of up to 1500 bytes are carried."},
                  "MTU cannot be set", "Leave mtu out.", kApi});
  rows.push_back({"huawei.virtual_interface.gateway_id", kind, "gateway_id",
                  Uuid("the id of a virtual or global gateway, a UUID"), "Not the id of a gateway", kIdRemedy, kApi});
  rows.push_back({"huawei.virtual_interface.cloud_asn", kind, "cloud_asn",
                  Unsupported{"the ASN of the cloud's side is that of the virtual gateway, 64512 unless it was created "
                              "with another.",
                              /*cloud_chooses=*/true},
                  "ASN of the cloud cannot be set",
                  "Leave cloud_asn out, and choose the ASN when the gateway is created.", kApi});
  rows.push_back({"huawei.virtual_interface.adopt", kind, "adopt", Uuid("the id of a virtual interface, a UUID"),
                  "Not the id of a virtual interface", kIdRemedy, kApi});
  AddSessionRows(kind,
                 {"huawei.virtual_interface.customer_asn", "huawei.virtual_interface.customer_prefixes",
                  "huawei.virtual_interface.auth_key_length", "huawei.virtual_interface.auth_key",
                  "huawei.virtual_interface.auth_key_wo_length", "huawei.virtual_interface.auth_key_wo"},
                 rows);
  AddDetectionRows(rows);
  AddVendorRows(rows);
  AddTagRows(
      kind,
      {"huawei.virtual_interface.tags", "huawei.virtual_interface.tag_key_length", "huawei.virtual_interface.tag_key",
       "huawei.virtual_interface.tag_key_edges", "huawei.virtual_interface.tag_key_reserved",
       "huawei.virtual_interface.tag_value_length", "huawei.virtual_interface.tag_value"},
      7, Older(kOwnMarks, "Huawei alone allows 10, and the console of some regions 20"), rows);
  AddGroupRows(rows);
}

void AddPeerLimits(std::vector<Limit>& rows) {
  const Kind kind = Kind::kBgpPeer;
  rows.push_back({"huawei.bgp_peer.virtual_interface_id", kind, "virtual_interface_id",
                  Uuid("the id of a virtual interface, a UUID"), "Not the id of a virtual interface", kIdRemedy, kApi});
  AddNameRows(kind, "huawei.bgp_peer.name_length", "huawei.bgp_peer.name", rows);
  AddDescriptionRows(kind, "description", "huawei.bgp_peer.description_length", "huawei.bgp_peer.description", rows);
  rows.push_back({"huawei.bgp_peer.bfd", kind, "bfd",
                  Unsupported{"BFD is a setting of the virtual interface, for all of its sessions."},
                  "BFD cannot be set on a session", "Set bfd on the virtual interface.", kApi});
  AddSessionRows(
      kind,
      {"huawei.bgp_peer.customer_asn", "huawei.bgp_peer.customer_prefixes", "huawei.bgp_peer.auth_key_length",
       "huawei.bgp_peer.auth_key", "huawei.bgp_peer.auth_key_wo_length", "huawei.bgp_peer.auth_key_wo"},
      rows);
}

void AddOtherLimits(std::vector<Limit>& rows) {
  const Kind group = Kind::kBgpGroup;
  rows.push_back({"huawei.bgp_group.virtual_interface_id", group, "virtual_interface_id",
                  Uuid("the id of a virtual interface, a UUID"), "Not the id of a virtual interface", kIdRemedy, kApi});
  rows.push_back({"huawei.bgp_group.customer_asn", group, "customer_asn", AsnRange{1, 4294967295}, "ASN out of range",
                  kAsnRemedy, kPeerPage});
  rows.push_back({"huawei.bgp_group.cloud_asn", group, "cloud_asn",
                  Unsupported{"the ASN of the cloud's side is that of the virtual gateway.", /*cloud_chooses=*/true},
                  "ASN of the cloud cannot be set",
                  "Leave cloud_asn out, and choose the ASN when the gateway is created.", kApi});
  rows.push_back({"huawei.bgp_cidr.advertised_by", Kind::kBgpCidr, "advertised_by",
                  Uuid("the id of a virtual gateway, a UUID"), "Not the id of a virtual gateway", kIdRemedy, kApi});
}

}  // namespace

std::vector<Limit> Limits() {
  std::vector<Limit> rows;
  AddConnectionLimits(rows);
  AddInterfaceLimits(rows);
  AddPeerLimits(rows);
  AddOtherLimits(rows);
  return rows;
}

}  // namespace ic::huawei

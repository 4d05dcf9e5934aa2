// The neutral fields, kind by kind. Descriptions are what users read: in the Terraform schema, in the JSON Schema for
// editors and in the documentation.
#include <string>
#include <vector>

#include "adapters/contract/field_parts.h"
#include "adapters/contract/fields.h"

namespace ic {
namespace {

std::vector<Field> Connection() {
  return {
      parts::Cloud(),
      parts::Region(),
      parts::Id(),
      {.name = "name",
       .presence = Presence::kOptionalComputed,
       .cosmetic = true,
       .description = "Name of the connection. Required unless `adopt` is set."},
      {.name = "location",
       .meaning = Meaning::kCode,
       .presence = Presence::kOptionalComputed,
       .description = "The cloud's code of the place where the port is, such as `EqDC2`; the data source "
                      "`interconnect_locations` lists them. Required unless `adopt` is set."},
      {.name = "bandwidth",
       .meaning = Meaning::kBandwidth,
       .presence = Presence::kOptionalComputed,
       .description = "Speed of the port, such as `1Gbps`; `1G` and `1000Mbps` mean the same. Required unless `adopt` "
                      "is set."},
      {.name = "adopt",
       .presence = Presence::kOptionalComputed,
       .mentions = Kind::kConnection,
       .description = "Id of an existing connection to take over instead of ordering one. One that a partner offers "
                      "and that waits to be accepted is accepted, which may start its billing, if `name` is the name "
                      "that it has."},
      parts::RedundancyGroup(),
      parts::OnDestroy(
          "Default: `refuse` for a connection that was created (ordering one takes weeks), `keep` for one that "
          "was adopted or imported."),
      parts::Tags(),
      parts::TagsAll(),
      parts::MarksChanged(),
      {.name = "device",
       .presence = Presence::kComputed,
       .description = "The cloud's device at which the port ends, once it is assigned."},
      {.name = "logical_device",
       .presence = Presence::kComputed,
       .description = "The cloud's logical device at which the port ends, once it is assigned. Two connections with "
                      "the same one fail together."},
      {.name = "vlan",
       .type = FieldType::kInteger,
       .presence = Presence::kComputed,
       .description = "VLAN that the partner assigned. Only a hosted connection has one; its virtual interface must "
                      "use it."},
      parts::Timeouts(),
  };
}

std::vector<Field> VirtualInterface() {
  return {
      parts::Cloud(),
      parts::Region(),
      parts::Id(),
      {.name = "name",
       .presence = Presence::kRequired,
       .cosmetic = true,
       .description = "Name of the virtual interface."},
      {.name = "connection_id",
       .presence = Presence::kOptionalComputed,
       .refers_to = Kind::kConnection,
       .description = "Id of the connection the interface is on; where the cloud bundles ports, the id of a bundle "
                      "(a LAG) too. Required unless `adopt` is set."},
      {.name = "type",
       .presence = Presence::kOptionalComputed,
       .default_value = "private",
       .one_of = {"private", "public", "transit"},
       .description = "What the interface reaches: `private` (private networks), `public` (the cloud's public "
                      "services) or `transit` (a transit router). Default: `private`."},
      {.name = "vlan",
       .type = FieldType::kInteger,
       .presence = Presence::kOptionalComputed,
       .description = "IEEE 802.1Q VLAN id, unique on its connection. Required unless `adopt` is set."},
      {.name = "mtu",
       .type = FieldType::kInteger,
       .presence = Presence::kOptionalComputed,
       .description = "Largest packet in bytes."},
      {.name = "gateway_id",
       .description = "Id of the cloud's gateway the interface attaches to: a virtual gateway, or one that other "
                      "gateways are associated with."},
      {.name = "bandwidth",
       .meaning = Meaning::kBandwidth,
       .presence = Presence::kOptionalComputed,
       .description = "Share of the connection's bandwidth, such as `200Mbps`, where the cloud can limit it."},
      {.name = "route_mode",
       .presence = Presence::kOptionalComputed,
       .default_value = "bgp",
       .one_of = {"bgp", "static"},
       .description = "How routes are exchanged: `bgp` or `static`. Default: `bgp`."},
      parts::AddressFamily("ipv4",
                           "It is the family of the interface's own session; a session of the other family is an "
                           "`interconnect_bgp_peer`. Default: `ipv4`."),
      parts::CloudAddress(),
      parts::CustomerAddress(),
      parts::CustomerAsn(Presence::kOptional, "With it the interface carries the BGP session of its `address_family`."),
      parts::CloudAsn(),
      parts::CustomerPrefixes(),
      parts::AuthKey(),
      parts::AuthKeyWo(),
      parts::AuthKeyWoVersion(),
      parts::Bfd(),
      {.name = "adopt",
       .presence = Presence::kOptionalComputed,
       .mentions = Kind::kVirtualInterface,
       .description = "Id of an existing interface to take over instead of creating one. Where it stands need not be "
                      "written then, and is compared if it is. One that another account offers and that waits to be "
                      "accepted is accepted if `name` is the name that it has; where such an offer has no name, if "
                      "`connection_id` is the connection it is on."},
      parts::RedundancyGroup(),
      parts::OnDestroy(
          "Default: `delete` for an interface that was created, `keep` for one that was adopted or imported."),
      parts::Tags(),
      parts::TagsAll(),
      parts::MarksChanged(),
      parts::Timeouts(),
  };
}

std::vector<Field> BgpPeer() {
  return {
      parts::Cloud(),
      parts::Region(),
      parts::Id(),
      {.name = "virtual_interface_id",
       .presence = Presence::kOptionalComputed,
       .refers_to = Kind::kVirtualInterface,
       .description = "Id of the virtual interface the session runs on. May be left out only where a BGP group "
                      "implies it."},
      {.name = "bgp_group_id",
       .refers_to = Kind::kBgpGroup,
       .description = "Id of the BGP group the session takes its address family and numbers from."},
      {.name = "name", .cosmetic = true, .description = "Name of the session, where the cloud keeps one."},
      {.name = "route_mode",
       .presence = Presence::kOptionalComputed,
       .default_value = "bgp",
       .one_of = {"bgp", "static"},
       .description = "How routes are exchanged: `bgp`, or `static` where the cloud has further links without a BGP "
                      "session. Default: `bgp`."},
      parts::AddressFamily("", "Left out, it is that of the BGP group, or of the addresses given."),
      parts::CustomerAsn(Presence::kOptionalComputed,
                         "Left out, it is that of the BGP group; with static routes there is none."),
      parts::CloudAsn(
          "Left out, it is that of the BGP group, of the interface's own session, or the cloud's usual one."),
      parts::CloudAddress(true),
      parts::CustomerAddress(true),
      parts::CustomerPrefixes(),
      parts::AuthKey(),
      parts::AuthKeyWo(),
      parts::AuthKeyWoVersion(),
      parts::Bfd(),
      parts::Description("session"),
      parts::OnDestroy("Default: `delete` for a session that was created, `keep` for one that was imported."),
      parts::Timeouts(),
  };
}

std::vector<Field> BgpGroup() {
  return {
      parts::Cloud(),
      parts::Region(),
      parts::Id(),
      {.name = "virtual_interface_id",
       .presence = Presence::kRequired,
       .refers_to = Kind::kVirtualInterface,
       .description = "Id of the virtual interface whose sessions the group configures."},
      {.name = "name", .cosmetic = true, .description = "Name of the group."},
      parts::AddressFamily("ipv4", "All sessions of the group have it. Default: `ipv4`."),
      parts::CustomerAsn(Presence::kRequired, "All sessions of the group use it."),
      parts::CloudAsn(),
      parts::AuthKey(),
      parts::AuthKeyWo(),
      parts::AuthKeyWoVersion(),
      parts::Description("group"),
      parts::OnDestroy("Default: `delete` for a group that was created, `keep` for one that was imported; where the "
                       "cloud has no BGP "
                       "groups `delete` for both, because nothing of it is in the cloud."),
      parts::Timeouts(),
  };
}

std::vector<Field> BgpCidr() {
  return {
      parts::Cloud(),
      parts::Region(),
      parts::Id(),
      {.name = "advertised_by",
       .presence = Presence::kRequired,
       .description = "Id of what advertises the prefix to you: the association of two gateways, a virtual gateway or "
                      "a virtual router, depending on the cloud."},
      {.name = "cidr",
       .meaning = Meaning::kPrefix,
       .presence = Presence::kRequired,
       .description = "The prefix that the cloud advertises to your side, such as `10.0.0.0/16`."},
      parts::OnDestroy("Default: `delete` for a prefix that was created, `keep` for one that was imported."),
      parts::Timeouts(),
  };
}

}  // namespace

const std::vector<Field>& NeutralFields(Kind kind) {
  static const std::vector<Field> kConnection = Connection();
  static const std::vector<Field> kVirtualInterface = VirtualInterface();
  static const std::vector<Field> kBgpPeer = BgpPeer();
  static const std::vector<Field> kBgpGroup = BgpGroup();
  static const std::vector<Field> kBgpCidr = BgpCidr();
  switch (kind) {
    case Kind::kConnection:
      return kConnection;
    case Kind::kVirtualInterface:
      return kVirtualInterface;
    case Kind::kBgpPeer:
      return kBgpPeer;
    case Kind::kBgpGroup:
      return kBgpGroup;
    case Kind::kBgpCidr:
      return kBgpCidr;
  }
  return kConnection;  // not reached: the switch is complete
}

const std::vector<Field>& TagSettingFields() {
  static const std::vector<Field> kFields = {
      {.name = std::string(field::kDefaultTags),
       .type = FieldType::kObject,
       .description = "Tags of every object that takes tags, on every cloud. An object's own `tags` win over them.",
       .fields = {{.name = "tags",
                   .type = FieldType::kStringMap,
                   .description = "The tags, which count against the cloud's limit for an object together with its "
                                  "own. What is made for another account, and kinds without tags, get none."}}},
      {.name = std::string(field::kIgnoreTags),
       .type = FieldType::kObject,
       .description = "Tags that somebody else puts on objects: they are neither read, planned, compared nor removed.",
       .fields = {{.name = "keys", .type = FieldType::kStringSet, .description = "Their keys."},
                  {.name = "key_prefixes",
                   .type = FieldType::kStringSet,
                   .description = "What their keys begin with. Interconnect's own `interconnect:` cannot be among "
                                  "them."}}}};
  return kFields;
}

}  // namespace ic

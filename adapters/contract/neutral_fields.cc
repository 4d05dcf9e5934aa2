// The neutral fields, kind by kind. Descriptions are what users read: in the Terraform schema, in the JSON Schema for
// editors and in the documentation.
#include "adapters/contract/fields.h"

namespace ic {
namespace {

Field Cloud() {
  return {.name = "cloud",
          .presence = Presence::kRequired,
          .description =
              "The cloud this object lives in, by the name of its block in the provider configuration. "
              "It must be known when planning, because the limits that are checked depend on it. "
              "Changing it replaces the object."};
}

Field Region() {
  return {.name = "region",
          .presence = Presence::kOptionalComputed,
          .description =
              "The cloud's region. Left out, it is that of what the object stands on if that is made in the same run, "
              "and otherwise the region of the provider configuration, taken once, when "
              "the object is created; changing the provider's region later does not move the object. "
              "Changing it here replaces the object."};
}

Field Id() {
  return {.name = "id",
          .presence = Presence::kComputed,
          .description = "The cloud's own id of the object, usable with the cloud's own provider and tools."};
}

Field Tags() {
  return {.name = "tags",
          .type = FieldType::kStringMap,
          .cosmetic = true,
          .description =
              "Tags of the object. What is not listed here is removed, except tags that the cloud itself or "
              "Interconnect sets, those of `default_tags`, and what `ignore_tags` names. A tag that is in "
              "`default_tags` too has the value written here."};
}

Field TagsAll() {
  return {.name = "tags_all",
          .type = FieldType::kStringMap,
          .presence = Presence::kComputed,
          .cosmetic = true,
          .description =
              "All tags that the object has: its own and, where it lists no other value, those of `default_tags`. "
              "Null while there are no `default_tags`."};
}

Field RedundancyGroup() {
  return {.name = "redundancy_group",
          .description =
              "A name shared by objects that back each other up. A run that would leave the group without a "
              "healthy member is refused. Who is in no state here, or has another `owner`, backs nobody."};
}

Field OnDestroy(std::string default_words) {
  return {.name = "on_destroy",
          .presence = Presence::kOptionalComputed,
          .local = true,
          .one_of = {"refuse", "delete", "keep"},
          .description =
              "What destroying does: `delete` deletes the object in the cloud, `keep` leaves it there and "
              "only forgets it, `refuse` fails the plan. " +
              std::move(default_words)};
}

Field Timeout(std::string name, std::string what) {
  return {.name = std::move(name),
          .meaning = Meaning::kDuration,
          .local = true,
          .description = "How long " + std::move(what) + " may take, such as `30m` or `1h30m`."};
}

Field Timeouts() {
  return {.name = "timeouts",
          .type = FieldType::kObject,
          .local = true,
          .description =
              "Bounds on how long operations may take. What is left out has the default of its kind and "
              "cloud.",
          .fields = {Timeout("create", "creating, with the wait until it is usable,"), Timeout("read", "reading"),
                     Timeout("update", "a change in place"),
                     Timeout("delete", "deleting, with the wait until it is gone,")}};
}

Field AddressFamily(std::string default_value, std::string words) {
  return {.name = "address_family",
          .presence = Presence::kOptionalComputed,
          .default_value = std::move(default_value),
          .one_of = {"ipv4", "ipv6"},
          .description = "Address family of the BGP session: `ipv4` or `ipv6`. " + std::move(words)};
}

// One end of the link. A session beside the interface's own stands on a link that the interface may have: then the
// address says enough.
Field LinkEnd(std::string name, std::string whose, std::string example, bool may_be_alone) {
  return {.name = std::move(name),
          .meaning = may_be_alone ? Meaning::kEnd : Meaning::kInterface,
          .presence = Presence::kOptionalComputed,
          .description = std::move(whose) + " address on the link, with its prefix length, such as `" +
                         std::move(example) + "`. " +
                         (may_be_alone ? "The address alone is enough where the other end or the virtual interface "
                                         "has the length. "
                                       : "") +
                         "Left out, the cloud chooses it where it can."};
}

Field CloudAddress(bool may_be_alone = false) {
  return LinkEnd("cloud_address", "The cloud's", "169.254.255.1/30", may_be_alone);
}

Field CustomerAddress(bool may_be_alone = false) {
  return LinkEnd("customer_address", "Your router's", "169.254.255.2/30", may_be_alone);
}

Field CustomerAsn(Presence presence, std::string words) {
  return {.name = "customer_asn",
          .meaning = Meaning::kAsn,
          .presence = presence,
          .description =
              "Your side's autonomous system number, 2 or 4 bytes, as a string in asplain (`4200000000`) or "
              "asdot (`64086.59904`) notation. " +
              std::move(words)};
}

Field CloudAsn(std::string words = "") {
  return {.name = "cloud_asn",
          .meaning = Meaning::kAsn,
          .presence = Presence::kOptionalComputed,
          .description =
              "The cloud's autonomous system number, notated as `customer_asn`. Where the cloud takes it "
              "from the gateway it can only be read." +
              (words.empty() ? "" : " " + std::move(words))};
}

Field CustomerPrefixes() {
  return {.name = "customer_prefixes",
          .type = FieldType::kStringSet,
          .meaning = Meaning::kPrefix,
          .description =
              "Prefixes you announce to the cloud over the session, such as `198.51.100.0/24`. Where the "
              "cloud filters by them they are its route filter, and with static routing what it routes to your side; "
              "elsewhere they say what you intend, and are checked against the limit on routes."};
}

Field AuthKey() {
  return {.name = "auth_key",
          .sensitive = true,
          .description =
              "MD5 key of the BGP session. It is stored in the state; prefer `auth_key_wo`. With neither, "
              "the cloud chooses a key, or uses none, as it does by default. Taken out again, it is taken off where "
              "the cloud can do so in place; elsewhere it stays, and the plan says so."};
}

Field AuthKeyWo() {
  return {.name = "auth_key_wo",
          .sensitive = true,
          .write_only = true,
          .description =
              "MD5 key of the BGP session, write-only: it is never stored in the state or the plan. Needs "
              "Terraform or OpenTofu 1.11, and `auth_key_wo_version` to be rotated."};
}

Field AuthKeyWoVersion() {
  return {.name = "auth_key_wo_version",
          .type = FieldType::kInteger,
          .local = true,
          .description =
              "A number to change whenever `auth_key_wo` changes: a write-only key cannot be compared, so a "
              "new version is what makes the new key be sent. It is refused without one."};
}

Field BfdInteger(std::string name, std::string description) {
  return {.name = std::move(name),
          .type = FieldType::kInteger,
          .presence = Presence::kOptionalComputed,
          .description = std::move(description) + " Left out, it stays as it is."};
}

Field Bfd() {
  return {.name = "bfd",
          .type = FieldType::kObject,
          .description =
              "Bidirectional forwarding detection on the cloud's side of the session. Refused where the "
              "cloud fixes it.",
          .fields = {{.name = "enabled",
                      .type = FieldType::kBool,
                      .description = "Whether the cloud's side runs bidirectional forwarding detection."},
                     BfdInteger("min_transmit_interval", "Shortest interval between packets sent, in milliseconds."),
                     BfdInteger("min_receive_interval", "Shortest interval between packets expected, in milliseconds."),
                     BfdInteger("detect_multiplier", "How many packets may be missed before the session is down.")}};
}

Field Description(std::string of) {
  return {
      .name = "description", .cosmetic = true, .description = "Free text about the " + std::move(of) + ", for people."};
}

std::vector<Field> Connection() {
  return {
      Cloud(),
      Region(),
      Id(),
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
      RedundancyGroup(),
      OnDestroy("Default: `refuse` for a connection that was created (ordering one takes weeks), `keep` for one that "
                "was adopted or imported."),
      Tags(),
      TagsAll(),
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
      Timeouts(),
  };
}

std::vector<Field> VirtualInterface() {
  return {
      Cloud(),
      Region(),
      Id(),
      {.name = "name",
       .presence = Presence::kRequired,
       .cosmetic = true,
       .description = "Name of the virtual interface."},
      {.name = "connection_id",
       .presence = Presence::kRequired,
       .refers_to = Kind::kConnection,
       .description = "Id of the connection the interface is on; where the cloud bundles ports, the id of a bundle "
                      "(a LAG) too."},
      {.name = "type",
       .presence = Presence::kOptionalComputed,
       .default_value = "private",
       .one_of = {"private", "public", "transit"},
       .description = "What the interface reaches: `private` (private networks), `public` (the cloud's public "
                      "services) or `transit` (a transit router). Default: `private`."},
      {.name = "vlan",
       .type = FieldType::kInteger,
       .presence = Presence::kRequired,
       .description = "IEEE 802.1Q VLAN id, unique on its connection."},
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
      AddressFamily("ipv4",
                    "It is the family of the interface's own session; a session of the other family is an "
                    "`interconnect_bgp_peer`. Default: `ipv4`."),
      CloudAddress(),
      CustomerAddress(),
      CustomerAsn(Presence::kOptional, "With it the interface carries the BGP session of its `address_family`."),
      CloudAsn(),
      CustomerPrefixes(),
      AuthKey(),
      AuthKeyWo(),
      AuthKeyWoVersion(),
      Bfd(),
      {.name = "adopt",
       .presence = Presence::kOptionalComputed,
       .mentions = Kind::kVirtualInterface,
       .description = "Id of an existing interface to take over instead of creating one. One that another account "
                      "offers and that waits to be accepted is accepted if `name` is the name that it has."},
      RedundancyGroup(),
      OnDestroy("Default: `delete` for an interface that was created, `keep` for one that was adopted or imported."),
      Tags(),
      TagsAll(),
      Timeouts(),
  };
}

std::vector<Field> BgpPeer() {
  return {
      Cloud(),
      Region(),
      Id(),
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
      AddressFamily("", "Left out, it is that of the BGP group, or of the addresses given."),
      CustomerAsn(Presence::kOptionalComputed,
                  "Left out, it is that of the BGP group; with static routes there is none."),
      CloudAsn("Left out, it is that of the BGP group, of the interface's own session, or the cloud's usual one."),
      CloudAddress(true),
      CustomerAddress(true),
      CustomerPrefixes(),
      AuthKey(),
      AuthKeyWo(),
      AuthKeyWoVersion(),
      Bfd(),
      Description("session"),
      OnDestroy("Default: `delete` for a session that was created, `keep` for one that was imported."),
      Timeouts(),
  };
}

std::vector<Field> BgpGroup() {
  return {
      Cloud(),
      Region(),
      Id(),
      {.name = "virtual_interface_id",
       .presence = Presence::kRequired,
       .refers_to = Kind::kVirtualInterface,
       .description = "Id of the virtual interface whose sessions the group configures."},
      {.name = "name", .cosmetic = true, .description = "Name of the group."},
      AddressFamily("ipv4", "All sessions of the group have it. Default: `ipv4`."),
      CustomerAsn(Presence::kRequired, "All sessions of the group use it."),
      CloudAsn(),
      AuthKey(),
      AuthKeyWo(),
      AuthKeyWoVersion(),
      Description("group"),
      OnDestroy("Default: `delete` for a group that was created, `keep` for one that was imported."),
      Timeouts(),
  };
}

std::vector<Field> BgpCidr() {
  return {
      Cloud(),
      Region(),
      Id(),
      {.name = "advertised_by",
       .presence = Presence::kRequired,
       .description = "Id of what advertises the prefix to you: the association of two gateways, a virtual gateway or "
                      "a virtual router, depending on the cloud."},
      {.name = "cidr",
       .meaning = Meaning::kPrefix,
       .presence = Presence::kRequired,
       .description = "The prefix that the cloud advertises to your side, such as `10.0.0.0/16`."},
      OnDestroy("Default: `delete` for a prefix that was created, `keep` for one that was imported."),
      Timeouts(),
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

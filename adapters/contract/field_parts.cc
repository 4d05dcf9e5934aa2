#include "adapters/contract/field_parts.h"

#include <utility>

namespace ic::parts {
namespace {

Field Timeout(std::string name, std::string what) {
  return {.name = std::move(name),
          .meaning = Meaning::kDuration,
          .local = true,
          .description = "How long " + std::move(what) + " may take, such as `30m` or `1h30m`."};
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

Field BfdInteger(std::string name, std::string description) {
  return {.name = std::move(name),
          .type = FieldType::kInteger,
          .presence = Presence::kOptionalComputed,
          .description = std::move(description) + " Left out, it stays as it is."};
}

}  // namespace

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

Field MarksChanged() {
  return {.name = "marks_changed",
          .presence = Presence::kComputed,
          .local = true,
          .description =
              "How somebody changed the tags by which Interconnect tells whose the object is (`interconnect:mark` and "
              "`interconnect:owner`). Null while they are as they were written. The next apply writes them back, which "
              "interrupts nothing."};
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

Field CloudAddress(bool may_be_alone) {
  return LinkEnd("cloud_address", "The cloud's", "169.254.255.1/30", may_be_alone);
}

Field CustomerAddress(bool may_be_alone) {
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

Field CloudAsn(std::string words) {
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

}  // namespace ic::parts

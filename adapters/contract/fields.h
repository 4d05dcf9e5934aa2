// The one list of fields per kind. Schema, YAML, diff, printing, documentation and the API mapping are driven by it;
// a field is named here and nowhere else (code that needs one field by name uses the constants at the end).
#ifndef ADAPTERS_CONTRACT_FIELDS_H_
#define ADAPTERS_CONTRACT_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/kind.h"
#include "schema/value/type.h"
#include "schema/value/value.h"

namespace ic {

enum class FieldType : std::uint8_t { kString, kBool, kInteger, kStringList, kStringSet, kStringMap, kObject };

// What a string (or each string of a set) means: decides when two spellings are the same value.
enum class Meaning : std::uint8_t {
  kPlain,
  kAsn,        // asplain or asdot, by value
  kBandwidth,  // `1Gbps`, `1G`, `1000Mbps`, by value
  kInterface,  // address with prefix length, `169.254.255.1/30`, `2001:db8::1/125`; by address and length
  kEnd,        // likewise, or the address alone: by the address, and by the lengths if both have one
  kPrefix,     // CIDR prefix, by value
  kDuration,   // `30m`, `1h30m`, by value
  kCode,       // `EqDC2`, a cloud's code of a place: in either case. What is sent is as written
};

enum class Presence : std::uint8_t {
  kRequired,
  kOptional,          // removing it from the configuration clears it
  kOptionalComputed,  // leaving it out means "as it is": the cloud or a default decides
  kComputed,          // never set by the user
};

// What a setting of a cloud makes this machine do besides. Of these an untrusted configuration decides none.
enum class Touch : std::uint8_t {
  kNothing,
  kFile,  // reads a file: keys may be in it, names of programs to run, certificates to trust
  kHost,  // sends calls, and what signs them, to the host or the domain that it names
  kRail,  // lets pass, where it is true, what is refused otherwise
};

struct Field {
  std::string name;
  FieldType type = FieldType::kString;
  Meaning meaning = Meaning::kPlain;
  Presence presence = Presence::kOptional;
  bool sensitive = false;
  bool write_only = false;  // only in the configuration; never stored, never read back
  bool local = false;       // means nothing to any cloud: a change of it makes no call
  bool cosmetic = false;    // for people only: names, free texts, tags; no traffic depends on it
  // The cloud takes it when the object is made and never tells it. Of an object that was imported or adopted a
  // configured value is then taken as written, without a call. Only on kinds that have `adopt`.
  bool untold = false;
  Touch touches = Touch::kNothing;  // of a setting of a cloud
  // An empty text says something of its own: none ("in no group", no description), where leaving it out says "as it
  // is". What a cloud does not tell is none too. Elsewhere an empty text is absence.
  bool empty_is_value = false;
  std::optional<Kind> refers_to;  // the id of an object of this kind (or of something that stands in for one)
  // Likewise, of an object that this one does not stand on: it is not where that is, and may stay without it.
  std::optional<Kind> mentions;
  std::string default_value;  // for kOptionalComputed strings whose default is the same on every cloud; empty: none
  std::vector<std::string> one_of;  // the only values of a string, on every cloud; empty: any
  std::string description;          // for people; never empty
  std::vector<Field> fields;        // of kObject
};

// The neutral fields of `kind`, in the order they are documented. Vendors add one kObject field of their own name
// (adapters/contract/traits.h: VendorTraits::fields).
const std::vector<Field>& NeutralFields(Kind kind);

// Settings of a whole configuration about the tags of its objects, the same in both front doors: `default_tags` and
// `ignore_tags`.
const std::vector<Field>& TagSettingFields();

// The field of that name, or null.
const Field* FindField(const std::vector<Field>& fields, std::string_view name);

// The type of a field's value.
Type FieldValueType(const Field& field);

// Absence has one form, null, and these spellings: a collection whose elements are all null; where leaving a field out
// clears it (kOptional), an empty text and `false` too; an object of which every field is absent. Where leaving it out
// means "as it is", an empty text is no value at all and is refused, but for a field whose `empty_is_value`.
bool IsNothing(const Field& field, const Value& value);

// `value` with every absence in it spelled as null, and without elements that are null. What is unknown stays.
Value WithoutNothing(const Field& field, Value value);

// True if both mean the same to a cloud: equal, both absent, or two spellings of one value by `field.meaning` (in sets,
// element by element). Unknown is equivalent to nothing. Text that does not parse is compared as text.
bool Equivalent(const Field& field, const Value& a, const Value& b);

// The canonical spelling of `value`: absence as null, the rest by `field.meaning` (asplain, `1Gbps`, masked prefixes,
// RFC 5952, the end of a link without its length); text that does not parse stays as it is. For hashing and for keys,
// not for what is shown.
Value Canonical(const Field& field, const Value& value);

// Names used by code. Everything else goes through the list.
namespace field {
inline constexpr std::string_view kAddressFamily = "address_family";
inline constexpr std::string_view kAdopt = "adopt";
inline constexpr std::string_view kAdvertisedBy = "advertised_by";
inline constexpr std::string_view kAuthKey = "auth_key";
inline constexpr std::string_view kAuthKeyWo = "auth_key_wo";
inline constexpr std::string_view kAuthKeyWoVersion = "auth_key_wo_version";
inline constexpr std::string_view kBandwidth = "bandwidth";
inline constexpr std::string_view kBfd = "bfd";
inline constexpr std::string_view kBgpGroupId = "bgp_group_id";
inline constexpr std::string_view kCidr = "cidr";
inline constexpr std::string_view kCloud = "cloud";
inline constexpr std::string_view kCloudAddress = "cloud_address";
inline constexpr std::string_view kCloudAsn = "cloud_asn";
inline constexpr std::string_view kConnectionId = "connection_id";
inline constexpr std::string_view kCustomerAddress = "customer_address";
inline constexpr std::string_view kCustomerAsn = "customer_asn";
inline constexpr std::string_view kCustomerPrefixes = "customer_prefixes";
inline constexpr std::string_view kDefaultTags = "default_tags";
inline constexpr std::string_view kDescription = "description";
inline constexpr std::string_view kDevice = "device";
inline constexpr std::string_view kGatewayId = "gateway_id";
inline constexpr std::string_view kId = "id";
inline constexpr std::string_view kIgnoreTags = "ignore_tags";
inline constexpr std::string_view kLocation = "location";
inline constexpr std::string_view kLogicalDevice = "logical_device";
inline constexpr std::string_view kMarksChanged = "marks_changed";
inline constexpr std::string_view kMtu = "mtu";
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kOnDestroy = "on_destroy";
inline constexpr std::string_view kRedundancyGroup = "redundancy_group";
inline constexpr std::string_view kRegion = "region";
inline constexpr std::string_view kRouteMode = "route_mode";
inline constexpr std::string_view kTags = "tags";
inline constexpr std::string_view kTagsAll = "tags_all";
inline constexpr std::string_view kTimeouts = "timeouts";
inline constexpr std::string_view kType = "type";
inline constexpr std::string_view kVirtualInterfaceId = "virtual_interface_id";
inline constexpr std::string_view kVlan = "vlan";
}  // namespace field

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_FIELDS_H_

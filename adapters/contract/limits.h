// Limits are data: rows that audit checks, `interconnect limits` prints and docs/limits.md is generated from.
// A row without a source, or one that no check interprets, fails the meta-test (limits_check.h).
#ifndef ADAPTERS_CONTRACT_LIMITS_H_
#define ADAPTERS_CONTRACT_LIMITS_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/contract/kind.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

// Where a fact is from. `checked` is the day somebody read it there, ISO 8601.
struct Source {
  std::string_view document;  // title or URL of the vendor's document
  std::string_view checked;   // "2026-11-21"
  std::string_view older;     // what an older document says otherwise, empty if none does
  // Of a row that was not read again when the others were: why. Its day is then an earlier one than theirs.
  std::string_view unread = {};
};

enum class Scope : std::uint8_t { kObject, kPort, kRegion, kAccount };

// What is allowed. Values of the field that are null or unknown are never checked.
struct Range {
  std::int64_t min;
  std::int64_t max;
};
struct AsnRange {  // compared by value, 1 to 4294967295 at most
  std::int64_t min;
  std::int64_t max;
};
struct OneOf {
  std::vector<std::string> values;  // compared by the field's meaning; of integers and bools the text: "1500", "true"
};
struct Length {  // characters
  std::int64_t min;
  std::int64_t max;
};
struct Count {  // elements of a set or map
  std::int64_t min;
  std::int64_t max;
};
struct Pattern {
  std::string_view regex;  // RE2's syntax, of bytes; must match the whole text
  std::string_view words;  // the same for people: "letters, digits and hyphens"
  // One text that matches and one that does not, for messages and for the probe.
  std::string_view example;
  std::string_view wrong;
  std::string_view but_not = {};  // what no text that matches begins with, likewise; empty: nothing is excepted
};
struct Unsupported {  // the vendor has no such thing: any value is refused
  std::string_view reason;
  // The cloud has a value of its own here, which an object that exists shows, and which a configuration written from it
  // (import, generated configuration) repeats. Refused only for a new object.
  bool cloud_chooses = false;
};
using Allowed = std::variant<Range, AsnRange, OneOf, Length, Count, Pattern, Unsupported>;

// One limit on one field of one object.
struct Limit {
  std::string id;  // "aws.virtual_interface.vlan", unique
  Kind kind;
  // Path: "vlan", "aws.encryption_mode". Of sets and maps each element is checked unless Count; "tags[keys]" means a
  // map's keys.
  std::string_view field;
  Allowed allowed;
  std::string_view summary;  // of the diagnostic: "VLAN out of range"
  std::string_view remedy;   // what to do
  Source source;
  bool adjustable = false;  // the vendor raises it on request; the user may override the number
  // The row applies only if this field (empty: always) has one of these values: {"type", {"public"}}. A field that is
  // not set counts as its neutral default.
  std::string_view when_field = {};
  std::vector<std::string> when_values = {};
};

// What a change of a field costs at this vendor. A field without a row changes in place.
enum class OnChange : std::uint8_t { kInPlace, kReplace, kRefused };
// How far the interruption of a change goes. From the least to the most.
enum class Reach : std::uint8_t {
  kSession,     // the object's own session; others that are on it go on
  kObject,      // all of the object, and what stands on it
  kConnection,  // all that is on the connection (or bundle of connections) that the object is on
};

struct Change {
  Kind kind;
  std::string_view field;  // path as above
  OnChange on_change;
  std::string_view interrupts;  // what traffic it interrupts, empty: none
  std::string_view reason;      // why it replaces or is refused: "the API has no call that changes a VLAN"
  Source source;
  // Other computed fields that the change makes unknown until it is applied.
  std::vector<std::string_view> recomputes = {};
  // The row applies only if this field (empty: always) has one of these values, as with Limit.
  std::string_view when_field = {};
  std::vector<std::string> when_values = {};
  Reach reach = Reach::kObject;  // of a change in place that interrupts; one that replaces takes all of the object
  // Other computed fields that have a value from then on, where they had none. One that they have stays as it is.
  std::vector<std::string_view> settles = {};
};

// A rule over several fields of one object. `check` adds diagnostics for what is known to be wrong, and nothing for
// what is still unknown; each diagnostic names value, limit, source and way out.
struct Rule {
  std::string_view id;  // "aws.virtual_interface.addresses"
  Kind kind;
  std::string_view words;  // for the printed list: "both addresses in one subnet, neither its first nor its last"
  void (*check)(const Value& object, const Rule& rule, Diagnostics& diagnostics);
  Source source;
};

// A limit over several objects. Each object that `counts` it contributes one entry a key; what is planned and what is
// live are united by key, never added up. At most `max` distinct entries may share the group.
//   unique VLAN:          group {connection_id, vlan}, entry {id},   max 1
//   VIFs per connection:  group {connection_id},       entry {id},   max 50
// Where not all of a group exclude one another, `clashes` says which do; the most is 1 then, and `words` say the rule.
//   VLAN 0 takes all:     group {connection_id},       clash: one of them has VLAN 0
// Where objects have shares of something, not places in it, `share` says how much each takes, and of what.
//   hosted connections:   group {hosting_id},          share: their bandwidth, of the operations connection's
// An entry that is not known yet (an object to be created) is itself.
struct Share {
  // The object whose id the group is has the whole, as far as this account sees it. None: see `whole`.
  std::optional<Kind> of;
  std::int64_t (*amount)(Kind kind, const Value& object);  // 0: none, or not known yet
  std::string (*words)(std::int64_t amount);               // "500Mbps"
  // What leaves it to the vendor how much it takes counts beside others, and is never one too many itself. Null: none
  // does.
  bool (*yields)(Kind kind, const Value& object) = nullptr;
  std::int64_t whole = 0;  // what each group has, where no object of ours does. 0: see `of`
};
struct Quota {
  std::string_view id;      // "aws.virtual_interface.per_connection"
  std::string_view words;   // "virtual interfaces on one dedicated connection"
  std::vector<Kind> kinds;  // whose objects count
  // The group this object counts for, empty if it does not (or not yet: something is unknown).
  std::function<std::string(Kind kind, const Value& object)> group;
  std::int64_t max;
  std::string_view field;    // the attribute the diagnostic points at
  std::string_view summary;  // "VLAN is taken"
  std::string_view remedy;
  Scope scope;
  bool adjustable;
  Source source;
  // Null: all do. Of two objects as they are desired or shown; symmetric.
  bool (*clashes)(Kind kind, const Value& object, Kind other_kind, const Value& other) = nullptr;
  // Objects of this run are held against each other. The rest the adapter looks at (Adapter::Check).
  bool within_run = false;
  // None: each object takes one place of `max`.
  std::optional<Share> share = {};
  // By what name the vendor tells this account's own number of it (ToldLimits), of a group; empty: it does not.
  std::string_view (*told_as)(std::string_view group) = nullptr;
  // The object whose id the group is may tell its own number (Adapter::RoomsOn): it counts before all but the user's.
  bool told_by_group = false;
};
// As `max` of a quota with shares.
inline constexpr std::int64_t kWhole = std::numeric_limits<std::int64_t>::max();

// What a vendor tells of an account's own limits.
struct ToldLimits {
  std::string source;                        // "Service Quotas of account 123456789012 in us-east-1"; empty: nobody was
                                             // asked
  std::map<std::string, std::int64_t> most;  // by the vendor's name; kWhole: as many as one likes
};

// How much may stand on one object, as the vendor tells it of that object.
struct Room {
  std::int64_t most = 0;
  std::string source;  // what told it, after "by": "DescribeConnections (prefixPoolSizeIpv4)"
};
using Rooms = std::map<std::string, Room>;  // by the quota's id

// Numbers the user raised: id of a limit or quota that is adjustable → the new largest value.
using LimitOverrides = std::map<std::string, std::int64_t>;

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_H_

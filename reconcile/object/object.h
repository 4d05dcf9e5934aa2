// Small helpers over whole objects: where their values are, how they are named and shown.
#ifndef RECONCILE_OBJECT_OBJECT_H_
#define RECONCILE_OBJECT_OBJECT_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/fields.h"
#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// A field that holds a value of its own: one at the root, or one inside an object field. Objects nest one level deep.
struct Leaf {
  const Field* parent = nullptr;  // null: at the root
  const Field* field = nullptr;
  std::string path;  // "vlan", "timeouts.create"

  AttributePath attribute() const;
  bool local() const { return field->local || (parent != nullptr && parent->local); }
};

// In the order of `fields`, which must outlive the result.
std::vector<Leaf> Leaves(const std::vector<Field>& fields);

// The value at `leaf`. Unknown if the object around it is.
const Value& ValueAt(const Value& object, const Leaf& leaf);
void PutAt(Value& object, const Leaf& leaf, Value value);

// The text of a string field; empty if it is null, unknown, absent or no string.
std::string Text(const Value& object, std::string_view name);

// Null, or a collection or object with nothing in it.
bool IsEmpty(const Value& value);

// True if nothing is lost with it: null, `false` or an empty text, be that absence of the field or a value of its own.
bool IsBare(const Value& value);

// What `object` has of `fields` and is not null; inside its object fields likewise. An absent field is as good as null
// (value.h), and a hundred thousand objects have mostly those.
Value Shaped(const std::vector<Field>& fields, const Value& object);

// For people: quoted strings, `(sensitive)` for what may not be shown, `(known after apply)`.
std::string Shown(const Field& field, const Value& value);

// `virtual interface "prod" (dxvif-1)`, with as much of it as is known. Never with a stand-in.
std::string Titled(Kind kind, const Value& object);
std::string Titled(Kind kind, std::string_view name, std::string_view id);

// What stands in for the id of an object that is to be made: no cloud's id has this character.
inline constexpr char kStandInMark = '\x1a';
// `object` with a stand-in in each field that is not known. `stand_ins`: as PlanInput has them.
Value WithStandIns(Value object, const std::vector<std::pair<std::string, std::string>>& stand_ins);
bool HoldsStandIn(std::string_view text);

// What a read gives for a key of which nobody knows which one is in force: no key is longer than its cloud allows.
inline constexpr std::string_view kUnknownKey = "(unknown key)";

// on_destroy of what was made here, where nothing else is said: an ordered connection takes weeks to get again.
std::string_view DefaultOnDestroy(Kind kind);

// True if the virtual interface has a session of its own, as far as is known: one that lost it is told without it.
bool HasSession(const Value& interface);

// True if an interface may have several sessions of one address family, which their customer's addresses tell apart.
bool TellsSessionsByAddress(const VendorTraits& traits);
// True if both texts ("10.0.0.2", "10.0.0.2/30") name the same address.
bool SameHost(std::string_view a, std::string_view b);

// The kind of the object that a field names by its id; what advertises a prefix is one of ours on some clouds only.
std::optional<Kind> ParentKindOf(const VendorTraits& traits, const Field& field);

bool IsLowered(const VendorTraits& traits, Kind kind);
bool IsMarked(const VendorTraits& traits, Kind kind);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_OBJECT_H_

// VendorTables: a vendor's tables for one kind, in the form the engine asks them: made once, asked for every object.
#ifndef RECONCILE_OBJECT_VENDOR_TABLES_H_
#define RECONCILE_OBJECT_VENDOR_TABLES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/mark.h"
#include "adapters/contract/traits.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {

// Whether a difference in `leaf` makes two objects, and not one that changed, whatever their other values are. Where
// that depends on other values, false.
bool IsAlwaysIdentity(const VendorTraits& traits, Kind kind, const Leaf& leaf);
// Leaves that never make two objects of one: secrets, what no cloud holds, what a lowered group gives.
bool IsNeverIdentity(const VendorTraits& traits, const Leaf& leaf);
// One of VendorTraits::keys.
bool IsKey(const VendorTraits& traits, Kind kind, const Leaf& leaf);

struct VendorTables {
  // `fields` and `leaves`: of every vendor; must outlive the result.
  VendorTables(const VendorTraits& vendor, Kind of_kind, const std::vector<Field>& fields,
               const std::vector<Leaf>& leaves);

  // The field of that name, of any vendor; null if there is none.
  const Field* Find(std::string_view name) const;

  const VendorTraits& traits;
  Kind kind;
  AuditTable audit;
  MarkTable mark;
  std::vector<const Field*> by_name;                    // sorted
  std::vector<std::pair<std::string, Value>> defaults;  // the neutral ones, by field
  std::vector<const Quota*> quotas;                     // that objects of the kind count in
  std::vector<const Leaf*> identity;                    // IsAlwaysIdentity
  std::vector<const Leaf*> twin_key;                    // of these, what practically every object has
};

// `object` with every absence spelled as null (fields.h).
Value WithoutNothing(const VendorTables& tables, Value object);

std::uint64_t CombineHash(std::uint64_t seed, std::uint64_t value);
std::uint64_t CombineHash(std::uint64_t seed, std::string_view text);

// Objects that could be mistaken for one another (compare.h) have equal twin hashes, unless one of them is loose: it
// lacks a value that would tell, and could be any. One that cannot be mistaken for any other has neither.
struct TwinHash {
  bool never = false;
  bool loose = false;
  std::uint64_t hash = 0;
};
TwinHash TwinHashOf(const VendorTables& tables, const Value& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_VENDOR_TABLES_H_

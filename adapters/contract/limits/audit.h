// The interpreter of limits: every violation at once, each on its attribute, naming value, limit, source and way out.
#ifndef ADAPTERS_CONTRACT_LIMITS_AUDIT_H_
#define ADAPTERS_CONTRACT_LIMITS_AUDIT_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

struct AuditOptions {
  LimitOverrides overrides;  // of adjustable limits
  // False: the overrides are not known yet, as when Terraform validates. Then only what no override could allow is
  // refused; the plan, which knows them, checks the rest.
  bool overrides_known = true;
  // The object as it exists: limits do not apply to what it has already. Null: a new object.
  const Value* prior = nullptr;
  bool offline = false;  // whether it exists is not known: what is refused only for new objects is not checked
};

// Checks one object: neutral rules (what must be there; well-formed ASNs, prefixes, addresses, durations; words that
// the vocabulary knows; the other vendors' objects refused), then the vendor's limits and rules. `object` is what the
// user wants: the configuration, with defaults filled in (VendorTraits::complete), not with what the cloud chose, which
// is never refused. It may hold unknowns anywhere: what is unknown is not checked. No secret is printed.
// Limits over several objects are the ledger's (reconcile/ledger.h).
Diagnostics Audit(const VendorTraits& traits, Kind kind, const Value& object, const AuditOptions& options);

// The same for many objects of one kind: what the tables say of it is looked up once. Thread-safe.
class AuditTable {
 public:
  // `traits` outlives this.
  AuditTable(const VendorTraits& traits, Kind kind);
  AuditTable(const AuditTable&) = delete;
  AuditTable& operator=(const AuditTable&) = delete;

  Diagnostics Check(const Value& object, const AuditOptions& options) const;

 private:
  struct LimitRow {
    const Limit* limit;
    const Field* field;      // the limited one
    std::string_view outer;  // where it is: a field of the object,
    std::string_view inner;  // or one in that; empty: the field itself
  };
  // Whether the row has anything to say: what an object has already is no violation of it.
  static bool Applies(const LimitRow& row, const Value& object, const AuditOptions& options);

  const VendorTraits& traits_;
  const Kind kind_;
  const std::vector<Field> fields_;
  std::vector<LimitRow> limits_;
  std::vector<const Rule*> rules_;
};

// Checks the numbers themselves: an id that no vendor's table has, a limit that is not adjustable, a number below the
// smallest value allowed. `path` is where the user wrote them; diagnostics point at the map's element.
Diagnostics AuditOverrides(std::span<const VendorTraits* const> vendors, const LimitOverrides& overrides,
                           const AttributePath& path);

// What holds for this user: the override if there is one and the quota is adjustable, otherwise the vendor's number.
std::int64_t EffectiveMax(const Quota& quota, const LimitOverrides& overrides);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_AUDIT_H_

// Lowering: what a vendor has no object for is turned into values of the objects it has.
//
// A lowered BGP group lives in the state only. Its id describes it, `lowered/<address family>/<customer ASN>` and
// `/<cloud ASN>` if one is set, ASNs in asplain. No interface id, name, description or key is in it, so it is known
// when planning even if the interface is not, and changes exactly if the sessions of its members must.
#ifndef RECONCILE_OBJECT_LOWERING_H_
#define RECONCILE_OBJECT_LOWERING_H_

#include <optional>
#include <string>
#include <string_view>

#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic::reconcile {

struct LoweredGroup {
  std::string address_family;
  std::string customer_asn;  // asplain
  std::string cloud_asn;     // asplain, empty if none is set
};

// Nullopt if `id` is no id of a lowered group.
std::optional<LoweredGroup> ParseLoweredGroupId(std::string_view id);

// Unknown if a part of it is unknown. `group` is a desired bgp_group.
Value LoweredGroupId(const Value& group);

// Fills what a peer takes from the lowered group its `bgp_group_id` names: only what is null.
void InheritFromGroup(const VendorTraits& traits, Kind kind, Value& peer);

// What lowering cannot carry: a key on a lowered group, a peer without an interface, a peer whose values contradict its
// group, a malformed group id.
void CheckLowering(const VendorTraits& traits, Kind kind, const Value& config, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_LOWERING_H_

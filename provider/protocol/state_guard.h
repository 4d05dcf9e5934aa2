// Terraform's rules for what may be stored. A breach after a side effect would make Terraform forget the object, so
// applied states are mended where others are refused.
#ifndef PROVIDER_PROTOCOL_STATE_GUARD_H_
#define PROVIDER_PROTOCOL_STATE_GUARD_H_

#include <string_view>

#include "base/diagnostics.h"
#include "schema/value/type.h"
#include "schema/value/value.h"

namespace ic::protocol {

// An error on each attribute of `state` that is unknown or not of its type. `what` names the answer: "read state".
Diagnostics CheckStorable(std::string_view what, const Type& type, const Value& state);

// `applied` as Terraform takes it, after a create or an update without errors. Parts of the wrong type, and values that
// differ from what was planned as known, get the planned value and a warning on the attribute: the next refresh shows
// the truth, whereas Terraform's own error would taint the object and so replace it. Unknown becomes null. Neither may
// be null.
Value MendApplied(const Type& type, const Value& planned, const Value& applied, Diagnostics* diagnostics);

// `state` with what does not fit `type` made null, with a warning each, and with unknown made null: for states that are
// partial because of an error, where nothing is compared with the plan.
Value MendPartial(const Type& type, const Value& state, Diagnostics* diagnostics);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_STATE_GUARD_H_

// What all vendors' handlers share when they change something.
#ifndef ADAPTERS_COMMON_KINDS_CHANGE_H_
#define ADAPTERS_COMMON_KINDS_CHANGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "adapters/common/kinds/tags.h"
#include "adapters/contract/adapter.h"
#include "adapters/contract/field_values.h"
#include "schema/value/value.h"

namespace ic {

// Nothing exists because of this change.
ChangeResult Failed(Status status);
// The object exists, but something went wrong.
ChangeResult FailedWith(std::string id, Status status);

// A create that the vendor answered without an id: it may have happened.
Status AnswerWithoutId(std::string_view vendor, std::string_view operation);

// The same failure with another message; code and remote error stay.
Status Reworded(const Status& status, std::string message);

// True if `path` is among `changed`, itself or by the object it is in ("aws" covers "aws.lag_id").
bool Touches(const std::vector<std::string>& changed, std::string_view path);

// Fields of `desired` that are set, differ from `live` and cannot be changed in place, as "vlan: 125 wanted, 130
// found". Keys are not compared here.
std::vector<std::string> FixedDifferences(const VendorTraits& traits, Kind kind, const Value& desired,
                                          const Value& live);

// Refuses to take over an object whose fixed values are not the desired ones; OK if there is no difference.
Status CheckAdoptable(const VendorTraits& traits, Kind kind, const std::string& id, const Value& desired,
                      const Value& live);

// What a takeover changes: the paths of what `request` asks for, the object does not have, and the vendor can change in
// place. Tags and marks are always among them. The key is, where it changes in place: where it does not, sending it
// would mean another session, and a takeover interrupts nothing.
std::vector<std::string> ChangedByTakeover(const VendorTraits& traits, Kind kind, const CreateRequest& request,
                                           const Value& live);

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_CHANGE_H_

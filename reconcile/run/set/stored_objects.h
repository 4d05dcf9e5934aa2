// Objects of the state as values, and back. Where the configuration gives a BGP key in clear, the key is lent to
// the prior object while a run lasts, so that the cloud is asked whether that key is in force; the state never has it.
#ifndef RECONCILE_RUN_SET_STORED_OBJECTS_H_
#define RECONCILE_RUN_SET_STORED_OBJECTS_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/state/store.h"

namespace ic::run {

// The object as last applied. An error if the state holds no object of this kind's shape.
StatusOr<Value> AttributesOf(const FieldIndex& field_index, const StateObject& object);

// `attributes` with the key of `desired` lent to it.
Value WithLentKey(Value attributes, const StateObject& object, const DesiredObject& desired);

// What is stored of `attributes`: everything but secrets.
std::string TextOf(const FieldIndex& field_index, Kind kind, const Value& attributes);

// The configuration as the engine wants it, with the ids of what it refers to, in the order of its references; unknown
// for what does not exist yet.
Value Resolve(const DesiredObject& object, const std::vector<Value>& ids);
// Where an id is found by address.
Value Resolve(const DesiredObject& object, const std::function<Value(const Address&)>& id_of);

// PlanInput::stand_ins of the object, for those of `ids` that are unknown. `ids` as for Resolve.
std::vector<std::pair<std::string, std::string>> StandInsFor(const DesiredObject& object,
                                                             const std::vector<Value>& ids);

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_STORED_OBJECTS_H_

// Objects that no listing tells of, and that a configuration asks for.
#ifndef RECONCILE_RUN_IMPORT_UNLISTED_H_
#define RECONCILE_RUN_IMPORT_UNLISTED_H_

#include <optional>
#include <string>

#include "reconcile/engine.h"
#include "reconcile/run/import/matching.h"
#include "reconcile/run/set/field_index.h"

namespace ic::run {

// A group that no cloud has is nowhere to be read: it is as a create would put it into the state, without a call.
// Nullopt: it cannot be made as it is configured, and the next plan says why.
std::optional<ObjectOutput> StateOfLowered(Engine& engine, const Wanted& group);

// A prefix has no id but its name. What advertises it may be listed by another account only, and yet tell of it.
// The id that imports it; nullopt: it is not there, and the next plan creates it.
std::optional<std::string> FindPrefix(Engine& engine, const AdapterFactory& factory, const FieldIndex& field_index,
                                      const Wanted& prefix);

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_UNLISTED_H_

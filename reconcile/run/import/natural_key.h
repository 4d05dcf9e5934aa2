// What tells objects of a kind apart for people, where neither a state nor a mark does.
#ifndef RECONCILE_RUN_IMPORT_NATURAL_KEY_H_
#define RECONCILE_RUN_IMPORT_NATURAL_KEY_H_

#include <string>
#include <string_view>

#include "adapters/contract/kind.h"
#include "reconcile/run/set/field_index.h"
#include "schema/value/value.h"

namespace ic::run {

// By what `object` is looked for: cloud, region, and the fields that must be written and equal. Empty if a part of it
// is not known.
std::string NaturalKeyOf(const FieldIndex& field_index, Kind kind, std::string_view region, const Value& object);

// Of two with one key: whether they agree in what else tells them apart, where both are told. `wanted` has its cloud.
bool AgreeBesides(const FieldIndex& field_index, Kind kind, const Value& wanted, const Value& live);

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_NATURAL_KEY_H_

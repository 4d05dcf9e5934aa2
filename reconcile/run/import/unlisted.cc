#include "reconcile/run/import/unlisted.h"

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"

namespace ic::run {

std::optional<ObjectOutput> StateOfLowered(Engine& engine, const Wanted& group) {
  const DesiredObject& object = *group.object;
  const Kind kind = object.address.kind;
  const PlanOutput plan = engine.Plan({kind, Value::Null(), group.config, "", object.account});
  if (plan.diagnostics.has_errors() || !group.config.IsWhollyKnown()) return std::nullopt;
  ObjectOutput output = engine.Apply({kind, Value::Null(), plan.planned, group.config, "", object.account});
  if (output.state.is_null()) return std::nullopt;
  return output;
}

std::optional<std::string> FindPrefix(Engine& engine, const AdapterFactory& factory, const FieldIndex& field_index,
                                      const Wanted& prefix) {
  const DesiredObject& object = *prefix.object;
  const Kind kind = object.address.kind;
  const std::string by = reconcile::Text(prefix.completed, field::kAdvertisedBy);
  const Field* cidr = FindField(field_index.fields(kind), field::kCidr);
  const Value canonical = Canonical(*cidr, prefix.completed.Get(field::kCidr));
  if (by.empty() || canonical.kind() != Value::Kind::kString) return std::nullopt;
  Value there = prefix.completed;
  there.Put(field::kId, Value::String(fmt::format("{}/{}", by, canonical.AsString())));
  const ObjectOutput read = engine.Read(kind, there, "", object.account);
  if (read.state.is_null()) return std::nullopt;
  return ImportIdOf(factory, kind, there);
}

}  // namespace ic::run

#include "reconcile/run/import/configuration.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/ranges.h>

#include "adapters/contract/conditions.h"
#include "adapters/contract/limits/audit.h"
#include "reconcile/object/object.h"
#include "reconcile/run/set/field_index.h"

namespace ic {
namespace run {
namespace {

// Whether it is taken over, and what destroying does, is not the object's but its user's.
bool IsUsersOwn(const Field& field) { return field.name == field::kAdopt || field.name == field::kOnDestroy; }

bool MayBeWritten(const reconcile::Leaf& leaf) {
  const Field& field = *leaf.field;
  if (field.presence == Presence::kComputed || field.sensitive || field.write_only) return false;
  return leaf.parent != nullptr || !IsUsersOwn(field);
}

// Left out, it stays as it is.
bool SaysNothing(const Field& field, const Value& value) {
  if (value.is_null()) return true;
  if (field.presence != Presence::kOptionalComputed) return false;
  return reconcile::IsEmpty(value) || value == Value::String("");
}

// The cloud has no such setting, or chooses it itself.
bool IsRefused(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields, const std::string& path,
               const Value& object) {
  return std::any_of(traits.limits.begin(), traits.limits.end(), [&](const Limit& limit) {
    return limit.kind == kind && limit.field == path && std::holds_alternative<Unsupported>(limit.allowed) &&
           ConditionHolds(limit.when_field, limit.when_values, fields, object);
  });
}

std::size_t CountErrors(const VendorTraits& traits, Kind kind, const Value& config, const Value& object) {
  const Diagnostics said = Audit(traits, kind, config, {.prior = &object, .offline = true});
  const auto is_error = [](const Diagnostic& one) { return one.severity == Severity::kError; };
  return static_cast<std::size_t>(std::count_if(said.items().begin(), said.items().end(), is_error));
}

// Values that contradict each other when they are written down: one of them is the cloud's own word (whose account it
// is, say), and left out it stays as it is. The one that most of it hangs on goes, of the vendor's own fields first:
// the neutral ones say more.
Value WithoutContradictions(const VendorTraits& traits, Kind kind, const FieldIndex& field_index, Value config,
                            const Value& object) {
  std::size_t errors = CountErrors(traits, kind, config, object);
  for (const bool own : {true, false}) {
    for (std::size_t before = errors + 1; errors > 0 && errors < before;) {
      before = errors;
      Value best = config;
      for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
        if ((leaf.parent != nullptr) != own || leaf.field->presence != Presence::kOptionalComputed) continue;
        if (reconcile::ValueAt(config, leaf).is_null()) continue;
        Value without = config;
        reconcile::PutAt(without, leaf, Value::Null());
        const std::size_t left = CountErrors(traits, kind, without, object);
        if (left >= errors) continue;
        best = std::move(without);
        errors = left;
      }
      config = std::move(best);
    }
  }
  return config;
}

}  // namespace
}  // namespace run

Value ConfigurationOf(const AdapterFactory& factory, Kind kind, const Value& object) {
  const run::FieldIndex field_index(factory);
  const VendorTraits* traits = field_index.Find(reconcile::Text(object, field::kCloud));
  Value config = Value::Object({});
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    const Value& value = reconcile::ValueAt(object, leaf);
    if (!run::MayBeWritten(leaf) || run::SaysNothing(*leaf.field, value)) continue;
    if (traits != nullptr && run::IsRefused(*traits, kind, field_index.fields(kind), leaf.path, object)) continue;
    reconcile::PutAt(config, leaf, value);
  }
  if (traits == nullptr) return config;
  return run::WithoutContradictions(*traits, kind, field_index, std::move(config), object);
}

std::string ImportIdOf(const AdapterFactory& factory, Kind kind, const Value& object) {
  const run::FieldIndex field_index(factory);
  const std::string cloud = reconcile::Text(object, field::kCloud);
  std::vector<std::string> parts = {cloud, reconcile::Text(object, field::kRegion)};
  if (field_index.IsLowered(cloud, kind)) {
    parts.push_back(reconcile::Text(object, field::kVirtualInterfaceId));
    parts.push_back(reconcile::Text(object, field::kAddressFamily));
    parts.push_back(reconcile::Text(object, field::kName));
  } else {
    parts.push_back(reconcile::Text(object, field::kId));
  }
  if (std::ranges::find(parts, "") != parts.end()) return "";
  return fmt::format("{}", fmt::join(parts, "/"));
}

}  // namespace ic

#include "adapters/contract/traits.h"

#include <cstddef>

#include "adapters/contract/conditions.h"

namespace ic {

std::vector<Field> AllFields(const VendorTraits& traits, Kind kind) {
  std::vector<Field> fields = NeutralFields(kind);
  const auto index = static_cast<std::size_t>(kind);
  if (index < traits.fields.size() && !traits.fields[index].empty()) {
    fields.push_back({.name = std::string(traits.cloud),
                      .type = FieldType::kObject,
                      .presence = Presence::kOptionalComputed,
                      .description = "What only " + std::string(traits.title) + " has. Refused on another cloud.",
                      .fields = traits.fields[index]});
  }
  return fields;
}

const Change* FindChange(const VendorTraits& traits, Kind kind, std::string_view path, const Value& object) {
  const std::vector<Field> fields = AllFields(traits, kind);
  for (const Change& change : traits.changes) {
    if (change.kind == kind && change.field == path &&
        ConditionHolds(change.when_field, change.when_values, fields, object)) {
      return &change;
    }
  }
  return nullptr;
}

const Change* FindChange(const VendorTraits& traits, Kind kind, std::string_view path) {
  for (const Change& change : traits.changes) {
    if (change.kind == kind && change.field == path && change.when_field.empty()) return &change;
  }
  return nullptr;
}

const Decision* FindDecision(const VendorTraits& traits, Kind kind, std::string_view path) {
  for (const Decision& decision : traits.decisions) {
    const std::string_view field = decision.field;
    const bool inside = path.size() > field.size() && path.starts_with(field) && path[field.size()] == '.';
    if (decision.kind == kind && (path == field || inside)) return &decision;
  }
  return nullptr;
}

bool IsOthers(const Decision& decision, AccountRole role) {
  switch (role) {
    case AccountRole::kOwner:
      return false;
    case AccountRole::kOffering:
      return decision.who == Party::kObjectOwner;
    case AccountRole::kAccepting:
      return decision.who == Party::kConnectionOwner;
  }
  return false;
}

}  // namespace ic

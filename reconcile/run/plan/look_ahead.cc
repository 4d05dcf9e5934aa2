#include "reconcile/run/plan/look_ahead.h"

#include <utility>

#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/order.h"
#include "reconcile/run/set/stored_objects.h"
#include "reconcile/run/set/workers.h"

namespace ic::run {
namespace {

Outlook OutlookOf(Engine& engine, const DesiredSet& desired, const Standing& standing, std::size_t index) {
  const DesiredObject& object = desired.objects[index];
  const Known* known = standing.known[index];
  if (known == nullptr) return std::nullopt;
  std::vector<Value> ids;
  for (const std::size_t parent : standing.parents[index]) ids.push_back(standing.IdOf(parent));
  return engine.PlansNothing(
      {object.address.kind, known->attributes, Resolve(object, ids), known->facts, object.account});
}

}  // namespace

std::vector<Diagnostics> ValidateAll(Engine& engine, const DesiredSet& desired) {
  std::vector<Diagnostics> said(desired.objects.size());
  ForEach(said.size(), WorkersFor(said.size()), [&](std::size_t i) {
    const DesiredObject& object = desired.objects[i];
    const std::vector<Value> ids(object.references.size(), Value::Unknown());
    said[i] = engine.Validate(object.address.kind, Resolve(object, ids));
  });
  return said;
}

Value Standing::IdOf(std::size_t object) const {
  if (object == kNobody || known[object] == nullptr) return Value::Unknown();
  return known[object]->attributes.Get(field::kId);
}

Standing StandingOf(const DesiredSet& desired, const KnownObjects& known) {
  Standing standing{.parents = ParentsOf(desired)};
  auto entry = known.begin();
  for (const DesiredObject& object : desired.objects) {
    while (entry != known.end() && entry->first < object.address) ++entry;
    const bool there = entry != known.end() && entry->first == object.address && !entry->second.gone &&
                       entry->second.object.account == object.account;
    standing.known.push_back(there ? &entry->second : nullptr);
  }
  return standing;
}

std::vector<std::size_t> PlanningOrder(const Standing& standing) {
  std::vector<bool> late;
  late.reserve(standing.known.size());
  for (const Known* known : standing.known) late.push_back(known == nullptr);
  return Ordered(standing.parents, late);
}

std::vector<Outlook> LookAhead(Engine& engine, const DesiredSet& desired, const Standing& standing) {
  std::vector<Outlook> outlooks(desired.objects.size());
  ForEach(outlooks.size(), WorkersFor(outlooks.size()),
          [&](std::size_t i) { outlooks[i] = OutlookOf(engine, desired, standing, i); });
  return outlooks;
}

}  // namespace ic::run

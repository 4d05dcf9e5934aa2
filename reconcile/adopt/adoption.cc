#include "reconcile/adopt/adoption.h"

#include <algorithm>

#include <fmt/format.h>

#include "reconcile/object/compare.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kNotTakenOver = "Object cannot be taken over";

bool IsTaken(const Call& call, const ObjectKey& key, const std::string& replaced) {
  if (key.id == replaced) return false;
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(key);
  if (entry == nullptr) return ledger->FindHeld(key) != nullptr;  // not read: -refresh=false
  return entry->fate != Fate::kForgotten;
}

void ExplainDifferences(const Call& call, const Value& wanted, const Observed& observed, Diagnostics& diagnostics) {
  for (const Leaf* leaf : IdentityDifferences(call, wanted, observed.attributes)) {
    // A name, and often what it stands on, changes in place; only what would replace the object stands in the way.
    const Change* row = RowFor(call, leaf->path, observed.attributes);
    if (row == nullptr || row->on_change == OnChange::kInPlace) continue;
    if (ValueAt(wanted, *leaf).is_unknown()) continue;
    diagnostics.AddError(
        leaf->attribute(), kNotTakenOver,
        fmt::format("{} has {} {}, but the configuration asks for {}, and that cannot be changed without replacing it. "
                    "Write the value it has, or adopt another one.",
                    Titled(call.kind, Text(observed.attributes, field::kName), observed.id), leaf->path,
                    Shown(*leaf->field, ValueAt(observed.attributes, *leaf)),
                    Shown(*leaf->field, ValueAt(wanted, *leaf))));
  }
}

// As `wanted` will know it: of an interface's sessions the configuration says which one is to be its own.
StatusOr<std::optional<Observed>> ReadWanted(const Call& call, Adapter& adapter, const Value& wanted,
                                             Freshness freshness) {
  ReadRequest request{call.kind, Text(wanted, field::kRegion), Text(wanted, field::kAdopt), freshness, Value::Null()};
  auto found = adapter.Read(request, call.stop);
  if (!found.ok() || !found->has_value()) return found;
  const std::string family = Text(wanted, field::kAddressFamily);
  const bool has = std::ranges::find((*found)->sessions, family) != (*found)->sessions.end();
  if (!has || Text((*found)->attributes, field::kAddressFamily) == family) return found;
  request.prior = Value::Object({{std::string(field::kAddressFamily), Value::String(family)}});
  return adapter.Read(request, call.stop);
}

}  // namespace

std::optional<Observed> CheckAdoption(const Call& call, const Value& wanted, const std::string& replaced,
                                      Freshness freshness, Diagnostics& diagnostics) {
  const std::string id = Text(wanted, field::kAdopt);
  const std::string region = Text(wanted, field::kRegion);
  if (IsTaken(call, {call.account, region, call.kind, id}, replaced)) {
    diagnostics.AddError(
        field::kAdopt, kNotTakenOver,
        fmt::format("{} is already managed by this configuration. Refer to that resource instead; if "
                    "it is the same resource at another address, say so with `moved`; or remove it from the state "
                    "first. (If this resource itself has it and is tainted: `terraform "
                    "untaint`; nothing can take the place of what is taken over.)",
                    Titled(call.kind, "", id)));
    return std::nullopt;
  }
  const auto adapter = call.adapter();
  if (!adapter.ok()) {
    diagnostics.AddStatus(field::kAdopt, kNotTakenOver, adapter.status());
    return std::nullopt;
  }
  auto found = ReadWanted(call, **adapter, wanted, freshness);
  if (!found.ok()) {
    diagnostics.AddStatus(field::kAdopt, kNotTakenOver, found.status());
    return std::nullopt;
  }
  if (!found->has_value()) {
    diagnostics.AddError(field::kAdopt, kNotTakenOver,
                         fmt::format("There is no {} {} in {} {}, or this account cannot see it. Check the id, the "
                                     "region and the account.",
                                     KindTitle(call.kind), id, call.traits->title, region));
    return std::nullopt;
  }
  if ((*found)->ended) {
    diagnostics.AddError(field::kAdopt, kNotTakenOver,
                         fmt::format("{} {}.", Titled(call.kind, "", id), (*found)->trouble));
    return std::nullopt;
  }
  Diagnostics differences;
  ExplainDifferences(call, wanted, **found, differences);
  diagnostics.Append(differences);
  if (differences.has_errors()) return std::nullopt;
  return std::move(**found);
}

}  // namespace ic::reconcile

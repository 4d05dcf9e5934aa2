#include "reconcile/adopt/adoption.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
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

std::string WhatWasRead(const Call& call, const Observed& found) {
  std::vector<std::string> words;
  for (const Leaf& leaf : call.leaves()) {
    const Value& value = WorthShowing(found.attributes, leaf);
    if (!value.is_null()) words.push_back(fmt::format("{} {}", leaf.path, Shown(*leaf.field, value)));
  }
  return words.empty() ? "nothing that would tell it from others" : JoinWords(words, "and");
}

// An offer is anybody's who knows our account, and its id is all that the configuration would say of it.
void CheckOffer(const Call& call, const Adoption& adoption, const Observed& found, Diagnostics& diagnostics) {
  const Value& said = adoption.said.Get(field::kName);
  if (!found.offered || said.is_unknown()) return;
  const std::string theirs = Text(found.attributes, field::kName);
  const std::string ours = Text(adoption.said, field::kName);
  if (!theirs.empty() && ours == theirs) return;
  const std::string write =
      fmt::format("name = {}", Shown(*FindField(call.fields(), field::kName), found.attributes.Get(field::kName)));
  std::string way_out = fmt::format("If it is the one, write {}; otherwise correct the id.", write);
  if (theirs.empty()) {
    way_out = "It has no name that could be written: have whoever offers it give it one.";
  } else if (!ours.empty()) {
    way_out = fmt::format(
        "The configuration calls it \"{}\". {} It can be renamed once it is taken over, where its maker does "
        "not decide that.",
        ours, way_out);
  }
  diagnostics.AddError(
      ours.empty() ? field::kAdopt : field::kName, "Offer is not named",
      fmt::format("{} is offered by another account, and `adopt` would accept it. A mistyped id would accept somebody "
                  "else's: so the configuration has to say its name as well. It has {}. {}",
                  Titled(call.kind, "", found.id), WhatWasRead(call, found), way_out));
}

}  // namespace

const Value& WorthShowing(const Value& object, const Leaf& leaf) {
  static const Value kNothing = Value::Null();
  const bool known = leaf.path == field::kId || leaf.path == field::kAdopt || leaf.path == field::kRegion ||
                     leaf.path == field::kCloud;
  if (known || leaf.local() || leaf.field->sensitive || leaf.field->write_only) return kNothing;
  const Value& value = ValueAt(object, leaf);
  const bool empty = value.kind() == Value::Kind::kString && value.AsString().empty();
  return empty || !value.IsWhollyKnown() || IsNothing(*leaf.field, value) ? kNothing : value;
}

std::optional<Observed> CheckAdoption(const Call& call, const Adoption& adoption, Freshness freshness,
                                      Diagnostics& diagnostics) {
  const Value& wanted = adoption.wanted;
  const std::string id = Text(wanted, field::kAdopt);
  const std::string region = Text(wanted, field::kRegion);
  if (IsTaken(call, {call.account, region, call.kind, id}, adoption.replaced)) {
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
  CheckOffer(call, adoption, **found, differences);
  diagnostics.Append(differences);
  if (differences.has_errors()) return std::nullopt;
  return std::move(**found);
}

}  // namespace ic::reconcile

#include "reconcile/adopt/offers.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kOfferNotNamed = "Offer is not named";

std::string WhatWasRead(const Call& call, const Observed& found) {
  std::vector<std::string> words;
  for (const Leaf& leaf : call.leaves()) {
    const Value& value = WorthShowing(found.attributes, leaf);
    if (!value.is_null()) words.push_back(fmt::format("{} {}", leaf.path, Shown(*leaf.field, value)));
  }
  return words.empty() ? "nothing that would tell it from others" : JoinWords(words, "and");
}

// An offer is anybody's who knows our account, and its id is all that the configuration would say of it.
void CheckName(const Call& call, const Value& asked, const Observed& found, Diagnostics& diagnostics) {
  const Value& said = asked.Get(field::kName);
  if (!found.offered || said.is_unknown()) return;
  const std::string theirs = Text(found.attributes, field::kName);
  const std::string ours = Text(asked, field::kName);
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
      ours.empty() ? field::kAdopt : field::kName, kOfferNotNamed,
      fmt::format("{} is offered by another account, and `adopt` would accept it. A mistyped id would accept somebody "
                  "else's: so the configuration has to say its name as well. It has {}. {}",
                  Titled(call.kind, "", found.id), WhatWasRead(call, found), way_out));
}

// Where offers have no name (Observed::offered says nothing of those), what it stands on tells one from somebody
// else's.
void CheckNameless(const Call& call, Adapter& adapter, const Value& asked, const Observed& found,
                   Diagnostics& diagnostics) {
  const Field* place = FindField(call.fields(), field::kConnectionId);
  if (found.offered || place == nullptr || !asked.Get(place->name).is_null()) return;
  const auto offered = adapter.IsOffered(call.kind, found.region, found.id, call.stop);
  if (!offered.ok()) diagnostics.AddStatus(field::kAdopt, kNotTakenOver, offered.status());
  if (!offered.ok() || !*offered) return;
  diagnostics.AddError(
      field::kAdopt, kOfferNotNamed,
      fmt::format("{} is offered by another account, and `adopt` would accept it. A mistyped id would accept somebody "
                  "else's, and it has no name: so the configuration has to say its connection as well. It has {}. If "
                  "it is the one, write connection_id = {}; otherwise correct the id.",
                  Titled(call.kind, "", found.id), WhatWasRead(call, found),
                  Shown(*place, found.attributes.Get(place->name))));
}

// Where an offer stands is how its maker made it, and tells it from somebody else's. That it could be moved afterwards
// (a difference in anything else that is written and cannot change is said already) is no reason to accept another one
// than the configuration says.
void CheckPlace(const Call& call, Adapter& adapter, const Value& asked, const Observed& found,
                Diagnostics& diagnostics) {
  std::vector<const Field*> other;
  for (const std::string_view name : {field::kConnectionId, field::kVlan}) {
    const Field* place = FindField(call.fields(), name);
    if (place == nullptr || place->presence == Presence::kComputed) continue;
    const Value& said = asked.Get(name);
    const Value& there = found.attributes.Get(name);
    const Change* row = RowFor(call, name, found.attributes);
    if (row != nullptr && row->on_change != OnChange::kInPlace) continue;
    if (!said.is_known() || said.is_null() || !there.is_known() || there.is_null()) continue;
    if (!Equivalent(*place, said, there)) other.push_back(place);
  }
  if (other.empty()) return;
  const auto offered =
      found.offered ? StatusOr<bool>(true) : adapter.IsOffered(call.kind, found.region, found.id, call.stop);
  if (!offered.ok()) diagnostics.AddStatus(field::kAdopt, kNotTakenOver, offered.status());
  if (!offered.ok() || !*offered) return;
  for (const Field* place : other) {
    diagnostics.AddError(
        std::string_view(place->name), kNotTakenOver,
        fmt::format("{} is offered by another account, and has {} {}, but the configuration asks for {}. Only what it "
                    "says is accepted. Write the value it has, or leave it out, or adopt another one; what can be "
                    "changed is changed with an apply of its own, once it is taken over.",
                    Titled(call.kind, Text(found.attributes, field::kName), found.id), place->name,
                    Shown(*place, found.attributes.Get(place->name)), Shown(*place, asked.Get(place->name))));
  }
}

}  // namespace

void CheckOffer(const Call& call, Adapter& adapter, const Value& asked, const Observed& found,
                Diagnostics& diagnostics) {
  CheckName(call, asked, found, diagnostics);
  CheckNameless(call, adapter, asked, found, diagnostics);
  CheckPlace(call, adapter, asked, found, diagnostics);
}

const Value& WorthShowing(const Value& object, const Leaf& leaf) {
  static const Value kNothing = Value::Null();
  const bool known = leaf.path == field::kId || leaf.path == field::kAdopt || leaf.path == field::kRegion ||
                     leaf.path == field::kCloud;
  if (known || leaf.local() || leaf.field->sensitive || leaf.field->write_only) return kNothing;
  const Value& value = ValueAt(object, leaf);
  const bool empty = value.kind() == Value::Kind::kString && value.AsString().empty();
  return empty || !value.IsWhollyKnown() || IsNothing(*leaf.field, value) ? kNothing : value;
}

}  // namespace ic::reconcile

#include "reconcile/adopt/adoption.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "reconcile/adopt/offers.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

bool IsTaken(const Call& call, const ObjectKey& key, const std::string& replaced) {
  if (key.id == replaced) return false;
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(key);
  if (entry == nullptr) return ledger->FindHeld(key) != nullptr;  // not read: -refresh=false
  return entry->fate != Fate::kForgotten;
}

// Nothing, as it is written where leaving the field out says so too. Null: a number has no such spelling.
Value NothingOf(const Field& field) {
  switch (field.type) {
    case FieldType::kString:
      return Value::String("");
    case FieldType::kBool:
      return Value::Bool(false);
    case FieldType::kStringList:
      return Value::List({});
    case FieldType::kStringSet:
      return Value::StringSet({});
    case FieldType::kStringMap:
      return Value::Map({});
    default:
      return Value::Null();
  }
}

// `bfd = {enabled = false}`.
std::string Written(const Leaf& leaf, const Value& value) {
  const std::string text = fmt::format("{} = {}", leaf.field->name, Shown(*leaf.field, value));
  return leaf.parent == nullptr ? text : fmt::format("{} = {{{}}}", leaf.parent->name, text);
}

// The configuration has no word of it, and null asks for none.
bool IsUnwritten(const Adoption& adoption, const Leaf& leaf) {
  return leaf.field->presence == Presence::kOptional && ValueAt(adoption.said, leaf).is_null() &&
         ValueAt(adoption.wanted, leaf).is_null();
}

void ExplainDifferences(const Call& call, const Adoption& adoption, const Observed& observed,
                        Diagnostics& diagnostics) {
  const Value& wanted = adoption.wanted;
  for (const Leaf* leaf : IdentityDifferences(call, wanted, observed.attributes)) {
    // A name, and often what it stands on, changes in place; only what would replace the object stands in the way.
    const Change* row = RowFor(call, leaf->path, observed.attributes);
    if (row == nullptr || row->on_change == OnChange::kInPlace) continue;
    if (ValueAt(wanted, *leaf).is_unknown()) continue;
    const std::string asked =
        IsUnwritten(adoption, *leaf)
            ? "but the configuration leaves it out, which asks for none"
            : fmt::format("but the configuration asks for {}",
                          ValueAt(wanted, *leaf).is_null() ? "none" : Shown(*leaf->field, ValueAt(wanted, *leaf)));
    diagnostics.AddError(leaf->attribute(), kNotTakenOver,
                         fmt::format("{} has {} {}, {}, and that cannot be changed without replacing it. "
                                     "Write the value it has, or adopt another one.",
                                     Titled(call.kind, Text(observed.attributes, field::kName), observed.id),
                                     leaf->path, Shown(*leaf->field, ValueAt(observed.attributes, *leaf)), asked));
  }
}

// What the object has, and would be taken off it because the configuration has no word of it: a field that is left out
// asks for none where nobody but the configuration decides.
std::vector<const Leaf*> UnwrittenOf(const Call& call, const Adoption& adoption, const Observed& observed) {
  const bool ours = observed.owner == OwnerAsMarked(call.config->owner);
  std::vector<const Leaf*> unwritten;
  for (const Leaf& leaf : call.leaves()) {
    const Field& field = *leaf.field;
    if (leaf.local() || field.cosmetic || field.sensitive || field.write_only || !IsUnwritten(adoption, leaf)) continue;
    // The group of another owner's objects is none of ours: it goes with that owner's mark, of which there is a word.
    if (leaf.path == field::kRedundancyGroup && !ours) continue;
    const Value& there = ValueAt(observed.attributes, leaf);
    if (!there.is_known() || IsNothing(field, there)) continue;
    const Change* row = RowFor(call, leaf.path, observed.attributes);
    if (row != nullptr && row->on_change != OnChange::kInPlace) continue;  // said as what cannot change
    unwritten.push_back(&leaf);
  }
  return unwritten;
}

// `observed` without what is beside what is wanted: what the configuration has no word of, and `again`, read as it is
// wanted, does not show.
void LeaveBeside(const Call& call, const Adoption& adoption, const Value& again, Observed& observed) {
  for (const Leaf& leaf : call.leaves()) {
    const bool has_word = leaf.field->presence == Presence::kOptional && !IsUnwritten(adoption, leaf);
    if (has_word || leaf.local() || ValueAt(observed.attributes, leaf).is_null()) continue;
    if (IsNothing(*leaf.field, ValueAt(again, leaf))) PutAt(observed.attributes, leaf, Value::Null());
  }
}

// What is seen of an object for the first time may be beside what is wanted of it (a session of its own, routes), and
// then stays. So it is read once more, as the takeover reads it; what is beside is then no part of `observed` either.
void ExplainUnwritten(const Call& call, Adapter& adapter, const Adoption& adoption, Freshness freshness,
                      Observed& observed, Diagnostics& diagnostics) {
  const std::vector<const Leaf*> unwritten = UnwrittenOf(call, adoption, observed);
  if (unwritten.empty()) return;
  Value known = WithoutNothing(*call.tables, WithoutKey(adoption.wanted.UnknownToNull()));
  const auto again = adapter.Read({call.kind, observed.region, observed.id, freshness, std::move(known)}, call.stop);
  const bool is_read = again.ok() && again->has_value();
  bool beside = false;
  for (const Leaf* leaf : unwritten) {
    const Value& there = ValueAt(observed.attributes, *leaf);
    if (is_read && IsNothing(*leaf->field, ValueAt((*again)->attributes, *leaf))) {
      beside = true;
      continue;
    }
    diagnostics.AddError(
        leaf->attribute(), "Takeover would take away what is not written",
        fmt::format("{} has {} {}, and the configuration has no word of it: left out, it asks for none, and taking the "
                    "object over would take it away. To keep it, write {}; to have it taken away, write {}.",
                    Titled(call.kind, Text(observed.attributes, field::kName), observed.id), leaf->path,
                    Shown(*leaf->field, there), Written(*leaf, there), Written(*leaf, NothingOf(*leaf->field))));
  }
  if (beside) LeaveBeside(call, adoption, (*again)->attributes, observed);
}

// None is asked for in so many words: what a listing does not tell (routes) is taken away then, so it has to
// be looked at.
bool AsksForNone(const Call& call, const Adoption& adoption) {
  return std::ranges::any_of(call.leaves(), [&](const Leaf& leaf) {
    const Value& said = ValueAt(adoption.said, leaf);
    return leaf.field->presence == Presence::kOptional && !leaf.local() && said.is_known() && !said.is_null() &&
           IsNothing(*leaf.field, said);
  });
}

// As `wanted` will know it: of an interface's sessions the configuration says which one is to be its own.
StatusOr<std::optional<Observed>> ReadWanted(const Call& call, Adapter& adapter, const Adoption& adoption,
                                             Freshness freshness) {
  const Value& wanted = adoption.wanted;
  if (AsksForNone(call, adoption)) freshness = Freshness::kLive;
  ReadRequest request{call.kind, Text(wanted, field::kRegion), Text(wanted, field::kAdopt), freshness, Value::Null()};
  auto found = adapter.Read(request, call.stop);
  if (!found.ok() || !found->has_value()) return found;
  const std::string family = Text(wanted, field::kAddressFamily);
  const bool has = std::ranges::find((*found)->sessions, family) != (*found)->sessions.end();
  if (!has || Text((*found)->attributes, field::kAddressFamily) == family) return found;
  request.prior = Value::Object({{std::string(field::kAddressFamily), Value::String(family)}});
  return adapter.Read(request, call.stop);
}

// A key that could only come with another session is not sent by a takeover. Noted as if it had been, it would be one
// that nobody has. Where the key in force is not told, nothing is known.
void CheckKey(const Call& call, Adapter& adapter, const Adoption& adoption, const Observed& found, Freshness freshness,
              Diagnostics& diagnostics) {
  const Change* row = RowFor(call, field::kAuthKey, found.attributes);
  if (row == nullptr || row->on_change == OnChange::kInPlace || !HasSession(found.attributes)) return;
  const std::string_view name = Text(adoption.said, field::kAuthKey).empty() ? field::kAuthKeyWo : field::kAuthKey;
  const std::string key = Text(adoption.said, name);
  if (key.empty()) return;
  const std::string untold(1, kStandInMark);  // comes back where none is told
  Value probe = found.attributes;
  probe.Put(field::kAuthKey, Value::String(untold));
  const auto read = adapter.Read({call.kind, found.region, found.id, freshness, std::move(probe)}, call.stop);
  if (!read.ok() || !read->has_value()) return;
  const std::string live = Text((*read)->attributes, field::kAuthKey);
  if (live == untold || live == key) return;
  diagnostics.AddError(
      name, kNotTakenOver,
      fmt::format("{} has {}, {} gives {}, and taking it over sends none: {}. {}eave the key and its version out, take "
                  "it over, and give the new key with an apply of its own.",
                  Titled(call.kind, Text(found.attributes, field::kName), found.id),
                  live.empty() ? "no BGP key" : "a BGP key", name, live.empty() ? "one" : "another one", row->reason,
                  live.empty() ? "L" : "Give the key that is in force; or l"));
}

}  // namespace

Value AsSaid(const Subject& subject, Value config, const std::vector<std::string>& none) {
  const bool adopts = config.kind() == Value::Kind::kObject && !config.Get(field::kAdopt).is_null();
  if (none.empty() || !adopts) return config;
  for (const Leaf& leaf : subject.leaves()) {
    if (std::ranges::find(none, leaf.path) == none.end() || !ValueAt(config, leaf).is_null()) continue;
    if (leaf.parent != nullptr && config.Get(leaf.parent->name).is_unknown()) continue;
    PutAt(config, leaf, NothingOf(*leaf.field));
  }
  return config;
}

std::optional<Observed> CheckAdoption(const Call& call, const Adoption& adoption, Freshness freshness,
                                      Diagnostics& diagnostics) {
  const Value& wanted = adoption.wanted;
  const std::string id = Text(wanted, field::kAdopt);
  const std::string region = Text(wanted, field::kRegion);
  if (IsTaken(call, {call.account, region, call.kind, id}, adoption.replaced)) {
    const bool held = call.config->state_is_held;
    diagnostics.AddError(
        field::kAdopt, kNotTakenOver,
        fmt::format("{} is already managed by this configuration. Refer to that {} instead; if it is the same one at "
                    "another address, say so with `moved`; or let the state go of it first ({}).{}",
                    Titled(call.kind, "", id), held ? "object" : "resource", LettingGo(*call.config),
                    held ? ""
                         : " (If this resource itself has it and is tainted: `terraform untaint`; nothing can take the "
                           "place of what is taken over.)"));
    return std::nullopt;
  }
  const auto adapter = call.adapter();
  if (!adapter.ok()) {
    diagnostics.AddStatus(field::kAdopt, kNotTakenOver, adapter.status());
    return std::nullopt;
  }
  auto found = ReadWanted(call, **adapter, adoption, freshness);
  if (!found.ok()) {
    diagnostics.AddStatus(field::kAdopt, kNotTakenOver, found.status());
    return std::nullopt;
  }
  if (!found->has_value()) {
    diagnostics.AddError(field::kAdopt, kNotTakenOver,
                         fmt::format("There is no {} {} in {} {}, or this account cannot see it. Check the id, the "
                                     "region and the account. What another account offers anew has another id: {}.",
                                     KindTitle(call.kind), id, call.traits->title, region,
                                     call.config->state_is_held
                                         ? fmt::format("adopt_{}: NAME names the half of it that is in this repository",
                                                       KindName(call.kind))
                                         : "where both halves are in one configuration, adopt refers to the id of the "
                                           "resource that offers it"));
    return std::nullopt;
  }
  if ((*found)->ended) {
    diagnostics.AddError(field::kAdopt, kNotTakenOver,
                         fmt::format("{} {}.", Titled(call.kind, "", id), (*found)->trouble));
    return std::nullopt;
  }
  Diagnostics differences;
  ExplainDifferences(call, adoption, **found, differences);
  ExplainUnwritten(call, **adapter, adoption, freshness, **found, differences);
  CheckOffer(call, **adapter, adoption.said, **found, differences);
  CheckKey(call, **adapter, adoption, **found, freshness, differences);
  diagnostics.Append(differences);
  if (differences.has_errors()) return std::nullopt;
  return std::move(**found);
}

}  // namespace ic::reconcile

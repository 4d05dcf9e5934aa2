#include "reconcile/adopt/takeover.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "base/text.h"
#include "reconcile/adopt/offers.h"
#include "reconcile/ledger/live_look.h"
#include "reconcile/object/merge.h"

namespace ic::reconcile {
namespace {

// As an import would have it.
Value AsState(const Subject& subject, const Value& planned, const Observed& found) {
  Value blank = Shaped(subject.fields(), Value::Null());
  blank.Put(field::kId, Value::String(found.id));
  blank.Put(field::kRegion, planned.Get(field::kRegion));
  return MergeRead(subject, blank, found, AccountRole::kOwner);
}

// True if a key is set that is not in force, and that the takeover sends: where it would come with another session, it
// is left as it is.
bool KeyChanges(const Call& call, const Leaf& leaf, const Value& live, const Value& config, Freshness freshness) {
  const Value& key = ValueAt(config, leaf);
  if (key.kind() != Value::Kind::kString) return false;
  const Change* row = RowFor(call, field::kAuthKey, live);
  if (row != nullptr && row->on_change != OnChange::kInPlace) return false;
  return !LookAt(call, live, freshness).is_key(key.AsString());
}

Difference DifferenceAt(const Subject& subject, const Leaf& leaf, std::string cloud_path, const Value& live) {
  Difference difference;
  difference.leaf = &leaf;
  difference.cloud_path = std::move(cloud_path);
  difference.touches_cloud = true;
  const Change* row = RowFor(subject, difference.cloud_path, live);
  if (row == nullptr && leaf.parent != nullptr) row = RowFor(subject, leaf.parent->name, live);
  const bool made = IsSession(subject, difference.cloud_path) && !HasSession(live);  // where there is none
  if (row == nullptr || made || IsOfNoSession(subject, *row, live)) return difference;
  difference.interrupts = row->interrupts;
  difference.reach = row->reach;
  return difference;
}

void WarnOfTags(const Takeover& takeover, const std::string& id, const Value& wanted, Diagnostics& diagnostics) {
  std::vector<std::string> keys;
  const Value& tags = takeover.live.Get(field::kTags);
  if (tags.kind() != Value::Kind::kMap || wanted.is_unknown()) return;
  for (const auto& [key, value] : tags.fields()) {
    if (wanted.Get(key).is_null()) keys.push_back("`" + key + "`");
  }
  if (keys.empty()) return;
  diagnostics.AddWarning(
      field::kTags, "Object has tags that the configuration does not list",
      fmt::format("Taking {} over removes its {} {}. To keep what another tool wrote there, list it in "
                  "`tags`.",
                  id, keys.size() == 1 ? "tag" : "tags", JoinWords(keys, "and")));
}

// The cloud decides it anew once that has changed.
bool IsRecomputed(const Call& call, const Takeover& takeover, const Leaf& leaf) {
  return std::ranges::any_of(takeover.differences, [&](const Difference& difference) {
    const Change* row = RowFor(call, difference.cloud_path, takeover.live);
    return row != nullptr && std::ranges::find(row->recomputes, leaf.path) != row->recomputes.end();
  });
}

// What an offer says of itself; the rest of it is of an object that is not ready yet.
bool IsOfOffer(const Call& call, const Leaf& leaf, const Value& live) {
  if (leaf.field->type == FieldType::kBool) return false;
  if (leaf.path == field::kName || leaf.path == field::kVlan || leaf.path == field::kBandwidth) return true;
  if (leaf.field->refers_to) return true;  // accepting moves nothing
  const Change* row = RowFor(call, leaf.path, live);
  return leaf.field->presence == Presence::kComputed || (row != nullptr && row->on_change != OnChange::kInPlace);
}

}  // namespace

std::vector<FoundValue> FoundValues(const Call& call, const Takeover& takeover, const Value& planned,
                                    const Value& config, const Observed& found) {
  std::vector<FoundValue> values;
  // The rest of it goes with its session.
  const bool ends =
      !Text(takeover.live, field::kCustomerAsn).empty() && Text(takeover.after, field::kCustomerAsn).empty();
  const bool may_change = found.offered || ends;
  for (const Leaf& leaf : call.leaves()) {
    if (!ValueAt(planned, leaf).is_unknown() || !ValueAt(config, leaf).is_null()) continue;
    const Value& value = WorthShowing(takeover.after, leaf);
    if (value.is_null() || IsRecomputed(call, takeover, leaf)) continue;
    values.push_back({&leaf, value, !may_change || IsOfOffer(call, leaf, takeover.live)});
  }
  return values;
}

Takeover TakeoverOf(const Call& call, const Value& planned, const Value& config, const Observed& found,
                    Freshness freshness) {
  Takeover takeover{AsState(call, planned, found), Value::Null(), {}};
  takeover.after = takeover.live;
  for (const Leaf& leaf : call.leaves()) {
    if (leaf.local() || leaf.path == field::kAdopt) PutAt(takeover.after, leaf, ValueAt(planned, leaf));
    const bool key = leaf.path == field::kAuthKey || leaf.path == field::kAuthKeyWo;
    if (!key || !KeyChanges(call, leaf, takeover.live, config, freshness)) continue;
    takeover.differences.push_back(DifferenceAt(call, leaf, std::string(field::kAuthKey), takeover.live));
    PutAt(takeover.after, leaf, ValueAt(planned, leaf));
  }
  for (const Leaf* leaf : InPlaceDifferences(call, planned, found.attributes)) {
    takeover.differences.push_back(DifferenceAt(call, *leaf, leaf->path, takeover.live));
    PutAt(takeover.after, *leaf, ValueAt(planned, *leaf));
  }
  SayEndOfSession(call, takeover.after, takeover.differences);
  return takeover;
}

Diagnostics WarnOfTakeover(const Call& call, const Takeover& takeover, const Value& wanted, const Observed& found) {
  Diagnostics diagnostics;
  WarnOfTags(takeover, found.id, wanted.Get(field::kTags), diagnostics);
  if (found.owner.empty() || found.owner == OwnerAsMarked(call.config->owner)) return diagnostics;
  diagnostics.AddWarning(field::kAdopt, "Object is marked by another owner",
                         fmt::format("{} carries the mark of the owner \"{}\". Taking it over gives it this "
                                     "configuration's. Make sure that nothing else manages it.",
                                     found.id, found.owner));
  return diagnostics;
}

Diagnostics CheckTakeover(const Call& call, const Takeover& takeover) {
  return CheckInterruptions(call, takeover.live, takeover.differences);
}

GuardHold GuardTakeover(const Call& call, const Takeover& takeover, Diagnostics& diagnostics) {
  return GuardInterruptions(call, takeover.live, takeover.differences, diagnostics);
}

}  // namespace ic::reconcile

#include "reconcile/object/merge.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/others.h"

namespace ic::reconcile {
namespace {

// Nothing, in its spellings: an empty text is none to every cloud.
bool IsNone(const Value& value) {
  return IsEmpty(value) || (value.kind() == Value::Kind::kString && value.AsString().empty());
}

// A cloud does not tell which tags are the object's own: all of them are compared, where they are planned.
bool IsToldByTagsAll(const Leaf& leaf, const Value& planned) {
  return leaf.path == field::kTags && !planned.Get(field::kTagsAll).is_null();
}

// Only this side knows it.
bool IsKeptHere(const Subject& subject, const Leaf& leaf) {
  if (leaf.local() || leaf.path == field::kAdopt || leaf.path == field::kCloud || leaf.path == field::kId) return true;
  if (leaf.path == field::kRegion) return true;
  return leaf.path == field::kBgpGroupId && IsLowered(*subject.traits, Kind::kBgpGroup);
}

Value ReadValue(const Subject& subject, const Leaf& leaf, const Value& state, const Observed& observed,
                AccountRole role) {
  const Value& before = ValueAt(state, leaf);
  if (leaf.field->write_only) return Value::Null();
  if (IsKeptHere(subject, leaf)) return before;
  if (IsLeftOut(subject, leaf, state, role)) return before;
  const bool group = leaf.path == field::kRedundancyGroup;
  if (group && !IsMarked(*subject.traits, subject.kind)) return before;
  const Value now = group ? TextOrNull(observed.redundancy_group) : ValueAt(observed.attributes, leaf);
  // A key is only ever shown to who chose to keep it in the state.
  if (leaf.field->sensitive && IsNone(before)) return before;
  if (Equivalent(*leaf.field, before, now)) return before;
  if (IsNone(now) && IsNone(before)) return before;
  return now;
}

bool Differs(const Field& field, const Value& wanted, const Value& observed) {
  if (wanted.is_unknown()) return false;
  if (IsNone(wanted) && IsNone(observed)) return false;
  return !Equivalent(field, wanted, observed);
}

void WarnAboutDifference(const Subject& subject, const Leaf& leaf, const Value& planned, const Value& observed,
                         const std::string& id, Diagnostics& diagnostics) {
  if (leaf.field->sensitive || planned.is_null() || observed.is_null() || !Differs(*leaf.field, planned, observed)) {
    return;
  }
  diagnostics.AddWarning(
      leaf.attribute(), "Cloud has another value than planned",
      fmt::format("{} was to be {}, but {} now has {}. The next plan will show the difference.", leaf.path,
                  Shown(*leaf.field, planned), Titled(subject.kind, "", id), Shown(*leaf.field, observed)));
}

}  // namespace

Value MergeRead(const Subject& subject, const Value& state, const Observed& observed, AccountRole role) {
  Value merged = Shaped(subject.fields(), state);
  for (const Leaf& leaf : subject.leaves()) {
    const Value after = ReadValue(subject, leaf, state, observed, role);
    if (!(after == ValueAt(state, leaf))) PutAt(merged, leaf, after);
  }
  // A cloud may give a session another id, where its interface moves: found by what it is, it is known by that from
  // now.
  const bool renamed = subject.kind == Kind::kBgpPeer && !observed.id.empty();
  if (renamed || merged.Get(field::kId).is_null()) merged.Put(field::kId, Value::String(observed.id));
  if (merged.Get(field::kRegion).is_null()) merged.Put(field::kRegion, Value::String(observed.region));
  merged.Put(field::kCloud, Value::String(subject.traits->cloud));
  return Shaped(subject.fields(), merged);
}

Value MergeApplied(const Subject& subject, const Value& planned, const Value& observed, const std::string& id,
                   Diagnostics& diagnostics) {
  Value merged = Shaped(subject.fields(), planned);
  if (merged.Get(field::kId).is_unknown()) merged.Put(field::kId, Value::String(id));
  for (const Leaf& leaf : subject.leaves()) {
    const Value wanted = ValueAt(merged, leaf);
    const Value& now = ValueAt(observed, leaf);
    if (leaf.field->write_only) {
      PutAt(merged, leaf, Value::Null());
    } else if (wanted.is_unknown()) {
      // A key that the cloud chose stays in the cloud.
      PutAt(merged, leaf, leaf.field->sensitive ? Value::Null() : now);
    } else if (!IsKeptHere(subject, leaf) && leaf.path != field::kRedundancyGroup && !IsToldByTagsAll(leaf, merged)) {
      WarnAboutDifference(subject, leaf, wanted, now, id, diagnostics);
    }
  }
  return Shaped(subject.fields(), merged.UnknownToNull());
}

std::vector<const Leaf*> InPlaceDifferences(const Subject& subject, const Value& wanted, const Value& observed) {
  std::vector<const Leaf*> differences;
  if (observed.is_null()) return differences;
  for (const Leaf& leaf : subject.leaves()) {
    const Field& field = *leaf.field;
    if (field.sensitive || field.write_only || IsKeptHere(subject, leaf)) continue;
    const Change* row = RowFor(subject, leaf.path, observed);
    const bool lost = IsSession(subject, leaf.path) && !HasSession(observed);  // made again, whatever a change costs
    if (!lost && row != nullptr && row->on_change != OnChange::kInPlace) continue;
    if (IsToldByTagsAll(leaf, wanted)) continue;
    const Value& want = ValueAt(wanted, leaf);
    // Null asks for "none" only where nothing but the configuration decides; elsewhere it means "as it is".
    if (want.is_null() && field.presence != Presence::kOptional) continue;
    if (Differs(field, want, ValueAt(observed, leaf))) differences.push_back(&leaf);
  }
  return differences;
}

Value WithoutKey(Value object) {
  if (!object.Get(field::kAuthKey).is_null()) object.Put(field::kAuthKey, Value::Null());
  return object;
}

Secrets SecretsOf(const Value& planned, const Value& config) {
  for (const Value& key : {config.Get(field::kAuthKeyWo), planned.Get(field::kAuthKey)}) {
    if (key.kind() == Value::Kind::kString && !key.AsString().empty()) return {key.AsString()};
  }
  return {};
}

}  // namespace ic::reconcile

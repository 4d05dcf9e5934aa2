#include "reconcile/object/planner.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "adapters/contract/conditions.h"
#include "reconcile/object/as_it_is.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/default_tags.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/lowering.h"
#include "reconcile/object/others.h"
#include "reconcile/object/planned_values.h"
#include "reconcile/object/staying.h"

namespace ic::reconcile {
namespace {

// What a session has of a BGP group that the cloud has, and changes with it.
constexpr std::array kOfGroup = {field::kCloudAsn, field::kCustomerAsn};
// Likewise of the link that its interface says.
constexpr std::array kOfLink = {field::kCloudAddress, field::kCustomerAddress};

// Addresses of a session that is made anew, where the cloud chooses them: they will be others.
void RecomputeAddresses(const Subject& subject, const Value& config, Value& planned) {
  for (const Limit& limit : subject.traits->limits) {
    const auto* refused = std::get_if<Unsupported>(&limit.allowed);
    if (limit.kind != subject.kind || refused == nullptr || !refused->cloud_chooses) continue;
    if (!IsSession(subject, limit.field) || !config.Get(limit.field).is_null()) continue;
    if (!ConditionHolds(limit.when_field, limit.when_values, subject.fields(), planned)) continue;
    planned.Put(std::string(limit.field), Value::Unknown());
  }
}

void RecomputeSession(const Subject& subject, const Value& config, const std::vector<Difference>& differences,
                      Value& planned) {
  const bool anew = std::ranges::any_of(differences, [&subject](const Difference& difference) {
    return difference.touches_cloud && IsSession(subject, difference.cloud_path);
  });
  if (anew) RecomputeAddresses(subject, config, planned);
}

// The cloud decides it, unless the configuration sets it.
void LeaveOpen(const Subject& subject, const Value& config, std::string_view path, bool if_null, Value& planned) {
  for (const Leaf& leaf : subject.leaves()) {
    if (leaf.path != path || !ValueAt(config, leaf).is_null() || !IsDecidedLate(*leaf.field)) continue;
    if (leaf.parent != nullptr && !planned.Get(leaf.parent->name).is_known()) continue;
    if (!if_null || ValueAt(planned, leaf).is_null()) PutAt(planned, leaf, Value::Unknown());
  }
}

// Values that a change makes the cloud decide anew, or for the first time.
void Recompute(const Subject& subject, const Value& config, const std::vector<Difference>& differences,
               Value& planned) {
  for (const Difference& difference : differences) {
    if (!difference.touches_cloud) continue;
    const Change* change = RowFor(subject, difference.cloud_path, planned);
    if (change == nullptr && difference.leaf->parent != nullptr) {
      change = RowFor(subject, difference.leaf->parent->name, planned);
    }
    if (change == nullptr) continue;
    for (const std::string_view path : change->recomputes) LeaveOpen(subject, config, path, false, planned);
    for (const std::string_view path : change->settles) LeaveOpen(subject, config, path, true, planned);
  }
}

// What a lowered group says is wanted as if it were written at the peer: another value in the cloud is drift. What a
// group of the cloud's own will say, its sessions will have with it; so the address that their interface says.
Value WithGroupValues(const Subject& subject, const Value& prior, Value config, const Value& group) {
  InheritFromGroup(*subject.traits, subject.kind, config);
  if (group.kind() != Value::Kind::kObject) return config;
  const auto take = [&](std::string_view name) {
    const Value& said = group.Get(name);
    const bool follows = config.Get(name).is_null() && !prior.Get(name).is_null();
    if (follows && !said.is_null()) config.Put(name, said);
  };
  for (const std::string_view name : kOfGroup) take(name);
  for (const std::string_view name : kOfLink) take(name);
  return config;
}

// In the region where it is, if the configuration does not say.
Value Placed(Value config, const Value& prior) {
  if (config.Get(field::kRegion).is_null()) config.Put(field::kRegion, prior.Get(field::kRegion));
  return config;
}

// What takes the place of an object is new: that its values were those of the old one helps it with nobody.
Diagnostics CheckPlanned(const Subject& subject, const Value& prior, const Value& config, const PlannedObject& plan) {
  if (plan.Replaces()) {
    return CheckWithDefaultTags(subject, config, AsItWillBe(config, plan.completed, plan.planned), LimitsFor(subject));
  }
  return WithoutWhatIs(subject, prior, config,
                       CheckWithDefaultTags(subject, config, AsItWillBe(config, plan.completed, plan.planned),
                                            LimitsFor(subject, &prior)));
}

}  // namespace

Value WithoutGroupChanges(const Subject& subject, const Value& prior, const Value& config, Value planned) {
  if (subject.kind != Kind::kBgpPeer) return planned;
  const auto leave = [&](std::string_view name) {
    if (config.Get(name).is_null() && !prior.Get(name).is_null()) planned.Put(name, prior.Get(name));
  };
  if (!subject.traits->links.empty()) {
    for (const std::string_view name : kOfLink) leave(name);
  }
  if (config.Get(field::kBgpGroupId).is_null() || IsLowered(*subject.traits, Kind::kBgpGroup)) return planned;
  for (const std::string_view name : kOfGroup) leave(name);
  return planned;
}

PlannedObject PlanCreate(const Subject& subject, const Value& config, const Value& region) {
  PlannedObject plan;
  Value placed = config;
  if (placed.Get(field::kRegion).is_null()) placed.Put(field::kRegion, region);
  plan.completed = Complete(*subject.tables, placed);
  Value::Fields fields;
  for (const Field& field : subject.fields()) {
    if (field.name == field::kMarksChanged) continue;  // null: that is found by a read alone
    if (field.name == field::kTagsAll) {
      AddUnlessNull(field, PlannedTagsAll(subject, plan.completed, placed.Get(field::kTags)), fields);
      continue;
    }
    const Value& wanted = placed.Get(field.name);
    const Value& completed = plan.completed.Get(field.name);
    const bool object = field.type == FieldType::kObject;
    AddUnlessNull(
        field, object ? NewObjectValue(subject, field, wanted, completed) : NewValue(subject, field, wanted, completed),
        fields);
  }
  plan.planned = Value::Object(std::move(fields));
  const bool has_on_destroy = FindField(subject.fields(), field::kOnDestroy) != nullptr;
  if (has_on_destroy && config.Get(field::kOnDestroy).is_null()) {
    plan.planned.Put(field::kOnDestroy, UsualOnDestroy(subject.kind, config.Get(field::kAdopt)));
  }
  if (subject.lowered()) plan.planned.Put(field::kId, LoweredGroupId(plan.planned));
  // What is taken over has its id: whoever refers to it stays on what it stands on.
  const Value& adopt = placed.Get(field::kAdopt);
  if (adopt.kind() == Value::Kind::kString && !adopt.AsString().empty()) plan.planned.Put(field::kId, adopt);
  plan.diagnostics = CheckWithDefaultTags(subject, placed, plan.completed, LimitsFor(subject));
  CheckKeyIsThere(config, Value::Null(), plan.planned, plan.diagnostics);
  return plan;
}

std::optional<PlannedObject> PlanUnchanged(const Subject& subject, const Value& prior, const Value& config,
                                           const Value& group) {
  if (!IsUnchanged(subject, prior, WithGroupValues(subject, prior, config, group))) return std::nullopt;
  PlannedObject plan;
  plan.unchanged = true;
  plan.completed = Complete(*subject.tables, Placed(config, prior));
  plan.planned = prior;
  plan.diagnostics = CheckPlanned(subject, prior, config, plan);
  return plan;
}

PlannedObject PlanUpdate(const Subject& subject, const Value& prior, const Value& config,
                         const std::map<std::string, std::string>& was, const LiveLook& look, const Value& group) {
  if (std::optional<PlannedObject> unchanged = PlanUnchanged(subject, prior, config, group)) {
    return *std::move(unchanged);
  }
  PlannedObject plan;
  plan.completed = Complete(*subject.tables, Placed(config, prior));
  const Value asked = WithGroupValues(subject, prior, config, group);
  plan.planned = NextState(subject, prior, config, asked, plan.completed);
  PlanTags(subject, prior, asked, plan.planned);
  const auto may_be_others = [&](const auto& changed) {
    return FindDecision(*subject.traits, subject.kind, changed.first) != nullptr;
  };
  if (std::ranges::any_of(was, may_be_others)) {
    plan.planned = WithOthersChanges(subject, look.role(), was, prior, std::move(plan.planned));
  }
  const Value wanted = AsItWillBe(config, plan.completed, plan.planned);
  Diagnostics compared;
  plan.differences =
      Compare(subject, prior, WithoutGroupChanges(subject, prior, config, plan.planned), config, look, compared);
  CheckKeyIsThere(config, prior, plan.planned, compared);
  plan.diagnostics = CheckPlanned(subject, prior, config, plan);
  // What changes with something else does not stay.
  Recompute(subject, asked, plan.differences, plan.planned);
  // A new object has nothing that stays.
  if (!plan.Replaces()) plan.diagnostics.Append(CheckStaying(subject, prior, config, wanted, plan.planned));
  plan.diagnostics.Append(compared);
  RecomputeSession(subject, asked, plan.differences, plan.planned);
  return plan;
}

std::string OnDestroyOf(const Subject& subject, const Value& object) {
  if (FindField(subject.fields(), field::kOnDestroy) == nullptr) return "delete";
  const std::string word = Text(object, field::kOnDestroy);
  return word.empty() ? UsualOnDestroy(subject.kind, object.Get(field::kAdopt)).AsString() : word;
}

std::vector<FieldChange> Explain(const Subject& subject, const Value& prior, const PlannedObject& plan) {
  std::vector<FieldChange> changes;
  for (const Leaf& leaf : subject.leaves()) {
    const Value& before = ValueAt(prior, leaf);
    const Value& after = ValueAt(plan.planned, leaf);
    if (before == after) continue;
    FieldChange change{leaf.path, Shown(*leaf.field, before), Shown(*leaf.field, after), OnChange::kInPlace, "", ""};
    for (const Difference& difference : plan.differences) {
      if (difference.leaf->path != leaf.path) continue;
      change.on_change = difference.on_change;
      change.reason = difference.reason;
      change.interrupts = difference.interrupts;
      change.replaces_session = difference.session;
    }
    changes.push_back(std::move(change));
  }
  changes.shrink_to_fit();  // a plan keeps those of every object
  return changes;
}

bool PlannedObject::Replaces() const {
  return std::any_of(differences.begin(), differences.end(),
                     [](const Difference& difference) { return difference.on_change == OnChange::kReplace; });
}

bool PlannedObject::TouchesCloud() const {
  return std::any_of(differences.begin(), differences.end(),
                     [](const Difference& difference) { return difference.touches_cloud; });
}

}  // namespace ic::reconcile

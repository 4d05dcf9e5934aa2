#include "reconcile/run/plan/halves.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::run {
namespace {

// Cloud, region, kind, id: what two accounts call by one name.
using Shared = std::tuple<std::string, std::string, Kind, std::string>;

// Of what exists, by what it is.
using Halves = std::map<Shared, std::vector<const std::pair<const Address, Known>*>>;

Shared SharedOf(const Address& address, const Known& one) {
  return {one.object.cloud, one.object.region, address.kind, one.object.id};
}

// Those that there are two of, of different entries of `clouds`.
Halves HalvesAmong(const FieldIndex& field_index, const KnownObjects& known) {
  Halves halves;
  for (const auto& entry : known) {
    const auto& [address, one] = entry;
    // What no cloud has is known by an id that says what it is, and is nobody's.
    if (one.gone || one.object.id.empty() || field_index.IsLowered(one.object.cloud, address.kind)) continue;
    halves[SharedOf(address, one)].push_back(&entry);
  }
  std::erase_if(halves, [](const auto& group) {
    const auto& entries = group.second;
    return std::ranges::all_of(
        entries, [&](const auto* one) { return one->second.object.account == entries.front()->second.object.account; });
  });
  return halves;
}

// Who has a say in it is everybody who sees it. Tags are each account's own, or told to one of them only.
bool IsShared(const VendorTraits& traits, Kind kind, const reconcile::Leaf& leaf) {
  const Field& field = *leaf.field;
  if (leaf.local() || field.sensitive || field.write_only || field.untold) return false;
  if (field.presence == Presence::kComputed) return false;
  if (leaf.path == field::kTags || leaf.path == field::kRedundancyGroup || leaf.path == field::kAdopt) return false;
  return FindDecision(traits, kind, leaf.path) == nullptr;
}

// Written and known, or the id of another object of the set.
bool Says(const DesiredObject& object, const reconcile::Leaf& leaf) {
  const auto is_it = [&leaf](const Reference& one) { return one.field == leaf.path; };
  if (std::ranges::any_of(object.references, is_it)) return true;
  const Value& said = reconcile::ValueAt(object.config, leaf);
  return said.IsWhollyKnown() && !said.is_null();
}

bool IsTaken(const DesiredObject& object) {
  return NamedOffer(object) != nullptr || !reconcile::Text(object.config, field::kAdopt).empty();
}

// The entry of the set that is there, in its account.
const Known* FindThere(const DesiredObject& object, const KnownObjects& known) {
  const auto found = known.find(object.address);
  const bool there = found != known.end() && !found->second.gone && found->second.object.account == object.account;
  return there ? &found->second : nullptr;
}

struct PlannedHalf {
  const DesiredObject& object;
  const Value& is;       // as read
  const Value& will_be;  // as planned
};

void RefuseContradiction(const FieldIndex& field_index, const DesiredSet& desired, const PlannedHalf& changing,
                         const PlannedHalf& other, RunPlan& plan) {
  const Kind kind = changing.object.address.kind;
  const VendorTraits* traits = field_index.Find(reconcile::Text(changing.is, field::kCloud));
  if (traits == nullptr) return;
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    if (!IsShared(*traits, kind, leaf) || !Says(changing.object, leaf) || !Says(other.object, leaf)) continue;
    const Value& is = reconcile::ValueAt(changing.is, leaf);
    const Value& here = reconcile::ValueAt(changing.will_be, leaf);
    const Value& there = reconcile::ValueAt(other.will_be, leaf);
    const auto same = [&leaf](const Value& a, const Value& b) { return Equivalent(*leaf.field, a, b); };
    // What the two accounts are told differently is no value of both.
    if (!same(is, reconcile::ValueAt(other.is, leaf)) || same(is, here)) continue;
    if (!here.IsWhollyKnown() || !there.IsWhollyKnown() || same(here, there)) continue;
    plan.diagnostics.push_back(desired.Locate(
        {Severity::kError, "Two halves of one object contradict each other",
         fmt::format("{} and {} are one object ({}), in which the accounts \"{}\" and \"{}\" have part. {} is to be {} "
                     "here and {} there: each apply would undo what the other one asks for. Write the same value in "
                     "both.",
                     changing.object.address.ToString(), other.object.address.ToString(),
                     reconcile::Text(changing.is, field::kId), changing.object.account, other.object.account, leaf.path,
                     reconcile::Shown(*leaf.field, here), reconcile::Shown(*leaf.field, there)),
         leaf.attribute()},
        changing.object));
  }
}

}  // namespace

const Reference* NamedOffer(const DesiredObject& object) {
  const auto found = std::ranges::find_if(object.references, [&object](const Reference& one) {
    return one.field == field::kAdopt && one.target.kind == object.address.kind;
  });
  return found == object.references.end() ? nullptr : &*found;
}

Counterparts CounterpartsAmong(const DesiredSet& desired, const KnownObjects& known) {
  std::map<Shared, const DesiredObject*> taken;
  for (const DesiredObject& object : desired.objects) {
    const Known* one = IsTaken(object) ? FindThere(object, known) : nullptr;
    if (one != nullptr && !one->object.id.empty()) taken.emplace(SharedOf(object.address, *one), &object);
  }
  Counterparts counterparts;
  if (taken.empty()) return counterparts;
  for (const DesiredObject& object : desired.objects) {
    const Known* one = IsTaken(object) ? nullptr : FindThere(object, known);
    const auto found = one == nullptr ? taken.end() : taken.find(SharedOf(object.address, *one));
    if (found == taken.end() || found->second->account == object.account) continue;
    counterparts[object.address] = {found->second->address, /*offers=*/false};
    counterparts[found->second->address] = {object.address, /*offers=*/true};
  }
  return counterparts;
}

void NoteHalves(Engine& engine, const DesiredSet& desired, const KnownObjects& known) {
  for (const DesiredObject& object : desired.objects) {
    const Reference* named = NamedOffer(object);
    if (named == nullptr || reconcile::Text(object.config, field::kRedundancyGroup).empty()) continue;
    const DesiredObject* offer = desired.Find(named->target);
    const Known* there = offer == nullptr ? nullptr : FindThere(*offer, known);
    if (there == nullptr || offer->account == object.account || FindThere(object, known) != nullptr) continue;
    engine.NoteHalf(object.address.kind, there->attributes, object.account);
  }
}

OtherHalf OtherHalfOf(const Counterparts& counterparts, const DesiredSet& desired, const Address& address,
                      const std::function<Value(const Address&)>& id_of) {
  const auto found = counterparts.find(address);
  const DesiredObject* other = found == counterparts.end() ? nullptr : desired.Find(found->second.address);
  return other == nullptr ? OtherHalf() : OtherHalf{Resolve(*other, id_of), found->second.offers};
}

std::vector<GoesAlong> GoingAlong(const FieldIndex& field_index, const KnownObjects& known,
                                  const std::vector<Step>& steps) {
  std::map<Address, const Step*> taken;  // and what is only forgotten
  for (const Step& step : steps) {
    if (Deletes(step)) taken.emplace(step.address, &step);
  }
  std::vector<GoesAlong> along;
  if (taken.empty()) return along;
  for (const auto& [shared, entries] : HalvesAmong(field_index, known)) {
    const Step* ends = nullptr;
    for (const auto* entry : entries) {
      const auto found = taken.find(entry->first);
      if (found != taken.end() && Ends(*found->second)) ends = found->second;
    }
    if (ends == nullptr) continue;
    for (const auto* entry : entries) {
      const auto found = taken.find(entry->first);
      const bool forgotten = found != taken.end() && found->second->action == Action::kForget;
      if (found == taken.end() || forgotten) {
        along.push_back(
            {entry->first, entry->second.object.id, ends->address, ends->action == Action::kReplace, forgotten});
      }
    }
  }
  std::ranges::sort(along, {}, &GoesAlong::address);
  return along;
}

void RefuseLeftHalves(const DesiredSet& desired, const std::vector<GoesAlong>& along, RunPlan& plan) {
  for (const GoesAlong& one : along) {
    const DesiredObject* object = desired.Find(one.address);
    if (!one.replaced || one.forgotten || object == nullptr || !IsTaken(*object)) continue;
    const Reference* named = NamedOffer(*object);
    // It says what it is told to: the offer is refused, or cannot be planned, and so is no other one in its plan.
    const bool as_told = named != nullptr && named->target == one.with;
    if (as_told && (plan.HasErrors() || !plan.refusals.empty())) continue;
    plan.diagnostics.push_back(desired.Locate(
        {Severity::kError, "Half of an object would be left behind",
         fmt::format("{} takes {} over by its id, and {}, which is the same object, would be replaced: there would be "
                     "nothing of that id any more. Write `adopt_{}: {}` in place of the id: then it is given up first, "
                     "and takes the new one over, in the same run.",
                     one.address.ToString(), one.id, one.with.ToString(), KindName(one.address.kind), one.with.name),
         AttributePath(field::kAdopt)},
        *object));
  }
}

void RefuseContradictions(const FieldIndex& field_index, const DesiredSet& desired, const KnownObjects& known,
                          const std::vector<Value>& will_be, RunPlan& plan) {
  std::map<Address, std::size_t> planned;
  for (std::size_t i = 0; i < will_be.size(); ++i) {
    if (!will_be[i].is_null()) planned.emplace(desired.objects[i].address, i);
  }
  for (const auto& [shared, entries] : HalvesAmong(field_index, known)) {
    std::vector<PlannedHalf> halves;
    for (const auto* entry : entries) {
      const auto found = planned.find(entry->first);
      if (found == planned.end()) continue;
      halves.push_back({desired.objects[found->second], entry->second.attributes, will_be[found->second]});
    }
    for (const PlannedHalf& changing : halves) {
      for (const PlannedHalf& other : halves) {
        const bool apart = changing.object.account != other.object.account;
        if (apart) RefuseContradiction(field_index, desired, changing, other, plan);
      }
    }
  }
}

}  // namespace ic::run

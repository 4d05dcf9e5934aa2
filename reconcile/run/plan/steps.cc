#include "reconcile/run/plan/steps.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/digest.h"
#include "reconcile/run/set/order.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::run {
namespace {

void AddOnce(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

using StepIndex = std::map<Address, std::size_t>;
using Earlier = std::vector<std::set<std::size_t>>;  // by step: those that come before it
using StepsOfParent = std::map<Address, std::vector<std::size_t>>;

const std::size_t* FindStep(const StepIndex& index, const Address& address) {
  const auto found = index.find(address);
  return found == index.end() ? nullptr : &found->second;
}

// Parents first; and a parent goes when nothing stands on it any more.
void OrderFamilies(const std::vector<Step>& steps, const StepIndex& index, Earlier& earlier) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const std::vector<Address>* addresses : {&steps[i].parents, &steps[i].named}) {
      for (const Address& address : *addresses) {
        const std::size_t* step = FindStep(index, address);
        if (Makes(steps[i]) && step != nullptr && Makes(steps[*step])) earlier[i].insert(*step);
      }
    }
    for (const Address& parent : steps[i].former_parents) {
      const std::size_t* step = FindStep(index, parent);
      if (step != nullptr && !Makes(steps[*step])) earlier[*step].insert(i);
    }
  }
}

// A prefix comes after the sessions of the interface that advertises it, and goes before them: a session may be what
// makes the interface speak the prefix's address family.
void OrderSiblings(const std::vector<Step>& steps, Earlier& earlier) {
  StepsOfParent made;
  StepsOfParent leaving;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].address.kind != Kind::kBgpPeer) continue;
    for (const Address& parent : steps[i].parents) {
      if (Makes(steps[i])) made[parent].push_back(i);
    }
    for (const Address& parent : steps[i].former_parents) {
      if (!Makes(steps[i])) leaving[parent].push_back(i);
    }
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].address.kind != Kind::kBgpCidr) continue;
    for (const Address& parent : steps[i].parents) {
      if (Makes(steps[i])) earlier[i].insert(made[parent].begin(), made[parent].end());
    }
    for (const Address& parent : steps[i].former_parents) {
      if (Makes(steps[i])) continue;
      for (const std::size_t peer : leaving[parent]) earlier[peer].insert(i);
    }
  }
}

bool WaitsFor(const Earlier& earlier, std::size_t later, std::size_t awaited) {
  std::set<std::size_t> seen;
  std::vector<std::size_t> open = {later};
  while (!open.empty()) {  // each step once
    const std::size_t step = open.back();
    open.pop_back();
    if (step == awaited) return true;
    for (const std::size_t before : earlier[step]) {
      if (seen.insert(before).second) open.push_back(before);
    }
  }
  return false;
}

// What is new on a parent waits for what leaves it: a VLAN or a place below a limit may become free. Unless what
// stands on the one that leaves moves to the new one.
void MakeRoom(const std::vector<Step>& steps, Earlier& earlier) {
  StepsOfParent leaving;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (Makes(steps[i]) || !Deletes(steps[i])) continue;
    for (const Address& parent : steps[i].former_parents) leaving[parent].push_back(i);
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].action != Action::kCreate) continue;
    for (const Address& parent : steps[i].parents) {
      for (const std::size_t deletion : leaving[parent]) {
        if (!WaitsFor(earlier, deletion, i)) earlier[i].insert(deletion);
      }
    }
  }
}

// A place that has one holder (a VLAN of a connection, an address family of an interface): account, region, limit,
// group.
using SolePlace = std::tuple<std::string, std::string, std::string_view, std::string>;

// `clashing`: of the limits of which not all in a group exclude one another.
std::set<SolePlace> SolePlacesOf(const FieldIndex& field_index, const Step& step, const std::string& account,
                                 const Value& object, bool clashing = false) {
  std::set<SolePlace> places;
  const VendorTraits* traits = object.is_null() ? nullptr : field_index.Find(step.cloud);
  if (traits == nullptr) return places;
  for (const Quota& quota : traits->quotas) {
    const bool counts = std::ranges::find(quota.kinds, step.address.kind) != quota.kinds.end();
    if (quota.max != 1 || !counts || (quota.clashes != nullptr) != clashing) continue;
    std::string group = quota.group(step.address.kind, object);
    if (group.empty()) continue;
    places.emplace(account, reconcile::Text(object, field::kRegion), quota.id, std::move(group));
  }
  return places;
}

const Quota& QuotaOf(const FieldIndex& field_index, const Step& step, const SolePlace& place) {
  const std::vector<Quota>& quotas = field_index.Find(step.cloud)->quotas;
  return *std::ranges::find(quotas, std::get<2>(place), &Quota::id);
}

struct PlaceEdge {
  std::size_t comer;
  std::size_t leaver;
  SolePlace place;
};

// Where not all in a group exclude one another: who comes beside one that it excludes, and that goes from there.
void AddClashes(const FieldIndex& field_index, const std::vector<Step>& steps, std::vector<PlaceEdge>& edges) {
  struct InGroup {
    std::vector<std::size_t> before;
    std::vector<std::size_t> after;
  };
  std::map<SolePlace, InGroup> groups;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    for (const SolePlace& place : SolePlacesOf(field_index, step, AccountBefore(step), step.prior, true)) {
      groups[place].before.push_back(i);
    }
    if (!Makes(step)) continue;
    for (const SolePlace& place : SolePlacesOf(field_index, step, step.account, step.planned, true)) {
      groups[place].after.push_back(i);
    }
  }
  for (const auto& [place, in] : groups) {
    if (in.before.empty() || in.after.empty()) continue;
    const Quota& quota = QuotaOf(field_index, steps[in.before.front()], place);
    const std::set<std::size_t> were(in.before.begin(), in.before.end());
    const std::set<std::size_t> will_be(in.after.begin(), in.after.end());
    const auto clash = [&](std::size_t i, const Value& one, std::size_t j, const Value& other) {
      return quota.clashes(steps[i].address.kind, one, steps[j].address.kind, other);
    };
    for (const std::size_t comer : in.after) {
      for (const std::size_t leaver : in.before) {
        if (comer == leaver || !clash(comer, steps[comer].planned, leaver, steps[leaver].prior)) continue;
        const bool were_beside = were.contains(comer) && clash(comer, steps[comer].prior, leaver, steps[leaver].prior);
        const bool stay_beside =
            will_be.contains(leaver) && clash(comer, steps[comer].planned, leaver, steps[leaver].planned);
        if (!were_beside && !stay_beside) edges.push_back({comer, leaver, place});
      }
    }
  }
}

// Who comes to a place that has one holder waits for whoever leaves it, and is not taken from its own place before.
// Those that exchange their places are not ordered. Returns what finds its place taken for good.
std::vector<TakenPlace> GiveUpPlaces(const FieldIndex& field_index, const std::vector<Step>& steps, Earlier& earlier) {
  std::vector<TakenPlace> taken;
  std::map<SolePlace, std::size_t> left;
  std::vector<std::set<SolePlace>> wanted;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    const std::set<SolePlace> held = SolePlacesOf(field_index, step, AccountBefore(step), step.prior);
    std::set<SolePlace>& comes = wanted.emplace_back();
    if (Makes(step)) comes = SolePlacesOf(field_index, step, step.account, step.planned);
    for (const SolePlace& place : held) {
      if (comes.erase(place) == 0) left.emplace(place, i);
    }
  }
  std::vector<PlaceEdge> edges;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const SolePlace& place : wanted[i]) {
      const auto leaver = left.find(place);
      if (leaver == left.end() || leaver->second == i) continue;
      edges.push_back({i, leaver->second, place});
    }
  }
  AddClashes(field_index, steps, edges);
  Earlier all = earlier;
  for (const PlaceEdge& edge : edges) {
    if (steps[edge.leaver].action != Action::kForget) all[edge.comer].insert(edge.leaver);
  }
  for (const PlaceEdge& edge : edges) {
    const Step& comer = steps[edge.comer];
    const Step& leaver = steps[edge.leaver];
    const bool stays = leaver.action == Action::kForget;
    const bool circle = !stays && WaitsFor(all, edge.leaver, edge.comer);
    if (stays || (circle && comer.action == Action::kUpdate && leaver.action == Action::kUpdate)) {
      const Quota& quota = QuotaOf(field_index, comer, edge.place);
      taken.push_back({comer.address, leaver.address, quota.field, stays, quota.remedy});
    } else if (!circle) {
      earlier[edge.comer].insert(edge.leaver);
    }
  }
  return taken;
}

// Children that can move in place need the new parent before the old one goes, and so does a child that is made before
// its predecessor goes: that one stands on the old parent until then, or is the old one's other half. What is lowered
// stands on nothing.
void DecideCreateFirst(const FieldIndex& field_index, const StepIndex& index, std::vector<Step>& steps) {
  std::vector<std::size_t> needs_both;  // parents, the old and the new one
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool moves =
        steps[i].action == Action::kUpdate && !field_index.IsLowered(steps[i].cloud, steps[i].address.kind);
    if (moves) needs_both.push_back(i);
  }
  while (!needs_both.empty()) {  // each step at most once: what is create_first already is not put in again
    const std::size_t child = needs_both.back();
    needs_both.pop_back();
    const auto need = [&](const Address& address) {
      const std::size_t* step = FindStep(index, address);
      if (step == nullptr || steps[*step].action != Action::kReplace || steps[*step].create_first) return;
      steps[*step].create_first = true;
      needs_both.push_back(*step);
    };
    std::ranges::for_each(steps[child].parents, need);
    if (steps[child].create_first) std::ranges::for_each(steps[child].named, need);
  }
}

// The steps in their order, each with the places of those it comes after.
std::vector<Step> Permuted(std::vector<Step> steps, const Earlier& earlier) {
  std::vector<std::vector<std::size_t>> after;
  for (const auto& set : earlier) after.emplace_back(set.begin(), set.end());
  const std::vector<std::size_t> order = Ordered(after);
  std::vector<std::size_t> place(steps.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<Step> sorted;
  sorted.reserve(steps.size());
  for (const std::size_t i : order) {
    Step& step = sorted.emplace_back(std::move(steps[i]));
    for (const std::size_t before : after[i]) step.after.push_back(place[before]);
    std::sort(step.after.begin(), step.after.end());
  }
  return sorted;
}

}  // namespace

std::vector<std::vector<std::size_t>> ParentsOf(const DesiredSet& desired) {
  std::vector<std::vector<std::size_t>> parents;
  parents.reserve(desired.objects.size());
  for (const DesiredObject& object : desired.objects) {
    std::vector<std::size_t>& own = parents.emplace_back();
    for (const Reference& reference : object.references) {
      const DesiredObject* parent = desired.Find(reference.target);
      own.push_back(parent == nullptr ? kNobody : static_cast<std::size_t>(parent - desired.objects.data()));
    }
  }
  return parents;
}

void ExplainChanges(Step& step) {
  for (const FieldChange& change : step.changes) {
    if (step.action == Action::kReplace && change.on_change == OnChange::kReplace) {
      AddOnce(step.reasons,
              fmt::format("{} changes from {} to {}: {}", change.path, change.before, change.after, change.reason));
    }
    if (!change.interrupts.empty()) AddOnce(step.interrupts, change.interrupts);
  }
}

void CountStep(Action action, PlanCounts& counts) {
  switch (action) {
    case Action::kNothing:
      ++counts.nothing;
      break;
    case Action::kCreate:
      ++counts.create;
      break;
    case Action::kAdopt:
      ++counts.adopt;
      break;
    case Action::kUpdate:
      ++counts.update;
      break;
    case Action::kReplace:
      ++counts.replace;
      break;
    case Action::kDelete:
      ++counts.destroy;
      break;
    case Action::kForget:
      ++counts.forget;
      break;
  }
}

bool Deletes(const Step& step) {
  return step.action == Action::kDelete || step.action == Action::kForget || step.action == Action::kReplace;
}

const std::string& AccountBefore(const Step& step) {
  return step.prior_account.empty() ? step.account : step.prior_account;
}

bool Ends(const Step& step) {
  if (step.action != Action::kReplace) return step.action == Action::kDelete;
  return reconcile::Text(step.prior, field::kOnDestroy) != "keep";
}

std::map<std::size_t, std::size_t> EndersOf(const std::vector<Step>& steps) {
  std::map<std::tuple<Kind, std::string, std::string, std::string>, std::size_t> ended;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    if (Ends(step) && !step.id.empty()) ended.try_emplace({step.address.kind, step.cloud, step.region, step.id}, i);
  }
  std::map<std::size_t, std::size_t> enders;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    if (!Deletes(step) || Ends(step)) continue;
    const auto found = ended.find({step.address.kind, step.cloud, step.region, step.id});
    if (found != ended.end()) enders[i] = found->second;
  }
  return enders;
}

std::set<Address> GoingWithAnother(const std::vector<Step>& steps) {
  std::set<Address> going;
  for (const auto& [step, ender] : EndersOf(steps)) going.insert(steps[step].address);
  return going;
}

bool Makes(const Step& step) {
  return step.action == Action::kCreate || step.action == Action::kAdopt || step.action == Action::kUpdate ||
         step.action == Action::kReplace;
}

std::vector<TakenPlace> SortSteps(const FieldIndex& field_index, std::vector<Step>& steps) {
  StepIndex index;
  for (std::size_t i = 0; i < steps.size(); ++i) index[steps[i].address] = i;
  Earlier earlier(steps.size());
  OrderFamilies(steps, index, earlier);
  OrderSiblings(steps, earlier);
  MakeRoom(steps, earlier);
  std::vector<TakenPlace> taken = GiveUpPlaces(field_index, steps, earlier);
  DecideCreateFirst(field_index, index, steps);
  steps = Permuted(std::move(steps), earlier);
  return taken;
}

std::string ChecksumOf(const FieldIndex& field_index, const RunPlan& plan) {
  PartsDigest digest;
  digest.Add(plan.lineage);
  for (const Step& step : plan.steps) {
    for (const std::string_view part :
         {std::string_view(step.account), std::string_view(step.prior_account), std::string_view(step.cloud),
          std::string_view(step.region), std::string_view(step.id), ActionName(step.action)}) {
      digest.Add(part);
    }
    digest.Add(step.address.ToString());
    // Unknown is written as null; which fields change, the key's among them, is in the changes.
    digest.Add(TextOf(field_index, step.address.kind, step.prior));
    digest.Add(TextOf(field_index, step.address.kind, step.planned));
    for (const FieldChange& change : step.changes) digest.Add(change.path);
  }
  return digest.Hex();
}

}  // namespace ic::run

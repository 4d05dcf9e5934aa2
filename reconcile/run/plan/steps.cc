#include "reconcile/run/plan/steps.h"

#include <algorithm>
#include <map>
#include <set>
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

class Sorting {
 public:
  Sorting(const FieldIndex& field_index, std::vector<Step>& steps)
      : field_index_(field_index), steps_(steps), after_(steps.size()) {
    for (std::size_t i = 0; i < steps_.size(); ++i) index_[steps_[i].address] = i;
  }

  void Run() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      AddParents(i);
      AddFormerParents(i);
    }
    OrderSiblings();
    MakeRoom();
    DecideCreateFirst();
    Permute();
  }

 private:
  const std::size_t* Find(const Address& address) const {
    const auto found = index_.find(address);
    return found == index_.end() ? nullptr : &found->second;
  }

  void AddParents(std::size_t i) {
    if (!Makes(steps_[i])) return;
    for (const Address& parent : steps_[i].parents) {
      const std::size_t* step = Find(parent);
      if (step != nullptr && Makes(steps_[*step])) after_[i].insert(*step);
    }
  }

  // A parent goes when nothing stands on it any more.
  void AddFormerParents(std::size_t i) {
    for (const Address& parent : steps_[i].former_parents) {
      const std::size_t* step = Find(parent);
      if (step == nullptr || Makes(steps_[*step])) continue;
      after_[*step].insert(i);
    }
  }

  // A prefix comes after the sessions of the interface that advertises it, and goes before them: a session may be what
  // makes the interface speak the prefix's address family.
  void OrderSiblings() {
    std::map<Address, std::vector<std::size_t>> made;
    std::map<Address, std::vector<std::size_t>> leaving;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].address.kind != Kind::kBgpPeer) continue;
      for (const Address& parent : steps_[i].parents) {
        if (Makes(steps_[i])) made[parent].push_back(i);
      }
      for (const Address& parent : steps_[i].former_parents) {
        if (!Makes(steps_[i])) leaving[parent].push_back(i);
      }
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].address.kind != Kind::kBgpCidr) continue;
      for (const Address& parent : steps_[i].parents) {
        if (Makes(steps_[i])) after_[i].insert(made[parent].begin(), made[parent].end());
      }
      for (const Address& parent : steps_[i].former_parents) {
        if (Makes(steps_[i])) continue;
        for (const std::size_t peer : leaving[parent]) after_[peer].insert(i);
      }
    }
  }

  // What is new on a parent waits for what leaves it: a VLAN or a place below a limit may become free. Unless what
  // stands on the one that leaves moves to the new one.
  void MakeRoom() {
    std::map<Address, std::vector<std::size_t>> leaving;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (Makes(steps_[i]) || !Deletes(steps_[i])) continue;
      for (const Address& parent : steps_[i].former_parents) leaving[parent].push_back(i);
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].action != Action::kCreate) continue;
      for (const Address& parent : steps_[i].parents) {
        for (const std::size_t deletion : leaving[parent]) {
          if (!WaitsFor(deletion, i)) after_[i].insert(deletion);
        }
      }
    }
  }

  bool WaitsFor(std::size_t later, std::size_t earlier) const {
    std::set<std::size_t> seen;
    std::vector<std::size_t> open = {later};
    while (!open.empty()) {  // each step once
      const std::size_t step = open.back();
      open.pop_back();
      if (step == earlier) return true;
      for (const std::size_t before : after_[step]) {
        if (seen.insert(before).second) open.push_back(before);
      }
    }
    return false;
  }

  // Children that can move in place need the new parent before the old one goes. What is lowered stands on nothing.
  void DecideCreateFirst() {
    for (const Step& child : steps_) {
      if (child.action != Action::kUpdate || field_index_.IsLowered(child.cloud, child.address.kind)) continue;
      for (const Address& parent : child.parents) {
        const std::size_t* step = Find(parent);
        if (step != nullptr && steps_[*step].action == Action::kReplace) steps_[*step].create_first = true;
      }
    }
  }

  void Permute() {
    std::vector<std::vector<std::size_t>> after;
    for (const auto& set : after_) after.emplace_back(set.begin(), set.end());
    const std::vector<std::size_t> order = Ordered(after);
    std::vector<std::size_t> place(steps_.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<Step> sorted;
    sorted.reserve(steps_.size());
    for (const std::size_t i : order) {
      Step& step = sorted.emplace_back(std::move(steps_[i]));
      for (const std::size_t earlier : after[i]) step.after.push_back(place[earlier]);
      std::sort(step.after.begin(), step.after.end());
    }
    steps_ = std::move(sorted);
  }

  const FieldIndex& field_index_;
  std::vector<Step>& steps_;
  std::vector<std::set<std::size_t>> after_;
  StepIndex index_;
};

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

bool Makes(const Step& step) {
  return step.action == Action::kCreate || step.action == Action::kAdopt || step.action == Action::kUpdate ||
         step.action == Action::kReplace;
}

void SortSteps(const FieldIndex& field_index, std::vector<Step>& steps) { Sorting(field_index, steps).Run(); }

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

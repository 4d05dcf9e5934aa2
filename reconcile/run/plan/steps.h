// Steps: what makes a list of planned objects a plan.
#ifndef RECONCILE_RUN_PLAN_STEPS_H_
#define RECONCILE_RUN_PLAN_STEPS_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"

namespace ic::run {

// By index of the set's objects, the index of what each of its references points at; `kNobody`: it is not in the set.
// For Ordered: parents first (a set with a cycle is refused when it is read).
constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
std::vector<std::vector<std::size_t>> ParentsOf(const DesiredSet& desired);

// Adds the reasons and interruptions that its changes carry.
void ExplainChanges(Step& step);

void CountStep(Action action, PlanCounts& counts);

// True if the step ends the life of an object that exists in a cloud (or only its replacement's predecessor).
bool Deletes(const Step& step);
// The account of the object that exists.
const std::string& AccountBefore(const Step& step);
// True if it deletes that object, and does not only give it up for another one, or leave it to nobody.
bool Ends(const Step& step);
// What is only forgotten, or given up for another one, and goes all the same: another step deletes the half of it that
// another account has.
// By index of the steps, the index of that other step.
std::map<std::size_t, std::size_t> EndersOf(const std::vector<Step>& steps);
std::set<Address> GoingWithAnother(const std::vector<Step>& steps);
// True if an object is there after the step.
bool Makes(const Step& step);

// No order of calls brings `one` to where it is to come: `other` stays there, or would have to move in place to where
// `one` is.
struct TakenPlace {
  Address one;
  Address other;
  std::string_view field;  // the first one's attribute that says the place
  bool is_kept = false;    // `other` is only forgotten
  std::string_view remedy = {};
};

// Puts the steps in an order in which they can be carried out, and fills `after` and `create_first`. Returns what has
// no such order.
std::vector<TakenPlace> SortSteps(const FieldIndex& field_index, std::vector<Step>& steps);

std::string ChecksumOf(const FieldIndex& field_index, const RunPlan& plan);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_STEPS_H_

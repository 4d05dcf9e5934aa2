#include "reconcile/run/apply/operation_graph.h"

#include <algorithm>
#include <map>

#include "adapters/contract/fields.h"
#include "reconcile/run/plan/steps.h"

namespace ic::run {
namespace {

constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);

// The nodes of a step. kNoNode: it has no such half.
struct StepNodes {
  std::size_t destroy = kNoNode;
  std::size_t make = kNoNode;
  std::size_t last = kNoNode;
};

struct Graph {
  std::vector<OperationNode> nodes;
  std::vector<StepNodes> of_step;  // by index of the plan's steps
};

void AddStep(const RunPlan& plan, std::size_t i, Graph& graph) {
  const Step& step = plan.steps[i];
  StepNodes own;
  const auto add = [&](Half half) {
    graph.nodes.push_back({i, half, {}, 0});
    own.last = graph.nodes.size() - 1;
    return own.last;
  };
  if (step.create_first) own.make = add(Half::kMake);
  if (Deletes(step)) own.destroy = add(Half::kDestroy);
  if (Makes(step) && !step.create_first) own.make = add(Half::kMake);
  if (own.destroy != kNoNode && own.make != kNoNode) {
    graph.nodes[std::min(own.destroy, own.make)].before.insert(own.last);
  }
  graph.of_step.push_back(own);
}

// The edges of the plan: between what makes, and from what leaves to what comes in its place.
void AddPlannedEdges(const RunPlan& plan, std::size_t i, Graph& graph) {
  const StepNodes& own = graph.of_step[i];
  for (const std::size_t index : plan.steps[i].after) {
    const StepNodes& earlier = graph.of_step[index];
    const bool both_make = earlier.make != kNoNode && own.make != kNoNode;
    const std::size_t from = both_make ? earlier.make : earlier.last;
    graph.nodes[from].before.insert(own.make != kNoNode ? own.make : own.destroy);
  }
}

// Nothing is destroyed while something stands on it: a child that goes, goes first; a child that moves, moves first.
void AddChildEdges(const RunPlan& plan, std::size_t child, const std::map<Address, std::size_t>& index, Graph& graph) {
  const StepNodes& own = graph.of_step[child];
  for (const Address& address : plan.steps[child].former_parents) {
    const auto found = index.find(address);
    if (found == index.end()) continue;
    const StepNodes& parent = graph.of_step[found->second];
    if (parent.destroy == kNoNode) continue;
    const bool moves = own.destroy == kNoNode;
    // With the old parent gone first there is nothing to move away from in time.
    if (moves && parent.make != kNoNode && !plan.steps[found->second].create_first) continue;
    graph.nodes[moves ? own.make : own.destroy].before.insert(parent.destroy);
  }
}

bool Reaches(const std::vector<OperationNode>& nodes, std::size_t from, std::size_t to) {
  std::set<std::size_t> seen = {from};
  std::vector<std::size_t> open = {from};
  while (!open.empty()) {  // each node once
    const std::size_t node = open.back();
    open.pop_back();
    if (node == to) return true;
    for (const std::size_t later : nodes[node].before) {
      if (seen.insert(later).second) open.push_back(later);
    }
  }
  return false;
}

// What is replaced is not deleted before whoever leaves the place it comes to has gone, or is where it goes: that may
// fail, and this one's new half waits for it.
void KeepUntilPlacesAreFree(const RunPlan& plan, std::size_t i, Graph& graph) {
  const StepNodes& own = graph.of_step[i];
  if (own.destroy == kNoNode || own.make == kNoNode || plan.steps[i].create_first) return;
  for (const std::size_t index : plan.steps[i].after) {
    const StepNodes& leaver = graph.of_step[index];
    const bool sibling = plan.steps[index].address.kind == plan.steps[i].address.kind;
    if (!sibling && leaver.make != kNoNode) continue;  // a parent
    if (!Reaches(graph.nodes, own.destroy, leaver.last)) graph.nodes[leaver.last].before.insert(own.destroy);
  }
}

// `step` is deleted after the change in place of `parent`, unless that waits for the deletion.
void KeepUntilChanged(const RunPlan& plan, std::size_t step, std::size_t parent, Graph& graph) {
  const std::size_t destroy = graph.of_step[step].destroy;
  const std::size_t change = graph.of_step[parent].make;
  if (plan.steps[parent].action != Action::kUpdate || Reaches(graph.nodes, destroy, change)) return;
  graph.nodes[change].before.insert(destroy);
}

// What changes in place may need what stands on it meanwhile, and may fail: a child that is replaced stays until then.
// So does one that goes for good if an interface needs its other session.
void KeepUntilParentsChanged(const RunPlan& plan, std::size_t i, const std::map<Address, std::size_t>& index,
                             Graph& graph) {
  const StepNodes& own = graph.of_step[i];
  if (own.destroy == kNoNode) return;
  if (own.make != kNoNode) {
    for (const std::size_t earlier : plan.steps[i].after) KeepUntilChanged(plan, i, earlier, graph);
    return;
  }
  for (const Address& address : plan.steps[i].former_parents) {
    const auto found = index.find(address);
    if (found == index.end()) continue;
    const Step& parent = plan.steps[found->second];
    const bool makes_session = std::ranges::any_of(parent.changes, [](const FieldChange& change) {
      return change.replaces_session || change.path == field::kCustomerAsn;
    });
    if (makes_session) {
      KeepUntilChanged(plan, i, found->second, graph);
    }
  }
}

using Waits = std::vector<std::vector<std::size_t>>;  // by node: those that it waits for

// Adds `node`, and what must have ended before it begins, as far as that is not there.
void AddEarlier(const Waits& waits, std::size_t node, std::set<std::size_t>& found) {
  std::vector<std::size_t> open = {node};
  while (!open.empty()) {  // each node once
    const std::size_t next = open.back();
    open.pop_back();
    if (found.insert(next).second) open.insert(open.end(), waits[next].begin(), waits[next].end());
  }
}

}  // namespace

std::vector<OperationNode> OperationGraph(const RunPlan& plan) {
  Graph graph;
  std::map<Address, std::size_t> index;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    AddStep(plan, i, graph);
    index[plan.steps[i].address] = i;
  }
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    AddPlannedEdges(plan, i, graph);
    AddChildEdges(plan, i, index, graph);
  }
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    KeepUntilParentsChanged(plan, i, index, graph);
    KeepUntilPlacesAreFree(plan, i, graph);
  }
  for (const OperationNode& node : graph.nodes) {
    for (const std::size_t later : node.before) ++graph.nodes[later].missing;
  }
  return std::move(graph.nodes);
}

std::set<std::pair<std::size_t, Half>> FinishingOperations(const RunPlan& plan,
                                                           const std::vector<OperationNode>& nodes) {
  Waits waits(nodes.size());
  std::vector<StepNodes> of_step(plan.steps.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const std::size_t later : nodes[i].before) waits[later].push_back(i);
    (nodes[i].half == Half::kMake ? of_step[nodes[i].step].make : of_step[nodes[i].step].destroy) = i;
  }
  std::set<std::pair<std::size_t, Half>> finishing;
  for (std::size_t i = 0; i < of_step.size(); ++i) {
    const StepNodes& own = of_step[i];
    if (own.make == kNoNode || own.destroy == kNoNode || plan.steps[i].create_first) continue;
    std::set<std::size_t> before_all;
    AddEarlier(waits, own.destroy, before_all);
    std::set<std::size_t> before_new = before_all;
    AddEarlier(waits, own.make, before_new);
    for (const std::size_t node : before_new) {
      if (!before_all.contains(node)) finishing.emplace(nodes[node].step, nodes[node].half);
    }
  }
  return finishing;
}

bool GoesRound(const std::vector<OperationNode>& nodes) {
  std::vector<std::size_t> missing;
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    missing.push_back(nodes[i].missing);
    if (nodes[i].missing == 0) ready.push_back(i);
  }
  std::size_t begun = 0;
  while (!ready.empty()) {  // each node once
    const std::size_t node = ready.back();
    ready.pop_back();
    ++begun;
    for (const std::size_t later : nodes[node].before) {
      if (--missing[later] == 0) ready.push_back(later);
    }
  }
  return begun != nodes.size();
}

}  // namespace ic::run

#include "reconcile/run/apply/runner.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "reconcile/run/plan/steps.h"

namespace ic::run {
namespace {

// One run of a plan: a queue of operations and the threads that take from it, with all they share behind one lock.
class Running {
 public:
  Running(const RunPlan& plan, const RunnerOptions& options, const Operation& operation)
      : plan_(plan),
        options_(options),
        operation_(operation),
        nodes_(OperationGraph(plan)),
        done_(nodes_.size()),
        progress_(plan.steps.size()) {
    results_.resize(plan.steps.size());
    for (StepResult& result : results_) result.state = StepState::kCancelled;
    for (const OperationNode& node : nodes_) ++progress_[node.step].left;
    enders_ = EndersOf(plan.steps);
    for (const auto& [step, ender] : enders_) going_[ender].push_back(step);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].missing == 0) ready_.insert(i);
    }
  }

  std::vector<StepResult> Run() {
    if (GoesRound(nodes_)) return Refuse();
    most_threads_ = std::max<std::size_t>(1, std::min(options_.parallelism, nodes_.size())) - 1;
    const auto wake = [this] {
      const std::lock_guard lock(mutex_);
      changed_.notify_all();
    };
    const std::stop_callback stopped(options_.stop, wake);
    const std::stop_callback halted(options_.halt, wake);
    Work();
    std::vector<std::jthread> threads;
    {
      const std::lock_guard lock(mutex_);
      threads = std::move(threads_);  // nobody adds one any more
    }
    threads.clear();  // waits for them
    for (std::size_t step = 0; step < results_.size(); ++step) {
      if (IsDown(step)) LeaveDown(step);
      const Progress& progress = progress_[step];
      if (progress.given_up && !progress.failed && !HasGone(step)) Finish(step);  // it goes on as it was
      if (plan_.steps[step].action == Action::kForget && results_[step].state == StepState::kDone) TakeBack(step);
    }
    return std::move(results_);
  }

 private:
  struct Progress {
    std::size_t left = 0;  // operations
    bool begun = false;
    bool running = false;
    bool failed = false;
    bool given_up = false;     // what it replaces, and another step deletes that
    bool has_deleted = false;  // it has ended what it is to end
    Time since{};
  };

  // Nothing of it may begin: it would stop half way.
  std::vector<StepResult> Refuse() {
    for (std::size_t i = 0; i < results_.size(); ++i) {
      LocatedDiagnostic said;
      said.address = plan_.steps[i].address;
      said.diagnostic = {Severity::kError,
                         "Plan has no order",
                         "Its operations wait for each other in a circle, so nothing was begun. Change fewer of these "
                         "objects in one run (a parent first, then what stands on it), and report this plan as a bug.",
                         {}};
      results_[i].state = StepState::kFailed;
      results_[i].diagnostics.push_back(std::move(said));
    }
    return std::move(results_);
  }

  bool HasWork() {
    if (options_.halt.stop_requested()) return false;
    if (!options_.stop.stop_requested()) return !due_.empty() || !ready_.empty();
    ready_.insert(due_.begin(), due_.end());
    due_.clear();
    if (!owed_) owed_ = FindOwed();
    return !owed_->empty();
  }

  // What is only given up goes when the step that has its other half deletes it.
  bool HasGone(std::size_t step) const {
    const auto ender = enders_.find(step);
    return ender == enders_.end() || progress_[ender->second].has_deleted;
  }

  // What was given up for it has gone now.
  void TakeAlong(std::size_t step) {
    progress_[step].has_deleted = true;
    const auto going = going_.find(step);
    if (going == going_.end()) return;
    for (const std::size_t other : going->second) {
      const bool waits = progress_[other].given_up && !progress_[other].failed;
      if (waits) results_[other].deleted = plan_.steps[other].id;
    }
  }

  // It was to be forgotten as what goes with another step, and that did not come to it.
  void TakeBack(std::size_t step) {
    if (HasGone(step)) return;
    const std::size_t ender = enders_.at(step);
    const bool failed = progress_[ender].failed;
    results_[step].state = failed ? StepState::kSkipped : StepState::kCancelled;
    if (failed) results_[step].because = plan_.steps[ender].address.ToString();
  }

  // Its old half has gone, and the new one is not there.
  bool IsDown(std::size_t step) const { return !results_[step].deleted.empty() && !progress_[step].failed; }

  // What is ready and what something that is down waits for, or is.
  std::set<std::size_t> FindOwed() const {
    std::vector<std::vector<std::size_t>> earlier(nodes_.size());
    std::vector<std::size_t> open;
    std::set<std::size_t> owed;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (const std::size_t later : nodes_[i].before) earlier[later].push_back(i);
      if (!done_[i] && IsDown(nodes_[i].step)) open.push_back(i);
    }
    std::set<std::size_t> seen(open.begin(), open.end());
    while (!open.empty()) {  // each node once
      const std::size_t node = open.back();
      open.pop_back();
      if (ready_.contains(node)) owed.insert(node);
      for (const std::size_t before : earlier[node]) {
        if (!done_[before] && seen.insert(before).second) open.push_back(before);
      }
    }
    return owed;
  }

  // What every thread does, the calling one too.
  void Work() {
    std::unique_lock lock(mutex_);
    for (;;) {  // each round takes one of a fixed number of nodes
      ++waiting_;
      // After a stop whoever carries something out takes what has to follow.
      changed_.wait(lock, [this] { return HasWork() || running_ == 0 || Ends(); });
      --waiting_;
      if (!HasWork()) break;
      const std::size_t due = Take();
      ++running_;
      CallOthers();
      RunNode(due, lock);
      --running_;
    }
    changed_.notify_all();
  }

  bool Ends() const { return options_.stop.stop_requested() || options_.halt.stop_requested(); }

  void Start() {
    {
      const std::lock_guard lock(mutex_);
      --starting_;
    }
    Work();
  }

  std::size_t Take() {
    if (owed_ && !owed_->empty()) {
      const std::size_t due = *owed_->begin();
      owed_->erase(owed_->begin());
      ready_.erase(due);
      return due;
    }
    if (due_.empty()) return FirstReady();
    const std::size_t due = due_.front();
    due_.pop_front();
    return due;
  }

  std::size_t FirstReady() {
    const std::size_t due = *ready_.begin();
    ready_.erase(ready_.begin());
    return due;
  }

  // As many are woken, or started if nobody waits, as there is work for: a run may allow many more at once than its
  // plan ever has. What they are called for counts as begun: they come as fast as the machine lets them. Nobody calls
  // all of them, and lets its own work wait for that: those who come call others.
  void CallOthers() {
    constexpr int kMost = 2;
    for (int called = 0; called < kMost && !ready_.empty() && !Ends(); ++called) {
      if (due_.size() < waiting_ + starting_) {
        changed_.notify_one();
      } else if (!StartAnother()) {
        return;
      }
      due_.push_back(FirstReady());
    }
  }

  bool StartAnother() {
    if (threads_.size() >= most_threads_) return false;
    try {
      threads_.emplace_back([this] { Start(); });
    } catch (const std::system_error&) {
      return false;  // the machine gives no more: those there are take it in turn
    }
    ++starting_;
    return true;
  }

  void RunNode(std::size_t index, std::unique_lock<std::mutex>& lock) {
    const OperationNode& node = nodes_[index];
    Progress& progress = progress_[node.step];
    if (progress.failed) return;
    if (!progress.begun) {
      progress.begun = true;
      progress.since = options_.clock->Now();
      if (options_.observer != nullptr) options_.observer->OnStart(plan_, node.step);
    }
    StepResult said;
    progress.running = true;
    lock.unlock();
    const bool ok = operation_(node.step, node.half, said);
    lock.lock();
    progress.running = false;
    StepResult& result = results_[node.step];
    result.diagnostics.insert(result.diagnostics.end(), said.diagnostics.begin(), said.diagnostics.end());
    if (!said.id.empty()) result.id = said.id;
    result.unfinished = said.unfinished;
    if (node.half == Half::kMake && (ok || !said.id.empty())) result.deleted.clear();
    owed_.reset();
    if (ok) {
      Succeed(index, said.state);
    } else {
      Fail(node.step);
    }
  }

  void Succeed(std::size_t index, StepState state) {
    const std::size_t step = nodes_[index].step;
    Progress& progress = progress_[step];
    done_[index] = true;
    --progress.left;
    const bool comes_back = progress.left > 0 && nodes_[index].half == Half::kDestroy;
    if (comes_back && HasGone(step)) results_[step].deleted = plan_.steps[step].id;
    progress.given_up = comes_back;
    if (nodes_[index].half == Half::kDestroy) TakeAlong(step);
    if (progress.failed) {
      FinishHalfDone(nodes_[index].step);
    } else if (progress.left == 0) {
      results_[nodes_[index].step].state = state;
      Finish(nodes_[index].step);
    }
    for (const std::size_t later : nodes_[index].before) {
      if (--nodes_[later].missing == 0) ready_.insert(later);
    }
  }

  void Finish(std::size_t step) {
    results_[step].took = options_.clock->Now() - progress_[step].since;
    if (options_.observer != nullptr) options_.observer->OnFinish(plan_, step, results_[step]);
  }

  void Fail(std::size_t step) {
    progress_[step].failed = true;
    results_[step].state = StepState::kFailed;
    if (!results_[step].deleted.empty()) SayHalfDone(step, ".");
    Finish(step);
    for (const std::size_t node : OpenNodes(step)) SkipAfter(node, plan_.steps[step].address.ToString());
  }

  // Those of a step's operations that are not done: what waits for them never becomes ready.
  std::vector<std::size_t> OpenNodes(std::size_t step) const {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].step == step && !done_[i]) open.push_back(i);
    }
    return open;
  }

  // What waits for a failed operation never becomes ready.
  void SkipAfter(std::size_t index, const std::string& because) {
    std::vector<std::size_t> open = {index};
    while (!open.empty()) {  // a node is opened once: its step is marked
      const std::size_t node = open.back();
      open.pop_back();
      for (const std::size_t later : nodes_[node].before) {
        const std::size_t step = nodes_[later].step;
        if (progress_[step].failed) continue;
        progress_[step].failed = true;
        Skip(step, because);
        const std::vector<std::size_t> more = OpenNodes(step);
        open.insert(open.end(), more.begin(), more.end());
      }
    }
  }

  void Skip(std::size_t step, const std::string& because) {
    StepResult& result = results_[step];
    result.because = because;
    result.state = progress_[step].begun ? StepState::kFailed : StepState::kSkipped;
    // Where the first of its operations runs, its end says more.
    if (progress_[step].begun && !progress_[step].running) FinishHalfDone(step);
  }

  // One of its two operations is done, the other will not be.
  void FinishHalfDone(std::size_t step) {
    if (!HasGone(step)) {  // so nothing was done to it
      results_[step].state = StepState::kSkipped;
      return Finish(step);
    }
    SayHalfDone(step, ", because " + results_[step].because + " failed.");
    Finish(step);
  }

  // The run was ended for good.
  void LeaveDown(std::size_t step) {
    progress_[step].failed = true;
    results_[step].state = StepState::kFailed;
    SayHalfDone(step, ", because the run ended.");
    Finish(step);
  }

  void SayHalfDone(std::size_t step, const std::string& why) {
    LocatedDiagnostic said;
    said.address = plan_.steps[step].address;
    const bool made = plan_.steps[step].create_first;
    said.diagnostic = {
        Severity::kError,
        "Replacement is half done",
        made ? "The new object was created, but the old one was not deleted" + why + " The next run deletes it."
             : "The old object was deleted, but the new one was not created" + why +
                   " What it carried is down until the next apply creates it.",
        {}};
    results_[step].diagnostics.push_back(std::move(said));
  }

  const RunPlan& plan_;
  const RunnerOptions& options_;
  const Operation& operation_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<OperationNode> nodes_;
  std::vector<bool> done_;  // by index of nodes_
  std::vector<Progress> progress_;
  std::map<std::size_t, std::size_t> enders_;              // EndersOf
  std::map<std::size_t, std::vector<std::size_t>> going_;  // the other way round
  std::set<std::size_t> ready_;
  std::optional<std::set<std::size_t>> owed_;  // FindOwed, while nothing has ended since
  std::size_t running_ = 0;
  std::deque<std::size_t> due_;   // one for each of some of those that wait or start
  std::size_t waiting_ = 0;       // threads
  std::size_t starting_ = 0;      // likewise
  std::size_t most_threads_ = 0;  // beside the calling one
  std::vector<std::jthread> threads_;
  std::vector<StepResult> results_;
};

}  // namespace

std::vector<StepResult> RunSteps(const RunPlan& plan, const RunnerOptions& options, const Operation& operation) {
  return Running(plan, options, operation).Run();
}

}  // namespace ic::run

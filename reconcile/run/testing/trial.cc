#include "reconcile/run/testing/trial.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "reconcile/run/testing/run_fixture.h"

namespace ic {
namespace {

// One for what the mishap left, one for what stood in the way of that, and one to spare.
constexpr int kMaxRuns = 4;

}  // namespace

std::string_view StageName(Stage stage) {
  switch (stage) {
    case Stage::kMake:
      return "make";
    case Stage::kChange:
      return "change";
    case Stage::kDestroy:
      return "destroy";
  }
  return "";
}

Trial::Trial(const MakeWorld& make, std::uint64_t seed, std::size_t parallelism)
    : seed_(seed), parallelism_(parallelism), world_(make(seed)) {
  store_.before_write = [this] { return BeforeWrite(); };
  world_->stop_run = [this] { stop_.request_stop(); };
}

Status Trial::BeforeWrite() {
  if (world_->dead()) return UnavailableError("The process is dead.");
  const std::size_t number = writes_++;
  if (mishap_ == WriteMishap::kNone || number != struck_) return OkStatus();
  const WriteMishap mishap = std::exchange(mishap_, WriteMishap::kNone);
  if (mishap != WriteMishap::kFails) world_->Kill();
  if (mishap == WriteMishap::kFails) unstored_ = world_->Objects();
  if (mishap == WriteMishap::kDiesAfter) return OkStatus();
  return UnavailableError(mishap == WriteMishap::kFails ? "The disk is full." : "The process dies.");
}

void Trial::StrikeWrite(std::size_t write, WriteMishap mishap) {
  struck_ = write;
  mishap_ = mishap;
}

RunEnvironment Trial::Environment() {
  RunEnvironment environment;
  environment.engine = world_->Environment();
  environment.engine.logger = Logger(LogLevel::kTrace, [this](const LogRecord& record) {
    const std::lock_guard lock(mutex_);
    said_ += record.message;
    for (const auto& [name, value] : record.fields) said_ += fmt::format(" {}={}", name, value);
    said_ += '\n';
  });
  environment.state = &store_;
  environment.parallelism = parallelism_;
  environment.stop = stop_.get_token();
  return environment;
}

void Trial::Note(std::string problem) {
  if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end())
    problems_.push_back(std::move(problem));
}

void Trial::Prepare(Stage stage) {
  if (stage == Stage::kMake) return;
  Converge(stage == Stage::kChange ? Stage::kMake : Stage::kChange);
  if (stage == Stage::kChange) world_->Meddle(seed_);
}

bool Trial::RunOnce(Stage stage) {
  ++runs_;
  stop_ = std::stop_source();
  unstored_.reset();
  const DesiredSet& set = stage == Stage::kMake ? world_->sets().first : world_->sets().second;
  PlanOptions options;
  options.destroy = stage == Stage::kDestroy;
  options.allow = world_->sets().allow;
  const RunEnvironment environment = Environment();
  const Snapshot before = world_->Objects();
  const RunPlan plan = PlanSet(environment, set, options);
  ListenTo(plan);
  words_ = Words(plan);
  CheckPlanChangedNothing(before);
  const Touched touched = MayTouch(plan);
  bool done = !plan.HasErrors() && plan.refusals.empty();
  if (done) {
    world_->Watch();
    (void)store_.Lock({});
    const ApplyOutcome outcome = ApplySet(environment, set, plan, {});
    store_.Unlock();  // as the system does it for a process that is dead
    words_ += Words(outcome);
    done = outcome.ok();
    if (parallelism_ == 1) CheckReplacements(plan);
    for (const std::string& what : world_->NotPlanned(plan)) Note(what + "\nof\n" + Words(plan));
  }
  CheckTouched(touched, before);
  CheckSecrets();
  if (stop_.stop_requested() && !world_->dead()) CheckNothingLost(before);
  if (std::exchange(only_stopped_, false) && stop_.stop_requested()) CheckNothingDown(plan, before);
  CheckNothingMadeUnstored();
  return done;
}

void Trial::ListenTo(const RunPlan& plan) {
  const std::lock_guard lock(mutex_);
  for (const Step& step : plan.steps) {
    for (const std::string& reason : step.reasons) said_ += reason + "\n";
    for (const std::string& what : step.interrupts) said_ += what + "\n";
    said_ += step.facts + "\n" + step.region + "\n" + step.id + "\n";
  }
  for (const StateObject& object : plan.refreshed) said_ += object.attributes + object.facts + "\n";
}

void Trial::CheckPlanChangedNothing(const Snapshot& before) {
  const Snapshot after = world_->Objects();
  for (const auto& [id, text] : after) {
    const auto found = before.find(id);
    const bool same = found != before.end() && found->second == text;
    if (!same && !world_->meddled().contains(id)) Note(fmt::format("planning changed {}: {}", id, text));
  }
  for (const auto& [id, text] : before) {
    if (!after.contains(id) && !world_->meddled().contains(id)) Note("planning deleted " + id);
  }
}

void Trial::CheckReplacements(const RunPlan& plan) {
  const std::set<std::string> in_vain = world_->DeletedInVain();
  for (const Step& step : plan.steps) {
    if (step.action != Action::kReplace || step.create_first || !in_vain.contains(step.id)) continue;
    Note(fmt::format("{} ({}) was deleted although what was to take its place was refused", step.address.ToString(),
                     step.id));
  }
}

Trial::Touched Trial::MayTouch(const RunPlan& plan) {
  Touched may;
  for (const Step& step : plan.steps) {
    for (const std::string& id : {step.id, step.takes_over}) {
      if (!id.empty()) may.ids.insert(id);
    }
    if (step.action == Action::kDelete || step.action == Action::kReplace) leaving_.insert(step.id);
    may.news += world_->MayMake(step);
  }
  const std::set<std::string> besides = world_->TouchedBesides(plan);
  may.ids.insert(besides.begin(), besides.end());
  // What an earlier run let go may be on its way out while this one plans, and be gone when it ends.
  may.ids.insert(leaving_.begin(), leaving_.end());
  return may;
}

void Trial::CheckTouched(const Touched& may, const Snapshot& before) {
  std::set<std::string> touched = may.ids;
  touched.insert(world_->meddled().begin(), world_->meddled().end());
  const Snapshot after = world_->Objects();
  std::size_t made = 0;
  for (const auto& [id, text] : after) {
    const auto found = before.find(id);
    if (found == before.end()) {
      made += touched.contains(id) ? 0 : 1;
    } else if (found->second != text && !touched.contains(id)) {
      Note(fmt::format("{} was changed, which the plan does not name: {} became {}", id, found->second, text));
    }
  }
  for (const auto& [id, text] : before) {
    if (!after.contains(id) && !touched.contains(id)) Note(id + " was deleted, which the plan does not name: " + text);
  }
  if (made > may.news) Note(fmt::format("{} objects were made by a plan that makes {}", made, may.news));
}

// A create whose answer was lost, and that could not be looked for either, is noted as begun: the next run finds it.
void Trial::CheckNothingLost(const Snapshot& before) {
  std::set<std::string> known;
  for (const auto& [address, object] : store_.objects) known.merge(world_->IdsOf(object));
  std::vector<std::string> lost;
  for (const auto& [id, text] : world_->Objects()) {
    if (before.contains(id) || known.contains(id)) continue;
    lost.push_back(
        fmt::format("{} was made by a run that was stopped, and is not in the state: {}\nafter\n{}", id, text, words_));
  }
  if (lost.size() <= store_.begun.size()) return;
  for (std::string& one : lost) Note(std::move(one));
}

void Trial::CheckNothingDown(const RunPlan& plan, const Snapshot& before) {
  const Snapshot after = world_->Objects();
  for (const Step& step : plan.steps) {
    if (step.action != Action::kReplace || step.create_first) continue;
    if (!before.contains(step.id) || after.contains(step.id) || world_->meddled().contains(step.id)) continue;
    const auto stored = store_.objects.find(step.address);
    if (stored != store_.objects.end() && after.contains(stored->second.id)) continue;
    Note(fmt::format("{} ({}) was deleted by a run that was stopped, and its successor is not there\nafter\n{}",
                     step.address.ToString(), step.id, words_));
  }
}

void Trial::CheckNothingMadeUnstored() {
  if (!unstored_) return;
  for (const auto& [id, text] : world_->Objects()) {
    if (!unstored_->contains(id)) Note(fmt::format("{} was made after the state could not be written: {}", id, text));
  }
}

void Trial::CheckSecrets() {
  const std::lock_guard lock(mutex_);
  said_ += words_;
  for (const auto& [address, object] : store_.objects) said_ += object.attributes + object.facts + object.id + "\n";
  for (const std::string& secret : world_->sets().secrets) {
    const std::size_t at = said_.find(secret);
    if (at == std::string::npos) continue;
    const std::size_t begin = said_.rfind('\n', at) + 1;  // npos + 1 is the beginning
    Note(fmt::format("a secret is seen: {}", said_.substr(begin, at + secret.size() - begin)));
  }
  said_.clear();
}

void Trial::Converge(Stage stage, bool patient) {
  world_->Restart();
  mishap_ = WriteMishap::kNone;
  bool done = false;
  for (int run = 0; run < kMaxRuns && !done; ++run) done = RunOnce(stage) && (!patient || HasNothingToDo(stage));
  if (!done) {
    Note("running again does not come to an end:\n" + words_);
    return;
  }
  CheckEmptyPlan(stage);
  CheckWorld(stage);
}

RunPlan Trial::PlanFor(Stage stage) {
  PlanOptions options;
  options.destroy = stage == Stage::kDestroy;
  return PlanSet(Environment(), stage == Stage::kMake ? world_->sets().first : world_->sets().second, options);
}

bool Trial::HasNothingToDo(Stage stage) { return !PlanFor(stage).HasChanges(); }

void Trial::CheckEmptyPlan(Stage stage) {
  const Snapshot before = world_->Objects();
  const RunPlan plan = PlanFor(stage);
  if (plan.HasChanges() || plan.HasErrors() || !plan.refusals.empty()) {
    Note("applied, but a plan is not empty:\n" + Words(plan) + "after\n" + words_);
  }
  CheckPlanChangedNothing(before);
}

void Trial::CheckWorld(Stage stage) {
  static const DesiredSet kNothing;
  const DesiredSet& set = stage == Stage::kDestroy ? kNothing
                          : stage == Stage::kMake  ? world_->sets().first
                                                   : world_->sets().second;
  CheckObjects(set);
  std::map<std::string, std::string> owners;
  for (const auto& [address, object] : store_.objects) {
    if (set.Find(address) == nullptr) Note(address.ToString() + " is in the state, but not wanted");
    for (const std::string& id : world_->IdsOf(object)) {
      const auto [owner, fresh] = owners.emplace(id, address.ToString());
      if (!fresh) Note(fmt::format("{} and {} are both {}", owner->second, address.ToString(), id));
    }
  }
  for (const auto& [id, text] : world_->Objects()) {
    if (owners.erase(id) == 0 && !world_->strangers().contains(id)) {
      Note(fmt::format("{} is nobody's: {}\nafter\n{}", id, text, words_));
    }
  }
  for (const auto& [id, address] : owners) Note(fmt::format("{} ({}) is not in the cloud", address, id));
}

void Trial::CheckObjects(const DesiredSet& set) {
  const auto id_of = [this](const Address& address) {
    const auto found = store_.objects.find(address);
    return found == store_.objects.end() ? std::string() : found->second.id;
  };
  for (const DesiredObject& wanted : set.objects) {
    const auto stored = store_.objects.find(wanted.address);
    if (stored == store_.objects.end()) {
      Note(wanted.address.ToString() + " is not in the state");
      continue;
    }
    for (const std::string& difference : world_->Differences(wanted, stored->second, id_of)) {
      Note(fmt::format("{} ({}): {}", wanted.address.ToString(), stored->second.id, difference));
    }
  }
}

}  // namespace ic

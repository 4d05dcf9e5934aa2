#include "reconcile/run/testing/simulation.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/time_text.h"
#include "reconcile/run/testing/trial.h"

namespace ic {
namespace {

constexpr std::size_t kMaxFailures = 8;
constexpr std::size_t kOtherGoals = 8;  // of so many cases, one is gone on with to each other goal

std::uint64_t NumberOf(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

class Simulating {
 public:
  Simulating(const MakeWorld& make, const SimulationSettings& settings) : make_(make), settings_(settings) {}

  SimulationReport Run() {
    for (std::uint64_t i = 0; i < settings_.seeds && !enough(); ++i) {
      seed_ = settings_.first + i;
      for (const Stage stage : {Stage::kMake, Stage::kChange, Stage::kDestroy}) {
        if (!enough()) RunStage(stage);
      }
      for (std::size_t number = 0; number < settings_.random_cases; ++number) RunRandom(number);
    }
    return report_;
  }

 private:
  bool enough() const {
    const bool late = settings_.most.count() > 0 && std::chrono::steady_clock::now() - since_ > settings_.most;
    return late || report_.failures >= kMaxFailures;
  }
  bool falls_on(std::size_t i) const { return !settings_.only.empty() || (seed_ + i) % settings_.stride == 0; }
  // A run that was struck is followed by one that wants the same, or else.
  static std::vector<std::pair<std::string, Stage>> Goals(Stage stage) {
    std::vector<std::pair<std::string, Stage>> goals = {{"", stage}};
    if (stage == Stage::kMake) goals.emplace_back("then_change/", Stage::kChange);
    if (stage != Stage::kDestroy) goals.emplace_back("then_destroy/", Stage::kDestroy);
    return goals;
  }
  bool wanted(const std::string& name) const { return settings_.only.empty() || settings_.only == name; }

  void RunStage(Stage stage) {
    // The undisturbed run, to know how many calls and writes there are; it must do everything at once.
    Trial trial(make_, seed_, settings_.parallelism);
    trial.Prepare(stage);
    const std::size_t prepared = trial.problems().size();
    const std::size_t calls = trial.world().calls();
    const std::size_t writes = trial.writes();
    const bool done = trial.RunOnce(stage);
    const std::size_t more_calls = trial.world().calls() - calls;
    const std::size_t more_writes = trial.writes() - writes;
    const std::string words = trial.words();
    trial.Converge(stage);
    std::vector<std::string> problems = trial.problems();
    if (!done) problems.push_back("one undisturbed run is not enough:\n" + words);
    const std::string name = fmt::format("{}/undisturbed", StageName(stage));
    if (wanted(name)) Report(name, trial, std::move(problems));
    if (prepared != 0 || settings_.parallelism != 1 || settings_.undisturbed) return;
    StrikeCalls(stage, calls, more_calls);
    StrikeWrites(stage, writes, more_writes);
  }

  void StrikeCalls(Stage stage, std::size_t from, std::size_t count) {
    const std::vector<std::string> mishaps = make_(seed_)->mishaps();
    for (std::size_t i = 0; i < count && !enough(); ++i) {
      if (!falls_on(i)) continue;
      for (std::size_t m = 0; m < mishaps.size(); ++m) {
        if (!settings_.thorough && settings_.only.empty() && (seed_ + i) % mishaps.size() != m) continue;
        RunCase(stage, mishaps[m], i, [&](Trial& trial) {
          trial.world().Arm(mishaps[m], from + i);
          if (mishaps[m] == "stopped") trial.StrikeStop();
        });
      }
    }
  }

  void StrikeWrites(Stage stage, std::size_t from, std::size_t count) {
    static constexpr std::pair<const char*, WriteMishap> kMishaps[] = {{"state_not_written", WriteMishap::kFails},
                                                                       {"dies_before_write", WriteMishap::kDiesBefore},
                                                                       {"dies_after_write", WriteMishap::kDiesAfter}};
    for (std::size_t i = 0; i < count && !enough(); ++i) {
      if (!falls_on(i)) continue;
      for (std::size_t m = 0; m < std::size(kMishaps); ++m) {
        if (!settings_.thorough && settings_.only.empty() && (seed_ + i) % std::size(kMishaps) != m) continue;
        RunCase(stage, kMishaps[m].first, i, [&](Trial& trial) { trial.StrikeWrite(from + i, kMishaps[m].second); });
      }
    }
  }

  void RunCase(Stage stage, const std::string& mishap, std::size_t index, const std::function<void(Trial&)>& strike) {
    const auto goals = Goals(stage);
    for (std::size_t g = 0; g < goals.size(); ++g) {
      const auto& [then, goal] = goals[g];
      const std::string name = fmt::format("{}{}/{}@{}", then, StageName(stage), mishap, index);
      if (!wanted(name)) continue;
      const bool chosen = g == 0 || (index / settings_.stride + seed_) % kOtherGoals == g;
      if (!settings_.thorough && settings_.only.empty() && !chosen) continue;
      Trial trial(make_, seed_, settings_.parallelism);
      trial.Prepare(stage);
      strike(trial);
      (void)trial.RunOnce(stage);
      const std::string words = trial.words();
      // What was half done and is to be otherwise now may take a run more.
      trial.Converge(goal, /*patient=*/goal != stage);
      std::vector<std::string> problems = trial.problems();
      if (!problems.empty()) problems.push_back("the struck run said:\n" + words);
      Report(name, trial, std::move(problems));
    }
  }

  // Several mishaps in each of several runs.
  void RunRandom(std::size_t number) {
    const std::string name = fmt::format("many@{}", number);
    if (!wanted(name) || enough()) return;
    const auto random = SeededRandom(seed_ * 1000 + number);
    Trial trial(make_, seed_, settings_.parallelism);
    const std::vector<std::string> mishaps = trial.world().mishaps();
    const auto stage = static_cast<Stage>(random->Below(3));
    trial.Prepare(stage);
    for (int run = 0; run < 3; ++run) {
      trial.world().Restart();
      for (int i = 0; i < 4; ++i) {
        trial.world().Arm(mishaps[random->Below(mishaps.size())], trial.world().calls() + random->Below(40));
      }
      (void)trial.RunOnce(stage);
    }
    trial.Converge(stage);
    Report(name, trial, trial.problems());
  }

  void Report(const std::string& name, const Trial& trial, const std::vector<std::string>& problems) {
    ++report_.cases;
    report_.runs += trial.runs();
    if (problems.empty()) return;
    std::string text = fmt::format("seed {} case {}\n", seed_, name);
    for (const std::string& problem : problems) text += "  " + problem + "\n";
    text += fmt::format("  again: script/simulate --level {} --first {} --seeds 1 --case '{}'", settings_.level, seed_,
                        name);
    ++report_.failures;
    if (settings_.on_failure) settings_.on_failure(text);
  }

  const MakeWorld& make_;
  const SimulationSettings& settings_;
  const std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
  std::uint64_t seed_ = 0;
  SimulationReport report_;
};

}  // namespace

SimulationSettings SimulationSettings::FromEnvironment() const {
  SimulationSettings settings = *this;
  settings.first = NumberOf("IC_SIMULATION_FIRST", settings.first);
  settings.seeds = NumberOf("IC_SIMULATION_SEEDS", settings.seeds);
  settings.stride = std::max<std::uint64_t>(1, NumberOf("IC_SIMULATION_STRIDE", settings.stride));
  const std::uint64_t thinned = std::max<std::uint64_t>(1, NumberOf("IC_SIMULATION_THINNED", 1));
  settings.stride *= thinned;
  settings.random_cases = (settings.random_cases + thinned - 1) / thinned;
  settings.thorough = NumberOf("IC_SIMULATION_THOROUGH", settings.thorough ? 1 : 0) != 0;
  if (const char* only = std::getenv("IC_SIMULATION_CASE")) settings.only = only;
  return settings;
}

SimulationSettings SimulationSettings::OfTheDay() const {
  SimulationSettings settings = FromEnvironment();
  const char* named = std::getenv("IC_SIMULATION_DATE");
  std::string date = named == nullptr || *named == '\0' ? IsoTime(RealClock().Now()) : named;
  date.erase(std::min(date.size(), date.find('T')));
  std::erase(date, '-');
  const std::uint64_t day = std::strtoull(date.c_str(), nullptr, 10);
  if (day == 0) settings.seeds = 0;
  settings.first = day * 1000;
  return settings;
}

SimulationReport Simulate(const MakeWorld& make, const SimulationSettings& settings) {
  return Simulating(make, settings).Run();
}

}  // namespace ic

#include "cli/commands/applying.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include <fmt/format.h>

#include "cli/commands/plan_file.h"
#include "cli/output/text.h"
#include "cli/output/words.h"
#include "cli/process/files.h"
#include "cli/process/progress.h"
#include "cli/process/session.h"
#include "cli/process/signals.h"
#include "reconcile/run/apply/apply_set.h"

namespace ic::cli {
namespace {

constexpr const char* kStopping =
    "Stopping: what is being done is finished or left so that the next run goes on from it; nothing more is begun.\n";
constexpr const char* kStillStopping =
    "Already stopping; waiting for what is being done. (Nothing is lost if the process is killed.)\n";

class Applying {
 public:
  Applying(Host& host, const CommonOptions& common, const ApplyRequest& request, std::string name)
      : host_(host), request_(request), name_(std::move(name)), saved_(std::nullopt), session_(host, common) {}
  Applying(Host& host, const CommonOptions& common, const ApplyRequest& request, std::string name, PlanFile saved)
      : host_(host),
        request_(request),
        name_(std::move(name)),
        saved_(std::move(saved)),
        session_(host, common, saved_->configuration) {}

  ExitCode Run() {
    const Status ready = Prepare();
    if (!ready.ok()) return End(DiagnosticOf("Nothing was begun", ready));
    planned_ = MakePlan(session_, *state_, Request());
    if (saved_ && !planned_.plan.HasErrors()) CheckSaved();
    const ExitCode verdict = ExitOfPlan(planned_.plan);
    if (verdict == ExitCode::kError || verdict == ExitCode::kRefused) return Refuse(verdict);
    if (!request_.json && !saved_) host_.streams->Print(PlanText(planned_.plan, session_.style()));
    if (request_.dry_run) return Carry(nullptr);
    if (planned_.plan.HasChanges() && !Confirmed()) return ExitCode::kError;
    return CarryWatched();
  }

 private:
  const PlanRequest& Request() const { return saved_ ? saved_->request : request_.plan; }

  // Opens and locks. A dry run needs neither a lock nor a state that exists.
  Status Prepare() {
    auto state = request_.dry_run ? session_.OpenStateToRead() : session_.OpenState();
    if (!state.ok()) return state.status();
    state_ = *std::move(state);
    return request_.dry_run ? OkStatus() : state_->Lock(session_.Holder(name_));
  }

  void CheckSaved() {
    RunPlan& plan = planned_.plan;
    const std::vector<std::string> files = ChangedFiles(*saved_, planned_.desired.files);
    if (!files.empty()) {
      plan.diagnostics.push_back(ErrorOf("The configuration has changed since this plan was made",
                                         fmt::format("{}. Plan again.", fmt::join(files, "; "))));
      return;
    }
    if (!saved_->lineage.empty() && saved_->lineage != plan.lineage) {
      plan.diagnostics.push_back(
          ErrorOf("This plan was made from another state",
                  fmt::format("It was made from the state {}, and {} is the state {}. Name the right one with --state, "
                              "or plan again.",
                              saved_->lineage, state_->name(), plan.lineage)));
      return;
    }
    const std::vector<std::string> moved = ChangedSteps(*host_.factory, *saved_, plan);
    if (moved.empty()) return;
    std::string detail = fmt::format("It was made at {}. What differs now:\n", saved_->made_at);
    for (const std::string& line : moved) detail += "\n    " + line;
    plan.diagnostics.push_back(
        ErrorOf("The world has moved since this plan was made", detail + "\n\nNothing was begun. Plan again."));
  }

  // With --json there is one kind of document, whatever happens: the outcome.
  ExitCode End(LocatedDiagnostic diagnostic) {
    planned_.plan.diagnostics.push_back(std::move(diagnostic));
    return Refuse(ExitCode::kError);
  }

  ExitCode Refuse(ExitCode verdict) {
    if (!request_.json) {
      host_.streams->Print(PlanText(planned_.plan, session_.style()));
      return verdict;
    }
    ApplyOutcome outcome;
    outcome.refused = verdict == ExitCode::kRefused;
    outcome.diagnostics = planned_.plan.diagnostics;
    for (const Refusal& refusal : planned_.plan.refusals) {
      LocatedDiagnostic located = ErrorOf(
          "Refused by a safety rail",
          refusal.allow.empty() ? refusal.why : fmt::format("{} To let it pass: {}", refusal.why, refusal.allow));
      located.address = refusal.address;
      located.diagnostic.rail = true;
      outcome.diagnostics.push_back(std::move(located));
    }
    host_.streams->Print(OutcomeJson(planned_.plan, outcome));
    return verdict;
  }

  bool Confirmed() {
    if (request_.yes || saved_) return true;
    (void)host_.streams->Flush();
    host_.streams->Say("Carry this out? Only 'yes' is taken as a yes: ");
    const auto answer = host_.streams->ReadLine();
    if (answer == "yes") return true;
    host_.streams->Say("Nothing was begun.\n");
    return false;
  }

  ExitCode CarryWatched() {
    std::stop_source stop;
    Progress progress(*host_.streams, *host_.clock, session_.look());
    std::optional<StopSignals> signals;
    if (host_.whole_process) {
      progress.Start();
      signals.emplace([&](int count) {
        progress.Say(count == 1 ? kStopping : kStillStopping);
        stop.request_stop();
      });
    }
    stop_ = stop.get_token();
    return Carry(&progress);
  }

  ExitCode Carry(Progress* progress) {
    (void)host_.streams->Flush();
    const ApplyOutcome outcome = ApplySet(
        session_.run(*state_, stop_), planned_.desired, planned_.plan,
        {.allow_disruption = Request().options().allow_disruption, .observer = progress, .dry_run = request_.dry_run});
    if (progress != nullptr) progress->Stop();
    // The plan has said so already.
    if (!planned_.plan.HasChanges() && outcome.ok() && !request_.json && !saved_) return ExitCode::kDone;
    host_.streams->Print(request_.json ? OutcomeJson(planned_.plan, outcome)
                                       : OutcomeText(planned_.plan, outcome, session_.style()));
    return ExitOfOutcome(outcome);
  }

  Host& host_;
  const ApplyRequest& request_;
  const std::string name_;
  const std::optional<PlanFile> saved_;
  const Session session_;
  std::unique_ptr<StateStore> state_;
  Planned planned_;
  std::stop_token stop_;
};

// What cannot be right whatever the configuration says.
std::string ProblemWith(const Session& session, const ApplyRequest& request, const CommonOptions& common,
                        const std::string& name) {
  const bool saved = !request.plan_file.empty();
  if (saved && !common.files.empty()) return "a saved plan names its configuration: leave out -f";
  if (saved && !(request.plan == PlanRequest{})) {
    return "a saved plan keeps the options it was made with: give them to 'interconnect plan --out' instead";
  }
  if (request.yes || request.dry_run || saved) return "";
  if (request.json) return "with --json nobody can be asked: add --yes";
  if (session.look().can_ask) return "";
  return fmt::format(
      "{} asks before it changes anything, and there is no terminal to ask on: add --yes, or apply a saved plan "
      "(interconnect plan --out FILE, interconnect apply FILE)",
      name);
}

}  // namespace

void AddApplyOptions(CLI::App& command, ApplyRequest& request) {
  AddFlag(command, "--yes", request.yes, "Do not ask; for jobs");
  AddFlag(command, "--dry-run", request.dry_run, "Go through the steps without carrying any out");
  AddFlag(command, "--json", request.json, "Print what was done as JSON");
}

ExitCode ApplyCommand(Host& host, const CommonOptions& common, const ApplyRequest& request, const std::string& name) {
  const std::string problem = ProblemWith(Session(host, common), request, common, name);
  if (!problem.empty()) return Fail(host, problem);
  if (request.plan_file.empty()) return Applying(host, common, request, name).Run();
  const auto text = ReadFile(request.plan_file);
  if (!text.ok()) return Fail(host, text.status());
  auto saved = ReadPlanFile(*text);
  if (!saved.ok()) return Fail(host, saved.status().Annotate(request.plan_file));
  return Applying(host, common, request, name, *std::move(saved)).Run();
}

}  // namespace ic::cli

#include "cli/commands/applying.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/plan_file.h"
#include "cli/output/format/text.h"
#include "cli/output/plan/plan_output.h"
#include "cli/process/files.h"
#include "cli/process/progress.h"
#include "cli/process/session.h"
#include "cli/process/signals.h"
#include "cli/process/trust_options.h"
#include "reconcile/run/apply/apply_set.h"

namespace ic::cli {
namespace {

constexpr const char* kStopping =
    "Stopping: what is being done is finished or left so that the next run goes on from it; a replacement whose old "
    "object is gone is finished, nothing else is begun.\n";
constexpr const char* kStillStopping =
    "Already stopping; waiting for what is being done. (If the process is killed, nothing is forgotten: the next run "
    "goes on. What is being replaced is down until then.)\n";

// Open and locked. A dry run needs neither a lock nor a state that exists; a plan that was made from a state needs
// that.
StatusOr<std::unique_ptr<StateStore>> StateToApply(const Session& session, bool dry_run, const std::string& name,
                                                   const PlanFile* saved) {
  if (dry_run) return session.OpenStateToRead();
  const bool is_there = saved != nullptr && !saved->lineage.empty();
  IC_ASSIGN_OR_RETURN(std::unique_ptr<StateStore> state, is_there ? session.OpenExistingState() : session.OpenState());
  IC_RETURN_IF_ERROR(state->Lock(session.Holder(name)));
  return state;
}

// Nothing can be planned from what is not its state: what that holds would be made once more, or be taken for others'.
std::optional<LocatedDiagnostic> ProblemOfState(const PlanFile* saved, StatusOr<std::unique_ptr<StateStore>>& state) {
  const bool asks = saved != nullptr && !saved->lineage.empty();
  const bool none = asks && state.status().code() == StatusCode::kNotFound;
  if (!state.ok() && !none) return DiagnosticOf("Nothing was begun", state.status());
  if (!asks) return std::nullopt;
  StateInfo info;
  if (state.ok()) {
    const StatusOr<StateInfo> told = (*state)->Info();
    if (!told.ok()) return DiagnosticOf("State cannot be read", told.status());
    info = *told;
  }
  if (info.lineage == saved->lineage) return std::nullopt;
  const std::string is = !state.ok()            ? AsSentence(state.status().message())
                         : info.lineage.empty() ? "There is none here."
                                                : fmt::format("{} is the state {}.", (*state)->name(), info.lineage);
  return ErrorOf("This plan was made from another state",
                 fmt::format("It was made from the state {}. {} Nothing was begun. Name the right one with --state, or "
                             "plan again.",
                             saved->lineage, is));
}

// What keeps a saved plan from being carried out, now that `planned` was made; nothing if it still holds.
std::optional<LocatedDiagnostic> ProblemOfSaved(const AdapterFactory& factory, const PlanFile& saved,
                                                const Planned& planned) {
  const RunPlan& plan = planned.plan;
  const std::vector<std::string> files = ChangedFiles(saved, planned.desired.files);
  if (!files.empty()) {
    return ErrorOf("The configuration has changed since this plan was made",
                   fmt::format("{}. Plan again.", fmt::join(files, "; ")));
  }
  const std::vector<std::string> moved = ChangedSteps(factory, saved, plan);
  if (moved.empty()) return std::nullopt;
  std::string detail = fmt::format("It was made at {}. What differs now:\n", saved.made_at);
  for (const std::string& line : moved) detail += "\n    " + line;
  return ErrorOf("The world has moved since this plan was made", detail + "\n\nNothing was begun. Plan again.");
}

// The outcome of a plan that is not carried out.
ApplyOutcome OutcomeOfRefused(const RunPlan& plan, ExitCode verdict) {
  ApplyOutcome outcome;
  outcome.refused = verdict == ExitCode::kRefused;
  outcome.diagnostics = plan.diagnostics;
  for (const Refusal& refusal : plan.refusals) {
    LocatedDiagnostic located =
        ErrorOf("Refused by a safety rail",
                refusal.allow.empty() ? refusal.why : fmt::format("{} To let it pass: {}", refusal.why, refusal.allow));
    located.address = refusal.address;
    located.diagnostic.rail = true;
    outcome.diagnostics.push_back(std::move(located));
  }
  return outcome;
}

// With --json there is one kind of document, whatever happens: the outcome.
ExitCode Refuse(const Session& session, const RunPlan& plan, bool json, ExitCode verdict) {
  session.host().streams->Print(json ? OutcomeJson(plan, OutcomeOfRefused(plan, verdict))
                                     : PlanText(plan, session.style()));
  return verdict;
}

// Shows progress, and stops the run cleanly at a signal, as long as it lives.
struct Watch {
  explicit Watch(const Session& session) : progress(*session.host().streams, *session.host().clock, session.look()) {
    if (!session.host().whole_process) return;
    progress.Start();
    signals.emplace([this](int count) {
      progress.Say(count == 1 ? kStopping : kStillStopping);
      stop.request_stop();
    });
  }

  std::stop_source stop;
  Progress progress;
  std::optional<StopSignals> signals;
};

ExitCode CarryOut(const Session& session, StateStore& state, const Planned& planned, const ApplyRequest& request,
                  const PlanOptions& asked) {
  Streams& streams = *session.host().streams;
  std::optional<Watch> watch;
  if (!request.dry_run) watch.emplace(session);
  (void)streams.Flush();
  const ApplyOutcome outcome =
      ApplySet(session.run(state, watch ? watch->stop.get_token() : std::stop_token()), planned.desired, planned.plan,
               {.allow_disruption = asked.allow_disruption,
                .observer = watch ? &watch->progress : nullptr,
                .dry_run = request.dry_run});
  if (watch) watch->progress.Stop();
  // The plan has said so already.
  if (!planned.plan.HasChanges() && outcome.ok() && !request.json && request.plan_file.empty()) return ExitCode::kDone;
  streams.Print(request.json ? OutcomeJson(planned.plan, outcome)
                             : OutcomeText(planned.plan, outcome, session.style()));
  return ExitOfOutcome(outcome);
}

// Its options hold for all of the run, also for what only turns up while it is carried out.
void SayOptions(Streams& streams, const PlanFile& saved, bool json) {
  const std::string words = saved.request.words();
  if (words.empty()) return;
  const std::string line = fmt::format("The saved plan of {} has these options, which hold for this run:\n    {}\n\n",
                                       OneLine(saved.made_at), OneLine(words));
  if (json) return streams.Say(line);
  streams.Print(line);
}

// `saved` null: plan now, and ask.
ExitCode PlanAndCarryOut(const Session& session, const ApplyRequest& request, const std::string& name,
                         const PlanFile* saved) {
  const PlanRequest& plan_request = saved != nullptr ? saved->request : request.plan;
  auto state = StateToApply(session, request.dry_run, name, saved);
  if (auto problem = ProblemOfState(saved, state)) {
    RunPlan none;
    none.diagnostics.push_back(*std::move(problem));
    return Refuse(session, none, request.json, ExitCode::kError);
  }
  Planned planned = MakePlan(session, **state, plan_request);
  if (saved != nullptr && !planned.plan.HasErrors()) {
    auto problem = ProblemOfSaved(*session.host().factory, *saved, planned);
    if (problem) planned.plan.diagnostics.push_back(*std::move(problem));
  }
  const ExitCode verdict = ExitOfPlan(planned.plan);
  if (verdict == ExitCode::kError || verdict == ExitCode::kRefused) {
    return Refuse(session, planned.plan, request.json, verdict);
  }
  Streams& streams = *session.host().streams;
  if (saved != nullptr) SayOptions(streams, *saved, request.json);
  // A saved plan too: what its file shows was not looked at here, and this is what is done.
  if (!request.json) streams.Print(PlanText(planned.plan, session.style()));
  const bool ask = !request.dry_run && !request.yes && saved == nullptr && planned.plan.HasChanges();
  if (ask && !SaysYes(streams, "Carry this out?")) return ExitCode::kError;
  return CarryOut(session, **state, planned, request, plan_request.options());
}

// What cannot be right whatever the configuration says.
std::string ProblemOfRequest(const Session& session, const ApplyRequest& request, const std::string& name) {
  const bool saved = !request.plan_file.empty();
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

bool SaysYes(Streams& streams, std::string_view question) {
  (void)streams.Flush();
  streams.Say(fmt::format("{} Only 'yes' is taken as a yes: ", question));
  if (streams.ReadLine() == "yes") return true;
  streams.Say("Nothing was begun.\n");
  return false;
}

void AddApplyOptions(CLI::App& command, ApplyRequest& request) {
  AddFlag(command, "--yes", request.yes, "Do not ask; for jobs");
  AddFlag(command, "--dry-run", request.dry_run, "Go through the steps without carrying any out");
  AddFlag(command, "--json", request.json, "Print what was done as JSON");
}

ExitCode ApplyCommand(Host& host, const CommonOptions& common, const ApplyRequest& request, const std::string& name) {
  if (common.trust.untrusted) return Fail(host, kNoUntrustedApply);
  const std::string problem = ProblemOfRequest(Session(host, common), request, name);
  if (!problem.empty()) return Fail(host, problem);
  if (request.plan_file.empty()) return PlanAndCarryOut(Session(host, common), request, name, nullptr);
  const auto text = ReadFile(request.plan_file);
  if (!text.ok()) return Fail(host, text.status());
  const auto key = PlanKeyOf(host.environment);
  if (!key.ok()) return Fail(host, key.status());
  host.streams->Hide({*key});
  auto saved = ReadPlanFile(*text, *key);
  if (!saved.ok()) return Fail(host, saved.status().Annotate(request.plan_file));
  const std::string outside = ProblemOfConfiguration(*saved, common.files);
  if (!outside.empty()) return Fail(host, outside);
  return PlanAndCarryOut(Session(host, common, saved->configuration), request, name, &*saved);
}

}  // namespace ic::cli

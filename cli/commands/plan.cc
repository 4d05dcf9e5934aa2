// interconnect plan: what apply would do, and why.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/commands/plan_file.h"
#include "cli/commands/planning.h"
#include "cli/commands/reports.h"
#include "cli/output/format/text.h"
#include "cli/output/plan/plan_output.h"
#include "cli/process/files.h"
#include "cli/process/session.h"

namespace ic::cli {
namespace {

struct PlanArguments {
  PlanRequest request;
  bool detailed = false;
  std::string out;
  std::string key;  // what it is sealed with
  Reports reports;
};

// True if it is written, or need not be.
bool WriteOut(const Session& session, const PlanArguments& options, const Planned& planned) {
  Host& host = session.host();
  if (options.out.empty()) return true;
  if (ExitOfPlan(planned.plan) == ExitCode::kError || ExitOfPlan(planned.plan) == ExitCode::kRefused) {
    host.streams->Say(fmt::format("{} is not written: this plan cannot be applied.\n", OneLine(options.out)));
    return true;
  }
  const auto file =
      PlanFileOf(*host.factory, planned, options.request, session.files(), host.version, host.clock->Now());
  const Status status =
      file.ok() ? WriteFileAtomically(options.out, WritePlanFile(*file, planned.plan, options.key), Privacy::kOwnerOnly)
                : file.status();
  if (!status.ok()) (void)Fail(host, status);
  return status.ok();
}

ExitCode Plan(Host& host, const CommonOptions& common, PlanArguments& options) {
  if (options.request.destroy && !options.request.replace.empty()) {
    return Fail(host, "--destroy and --replace contradict each other: what is destroyed is not made again");
  }
  const Session session(host, common);
  std::vector<Target> more;
  if (!options.out.empty()) more.push_back({"--out", options.out});
  if (const std::string problem = options.reports.Problem(session, more); !problem.empty()) return Fail(host, problem);
  if (!options.out.empty()) {  // before anything is asked
    auto key = PlanKeyOf(host.environment);
    if (!key.ok()) return Fail(host, key.status());
    host.streams->Hide({*key});
    // The key says that whoever trusts the configuration made the plan.
    if (!common.trust.untrusted) options.key = *std::move(key);
  }
  Planned planned;
  const auto state = session.OpenStateToRead();
  if (state.ok()) {
    planned = MakePlan(session, **state, options.request);
  } else {
    planned.plan.diagnostics.push_back(DiagnosticOf("State cannot be read", state.status()));
  }
  bool delivered = options.reports.Deliver(host, "--json", [&] { return PlanJson(planned.plan); });
  delivered &= options.reports.Deliver(host, "--markdown", [&] { return PlanMarkdown(planned.plan); });
  if (options.reports.WantsText()) {
    TextStyle style = session.style();
    style.detailed = options.detailed;
    host.streams->Print(PlanText(planned.plan, style));
  }
  delivered &= WriteOut(session, options, planned);
  return delivered ? ExitOfPlan(planned.plan) : ExitCode::kError;
}

}  // namespace

void AddPlan(Program& program) {
  const auto options = std::make_shared<PlanArguments>();
  CLI::App& command =
      program.Add({.name = "plan",
                   .sentence = "Say what apply would do, and why; changes nothing",
                   .examples = {"interconnect plan", "interconnect plan --out links.plan --markdown comment.md"},
                   .more = "Exit code 0: nothing to do, 1: error, 2: changes, 3: a safety rail refuses them."},
                  [&program, options] { return Plan(program.host(), program.common(), *options); });
  AddFile(command, "--out", options->out, "Write the plan to this file, for 'interconnect apply FILE'");
  options->reports.AddOption(command, "--json", "The plan as JSON, to standard output or FILE");
  options->reports.AddOption(command, "--markdown", "The plan as Markdown, for a pull request comment");
  AddFlag(command, "--detailed", options->detailed, "Also what stays as it is, and where each reason is from");
  AddFlag(command, "--destroy", options->request.destroy, "Plan the destruction of all that the state holds");
  AddPlanOptions(command, options->request);
  AddRailOptions(command, options->request);
  AddTrustOptions(command, program.common());
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli

// interconnect drift: where desired, last applied and actual differ. Reads only.
#include "reconcile/run/drift/drift.h"

#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/commands/reports.h"
#include "cli/config/read/load.h"
#include "cli/output/drift/drift_output.h"
#include "cli/output/format/text.h"
#include "cli/process/session.h"

namespace ic::cli {
namespace {

struct DriftArguments {
  std::vector<std::string> fail_on;
  bool fail_on_health = false;
  bool detailed = false;
  DriftOptions drift;
  Reports reports;
};

// One word of --fail-on, or several with commas.
std::string CheckClasses(const std::string& text) {
  const std::vector<std::string> names = {"material", "marks", "pending", "vendor-initiated", "cosmetic", "unmanaged"};
  for (const std::string& word : Split(text, ',')) {
    if (word == "none" || ParseDriftClass(word)) continue;
    const auto nearest = NearestName(word, names);
    return fmt::format("'{}' is no class of drift{}; there are {} (or none)", word,
                       nearest ? fmt::format(", did you mean {}?", *nearest) : std::string(), JoinWords(names, "and"));
  }
  return "";
}

DriftFailOn FailOn(const DriftArguments& options) {
  DriftFailOn fail_on;
  fail_on.health = options.fail_on_health;
  if (options.fail_on.empty()) return fail_on;
  fail_on.classes.clear();
  for (const std::string& words : options.fail_on) {
    for (const std::string& word : Split(words, ',')) {
      if (const auto klass = ParseDriftClass(word)) fail_on.classes.insert(*klass);
    }
  }
  return fail_on;
}

DriftReport Find(const Session& session, const DriftArguments& options) {
  LoadedSet loaded = session.Load();
  DriftReport report;
  report.at = session.host().clock->Now();
  const auto state = session.OpenStateToRead();
  if (!state.ok()) loaded.diagnostics.push_back(DiagnosticOf("State cannot be read", state.status()));
  if (!HasErrors(loaded.diagnostics)) {
    const auto waiting = session.Wait("reading the clouds");
    report = FindDrift(session.run(**state), loaded.set, options.drift);
  }
  report.diagnostics.insert(report.diagnostics.begin(), loaded.diagnostics.begin(), loaded.diagnostics.end());
  return report;
}

ExitCode Drift(Host& host, const CommonOptions& common, const DriftArguments& options) {
  const Reports& reports = options.reports;
  const Session session(host, common);
  if (const std::string problem = reports.Problem(session); !problem.empty()) return Fail(host, problem);
  DriftReport report = Find(session, options);
  report.health_counts = options.fail_on_health;
  bool delivered = reports.Deliver(host, "--json", [&] { return DriftJson(report); });
  delivered &= reports.Deliver(host, "--markdown", [&] { return DriftMarkdown(report); });
  delivered &= reports.Deliver(host, "--sarif", [&] { return DriftSarif(report, host.version); });
  delivered &= reports.Deliver(host, "--prometheus", [&] { return DriftPrometheus(report); });
  if (reports.WantsText()) {
    TextStyle style = session.style();
    style.detailed = options.detailed;
    host.streams->Print(DriftText(report, style));
  }
  return delivered ? ExitOfDrift(report, FailOn(options)) : ExitCode::kError;
}

}  // namespace

void AddDrift(Program& program) {
  const auto options = std::make_shared<DriftArguments>();
  CLI::App& command = program.Add(
      {.name = "drift",
       .sentence = "Say where the clouds differ from the configuration and from what was applied; only reads",
       .examples = {"interconnect drift",
                    "interconnect drift --json drift.json --prometheus /var/lib/node_exporter/interconnect.prom",
                    "interconnect drift --fail-on material,vendor-initiated --fail-on-health"},
       .more = "Classes of findings: material, marks, pending, vendor-initiated, cosmetic, unmanaged.\n"
               "Exit code 0: no finding that counts, 1: error, or a cloud could not be read, 2: drift."},
      [&program, options] { return Drift(program.host(), program.common(), *options); });
  options->reports.AddOption(command, "--json", "Findings as JSON, to standard output or FILE");
  options->reports.AddOption(command, "--markdown", "Findings as Markdown");
  options->reports.AddOption(command, "--sarif", "Findings as SARIF 2.1.0, for code scanning");
  options->reports.AddFileOption(command, "--prometheus", "Metrics in node_exporter's textfile format");
  AddRepeatable(command, "--fail-on", "CLASSES", options->fail_on,
                "Classes that make the exit code 2, with commas between, or none\n(default: all but unmanaged)",
                CheckClasses);
  AddFlag(command, "--fail-on-health", options->fail_on_health, "Also if a session or a redundancy group is down");
  AddNoFlag(command, "--no-unmanaged", options->drift.unmanaged, "Do not look for what nobody here manages");
  AddFlag(command, "--detailed", options->detailed, "Also what is ignored, and why");
  AddTrustOptions(command, program.common());
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli

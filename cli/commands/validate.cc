// interconnect validate: everything that can be found wrong without a cloud, a state or a secret.
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/commands/reports.h"
#include "cli/config/read/load.h"
#include "cli/config/read/report.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/text.h"
#include "cli/output/format/words.h"
#include "cli/process/session.h"
#include "reconcile/run/plan/validate_set.h"

namespace ic::cli {
namespace {

// What could not be read well would be complained of twice.
std::set<Address> ReadWrongly(const std::vector<LocatedDiagnostic>& reading) {
  std::set<Address> wrong;
  for (const LocatedDiagnostic& one : reading) {
    if (one.address && one.diagnostic.severity == Severity::kError) wrong.insert(*one.address);
  }
  return wrong;
}

std::string TextOf(const LoadedSet& loaded, const TextStyle& style) {
  std::string text = DiagnosticsText(loaded.diagnostics, style);
  const std::string what =
      fmt::format("{} in {}", Count(loaded.set.objects.size(), "object"), Count(loaded.set.files.size(), "file"));
  if (text.empty()) return fmt::format("Valid: {}.\n", what);
  text.pop_back();  // the counts of diagnostics end the text already
  return fmt::format("{}; {}.\n", text, what);
}

ExitCode Validate(Host& host, const CommonOptions& common, const Reports& reports) {
  const Session session(host, common);
  if (const std::string problem = reports.Problem(session); !problem.empty()) return Fail(host, problem);
  LoadedSet loaded = session.Load(/*resolve_secrets=*/false);
  const std::set<Address> wrong = ReadWrongly(loaded.diagnostics);
  for (LocatedDiagnostic& diagnostic : ValidateSet(session.engine(), loaded.set)) {
    const bool known = diagnostic.address && wrong.contains(*diagnostic.address);
    if (!known) loaded.diagnostics.push_back(std::move(diagnostic));
  }
  SortByPlace(loaded.set.files, loaded.diagnostics);
  bool delivered = reports.Deliver(host, "--json", [&] { return DiagnosticsJson(loaded.diagnostics); });
  delivered &= reports.Deliver(host, "--sarif", [&] { return DiagnosticsSarif(loaded.diagnostics, host.version); });
  if (reports.WantsText()) host.streams->Print(TextOf(loaded, session.style()));
  return delivered ? ExitOfDiagnostics(loaded.diagnostics) : ExitCode::kError;
}

}  // namespace

void AddValidate(Program& program) {
  const auto reports = std::make_shared<Reports>();
  CLI::App& command =
      program.Add({.name = "validate",
                   .sentence = "Check the configuration offline: no cloud, no state, no secret is needed",
                   .examples = {"interconnect validate", "interconnect validate -f links/ --sarif findings.sarif"}},
                  [&program, reports] { return Validate(program.host(), program.common(), *reports); });
  reports->AddOption(command, "--json", "Findings as JSON, to standard output or FILE");
  reports->AddOption(command, "--sarif", "Findings as SARIF 2.1.0, for code scanning");
  AddTrustOptions(command, program.common());
  AddReadingOptions(command, program.common());
}

}  // namespace ic::cli

// interconnect graph: what stands on what, as a drawing.
#include "cli/output/graph/graph.h"

#include <memory>

#include "cli/commands/commands.h"
#include "cli/config/read/load.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/graph/graphviz.h"
#include "cli/process/session.h"

namespace ic::cli {
namespace {

ExitCode DrawGraph(Host& host, const CommonOptions& common, const std::string& format) {
  const Session session(host, common);
  const LoadedSet loaded = session.Load(/*resolve_secrets=*/false);
  if (!loaded.diagnostics.empty())
    host.streams->Say(DiagnosticsText(loaded.diagnostics, {.width = session.look().width}));
  if (HasErrors(loaded.diagnostics)) return ExitCode::kError;
  if (format != "svg") {
    host.streams->Print(GraphOf(loaded.set, format == "dot" ? GraphFormat::kDot : GraphFormat::kMermaid));
    return ExitCode::kDone;
  }
  const auto svg = DrawSvg(GraphOf(loaded.set, GraphFormat::kDot));
  if (!svg.ok()) return Fail(host, svg.status());
  host.streams->Print(*svg);
  return ExitCode::kDone;
}

}  // namespace

void AddGraph(Program& program) {
  const auto format = std::make_shared<std::string>("dot");
  CLI::App& command =
      program.Add({.name = "graph",
                   .sentence = "Draw the configuration: what stands on what, and redundancy groups",
                   .examples = {"interconnect graph --format svg > links.svg", "interconnect graph --format mermaid"}},
                  [&program, format] { return DrawGraph(program.host(), program.common(), *format); });
  AddChoice(command, "--format", {"dot", "mermaid", "svg"}, *format, "Format; svg is drawn by Graphviz (default: dot)");
  AddTrustOptions(command, program.common());
  AddReadingOptions(command, program.common());
}

}  // namespace ic::cli

// interconnect limits: what the clouds allow, from the tables that are checked.
#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/limits/limits_text.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/config/read/load.h"
#include "cli/output/format/diagnostics.h"
#include "cli/process/session.h"

namespace ic::cli {
namespace {

struct LimitsArguments {
  std::string cloud;
  std::string kind;
  bool json = false;
};

std::string Unknown(std::string_view what, std::string_view word, const std::vector<std::string>& known) {
  const auto nearest = NearestName(word, known);
  return fmt::format("'{}' is no {}{}; there are {}", word, what,
                     nearest ? fmt::format(", did you mean {}?", *nearest) : std::string(), JoinWords(known, "and"));
}

ExitCode Limits(Host& host, const CommonOptions& common, const LimitsArguments& options) {
  std::vector<const VendorTraits*> vendors;
  std::vector<std::string> clouds;
  for (const VendorTraits* traits : host.factory->traits()) {
    clouds.emplace_back(traits->cloud);
    if (options.cloud.empty() || options.cloud == traits->cloud) vendors.push_back(traits);
  }
  if (vendors.empty()) return Fail(host, Unknown("cloud", options.cloud, clouds));
  std::vector<std::string> kinds;
  for (const Kind kind : kAllKinds) kinds.emplace_back(KindName(kind));
  const std::optional<Kind> kind = ParseKind(options.kind);
  if (!options.kind.empty() && !kind) return Fail(host, Unknown("kind", options.kind, kinds));
  LimitOverrides overrides;
  if (!common.files.empty()) {
    const LoadedSet loaded = Session(host, common).Load(/*resolve_secrets=*/false);
    if (HasErrors(loaded.diagnostics)) {
      host.streams->Say(DiagnosticsText(loaded.diagnostics, {}));
      return ExitCode::kError;
    }
    overrides = loaded.set.limits;
  }
  host.streams->Print(options.json ? RenderLimitsJson(vendors, overrides, kind)
                                   : RenderLimitsText(vendors, overrides, kind));
  return ExitCode::kDone;
}

}  // namespace

void AddLimits(Program& program) {
  std::vector<std::string> clouds;
  for (const VendorTraits* traits : program.host().factory->traits()) clouds.emplace_back(traits->cloud);
  const auto options = std::make_shared<LimitsArguments>();
  CLI::App& command = program.Add(
      {.name = "limits",
       .sentence = "Print what the clouds allow: limits, rules and quotas, as they are checked",
       .examples = {"interconnect limits --cloud aws --kind virtual_interface", "interconnect limits --json"},
       .more = "With -f, numbers that the configuration raises are shown as it sets them."},
      [&program, options] { return Limits(program.host(), program.common(), *options); });
  AddText(command, "--cloud", "CLOUD", options->cloud, fmt::format("Only this cloud's: {}", JoinWords(clouds, "or")));
  AddText(command, "--kind", "KIND", options->kind, "Only those of this kind, such as virtual_interface");
  AddFlag(command, "--json", options->json, "As JSON, with sources, costs of changes and capabilities");
  AddTrustOptions(command, program.common());
  AddReadingOptions(command, program.common());
}

}  // namespace ic::cli

// interconnect version.
#include <memory>

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/output/format/json.h"

namespace ic::cli {

void AddVersion(Program& program) {
  const auto json = std::make_shared<bool>(false);
  CLI::App& command = program.Add(
      {.name = "version",
       .sentence = "Print the version, and the clouds that this build knows",
       .examples = {"interconnect version", "interconnect version --json"}},
      [&program, json] {
        Host& host = program.host();
        Json clouds = Json::array();
        for (const VendorTraits* traits : host.factory->traits()) {
          clouds.push_back(traits->cloud);
        }
        host.streams->Print(
            *json ? Dumped({{"format_version", kFormatVersion}, {"version", host.version}, {"clouds", clouds}})
                  : fmt::format("interconnect {}\n", host.version));
        return ExitCode::kDone;
      });
  AddFlag(command, "--json", *json, "As JSON");
}

}  // namespace ic::cli

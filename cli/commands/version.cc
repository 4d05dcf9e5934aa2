// interconnect version.
#include <memory>

#include <fmt/format.h>

#include "base/about/about.h"
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
        Json facts = {{"format_version", kFormatVersion}, {"version", host.version}, {"clouds", clouds}};
        const About about = ThisBuild();
        if (!about.commit.empty()) facts["commit"] = about.commit;
        if (!about.libraries.empty()) facts["libraries"] = about.libraries;
        host.streams->Print(*json ? Dumped(facts) : fmt::format("interconnect {}\n{}", host.version, AboutLines()));
        return ExitCode::kDone;
      });
  AddFlag(command, "--json", *json, "As JSON");
}

}  // namespace ic::cli

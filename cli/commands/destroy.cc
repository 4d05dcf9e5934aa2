// interconnect destroy: takes away everything that the state holds.
#include <memory>

#include "cli/commands/applying.h"
#include "cli/commands/commands.h"

namespace ic::cli {

void AddDestroy(Program& program) {
  const auto request = std::make_shared<ApplyRequest>();
  request->plan.destroy = true;
  CLI::App& command = program.Add(
      {.name = "destroy",
       .sentence = "Take away everything that the state holds",
       .examples = {"interconnect plan --destroy",
                    "interconnect destroy --allow connection.dc1 --allow virtual_interface.prod"},
       .more = "Each circuit and session must be acknowledged by name. What was adopted or imported is kept in the\n"
               "cloud, unless its on_destroy says otherwise."},
      [&program, request] { return ApplyCommand(program.host(), program.common(), *request, "destroy"); });
  AddApplyOptions(command, *request);
  AddRailOptions(command, request->plan);
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli

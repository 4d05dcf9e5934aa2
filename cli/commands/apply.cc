// interconnect apply: carries out a plan, a saved one or a new one.
#include <memory>

#include "cli/commands/applying.h"
#include "cli/commands/commands.h"

namespace ic::cli {

void AddApply(Program& program) {
  const auto request = std::make_shared<ApplyRequest>();
  CLI::App& command = program.Add(
      {.name = "apply",
       .sentence = "Make the clouds what the configuration says",
       .examples = {"interconnect apply", "interconnect apply --yes --allow virtual_interface.prod",
                    "interconnect plan --out links.plan && interconnect apply links.plan"},
       .more = "A saved plan is carried out without asking, and only if neither the configuration nor the world\n"
               "has moved since. Exit code 0: done, 1: error or stopped, 3: refused by a safety rail."},
      [&program, request] { return ApplyCommand(program.host(), program.common(), *request, "apply"); });
  AddFile(command, "PLAN", request->plan_file, "A plan that 'interconnect plan --out' wrote");
  AddApplyOptions(command, *request);
  AddPlanOptions(command, request->plan);
  AddRailOptions(command, request->plan);
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli

// The commands: each adds itself to the tree and says how it is run.
#ifndef CLI_COMMANDS_COMMANDS_H_
#define CLI_COMMANDS_COMMANDS_H_

#include "cli/process/command.h"

namespace ic::cli {

void AddValidate(Program& program);
void AddPlan(Program& program);
void AddApply(Program& program);
void AddDestroy(Program& program);
void AddDrift(Program& program);
void AddImport(Program& program);
void AddMigrate(Program& program);
void AddDecline(Program& program);
void AddList(Program& program);
void AddExport(Program& program);
void AddGraph(Program& program);
void AddShow(Program& program);
void AddRender(Program& program);
void AddState(Program& program);
void AddLoa(Program& program);
void AddLocations(Program& program);
void AddLimits(Program& program);
void AddSchema(Program& program);
void AddVersion(Program& program);
void AddCompletion(Program& program);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_COMMANDS_H_

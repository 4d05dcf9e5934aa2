// The program: its commands, their options and what they print when they are used wrongly.
#ifndef CLI_APP_H_
#define CLI_APP_H_

#include <string>
#include <vector>

#include "cli/process/exit_code.h"
#include "cli/process/host.h"

namespace ic::cli {

// `arguments` without the program's name. No exception leaves it.
ExitCode RunProgram(Host& host, const std::vector<std::string>& arguments);

}  // namespace ic::cli

#endif  // CLI_APP_H_

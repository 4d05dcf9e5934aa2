// What must not be written over: the configuration, the state, another file of the same run, and what a link that came
// with an untrusted configuration leads to.
#ifndef CLI_COMMANDS_OVERWRITING_H_
#define CLI_COMMANDS_OVERWRITING_H_

#include <string>
#include <vector>

#include "cli/process/session.h"

namespace ic::cli {

struct Target {
  std::string option;  // "--json"
  std::string file;    // not empty
};

// Empty, or why nothing is written there for a configuration that is not trusted.
std::string UntrustedTargetProblem(const Session& session, const Target& target);

// Empty, or what is wrong with writing to all of these files. What is no regular file (a pipe, /dev/null) may be named
// as often as is wanted.
std::string OverwriteProblem(const Session& session, const std::vector<Target>& targets);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_OVERWRITING_H_

// Options: the sorts of options that commands have, over the library that reads them. Only the files that include
// <CLI/CLI.hpp> know that library: it is half of what such a file costs to compile.
#ifndef CLI_PROCESS_OPTIONS_H_
#define CLI_PROCESS_OPTIONS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "cli/config/read/trust.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace ic::cli {

// Options that every command with a configuration has.
struct CommonOptions {
  std::vector<std::string> files;  // empty: interconnect.yaml
  std::string state;               // empty: INTERCONNECT_STATE, or beside the first file
  std::string log_level = "off";
  bool no_color = false;
  std::size_t parallelism = 32;
  // As given. What holds together with the environment is `trust`, once all options are read (trust.h).
  bool untrusted = false;
  std::vector<std::string> allow_env, show_env, allow_endpoint;
  Trust trust = {};
};

// -f, --log-level and --no-color.
void AddReadingOptions(CLI::App& command, CommonOptions& common);
// Likewise, and --state and --parallelism.
void AddCommonOptions(CLI::App& command, CommonOptions& common);

// --untrusted and what a configuration that is not trusted may still use; for commands that change no cloud.
void AddTrustOptions(CLI::App& command, CommonOptions& common);

// `name` of all below: "-f,--file", or "PLAN" for what is told by its place. What they write to outlives the reading.
void AddFlag(CLI::App& command, const std::string& name, bool& to, const std::string& help);
// `--no-…`: makes `to` false.
void AddNoFlag(CLI::App& command, const std::string& name, bool& to, const std::string& help);
void AddText(CLI::App& command, const std::string& name, const std::string& type, std::string& to,
             const std::string& help);
// Not a standard stream, which many programs call `-`.
void AddFile(CLI::App& command, const std::string& name, std::string& to, const std::string& help);
// KIND.NAME.
void AddAddress(CLI::App& command, const std::string& name, std::string& to, const std::string& help);
CLI::Option* AddChoice(CLI::App& command, const std::string& name, const std::vector<std::string>& words,
                       std::string& to, const std::string& help);

// Repeatable options that take one value each time, whatever stands behind it. `check` tells what is wrong with one,
// or nothing.
using Check = std::function<std::string(const std::string& text)>;
CLI::Option* AddRepeatable(CLI::App& command, const std::string& name, const std::string& type,
                           std::vector<std::string>& to, const std::string& help, const Check& check = {});
// Told by their places, any number of them: KIND.NAME each.
void AddObjects(CLI::App& command, const std::string& name, std::vector<std::string>& to, const std::string& help);
void AddAddresses(CLI::App& command, const std::string& name, std::vector<std::string>& to, const std::string& help);

}  // namespace ic::cli

#endif  // CLI_PROCESS_OPTIONS_H_

// What the command files are made with: the option tree, and what is the same for several commands.
#ifndef CLI_COMMAND_H_
#define CLI_COMMAND_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/exit_code.h"
#include "cli/host.h"

namespace ic::cli {

// Options that every command with a configuration has.
struct CommonOptions {
  std::vector<std::string> files;  // empty: interconnect.yaml
  std::string state;               // empty: INTERCONNECT_STATE, or beside the first file
  std::string log_level = "off";
  bool no_color = false;
  std::size_t parallelism = 32;
};

struct CommandText {
  std::string name;
  std::string sentence;               // for the list of commands and the top of its help
  std::vector<std::string> examples;  // "interconnect plan --out plan.json"
  std::string more;                   // further lines of help, above the examples
};

class Program {
 public:
  explicit Program(Host& host);

  Host& host() { return host_; }
  CommonOptions& common() { return common_; }
  CLI::App& root() { return root_; }

  // `run` is called after all options have been read.
  CLI::App& Add(const CommandText& text, std::function<ExitCode()> run);
  // Of the command that was chosen.
  const std::function<ExitCode()>& chosen() const { return chosen_; }

 private:
  Host& host_;
  CommonOptions common_;
  CLI::App root_;
  std::function<ExitCode()> chosen_;
};

// -f, --log-level and --no-color.
void AddReadingOptions(CLI::App& command, CommonOptions& common);
// Likewise, and --state and --parallelism.
void AddCommonOptions(CLI::App& command, CommonOptions& common);

// For CLI::Option::check: what is wrong with an address, or nothing.
std::string CheckAddress(const std::string& text);

// Likewise, of a file that cannot be a standard stream, which many programs call `-`.
std::string CheckFile(const std::string& text);

// Repeatable options that take one value each time, whatever stands behind it.
CLI::Option* AddAddresses(CLI::App& command, const std::string& name, std::vector<std::string>& to,
                          const std::string& help);
CLI::Option* AddRepeatable(CLI::App& command, const std::string& name, const std::string& type,
                           std::vector<std::string>& to, const std::string& help);

// One for each file of the folder.
void AddValidate(Program& program);
void AddPlan(Program& program);
void AddApply(Program& program);
void AddDestroy(Program& program);
void AddDrift(Program& program);
void AddImport(Program& program);
void AddExport(Program& program);
void AddGraph(Program& program);
void AddLimits(Program& program);
void AddSchema(Program& program);
void AddVersion(Program& program);
void AddCompletion(Program& program);

}  // namespace ic::cli

#endif  // CLI_COMMAND_H_

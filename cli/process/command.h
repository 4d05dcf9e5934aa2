// What the command files are made with: the tree of commands.
#ifndef CLI_PROCESS_COMMAND_H_
#define CLI_PROCESS_COMMAND_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/process/exit_code.h"
#include "cli/process/host.h"
#include "cli/process/options.h"

namespace ic::cli {

struct CommandText {
  std::string name;
  std::string sentence;               // for the list of commands and the top of its help
  std::vector<std::string> examples;  // "interconnect plan --out plan.json"
  std::string more;                   // further lines of help, above the examples
};

class Program {
 public:
  explicit Program(Host& host);
  ~Program();

  Host& host() { return host_; }
  CommonOptions& common() { return common_; }
  CLI::App& root() { return *root_; }

  // `run` is called after all options have been read.
  CLI::App& Add(const CommandText& text, std::function<ExitCode()> run);
  // Of the command that was chosen.
  const std::function<ExitCode()>& chosen() const { return chosen_; }

 private:
  Host& host_;
  CommonOptions common_;
  const std::unique_ptr<CLI::App> root_;
  std::function<ExitCode()> chosen_;
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_COMMAND_H_

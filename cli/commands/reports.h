// Reports: one result in several formats at once, of which one at most goes to standard output.
#ifndef CLI_COMMANDS_REPORTS_H_
#define CLI_COMMANDS_REPORTS_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands/overwriting.h"
#include "cli/process/host.h"
#include "cli/process/options.h"
#include "cli/process/session.h"

namespace ic::cli {

class Reports {
 public:
  // `--json`, `--json -`: to standard output; `--json FILE`: to that file, written in one step.
  void AddOption(CLI::App& command, const std::string& name, const std::string& help);
  // `--prometheus FILE`: a file must be named, or `-`.
  void AddFileOption(CLI::App& command, const std::string& name, const std::string& help);

  // Empty, or what is wrong: two formats on standard output, or a file that must not be written over. `more`: what the
  // command writes besides. To be asked before anything is done.
  std::string Problem(const Session& session, std::vector<Target> more = {}) const;
  bool IsWanted(std::string_view name) const;
  // True if text for people goes to standard output, because no other format does.
  bool WantsText() const;

  // `render` is called if the format is wanted. False, and says so, if it could not be written.
  bool Deliver(Host& host, std::string_view name, const std::function<std::string()>& render) const;

 private:
  struct Report {
    std::string name;
    bool wanted = false;
    std::string file;  // empty: standard output
  };
  const Report* Find(std::string_view name) const;
  std::vector<Report> reports_;
};

}  // namespace ic::cli

#endif  // CLI_COMMANDS_REPORTS_H_

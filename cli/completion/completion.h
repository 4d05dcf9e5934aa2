// Shell completion, from the option tree itself.
#ifndef CLI_COMPLETION_COMPLETION_H_
#define CLI_COMPLETION_COMPLETION_H_

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace ic::cli {

enum class Takes { kNothing, kText, kChoice, kFile };

// What stands behind an option, or as an argument.
struct CompletionValue {
  Takes takes = Takes::kNothing;
  bool optional = false;  // it may be left out
  std::vector<std::string> choices;
};

struct CompletionOption {
  std::vector<std::string> short_names;  // "f"
  std::vector<std::string> long_names;   // "file"
  std::string help;                      // one line
  bool repeatable = false;
  CompletionValue value;
};

struct CompletionCommand {
  std::string name;  // empty: the program itself
  std::string help;
  std::vector<CompletionOption> options;
  std::vector<CompletionValue> arguments;
};

// The root first, then its commands in their order. The name of an option's type says what it takes: FILE or FOLDER are
// paths, lower-case words with `|` between them are a choice, all else is text.
std::vector<CompletionCommand> CompletionOf(const CLI::App& root);

using CompletionTree = std::vector<CompletionCommand>;
std::string BashCompletion(const CompletionTree& tree);
std::string ZshCompletion(const CompletionTree& tree);
std::string FishCompletion(const CompletionTree& tree);

// `-f`, `--file`.
std::vector<std::string> FlagsOf(const CompletionOption& option);

}  // namespace ic::cli

#endif  // CLI_COMPLETION_COMPLETION_H_

// interconnect completion: prints a script made of the option tree.
#include "cli/completion/completion.h"

#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"

namespace ic::cli {

void AddCompletion(Program& program) {
  const auto shell = std::make_shared<std::string>();
  CLI::App& command = program.Add({.name = "completion",
                                   .sentence = "Print a script that completes commands and options in a shell",
                                   .examples = {"source <(interconnect completion bash)",
                                                "interconnect completion fish > "
                                                "~/.config/fish/completions/interconnect.fish"}},
                                  [&program, shell] {
                                    const CompletionTree tree = CompletionOf(program.root());
                                    program.host().streams->PrintExactly(*shell == "bash"  ? BashCompletion(tree)
                                                                         : *shell == "zsh" ? ZshCompletion(tree)
                                                                                           : FishCompletion(tree));
                                    return ExitCode::kDone;
                                  });
  AddChoice(command, "SHELL", {"bash", "zsh", "fish"}, *shell, "The shell to write it for: bash, zsh or fish")
      ->required();
}

}  // namespace ic::cli

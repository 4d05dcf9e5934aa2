#include <fmt/format.h>

#include "cli/completion/completion.h"

namespace ic::cli {
namespace {

std::string FishQuoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

// -r: a value follows; -x: and it is no path; -F: paths are completed.
std::string FishAction(const CompletionValue& value) {
  switch (value.takes) {
    case Takes::kNothing:
      return "";
    case Takes::kFile:
      return value.optional ? " -F" : " -r -F";
    case Takes::kChoice:
      return fmt::format(" -x -a {}", FishQuoted(fmt::format("{}", fmt::join(value.choices, " "))));
    case Takes::kText:
      break;
  }
  return " -x";
}

std::string FishBranch(const CompletionCommand& command) {
  const std::string condition =
      command.name.empty() ? "__fish_use_subcommand" : "'__fish_seen_subcommand_from " + command.name + "'";
  std::string text;
  for (const CompletionOption& option : command.options) {
    std::string names;
    for (const std::string& name : option.short_names) names += " -s " + name;
    for (const std::string& name : option.long_names) names += " -l " + name;
    text += fmt::format("complete -c interconnect -n {}{}{} -d {}\n", condition, names, FishAction(option.value),
                        FishQuoted(option.help));
  }
  for (const CompletionValue& argument : command.arguments) {
    if (argument.takes == Takes::kText) continue;
    const std::string action = argument.takes == Takes::kFile ? " -F" : FishAction(argument);
    text += fmt::format("complete -c interconnect -n {}{}\n", condition, action);
  }
  return text;
}

}  // namespace

std::string FishCompletion(const CompletionTree& tree) {
  std::string text =
      "# fish completion for interconnect; made by `interconnect completion fish`\ncomplete -c interconnect -f\n";
  for (const CompletionCommand& command : tree) {
    if (command.name.empty()) continue;
    text += fmt::format("complete -c interconnect -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        FishQuoted(command.help));
  }
  for (const CompletionCommand& command : tree) text += FishBranch(command);
  return text;
}

}  // namespace ic::cli

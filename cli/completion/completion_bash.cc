#include <fmt/format.h>

#include "cli/completion/completion.h"

namespace ic::cli {
namespace {

constexpr const char* kHead = R"(# bash completion for interconnect; made by `interconnect completion bash`
_interconnect() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  # --option=value arrives as three words.
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]]; then
    previous="${COMP_WORDS[COMP_CWORD-2]}"
  fi
  local command="" words="" values="" files=""
  (( COMP_CWORD > 1 )) && command="${COMP_WORDS[1]}"
  case "$command" in
)";

constexpr const char* kTail = R"(  esac
  local IFS=$'\n'
  if [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "${values// /$'\n'}" -- "$current"))
  elif [[ -n $files && $current != -* ]]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -W "${words// /$'\n'}" -- "$current"))
  fi
}
complete -F _interconnect interconnect
)";

std::string BashAction(const CompletionValue& value) {
  if (value.takes == Takes::kFile) return "files=1";
  if (value.takes == Takes::kChoice) return fmt::format("values=\"{}\"", fmt::join(value.choices, " "));
  // Nothing is known of it; without a value the next option follows.
  return value.optional ? "" : "return";
}

std::string BashBranch(const CompletionCommand& command, const CompletionTree& tree) {
  std::vector<std::string> words;
  std::string values;
  for (const CompletionOption& option : command.options) {
    for (const std::string& name : option.long_names) words.push_back("--" + name);
    const std::string action = option.value.takes == Takes::kNothing ? "" : BashAction(option.value);
    if (action.empty()) continue;
    values += fmt::format("        {}) {} ;;\n", fmt::join(FlagsOf(option), "|"), action);
  }
  if (command.name.empty()) {
    for (const CompletionCommand& other : tree) {
      if (!other.name.empty()) words.push_back(other.name);
    }
  }
  std::string text =
      fmt::format("    {})\n      words=\"{}\"\n", command.name.empty() ? "\"\"" : command.name, fmt::join(words, " "));
  for (const CompletionValue& argument : command.arguments) {
    if (argument.takes == Takes::kFile) text += "      files=1\n";
    if (argument.takes == Takes::kChoice) {
      text += fmt::format("      words+=\" {}\"\n", fmt::join(argument.choices, " "));
    }
  }
  if (!values.empty()) text += "      case \"$previous\" in\n" + values + "      esac\n";
  return text + "      ;;\n";
}

}  // namespace

std::string BashCompletion(const CompletionTree& tree) {
  std::string text = kHead;
  for (const CompletionCommand& command : tree) text += BashBranch(command, tree);
  return text + kTail;
}

}  // namespace ic::cli

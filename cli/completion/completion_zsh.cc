#include <fmt/format.h>

#include "cli/completion/completion.h"

namespace ic::cli {
namespace {

// Inside single quotes; brackets and colons mean something to _arguments and _describe.
std::string ZshQuoted(std::string_view text) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted;
}

std::string ZshAction(const CompletionValue& value) {
  const std::string colon = value.optional ? "::" : ":";
  switch (value.takes) {
    case Takes::kNothing:
      return "";
    case Takes::kFile:
      return colon + "file:_files";
    case Takes::kChoice:
      return fmt::format("{}value:({})", colon, fmt::join(value.choices, " "));
    case Takes::kText:
      break;
  }
  return colon + "value: ";
}

std::string ZshBranch(const CompletionCommand& command) {
  std::string text = fmt::format("    {})\n      _arguments", command.name);
  for (const CompletionOption& option : command.options) {
    for (const std::string& flag : FlagsOf(option)) {
      text += fmt::format(" \\\n        '{}{}[{}]{}'", option.repeatable ? "*" : "", flag, ZshQuoted(option.help),
                          ZshAction(option.value));
    }
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    text += fmt::format(" \\\n        '{}{}'", i + 1, ZshAction(command.arguments[i]));
  }
  return text + "\n      ;;\n";
}

}  // namespace

std::string ZshCompletion(const CompletionTree& tree) {
  std::string text =
      "#compdef interconnect\n# zsh completion for interconnect; made by `interconnect completion zsh`\n"
      "_interconnect() {\n  local -a commands=(\n";
  std::string branches;
  for (const CompletionCommand& command : tree) {
    if (command.name.empty()) continue;
    text += fmt::format("    '{}:{}'\n", command.name, ZshQuoted(command.help));
    branches += ZshBranch(command);
  }
  return text +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe command commands\n"
         "    return\n"
         "  fi\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case $words[1] in\n" +
         branches +
         "  esac\n"
         "}\n"
         "if [[ $funcstack[1] == _interconnect ]]; then\n"
         "  _interconnect \"$@\"\n"
         "else\n"
         "  compdef _interconnect interconnect\n"
         "fi\n";
}

}  // namespace ic::cli

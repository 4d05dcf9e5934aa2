// The option tree as data.
#include "cli/completion/completion.h"

#include <algorithm>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/text.h"

namespace ic::cli {
namespace {

bool IsChoice(const std::string& type) {
  return type.find('|') != std::string::npos &&
         std::all_of(type.begin(), type.end(), [](char c) { return c == '|' || c == '-' || (c >= 'a' && c <= 'z'); });
}

CompletionValue ValueOf(const CLI::Option& option) {
  CompletionValue value;
  if (option.get_items_expected_max() == 0) return value;
  const std::string type = option.get_type_name();
  value.optional = option.get_expected_min() == 0;
  value.takes = Takes::kText;
  if (IsChoice(type)) {
    value.takes = Takes::kChoice;
    value.choices = Split(type, '|');
  } else if (type == "FILE" || type == "FILE|FOLDER") {
    value.takes = Takes::kFile;
  }
  return value;
}

std::string OneSentence(std::string help) {
  std::replace(help.begin(), help.end(), '\n', ' ');
  return help;
}

CompletionCommand CommandOf(const CLI::App& app, std::string name) {
  CompletionCommand command{std::move(name), OneSentence(app.get_description()), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      command.arguments.push_back(ValueOf(*option));
      continue;
    }
    const bool repeatable = option->get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
    command.options.push_back({option->get_snames(), option->get_lnames(), OneSentence(option->get_description()),
                               repeatable, ValueOf(*option)});
  }
  return command;
}

}  // namespace

std::vector<CompletionCommand> CompletionOf(const CLI::App& root) {
  std::vector<CompletionCommand> commands = {CommandOf(root, "")};
  for (const CLI::App* sub : root.get_subcommands({})) commands.push_back(CommandOf(*sub, sub->get_name()));
  return commands;
}

std::vector<std::string> FlagsOf(const CompletionOption& option) {
  std::vector<std::string> flags;
  for (const std::string& name : option.short_names) flags.push_back("-" + name);
  for (const std::string& name : option.long_names) flags.push_back("--" + name);
  return flags;
}

}  // namespace ic::cli

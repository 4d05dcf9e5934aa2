#include "cli/app.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <re2/re2.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/output/format/text.h"
#include "cli/process/command.h"
#include "cli/process/trust_options.h"

namespace ic::cli {
namespace {

void AddCommands(Program& program) {
  AddValidate(program);
  AddPlan(program);
  AddApply(program);
  AddDestroy(program);
  AddDrift(program);
  AddImport(program);
  AddMigrate(program);
  AddDecline(program);
  AddList(program);
  AddExport(program);
  AddGraph(program);
  AddShow(program);
  AddRender(program);
  AddState(program);
  AddLocations(program);
  AddLoa(program);
  AddLimits(program);
  AddSchema(program);
  AddVersion(program);
  AddCompletion(program);
  program.root().footer(
      "Exit codes: 0 done or nothing to do, 1 error, 2 changes pending or drift found, 3 refused by a safety rail.\n\n"
      "Examples:\n"
      "  interconnect plan\n"
      "  interconnect apply --yes\n\n"
      "'interconnect COMMAND --help' says more of each.");
}

// The command whose options were being read when it went wrong.
const CLI::App& ChosenCommand(Program& program) {
  const std::vector<CLI::App*> parsed = program.root().get_subcommands();
  return parsed.empty() ? program.root() : *parsed.front();
}

// What may have been meant, among the words the command takes.
std::optional<std::string> Meant(const CLI::App& command, const std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  const bool root = command.get_parent() == nullptr;
  for (const CLI::App* sub : command.get_subcommands({})) names.push_back(sub->get_name());
  for (const std::string& argument : arguments) {
    const std::string word = argument.substr(0, argument.find('='));
    if (!root && !word.starts_with("--")) continue;
    if (std::find(names.begin(), names.end(), word) != names.end()) continue;
    if (auto nearest = NearestName(word, names)) return nearest;
  }
  return std::nullopt;
}

// The library repeats what it does not understand, and that may be a database's address.
std::string WithoutPasswords(const std::string& text) {
  static const RE2 kPassword(R"((://[^:/@\s]*):[^@\s]*@)", RE2::Latin1);
  std::string shown = text;
  RE2::GlobalReplace(&shown, kPassword, R"(\1:***@)");
  return shown;
}

std::string CommandLineOf(const CLI::App& command) {
  return command.get_parent() == nullptr ? "interconnect" : "interconnect " + command.get_name();
}

// The library leaves two empty lines between groups of options.
std::string HelpOf(const CLI::App& command) {
  std::string help = command.help(command.get_parent() == nullptr ? "" : "interconnect");
  for (std::size_t at = help.find("\n\n\n"); at != std::string::npos; at = help.find("\n\n\n", at)) help.erase(at, 1);
  return help;
}

// The library speaks of subcommands, and says only that one is missing.
std::string WhatIsWrong(const CLI::App& command, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments) {
  if (arguments.empty()) return "name a command";
  const bool early = arguments.front().starts_with('-');
  if (command.get_parent() != nullptr && !early) return error.what();
  if (!early) return fmt::format("there is no command '{}'", arguments.front());
  return fmt::format("'{}' is not understood before a command; options follow it, as in 'interconnect plan -f FILE'",
                     arguments.front());
}

ExitCode SayUsageError(Program& program, const CLI::ParseError& error, const std::vector<std::string>& arguments) {
  const CLI::App& command = ChosenCommand(program);
  std::string text =
      fmt::format("interconnect: {}\n", WithoutPasswords(OneLine(WhatIsWrong(command, error, arguments))));
  const bool unknown = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr ||
                       dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  if (const auto meant = unknown ? Meant(command, arguments) : std::nullopt) {
    text += fmt::format("Did you mean {}?\n", *meant);
  }
  text += fmt::format("'{} --help' lists what it takes.\n", CommandLineOf(command));
  program.host().streams->Say(text);
  return ExitCode::kError;
}

// An empty value is a variable that is not set. Taken as if nothing were given, an apply of a saved plan would become
// one of whatever the configuration says by now.
std::string EmptyArgument(const std::vector<std::string>& arguments) {
  for (auto it = arguments.begin(); it != arguments.end(); ++it) {
    std::string before;
    if (it->empty()) {
      before = it == arguments.begin() || !std::prev(it)->starts_with('-') ? "" : *std::prev(it);
    } else if (it->starts_with("--") && it->ends_with('=')) {
      before = it->substr(0, it->size() - 1);
    } else {
      continue;
    }
    return before.empty() ? "an argument is empty; is it a variable that is not set?"
                          : fmt::format("what follows {} is empty; is it a variable that is not set?", OneLine(before));
  }
  return "";
}

ExitCode ParseAndRun(Host& host, const std::vector<std::string>& arguments) {
  Program program(host);
  AddCommands(program);
  if (const std::string problem = EmptyArgument(arguments); !problem.empty()) {
    host.streams->Say(fmt::format("interconnect: {}\n", problem));
    return ExitCode::kError;
  }
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    program.root().parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    const CLI::App& command = ChosenCommand(program);
    if (command.get_parent() == nullptr && !arguments.front().starts_with('-')) {
      return SayUsageError(program, CLI::ExtrasError({arguments.front()}), arguments);
    }
    host.streams->Print(HelpOf(command));
    return ExitCode::kDone;
  } catch (const CLI::CallForVersion& version) {
    host.streams->Print(fmt::format("{}\n", version.what()));
    return ExitCode::kDone;
  } catch (const CLI::ParseError& error) {
    return SayUsageError(program, error, arguments);
  }
  auto trust = TrustOf(program.common(), host.environment);
  if (!trust.ok()) {
    host.streams->Say(fmt::format("interconnect: {}\n", trust.status().message()));
    return ExitCode::kError;
  }
  program.common().trust = *std::move(trust);
  return program.chosen()();
}

}  // namespace

ExitCode RunProgram(Host& host, const std::vector<std::string>& arguments) {
  ExitCode code = ExitCode::kError;
  try {
    code = ParseAndRun(host, arguments);
  } catch (const std::exception& error) {
    host.streams->Say(fmt::format("interconnect: {} (an internal error, please report it)\n", error.what()));
  }
  if (!host.streams->Flush()) {
    host.streams->Say("interconnect: standard output could not be written\n");
    if (code != ExitCode::kRefused) code = ExitCode::kError;
  }
  return code;
}

}  // namespace ic::cli

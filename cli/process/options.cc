#include "cli/process/options.h"

#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reconcile/state/address.h"

namespace ic::cli {
namespace {

constexpr const char* kCommonGroup = "Common options";

std::string AddressProblem(const std::string& text) {
  if (ParseAddress(text)) return "";
  return fmt::format("'{}' is no address; one is written KIND.NAME, for example virtual_interface.prod", text);
}

std::string FileProblem(const std::string& text) {
  if (text != "-") return "";
  return "'-' is no file here; name one (a file that is really called so is ./-)";
}

}  // namespace

void AddReadingOptions(CLI::App& command, CommonOptions& common) {
  AddRepeatable(command, "-f,--file", "FILE|FOLDER", common.files,
                "Configuration to read; again for more (default: interconnect.yaml)", FileProblem)
      ->group(kCommonGroup);
  AddChoice(command, "--log-level", {"trace", "debug", "info", "warn", "error", "off"}, common.log_level,
            "What to log to standard error (default: off)")
      ->group(kCommonGroup);
  command.add_flag("--no-color", common.no_color, "No colours (NO_COLOR says the same)")->group(kCommonGroup);
}

void AddCommonOptions(CLI::App& command, CommonOptions& common) {
  AddReadingOptions(command, common);
  command
      .add_option("--state", common.state,
                  "The state: a file, or postgres://… (default: $INTERCONNECT_STATE,\nor interconnect.state.db beside "
                  "the first -f)")
      ->type_name("WHERE")
      ->group(kCommonGroup);
  command.add_option("--parallelism", common.parallelism, "Objects worked on at once, 1 to 256 (default: 32)")
      ->type_name("N")
      ->check(CLI::Range(1, 256).description(""))
      ->group(kCommonGroup);
}

void AddTrustOptions(CLI::App& command, CommonOptions& common) {
  constexpr const char* kGroup = "Configurations that anybody could have proposed";
  command
      .add_flag("--untrusted", common.untrusted,
                "The configuration decides neither files nor programs nor hosts\n(default: $INTERCONNECT_UNTRUSTED)")
      ->group(kGroup);
  AddRepeatable(command, "--allow-env", "NAME", common.allow_env,
                "It may use this variable, as a key or password\n(default: $INTERCONNECT_ALLOW_ENV, with commas)")
      ->group(kGroup);
  AddRepeatable(command, "--show-env", "NAME", common.show_env,
                "It may use this variable, which is no secret, everywhere\n(default: $INTERCONNECT_SHOW_ENV)")
      ->group(kGroup);
  AddRepeatable(command, "--allow-endpoint", "URL", common.allow_endpoint,
                "It may call this beside the clouds' own APIs\n(default: $INTERCONNECT_ALLOW_ENDPOINT)")
      ->group(kGroup);
}

void AddFlag(CLI::App& command, const std::string& name, bool& to, const std::string& help) {
  command.add_flag(name, to, help);
}

void AddNoFlag(CLI::App& command, const std::string& name, bool& to, const std::string& help) {
  command.add_flag_callback(
      name, [&to] { to = false; }, help);
}

void AddText(CLI::App& command, const std::string& name, const std::string& type, std::string& to,
             const std::string& help) {
  command.add_option(name, to, help)->type_name(type);
}

void AddFile(CLI::App& command, const std::string& name, std::string& to, const std::string& help) {
  command.add_option(name, to, help)->type_name("FILE")->check(FileProblem, "");
}

void AddAddress(CLI::App& command, const std::string& name, std::string& to, const std::string& help) {
  command.add_option(name, to, help)->type_name("KIND.NAME")->check(AddressProblem, "");
}

CLI::Option* AddChoice(CLI::App& command, const std::string& name, const std::vector<std::string>& words,
                       std::string& to, const std::string& help) {
  return command.add_option(name, to, help)
      ->type_name(fmt::format("{}", fmt::join(words, "|")))
      ->check(CLI::IsMember(words).description(""));
}

CLI::Option* AddRepeatable(CLI::App& command, const std::string& name, const std::string& type,
                           std::vector<std::string>& to, const std::string& help, const Check& check) {
  CLI::Option* option =
      command.add_option(name, to, help)->type_name(type)->expected(1)->allow_extra_args(false)->take_all();
  return check ? option->check(check, "") : option;
}

void AddObjects(CLI::App& command, const std::string& name, std::vector<std::string>& to, const std::string& help) {
  command.add_option(name, to, help)->type_name("KIND.NAME")->check(AddressProblem, "");
}

void AddAddresses(CLI::App& command, const std::string& name, std::vector<std::string>& to, const std::string& help) {
  AddRepeatable(command, name, "ADDRESS", to, help, AddressProblem);
}

}  // namespace ic::cli

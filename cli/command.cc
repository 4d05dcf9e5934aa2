#include "cli/command.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/state/address.h"

namespace ic::cli {
namespace {

constexpr const char* kCommonGroup = "Common options";

std::string Footer(const CommandText& text) {
  std::string footer = text.more.empty() ? "" : text.more + "\n\n";
  footer += "Examples:";
  for (const std::string& example : text.examples) footer += "\n  " + example;
  return footer;
}

// The library's, without what it adds to the names of options: default values, "REQUIRED", sizes.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(34);
    label("Positionals", "Arguments");
    label("SUBCOMMAND", "COMMAND");
    label("Subcommands", "Commands");
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_positional() || option->get_items_expected_max() == 0) return "";
    const std::string type = option->get_type_name();
    const bool optional = option->get_expected_min() == 0;
    return optional ? " [" + type + "]" : " " + type;
  }
  std::string make_usage(const CLI::App* app, std::string name) const override {
    return "\n" + CLI::Formatter::make_usage(app, std::move(name));
  }
};

}  // namespace

Program::Program(Host& host)
    : host_(host), root_("Private cloud links, declared once for every cloud.", "interconnect") {
  root_.formatter(std::make_shared<HelpFormatter>());
  root_.require_subcommand(1);
  root_.set_help_flag("-h,--help", "Print this help");
  root_.set_version_flag("--version", "interconnect " + host.version, "Print the version");
}

CLI::App& Program::Add(const CommandText& text, std::function<ExitCode()> run) {
  CLI::App* command = root_.add_subcommand(text.name, text.sentence);
  command->group("Commands");
  command->set_help_flag("-h,--help", "Print this help");
  command->footer(Footer(text));
  command->callback([this, run = std::move(run)] { chosen_ = run; });
  return *command;
}

void AddReadingOptions(CLI::App& command, CommonOptions& common) {
  AddRepeatable(command, "-f,--file", "FILE|FOLDER", common.files,
                "Configuration to read; again for more (default: interconnect.yaml)")
      ->check(CheckFile, "")
      ->group(kCommonGroup);
  command.add_option("--log-level", common.log_level, "What to log to standard error (default: off)")
      ->type_name("trace|debug|info|warn|error|off")
      ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}).description(""))
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

CLI::Option* AddRepeatable(CLI::App& command, const std::string& name, const std::string& type,
                           std::vector<std::string>& to, const std::string& help) {
  return command.add_option(name, to, help)->type_name(type)->expected(1)->allow_extra_args(false)->take_all();
}

std::string CheckAddress(const std::string& text) {
  if (ParseAddress(text)) return "";
  return fmt::format("'{}' is no address; one is written KIND.NAME, for example virtual_interface.prod", text);
}

std::string CheckFile(const std::string& text) {
  if (text != "-") return "";
  return "'-' is no file here; name one (a file that is really called so is ./-)";
}

CLI::Option* AddAddresses(CLI::App& command, const std::string& name, std::vector<std::string>& to,
                          const std::string& help) {
  return AddRepeatable(command, name, "ADDRESS", to, help)->check(CheckAddress, "");
}

}  // namespace ic::cli

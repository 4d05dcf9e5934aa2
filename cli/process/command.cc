#include "cli/process/command.h"

#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/about/about.h"
#include "base/text.h"

namespace ic::cli {
namespace {

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
    : host_(host),
      root_(std::make_unique<CLI::App>("Private cloud links, declared once for every cloud.", "interconnect")) {
  root_->formatter(std::make_shared<HelpFormatter>());
  root_->require_subcommand(1);
  root_->set_help_flag("-h,--help", "Print this help");
  root_->set_version_flag("--version",
                          std::string(Trim("interconnect " + host.version + "\n" + std::string(AboutLines()))),
                          "Print the version");
}

Program::~Program() = default;

CLI::App& Program::Add(const CommandText& text, std::function<ExitCode()> run) {
  CLI::App* command = root_->add_subcommand(text.name, text.sentence);
  command->group("Commands");
  command->set_help_flag("-h,--help", "Print this help");
  command->footer(Footer(text));
  command->callback([this, run = std::move(run)] { chosen_ = run; });
  return *command;
}

}  // namespace ic::cli

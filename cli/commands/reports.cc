#include "cli/commands/reports.h"

#include <algorithm>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "cli/process/files.h"

namespace ic::cli {
namespace {

constexpr std::string_view kStandardStream = "-";

}  // namespace

void Reports::AddOption(CLI::App& command, const std::string& name, const std::string& help) {
  const std::size_t index = reports_.size();
  reports_.push_back({name, false, ""});
  const auto take = [this, index](const std::vector<std::string>& values) {
    reports_[index].wanted = true;
    if (!values.empty() && values.front() != kStandardStream) reports_[index].file = values.front();
  };
  command.add_option_function<std::vector<std::string>>(name, take, help)->type_name("FILE")->expected(0, 1);
}

void Reports::AddFileOption(CLI::App& command, const std::string& name, const std::string& help) {
  AddOption(command, name, help);
  command.get_option(name)->expected(1)->allow_extra_args(false);
}

std::string Reports::Problem(const Session& session, std::vector<Target> more) const {
  std::vector<std::string> names;
  for (const Report& report : reports_) {
    if (!report.wanted) continue;
    if (report.file.empty()) {
      names.push_back(report.name);
    } else {
      more.push_back({report.name, report.file});
    }
  }
  if (names.size() < 2) return OverwriteProblem(session, more);
  return fmt::format("{} cannot all go to standard output: name a file for each but one, as in {} FILE",
                     JoinWords(names, "and"), names.back());
}

const Reports::Report* Reports::Find(std::string_view name) const {
  const auto found =
      std::find_if(reports_.begin(), reports_.end(), [name](const Report& report) { return report.name == name; });
  return found == reports_.end() ? nullptr : &*found;
}

bool Reports::IsWanted(std::string_view name) const {
  const Report* report = Find(name);
  return report != nullptr && report->wanted;
}

bool Reports::WantsText() const {
  return std::none_of(reports_.begin(), reports_.end(),
                      [](const Report& report) { return report.wanted && report.file.empty(); });
}

bool Reports::Deliver(Host& host, std::string_view name, const std::function<std::string()>& render) const {
  const Report* report = Find(name);
  if (report == nullptr || !report->wanted) return true;
  if (report->file.empty()) {
    host.streams->Print(render());
    return true;
  }
  const Status written = WriteFileAtomically(report->file, host.streams->Shown(render()));
  if (!written.ok()) host.streams->Say(fmt::format("error: {}\n", written.message()));
  return written.ok();
}

}  // namespace ic::cli

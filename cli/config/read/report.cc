#include "cli/config/read/report.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::cli {
namespace {

constexpr std::string_view kMoreErrors = "More errors";

}  // namespace

void Report::Error(const Yaml& at, std::string_view summary, std::string detail, Subject subject) {
  Error(PositionOf(at), summary, std::move(detail), std::move(subject));
}

void Report::Add(Severity severity, Position where, std::string_view summary, std::string detail, Subject subject) {
  if (diagnostics_.size() >= kMaxReported) {
    ++left_out_;
    return;
  }
  LocatedDiagnostic located;
  located.diagnostic = {severity, std::string(summary), std::move(detail), std::move(subject.path)};
  located.address = std::move(subject.address);
  if (where.line != 0 && where.file < files_.size()) {
    located.file = files_[where.file];
    located.line = where.line;
    located.column = where.column;
  }
  diagnostics_.push_back(std::move(located));
}

std::string Report::Place(Position where) const {
  return fmt::format("{}:{}:{}", files_[where.file], where.line, where.column);
}

void SortByPlace(const std::vector<std::string>& files, std::vector<LocatedDiagnostic>& diagnostics) {
  std::map<std::string_view, std::size_t> order = {{"", 0}};
  for (const std::string& file : files) order.try_emplace(file, order.size());
  const auto key = [&order](const LocatedDiagnostic& one) {
    const auto file = order.find(one.file);
    const bool last = one.file.empty() && one.diagnostic.summary == kMoreErrors;
    return std::tuple(last, file == order.end() ? order.size() : file->second, one.line, one.column);
  };
  std::ranges::stable_sort(diagnostics, {}, key);
}

void Report::Finish() {
  SortByPlace(files_, diagnostics_);
  // What an alias repeats is wrong once.
  const auto same = [](const LocatedDiagnostic& a, const LocatedDiagnostic& b) {
    return a.line != 0 && std::tie(a.file, a.line, a.column) == std::tie(b.file, b.line, b.column) &&
           a.diagnostic == b.diagnostic;
  };
  diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same), diagnostics_.end());
  if (left_out_ == 0) return;
  LocatedDiagnostic last;
  last.diagnostic = {
      Severity::kError, std::string(kMoreErrors), fmt::format("{} more were found and are not listed.", left_out_), {}};
  diagnostics_.push_back(std::move(last));
}

Position PositionOf(const Yaml& node) { return {node.file(), node.mark().line, node.mark().column}; }

std::string Shown(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string shown = "\"";
  std::size_t end = std::min(text.size(), kLongest);
  while (end < text.size() && end > 0 && (text[end] & 0xc0) == 0x80) --end;
  for (const char c : text.substr(0, end)) shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return shown + (end < text.size() ? "…\"" : "\"");
}

}  // namespace ic::cli

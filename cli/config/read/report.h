// Report: what is wrong, each with its place. Not more than a person can use: a file made of mistakes has no end of
// them.
#ifndef CLI_CONFIG_READ_REPORT_H_
#define CLI_CONFIG_READ_REPORT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config/yaml/yaml_tree.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

inline constexpr std::size_t kMaxReported = 1000;

// The object and the attribute that a finding is about.
struct Subject {
  std::optional<Address> address = {};
  AttributePath path = {};
};

class Report {
 public:
  // `files` names the files of positions; both outlive the report.
  Report(const std::vector<std::string>& files, std::vector<LocatedDiagnostic>& diagnostics)
      : files_(files), diagnostics_(diagnostics) {}

  void Error(Position where, std::string_view summary, std::string detail, Subject subject = {}) {
    Add(Severity::kError, where, summary, std::move(detail), std::move(subject));
  }
  void Warning(Position where, std::string_view summary, std::string detail, Subject subject = {}) {
    Add(Severity::kWarning, where, summary, std::move(detail), std::move(subject));
  }
  void Error(const Yaml& at, std::string_view summary, std::string detail, Subject subject = {});

  // So many findings that a hint, which takes comparing, helps nobody any more.
  bool crowded() const { return diagnostics_.size() >= 100; }
  // "net.yaml:3:5"
  std::string Place(Position where) const;
  // By place, and a last word if some were left out. Call once, at the end.
  void Finish();

 private:
  void Add(Severity severity, Position where, std::string_view summary, std::string detail, Subject subject);

  const std::vector<std::string>& files_;
  std::vector<LocatedDiagnostic>& diagnostics_;
  std::size_t left_out_ = 0;
};

Position PositionOf(const Yaml& node);

// `text` for a message: in quotes, control characters replaced, cut when long.
std::string Shown(std::string_view text);

// In the order in which the files were read, then by line and column. What has no place comes first; the word about
// findings that were left out stays last.
void SortByPlace(const std::vector<std::string>& files, std::vector<LocatedDiagnostic>& diagnostics);

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_REPORT_H_

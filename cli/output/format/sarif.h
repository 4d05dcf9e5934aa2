// SARIF 2.1.0 (OASIS): one run of one tool, with the rules its results name.
#ifndef CLI_OUTPUT_FORMAT_SARIF_H_
#define CLI_OUTPUT_FORMAT_SARIF_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cli/output/format/json.h"

namespace ic::cli {

// "VLAN outside the range" → "vlan-outside-the-range": stable as long as the summary is.
std::string KebabCase(std::string_view text);

// A URI reference: relative with forward slashes where `path` is relative, `file://…` where it is absolute.
std::string UriOf(std::string_view path);

// NOLINTNEXTLINE(bugprone-exception-escape): what moves a Json does not throw
struct SarifResult {
  std::string rule;       // its id
  std::string rule_text;  // what the rule is about, one sentence
  std::string level;      // "error", "warning", "note"
  std::string message;
  std::string file;  // empty: nowhere
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string address;                       // the object; empty: none
  std::string fingerprint_name;              // "interconnectFinding/v1"
  std::string fingerprint;                   // equal for the same finding in each run
  std::optional<std::string> justification;  // of a suppression
  Json properties = nullptr;                 // further members, or null
};

class SarifLog {
 public:
  explicit SarifLog(std::string version) : version_(std::move(version)) {}
  void Add(const SarifResult& result);
  // Adds diagnostics, a rule for each summary.
  void Add(const std::vector<LocatedDiagnostic>& diagnostics);
  // The run did not see everything: `why` becomes a notification, and the run unsuccessful.
  void AddFailure(std::string_view why);
  std::string Text() const;

 private:
  std::size_t RuleIndex(const SarifResult& result);

  std::string version_;
  std::map<std::string, std::size_t> rule_indexes_;
  Json rules_ = Json::array();
  Json results_ = Json::array();
  Json failures_ = Json::array();
};

}  // namespace ic::cli

#endif  // CLI_OUTPUT_FORMAT_SARIF_H_

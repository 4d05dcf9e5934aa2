#include "cli/output/format/sarif.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/json.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

constexpr const char* kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// `[text](target)` in a message is a link; what a cloud or a file says shall not form one.
Json Message(std::string_view text) {
  std::string plain(text);
  for (std::size_t at = plain.find("]("); at != std::string::npos; at = plain.find("](", at)) plain.insert(at + 1, " ");
  return {{"text", TextJson(plain)}};
}

Json LocationsOf(const SarifResult& result) {
  Json location = Json::object();
  if (!result.file.empty()) {
    location["physicalLocation"]["artifactLocation"]["uri"] = UriOf(result.file);
    if (result.line > 0) {
      location["physicalLocation"]["region"]["startLine"] = result.line;
      if (result.column > 0) location["physicalLocation"]["region"]["startColumn"] = result.column;
    }
  }
  if (!result.address.empty()) {
    Json logical = {{"fullyQualifiedName", TextJson(result.address)}, {"kind", "resource"}};
    location["logicalLocations"] = Json::array({std::move(logical)});
  }
  return location.empty() ? Json::array() : Json::array({std::move(location)});
}

}  // namespace

std::string KebabCase(std::string_view text) {
  std::string id;
  for (const char c : ToLowerAscii(text)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id.empty() ? "other" : id;
}

std::string UriOf(std::string_view path) {
  std::string slashes = ToValidUtf8(path);
  std::replace(slashes.begin(), slashes.end(), '\\', '/');
  while (slashes.starts_with("./")) slashes.erase(0, 2);
  std::string uri = slashes.starts_with('/') ? "file://" : "";
  for (const char c : slashes) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

std::size_t SarifLog::RuleIndex(const SarifResult& result) {
  const auto [found, added] = rule_indexes_.emplace(result.rule, rules_.size());
  if (added) {
    rules_.push_back({
        {"id", result.rule},
        {"shortDescription", Message(result.rule_text)},
        {"defaultConfiguration", {{"level", result.level}}},
    });
  }
  return found->second;
}

void SarifLog::Add(const SarifResult& result) {
  Json entry = {
      {"ruleId", result.rule},
      {"ruleIndex", RuleIndex(result)},
      {"level", result.level},
      {"message", Message(result.message)},
      {"locations", LocationsOf(result)},
      {"partialFingerprints", {{result.fingerprint_name, TextJson(result.fingerprint)}}},
  };
  // Present on every result or on none, says the standard; an empty list is "not suppressed".
  entry["suppressions"] = Json::array();
  if (result.justification) {
    Json suppression = {{"kind", "external"}, {"justification", TextJson(*result.justification)}};
    entry["suppressions"].push_back(std::move(suppression));
  }
  if (!result.properties.is_null()) entry["properties"] = result.properties;
  results_.push_back(std::move(entry));
}

void SarifLog::Add(const std::vector<LocatedDiagnostic>& diagnostics) {
  for (const LocatedDiagnostic& located : diagnostics) {
    const Diagnostic& diagnostic = located.diagnostic;
    SarifResult result;
    result.rule = KebabCase(diagnostic.summary);
    result.rule_text = diagnostic.summary;
    result.level = SeverityName(diagnostic.severity);
    result.message = diagnostic.detail.empty() ? diagnostic.summary : diagnostic.summary + ": " + diagnostic.detail;
    result.file = located.file;
    result.line = located.line;
    result.column = located.column;
    result.address = located.address ? located.address->ToString() : "";
    result.fingerprint_name = "interconnectDiagnostic/v1";
    // Not the line: what is written above it must not make it another finding.
    result.fingerprint = fmt::format("{}|{}|{}", result.rule, result.address, diagnostic.path.ToString());
    Add(result);
  }
}

void SarifLog::AddFailure(std::string_view why) {
  failures_.push_back({{"level", "error"}, {"message", Message(why)}});
}

std::string SarifLog::Text() const {
  Json driver = {{"name", "interconnect"}, {"version", TextJson(version_)}, {"rules", rules_}};
  Json invocation = {{"executionSuccessful", failures_.empty()}, {"toolExecutionNotifications", failures_}};
  Json run = {
      {"tool", {{"driver", std::move(driver)}}},
      {"invocations", Json::array({std::move(invocation)})},
      {"results", results_},
  };
  return Dumped({{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}});
}

std::string DiagnosticsSarif(const std::vector<LocatedDiagnostic>& diagnostics, const std::string& version) {
  SarifLog log(version);
  log.Add(diagnostics);
  return log.Text();
}

}  // namespace ic::cli

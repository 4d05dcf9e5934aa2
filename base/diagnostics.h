// Diagnostics: how failures and warnings reach a person.
//
// A diagnostic says what failed (summary: short, generic, stable, because Terraform folds equal summaries), and in the
// detail the value, the limit, where the limit is from, and what to do. It points at an attribute where there is one.
// Nothing redacts it on the way to the terminal: no secret may be put in.
#ifndef BASE_DIAGNOSTICS_H_
#define BASE_DIAGNOSTICS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/status.h"

namespace ic {

// A path to an attribute: names of attributes, keys of maps, indexes of lists. Empty: the whole object.
class AttributePath {
 public:
  struct Name {
    std::string value;
    bool operator==(const Name&) const = default;
    auto operator<=>(const Name&) const = default;
  };
  struct Key {
    std::string value;
    bool operator==(const Key&) const = default;
    auto operator<=>(const Key&) const = default;
  };
  using Index = std::int64_t;
  using Step = std::variant<Name, Key, Index>;

  AttributePath() = default;
  // One attribute at the root.
  AttributePath(std::string_view name);  // NOLINT(google-explicit-constructor): a name is a path
  AttributePath(const char* name) : AttributePath(std::string_view(name)) {}  // NOLINT(google-explicit-constructor)

  AttributePath Attribute(std::string_view name) const;
  AttributePath Element(std::string_view key) const;
  AttributePath Element(std::int64_t index) const;

  const std::vector<Step>& steps() const { return steps_; }
  bool empty() const { return steps_.empty(); }
  // `aws.lag_id`, `tags["team"]`, `prefixes[3]`.
  std::string ToString() const;
  bool operator==(const AttributePath&) const = default;
  auto operator<=>(const AttributePath&) const = default;

 private:
  std::vector<Step> steps_;
};

enum class Severity : std::uint8_t { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string summary;
  std::string detail;
  AttributePath path;
  bool rail = false;  // refused by a safety rail, not wrong
  bool operator==(const Diagnostic&) const = default;
};

// An ordered collection without duplicates.
class Diagnostics {
 public:
  void Add(Diagnostic diagnostic);
  void AddError(AttributePath path, std::string_view summary, std::string_view detail);
  void AddWarning(AttributePath path, std::string_view summary, std::string_view detail);
  // An error of a safety rail: what was asked for is not wrong, but not done unless it is acknowledged.
  void AddRefusal(AttributePath path, std::string_view summary, std::string_view detail);
  // Adds `status` as an error: its message, and the vendor's code and request id if it carries them. OK adds nothing.
  void AddStatus(AttributePath path, std::string_view summary, const Status& status, bool rail = false);
  void Append(const Diagnostics& other);

  bool has_errors() const;
  bool empty() const { return items_.empty(); }
  const std::vector<Diagnostic>& items() const& { return items_; }
  // Of a temporary: by value, so that a loop over it is safe.
  std::vector<Diagnostic> items() && { return std::move(items_); }
  // One line a diagnostic, for tests and logs.
  std::string ToString() const;

 private:
  bool Has(const Diagnostic& diagnostic);

  std::vector<Diagnostic> items_;
  // Hash of each text → index in `items_`, once there are many: each is compared with few others then.
  std::unordered_multimap<std::size_t, std::size_t> by_text_;
};

}  // namespace ic

#endif  // BASE_DIAGNOSTICS_H_

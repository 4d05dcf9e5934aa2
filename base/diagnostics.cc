#include "base/diagnostics.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "base/harmless.h"
#include "base/redact.h"

namespace ic {

AttributePath::AttributePath(std::string_view name) { steps_.emplace_back(Name{std::string(name)}); }

AttributePath AttributePath::Attribute(std::string_view name) const {
  AttributePath path = *this;
  path.steps_.emplace_back(Name{std::string(name)});
  return path;
}

AttributePath AttributePath::Element(std::string_view key) const {
  AttributePath path = *this;
  path.steps_.emplace_back(Key{std::string(key)});
  return path;
}

AttributePath AttributePath::Element(std::int64_t index) const {
  AttributePath path = *this;
  path.steps_.emplace_back(index);
  return path;
}

std::string AttributePath::ToString() const {
  std::string text;
  for (const Step& step : steps_) {
    if (const auto* name = std::get_if<Name>(&step)) {
      text += text.empty() ? name->value : "." + name->value;
    } else if (const auto* key = std::get_if<Key>(&step)) {
      text += fmt::format("[\"{}\"]", key->value);
    } else {
      text += fmt::format("[{}]", std::get<Index>(step));
    }
  }
  return text;
}

bool Diagnostics::Has(const Diagnostic& diagnostic) {
  constexpr std::size_t kFew = 32;
  if (items_.size() < kFew) return std::find(items_.begin(), items_.end(), diagnostic) != items_.end();
  const std::hash<std::string> hash;
  for (std::size_t i = by_text_.size(); i < items_.size(); ++i) by_text_.emplace(hash(items_[i].detail), i);
  const auto [begin, end] = by_text_.equal_range(hash(diagnostic.detail));
  return std::any_of(begin, end, [&](const auto& entry) { return items_[entry.second] == diagnostic; });
}

void Diagnostics::Add(Diagnostic diagnostic) {
  diagnostic.summary = WithoutCommands(SpelledOut(Redacted(std::move(diagnostic.summary)), Breaks::kSpelledOut));
  diagnostic.detail = Harmless(Redacted(std::move(diagnostic.detail)));
  if (!Has(diagnostic)) items_.push_back(std::move(diagnostic));
}

void Diagnostics::AddError(AttributePath path, std::string_view summary, std::string_view detail) {
  Add({Severity::kError, std::string(summary), std::string(detail), std::move(path)});
}

void Diagnostics::AddWarning(AttributePath path, std::string_view summary, std::string_view detail) {
  Add({Severity::kWarning, std::string(summary), std::string(detail), std::move(path)});
}

void Diagnostics::AddRefusal(AttributePath path, std::string_view summary, std::string_view detail) {
  Add({Severity::kError, std::string(summary), std::string(detail), std::move(path), /*rail=*/true});
}

void Diagnostics::AddStatus(AttributePath path, std::string_view summary, const Status& status, bool rail) {
  if (status.ok()) return;
  std::string detail = status.message();
  if (const RemoteError* error = status.remote()) {
    std::string facts;
    const auto add = [&facts](std::string_view name, std::string_view value) {
      if (!value.empty()) facts += fmt::format("{}{} {}", facts.empty() ? "" : ", ", name, value);
    };
    add("operation", error->operation);
    add("code", error->code);
    add("HTTP status", error->http_status == 0 ? std::string() : std::to_string(error->http_status));
    add("request id", error->request_id);
    if (!facts.empty()) detail += fmt::format(" ({})", facts);
  }
  Add({Severity::kError, std::string(summary), std::move(detail), std::move(path), rail});
}

void Diagnostics::Append(const Diagnostics& other) {
  for (const Diagnostic& item : other.items_) Add(item);
}

bool Diagnostics::has_errors() const {
  return std::any_of(items_.begin(), items_.end(),
                     [](const Diagnostic& item) { return item.severity == Severity::kError; });
}

std::string Diagnostics::ToString() const {
  std::string text;
  for (const Diagnostic& item : items_) {
    text += fmt::format("{} at '{}': {}: {}\n", item.severity == Severity::kError ? "error" : "warning",
                        item.path.ToString(), item.summary, item.detail);
  }
  return text;
}

}  // namespace ic

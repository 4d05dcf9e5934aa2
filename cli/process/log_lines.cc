#include "cli/process/log_lines.h"

#include <algorithm>
#include <cctype>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/redact.h"
#include "cli/output/format/text.h"

namespace ic::cli {
namespace {

std::string FieldText(std::string_view value) {
  const std::string line = OneLine(Redacted(std::string(value)));
  const bool plain = !line.empty() && line.find_first_of(" \"=") == std::string::npos;
  if (plain) return line;
  std::string quoted = "\"";
  for (const char c : line) {
    if (c == '"') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string LogLine(const LogRecord& record, Time time) {
  std::string level(LogLevelName(record.level));
  std::transform(level.begin(), level.end(), level.begin(),
                 [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
  const auto whole = std::chrono::floor<std::chrono::seconds>(time);
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time - whole).count();
  std::string line = fmt::format("{:%H:%M:%S}.{:03} {:<5} {}", whole, milliseconds, level,
                                 OneLine(Redacted(std::string(record.message))));
  for (const auto& [name, value] : record.fields) line += fmt::format(" {}={}", name, FieldText(value));
  return line + "\n";
}

Logger LineLogger(LogLevel threshold, Streams& streams, Clock& clock) {
  if (threshold == LogLevel::kOff) return {};
  return {threshold, [&streams, &clock](const LogRecord& record) { streams.Say(LogLine(record, clock.Now())); }};
}

}  // namespace ic::cli

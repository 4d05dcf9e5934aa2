#include "cli/log_lines.h"

#include <algorithm>
#include <cctype>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cli/output/text.h"

namespace ic::cli {
namespace {

std::string FieldText(std::string_view value) {
  const std::string line = OneLine(value);
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
  std::string line = fmt::format("{:%H:%M:%S} {:<5} {}", std::chrono::floor<std::chrono::milliseconds>(time), level,
                                 OneLine(record.message));
  for (const auto& [name, value] : record.fields) line += fmt::format(" {}={}", name, FieldText(value));
  return line + "\n";
}

Logger LineLogger(LogLevel threshold, Streams& streams, Clock& clock) {
  if (threshold == LogLevel::kOff) return {};
  return {threshold, [&streams, &clock](const LogRecord& record) { streams.Say(LogLine(record, clock.Now())); }};
}

}  // namespace ic::cli

#include "provider/transport/hclog.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "base/redact.h"
#include "base/text.h"
#include "base/time_text.h"
#include "provider/transport/json_text.h"
#include "provider/transport/process.h"

namespace ic::transport {
namespace {

// A quoted byte takes up to six, and three as U+FFFD; the message and one field of this size always fit in a line.
constexpr std::size_t kMaxText = std::size_t{4} * 1024;
constexpr std::string_view kCutMark = "...";
constexpr std::string_view kFieldsLeftOut = R"(,"log_fields_left_out":"true")";

// Cuts at a character's boundary.
std::string Shorten(std::string_view text) {
  if (text.size() <= kMaxText) return std::string(text);
  std::size_t end = kMaxText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + std::string(kCutMark);
}

std::string Timestamp(Time time) {
  const auto micros = std::chrono::floor<std::chrono::microseconds>(time);
  const auto below_second = micros - std::chrono::floor<std::chrono::seconds>(micros);
  return fmt::format("{}.{:06}Z", IsoTime(time).substr(0, 19), below_second.count());
}

// Names with an @ are hclog's own.
std::string_view FieldName(std::string_view name) {
  while (name.starts_with('@')) name.remove_prefix(1);
  return name;
}

}  // namespace

LogLevel HclogLevel(const EnvironmentLookup& lookup) {
  for (const char* name : {"TF_LOG_PROVIDER_INTERCONNECT", "TF_LOG_PROVIDER", "TF_LOG"}) {
    const char* value = lookup(name);
    if (value == nullptr || *value == '\0') continue;
    return ParseLogLevel(value).value_or(LogLevel::kTrace);
  }
  return LogLevel::kOff;
}

std::string HclogLine(const LogRecord& record, std::string_view module, Time time) {
  std::string line =
      fmt::format(R"({{"@level":"{}","@message":{},"@module":{},"@timestamp":"{}")", LogLevelName(record.level),
                  JsonQuote(Shorten(Redacted(std::string(record.message)))), JsonQuote(module), Timestamp(time));
  const std::size_t room = kMaxLogLine - kFieldsLeftOut.size() - 2;
  for (const auto& [name, value] : record.fields) {
    const std::string field =
        fmt::format(",{}:{}", JsonQuote(Shorten(FieldName(name))), JsonQuote(Shorten(Redacted(value))));
    if (line.size() + field.size() > room) {
      line += kFieldsLeftOut;
      break;
    }
    line += field;
  }
  line += "}\n";
  return line;
}

Logger MakeHclogLogger(LogLevel threshold, std::string module, int fd, Clock& clock) {
  // The lock keeps long lines of two threads apart: a pipe does so only up to 4 KiB.
  auto mutex = std::make_shared<std::mutex>();
  return Logger(threshold, [mutex, module = std::move(module), fd, &clock](const LogRecord& record) {
    const std::string line = HclogLine(record, module, clock.Now());
    const std::lock_guard lock(*mutex);
    WriteAll(fd, line);
  });
}

}  // namespace ic::transport

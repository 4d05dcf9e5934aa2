// Structured logging. A record is a message and string fields; a sink decides where and in which form it is written
// (hclog JSON for Terraform, plain lines for the command line). Loggers are passed, never global.
//
// No secret may be logged: callers log names and ids, never header values, bodies or keys.
#ifndef BASE_LOG_H_
#define BASE_LOG_H_

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ic {

enum class LogLevel : std::uint8_t { kTrace, kDebug, kInfo, kWarn, kError, kOff };

// "trace" … "error", "off", any case. Unknown words give nullopt.
std::optional<LogLevel> ParseLogLevel(std::string_view text);
std::string_view LogLevelName(LogLevel level);

using LogField = std::pair<std::string_view, std::string>;

struct LogRecord {
  LogLevel level = LogLevel::kInfo;
  std::string_view message;
  const std::vector<LogField>& fields;
};

// Copyable; copies share the sink. Thread-safe if the sink is.
class Logger {
 public:
  using Sink = std::function<void(const LogRecord&)>;

  // A logger that drops everything.
  Logger() = default;
  Logger(LogLevel threshold, Sink sink) : threshold_(threshold), sink_(std::move(sink)) {}

  bool Enabled(LogLevel level) const { return sink_ && level >= threshold_ && level != LogLevel::kOff; }
  void Log(LogLevel level, std::string_view message, const std::vector<LogField>& fields = {}) const {
    if (Enabled(level)) sink_(LogRecord{level, message, fields});
  }
  void Trace(std::string_view message, const std::vector<LogField>& fields = {}) const {
    Log(LogLevel::kTrace, message, fields);
  }
  void Debug(std::string_view message, const std::vector<LogField>& fields = {}) const {
    Log(LogLevel::kDebug, message, fields);
  }
  void Info(std::string_view message, const std::vector<LogField>& fields = {}) const {
    Log(LogLevel::kInfo, message, fields);
  }
  void Warn(std::string_view message, const std::vector<LogField>& fields = {}) const {
    Log(LogLevel::kWarn, message, fields);
  }
  void Error(std::string_view message, const std::vector<LogField>& fields = {}) const {
    Log(LogLevel::kError, message, fields);
  }

 private:
  LogLevel threshold_ = LogLevel::kOff;
  Sink sink_;
};

}  // namespace ic

#endif  // BASE_LOG_H_

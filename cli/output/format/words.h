// The words that every format shares.
#ifndef CLI_OUTPUT_FORMAT_WORDS_H_
#define CLI_OUTPUT_FORMAT_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/diagnostics.h"

namespace ic::cli {

// "1 finding", "2 findings".
std::string Count(std::size_t number, std::string_view noun);

// "error", "warning".
std::string_view SeverityName(Severity severity);

// "2026-09-01 10:00 UTC", "12 s", "3 min 5 s".
std::string PlainTime(Time time);
std::string PlainDuration(Duration duration);
std::int64_t UnixSeconds(Time time);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_FORMAT_WORDS_H_

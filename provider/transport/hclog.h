// Log records as Terraform reads them from a plugin's standard error: one JSON object a line, hclog's field names.
//
// Facts: Terraform 1.11 parses each line; a timestamp without exactly six fractional digits loses the record's level,
// an
// "@message", "@level" or "@timestamp" that is no string crashes Terraform, a line over 64 KiB is split.
#ifndef PROVIDER_TRANSPORT_HCLOG_H_
#define PROVIDER_TRANSPORT_HCLOG_H_

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/log.h"
#include "provider/transport/host.h"

namespace ic::transport {

// The longest line written, in bytes with its line feed. Longer messages and fields are cut and marked.
inline constexpr std::size_t kMaxLogLine = std::size_t{60} * 1024;

// The level the user asked for: TF_LOG_PROVIDER_INTERCONNECT before TF_LOG_PROVIDER before TF_LOG. "json" and words
// that are no level mean trace, as in Terraform. Nothing set: off.
LogLevel HclogLevel(const EnvironmentLookup& lookup);

// One line, with its line feed. `time` is printed in UTC.
std::string HclogLine(const LogRecord& record, std::string_view module, Time time);

// A thread-safe logger that writes each record with one write() to `fd`, which stays the caller's; `clock` must outlive
// the logger.
Logger MakeHclogLogger(LogLevel threshold, std::string module, int fd, Clock& clock);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_HCLOG_H_

// The log as plain lines on standard error.
#ifndef CLI_PROCESS_LOG_LINES_H_
#define CLI_PROCESS_LOG_LINES_H_

#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "cli/process/streams.h"

namespace ic::cli {

// `12:03:04.123 WARN  Retrying operation=DescribeConnections attempt=2`, UTC, one line whatever the fields hold.
std::string LogLine(const LogRecord& record, Time time);

// `streams` and `clock` outlive it. kOff: a logger that drops everything.
Logger LineLogger(LogLevel threshold, Streams& streams, Clock& clock);

}  // namespace ic::cli

#endif  // CLI_PROCESS_LOG_LINES_H_

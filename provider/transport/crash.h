// A crash in Terraform's own words: lines that begin with "panic: " are shown to the user with the error, even when
// logging is off.
#ifndef PROVIDER_TRANSPORT_CRASH_H_
#define PROVIDER_TRANSPORT_CRASH_H_

#include <string_view>

namespace ic::transport {

// From now on an uncaught exception or a deadly signal (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) prints what happened
// and a backtrace to standard error, removes the socket folder, and then ends the process as it would have ended.
// `about` names the program and its version; it is printed with the trace and copied (at most 127 bytes).
// Addresses are printed relative to the program file, for addr2line.
void InstallCrashHandler(std::string_view about);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_CRASH_H_

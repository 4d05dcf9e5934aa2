// What the options and the environment together say about trust.
#ifndef CLI_PROCESS_TRUST_OPTIONS_H_
#define CLI_PROCESS_TRUST_OPTIONS_H_

#include <map>
#include <string>

#include "base/status.h"
#include "cli/config/read/trust.h"
#include "cli/process/options.h"

namespace ic::cli {

// What a run that carries something out, or writes to the state, says instead: what it does is decided by the
// configuration.
inline constexpr const char* kNoUntrustedApply =
    "an untrusted configuration is not carried out: look at its plan, take it over (merge it), and run this without "
    "INTERCONNECT_UNTRUSTED";

// An error names the variable or option that cannot be understood: trust is never taken for granted by a slip.
StatusOr<Trust> TrustOf(const CommonOptions& common, const std::map<std::string, std::string>& environment);

}  // namespace ic::cli

#endif  // CLI_PROCESS_TRUST_OPTIONS_H_

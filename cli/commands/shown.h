// What `show` prints: live facts of objects, as text and as JSON.
#ifndef CLI_COMMANDS_SHOWN_H_
#define CLI_COMMANDS_SHOWN_H_

#include <set>
#include <string>

#include "adapters/contract/factory.h"
#include "cli/output/format/text.h"
#include "reconcile/run/look/look.h"

namespace ic::cli {

// `only`: these; empty: all. Never a key.
std::string ShownText(const AdapterFactory& factory, const LookReport& report, const std::set<Address>& only,
                      const TextStyle& style);
std::string ShownJson(const AdapterFactory& factory, const LookReport& report, const std::set<Address>& only);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_SHOWN_H_

// What `interconnect list` prints.
#ifndef CLI_COMMANDS_FOUND_H_
#define CLI_COMMANDS_FOUND_H_

#include <span>
#include <string>
#include <vector>

#include "adapters/contract/lookup.h"
#include "reconcile/run/set/located.h"

namespace ic::cli {

struct FoundObject {
  std::string account;  // the entry of `clouds`
  Value attributes;     // of FoundFields
};

// A line each, with what tells them apart.
std::string FoundText(Sought what, const std::vector<FoundObject>& objects);
// {"format_version", "kind", "objects", "diagnostics"} (docs/json-output.md). `vendors`: those whose fields are shown.
std::string FoundJson(std::span<const VendorTraits* const> vendors, Sought what,
                      const std::vector<FoundObject>& objects, const std::vector<LocatedDiagnostic>& diagnostics);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_FOUND_H_

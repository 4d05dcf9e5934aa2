// The tables in print: for the command line, the data source and docs/limits.md.
#ifndef ADAPTERS_CONTRACT_LIMITS_LIMITS_TEXT_H_
#define ADAPTERS_CONTRACT_LIMITS_LIMITS_TEXT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/traits.h"

namespace ic {

using Vendors = std::span<const VendorTraits* const>;

// One limit, rule or quota, in words.
struct PrintedLimit {
  std::string cloud;
  std::string id;
  std::string form;                // "limit": one field; "rule": several fields; "quota": several objects
  std::vector<std::string> kinds;  // "virtual_interface"
  std::string field;               // path; empty for rules
  std::string allowed;             // "1 to 4094"
  std::string when;                // "type is private or transit"; empty: always
  std::string scope;               // "object", "port", "region", "account"
  bool adjustable = false;
  bool told = false;                     // the cloud tells an account's own number, which counts in place of this one
  std::optional<std::int64_t> number;    // the vendor's largest number, where the row has one
  std::optional<std::int64_t> override;  // the user's instead
  Source source;
};

// In the order of the tables.
std::vector<PrintedLimit> ListLimits(Vendors vendors, const LimitOverrides& overrides);

std::string_view OnChangeName(OnChange on_change);        // "in place", "replace", "refused"
std::string_view ScopeName(Scope scope);                  // "object", …
std::string_view CapabilityName(Capability capability);   // "second_family"
std::string_view CapabilityTitle(Capability capability);  // "A second session of the other address family"
std::string_view SupportName(Support support);            // "yes", "no", "unverified"

// Aligned columns: id, what is allowed, whether it can be raised, when it was checked. With a `kind`: only its own.
std::string RenderLimitsText(Vendors vendors, const LimitOverrides& overrides, std::optional<Kind> kind = {});

// One object: {"format_version": 1, "limits": […], "changes": […], "capabilities": […]}; indented, with a newline at
// its end. Fields are those of the structs, names in snake_case. With a `kind`: its own limits and changes.
std::string RenderLimitsJson(Vendors vendors, const LimitOverrides& overrides, std::optional<Kind> kind = {});

// The whole of docs/limits.md: what clouds can do, then for each cloud limits, rules, quotas and costs of changes.
std::string RenderLimitsMarkdown(Vendors vendors);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_LIMITS_TEXT_H_

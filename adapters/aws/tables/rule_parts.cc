#include "adapters/aws/tables/rule_parts.h"

#include <fmt/format.h>

#include "adapters/contract/limits/refuse_if.h"
#include "base/text.h"

namespace ic::aws {

std::string InterfaceTypeOf(const Value& object) {
  return IsUnset(object, "type") ? "private" : KnownText(object, "type").value_or("");
}
std::string SessionFamilyOf(const Value& object, std::string_view fallback) {
  return IsUnset(object, "address_family") ? std::string(fallback) : KnownText(object, "address_family").value_or("");
}

// `arn:<partition>:<service>:<region>:<account>:<type>/<id>`.
void RefuseArn(const Value& object, const Rule& rule, std::string_view path, Diagnostics& diagnostics) {
  const std::string text = KnownText(object, path).value_or("");
  if (!text.starts_with("arn:")) return;
  constexpr std::size_t kRegionPart = 3;
  constexpr std::size_t kParts = 6;
  const std::vector<std::string> parts = Split(text, ':');
  const std::size_t slash = text.rfind('/');
  std::string detail = fmt::format("{} is \"{}\", an ARN, where the id is wanted.", path, text);
  if (parts.size() == kParts && slash != std::string::npos && slash + 1 < text.size()) {
    detail += fmt::format(" Write the id in it: \"{}\".", text.substr(slash + 1));
    const std::string region = KnownText(object, "region").value_or("");
    if (!region.empty() && !parts[kRegionPart].empty() && parts[kRegionPart] != region) {
      detail += fmt::format(" It is of the region {}, while this object is in {}: one of the two is wrong.",
                            parts[kRegionPart], region);
    }
  } else {
    detail += " Write the id at its end.";
  }
  Refuse(rule, path, "ARN instead of an id", detail, diagnostics);
}

void CheckAddresses(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (SessionFamilyOf(object, "ipv4") == "ipv6") return;  // refused by a limit, one by one
  RefuseIfOneOfTwo(object, rule, "cloud_address", "customer_address", diagnostics);
  RefuseUnlessLink(object, rule, "cloud_address", "customer_address", diagnostics);
  RefuseIfBare(object, rule, "cloud_address", "customer_address", diagnostics);
}

}  // namespace ic::aws

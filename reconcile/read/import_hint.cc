#include "reconcile/read/import_hint.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <variant>

#include "adapters/contract/fields.h"
#include "adapters/contract/import_id.h"
#include "adapters/contract/limits/pattern_match.h"
#include "base/text.h"

namespace ic::reconcile {
namespace {

// The field of others that names an object of the kind; empty: none does.
std::string_view ReferenceTo(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return field::kConnectionId;
    case Kind::kVirtualInterface:
      return field::kVirtualInterfaceId;
    case Kind::kBgpGroup:
      return field::kBgpGroupId;
    default:
      return "";
  }
}

// Does `id` look like one of the vendor's objects of the kind?
bool LooksLike(const VendorTraits& vendor, Kind kind, std::string_view id) {
  const std::string_view reference = ReferenceTo(kind);
  return std::ranges::any_of(vendor.limits, [&](const Limit& limit) {
    const bool own = limit.kind == kind && limit.field == field::kAdopt;
    if (!own && (reference.empty() || limit.field != reference)) return false;
    const auto* pattern = std::get_if<Pattern>(&limit.allowed);
    return pattern != nullptr && Matches(*pattern, id);
  });
}

}  // namespace

std::string ImportIdMeant(const std::vector<const VendorTraits*>& vendors, Kind kind, std::string_view text) {
  std::string region = "<region>";
  std::string id(text);
  const std::vector<std::string> parts = Split(text, ':');
  // …:<service>:<region>:<account>:<sort of object>/<id>
  constexpr std::size_t kFewest = 5;
  if (parts.size() >= kFewest) {
    if (!parts[parts.size() - 3].empty()) region = parts[parts.size() - 3];
    id = parts.back();
  }
  id = id.substr(id.rfind('/') + 1);  // npos + 1 is the beginning
  std::set<std::string> clouds;
  for (const VendorTraits* vendor : vendors) {
    if (LooksLike(*vendor, kind, id)) clouds.emplace(vendor->cloud);
  }
  if (clouds.size() != 1) return "";
  return FormatImportId({.cloud = *clouds.begin(), .region = region, .id = id});
}

}  // namespace ic::reconcile

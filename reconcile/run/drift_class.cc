#include "reconcile/run/drift.h"

namespace ic {

std::string_view DriftClassName(DriftClass value) {
  switch (value) {
    case DriftClass::kMaterial:
      return "material";
    case DriftClass::kPending:
      return "pending";
    case DriftClass::kVendorInitiated:
      return "vendor-initiated";
    case DriftClass::kCosmetic:
      return "cosmetic";
    case DriftClass::kUnmanaged:
      return "unmanaged";
  }
  return "material";
}

std::optional<DriftClass> ParseDriftClass(std::string_view name) {
  for (const DriftClass value : {DriftClass::kMaterial, DriftClass::kPending, DriftClass::kVendorInitiated,
                                 DriftClass::kCosmetic, DriftClass::kUnmanaged}) {
    if (DriftClassName(value) == name) return value;
  }
  return std::nullopt;
}

}  // namespace ic

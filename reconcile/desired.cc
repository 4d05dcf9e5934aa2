#include "reconcile/desired.h"

#include "reconcile/lowering.h"
#include "reconcile/object.h"

namespace ic::reconcile {
namespace {

void CheckKeyVersion(const Value& config, Diagnostics& diagnostics) {
  const Value& write_only = config.Get(field::kAuthKeyWo);
  const Value& version = config.Get(field::kAuthKeyWoVersion);
  if (!write_only.is_null() && version.is_null()) {
    diagnostics.AddWarning(field::kAuthKeyWo, "Key without a version",
                           "auth_key_wo cannot be compared with anything, so a later change of it would go unnoticed. "
                           "Set auth_key_wo_version too, and change it with each new key.");
  }
  if (write_only.is_null() && version.is_known()) {
    diagnostics.AddWarning(field::kAuthKeyWoVersion, "Version without a key",
                           "auth_key_wo_version is set but auth_key_wo is not, so no key is sent.");
  }
}

}  // namespace

Value Complete(const VendorTraits& traits, const std::vector<Field>& fields, Kind kind, const Value& config) {
  Value object = Shaped(fields, config);
  InheritFromGroup(traits, kind, object);
  for (const Field& field : fields) {
    if (field.default_value.empty() || !object.Get(field.name).is_null()) continue;
    object.Put(field.name, Value::String(field.default_value));
  }
  if (traits.complete != nullptr) traits.complete(kind, object);
  return object;
}

Diagnostics CheckDesired(const VendorTraits& traits, Kind kind, const Value& config, const Value& completed,
                         const AuditOptions& options) {
  Diagnostics diagnostics = Audit(traits, kind, completed, options);
  CheckLowering(traits, kind, config, diagnostics);
  CheckKeyVersion(config, diagnostics);
  return diagnostics;
}

}  // namespace ic::reconcile

#include "reconcile/object/desired.h"

#include <utility>

#include "reconcile/object/lowering.h"
#include "reconcile/object/object.h"

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

Value Complete(const VendorTables& tables, Value config) {
  const VendorTraits& traits = tables.traits;
  const Kind kind = tables.kind;
  Value object = config.is_null() ? Value::Object({}) : std::move(config);
  InheritFromGroup(traits, kind, object);
  for (const auto& [name, value] : tables.defaults) {
    if (object.Get(name).is_null()) object.Put(name, value);
  }
  if (traits.complete != nullptr) traits.complete(kind, object);
  return object;
}

Diagnostics CheckDesired(const VendorTables& tables, const Value& config, const Value& completed,
                         const AuditOptions& options) {
  Diagnostics diagnostics = tables.audit.Check(completed, options);
  CheckLowering(tables.traits, tables.kind, config, diagnostics);
  CheckKeyVersion(config, diagnostics);
  return diagnostics;
}

}  // namespace ic::reconcile

#include "reconcile/object/desired.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

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

void AddEmptyKey(const AttributePath& path, Diagnostics& diagnostics) {
  diagnostics.AddError(path, "Empty key",
                       fmt::format("{0} is an empty text, which is no key: nothing would be sent. If it comes from a "
                                   "variable, the environment or a file, that is empty. To give no key of your own, "
                                   "leave {0} out or set it to null.",
                                   path.ToString()));
}

bool IsEmptyText(const Value& value) { return value.kind() == Value::Kind::kString && value.AsString().empty(); }

// Where leaving it out means "as it is", or is no choice, an empty text is neither that nor a value. No key is one
// either: it is what is left of a secret that did not come.
void CheckEmptyTexts(const std::vector<const Field*>& fields, const AttributePath* around, const Value& object,
                     Diagnostics& diagnostics) {
  if (object.kind() != Value::Kind::kObject) return;
  for (const Field* field : fields) {
    const Value& value = object.Get(field->name);
    if (value.is_null()) continue;
    const AttributePath path = around == nullptr ? AttributePath(field->name) : around->Attribute(field->name);
    if (value.kind() == Value::Kind::kObject) {
      std::vector<const Field*> inner;
      for (const Field& one : field->fields) inner.push_back(&one);
      CheckEmptyTexts(inner, &path, value, diagnostics);
    } else if (IsEmptyText(value) && field->sensitive) {
      AddEmptyKey(path, diagnostics);
    } else if (IsEmptyText(value) && !field->empty_is_value && !IsNothing(*field, value)) {
      const bool required = field->presence == Presence::kRequired;
      diagnostics.AddError(
          path, "Empty value",
          fmt::format("{} is an empty text, which is no value of it. {}", path.ToString(),
                      required ? "Set it." : "Leave it out, or set it to null, to leave it as it is."));
    }
  }
}

// That an empty text has no right form says nothing more than that it is empty.
Diagnostics WithoutErrorsAt(const Diagnostics& all, const Diagnostics& said) {
  Diagnostics rest;
  for (const Diagnostic& one : all.items()) {
    const bool again =
        one.severity == Severity::kError &&
        std::ranges::any_of(said.items(), [&one](const Diagnostic& other) { return other.path == one.path; });
    if (!again) rest.Add(one);
  }
  return rest;
}

}  // namespace

Value Complete(const VendorTables& tables, Value config) {
  const VendorTraits& traits = tables.traits;
  const Kind kind = tables.kind;
  Value object = config.is_null() ? Value::Object({}) : WithoutNothing(tables, std::move(config));
  InheritFromGroup(traits, kind, object);
  for (const auto& [name, value] : tables.defaults) {
    if (object.Get(name).is_null()) object.Put(name, value);
  }
  if (traits.complete != nullptr) traits.complete(kind, object);
  return object;
}

Diagnostics CheckDesired(const VendorTables& tables, const Value& config, const Value& completed,
                         const AuditOptions& options) {
  Diagnostics empty;
  CheckEmptyTexts(tables.by_name, nullptr, config, empty);
  Diagnostics diagnostics = WithoutErrorsAt(tables.audit.Check(completed, options), empty);
  const Value asked = WithoutNothing(tables, config);
  CheckLowering(tables.traits, tables.kind, asked, diagnostics);
  CheckKeyVersion(config, diagnostics);
  diagnostics.Append(empty);
  return diagnostics;
}

void CheckKeyIsThere(const Value& config, const Value& prior, const Value& planned, Diagnostics& diagnostics) {
  const Value& version = planned.Get(field::kAuthKeyWoVersion);
  if (!config.Get(field::kAuthKeyWo).is_null() || !version.is_known()) return;
  if (version == prior.Get(field::kAuthKeyWoVersion)) return;
  diagnostics.AddError(
      field::kAuthKeyWoVersion, "Version without a key",
      fmt::format(
          "auth_key_wo_version {} says that there is a new key, and auth_key_wo gives none: nothing would be "
          "sent, and the key would not be sent later either, when the version is noted. Set auth_key_wo too, {}.",
          version.ToString(),
          prior.Get(field::kAuthKeyWoVersion).is_known() ? "or leave the version as it is"
                                                         : "or leave the version out"));
}

void CheckKeysAreNotEmpty(const Value& config, Diagnostics& diagnostics) {
  for (const std::string_view name : {field::kAuthKey, field::kAuthKeyWo}) {
    if (IsEmptyText(config.Get(name))) AddEmptyKey(AttributePath(name), diagnostics);
  }
}

}  // namespace ic::reconcile

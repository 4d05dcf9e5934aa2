#include "schema/terraform/validate.h"

#include <optional>

#include <fmt/format.h>

#include "schema/terraform/walk.h"

namespace ic::terraform {
namespace {

void CheckAttribute(const Attribute& attribute, const Value& value, const AttributePath& path, bool write_only_allowed,
                    Diagnostics* diagnostics) {
  if (attribute.required && value.is_null()) {
    diagnostics->AddError(path, "Missing required argument",
                          fmt::format("\"{}\" is required, but it is null here. Give it a value.", path.ToString()));
  }
  if (value.is_null()) return;
  if (attribute.computed && !attribute.optional && value.is_known()) {
    diagnostics->AddError(
        path, "Value for a read-only attribute",
        fmt::format("\"{}\" is set by the provider and cannot be set in the configuration. Remove it.",
                    path.ToString()));
  }
  if (attribute.write_only && !write_only_allowed) {
    diagnostics->AddError(path, "Write-only attribute not supported here",
                          fmt::format("\"{}\" is write-only: its value must never be stored. This version of Terraform "
                                      "or OpenTofu does not know such attributes and would store it. Use version 1.11 "
                                      "or later of either, or leave the attribute out.",
                                      path.ToString()));
  }
  if (!attribute.deprecation.empty()) {
    diagnostics->AddWarning(path, "Deprecated attribute",
                            fmt::format("\"{}\": {}", path.ToString(), attribute.deprecation));
  }
}

bool HasWriteOnly(const std::vector<Attribute>& attributes) {
  for (const Attribute& attribute : attributes) {
    if (attribute.write_only || (attribute.nested && HasWriteOnly(attribute.nested->attributes))) return true;
  }
  return false;
}

}  // namespace

Diagnostics ValidateAgainstSchema(const Schema& schema, const Value& config, bool write_only_allowed) {
  Diagnostics diagnostics;
  VisitAttributes(schema, config, [&](const Attribute& attribute, const Value& value, const AttributePath& path) {
    CheckAttribute(attribute, value, path, write_only_allowed, &diagnostics);
  });
  return diagnostics;
}

Value NullWriteOnly(const Schema& schema, const Value& object) {
  if (!HasWriteOnly(schema.attributes)) return object;
  return EditAttributes(schema, object, [](const Attribute& attribute, const Value& value) -> std::optional<Value> {
    if (attribute.write_only && !value.is_null()) return Value::Null();
    return std::nullopt;
  });
}

}  // namespace ic::terraform

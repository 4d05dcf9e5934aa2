#include "reconcile/apply/request.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/duration.h"
#include "reconcile/object/as_it_is.h"
#include "reconcile/object/default_tags.h"
#include "reconcile/object/desired.h"

namespace ic::reconcile {
namespace {

Value AuditedObject(const Subject& subject, const Value& planned, const Value& config) {
  Value object = Shaped(subject.fields(), Value::Null());
  for (const Leaf& leaf : subject.leaves()) {
    const Value& set = ValueAt(config, leaf);
    if (set.is_null()) continue;
    PutAt(object, leaf, leaf.field->write_only ? set : ValueAt(planned, leaf));
  }
  object.Put(field::kRegion, planned.Get(field::kRegion));
  return Complete(*subject.tables, object);
}

}  // namespace

Duration TimeoutOf(const Adapter& adapter, Kind kind, const Value& object, std::string_view operation) {
  const std::string text = Text(object.Get(field::kTimeouts), operation);
  if (const auto timeout = ParseDuration(text); timeout.ok()) return *timeout;
  return adapter.DefaultTimeout(kind);
}

Diagnostics CheckPlannedValues(const Subject& subject, const Value& planned, const Value& config, const Value* prior) {
  const Value audited = AuditedObject(subject, planned, config);
  const AuditOptions options = LimitsFor(subject, prior);
  Diagnostics found = CheckWithDefaultTags(subject, audited, audited, options);
  if (prior != nullptr) found = WithoutWhatIs(subject, *prior, config, std::move(found));
  Diagnostics errors;
  CheckKeyIsThere(config, prior == nullptr ? Value::Null() : *prior, planned, errors);
  CheckKeysAreNotEmpty(config, errors);
  for (const Diagnostic& item : found.items()) {
    if (item.severity == Severity::kError) errors.Add(item);
  }
  return errors;
}

bool RefuseReadOnly(const Subject& subject, std::string_view what, Diagnostics& diagnostics) {
  if (!subject.config->read_only) return false;
  diagnostics.AddError(
      {}, "Configuration is read-only",
      fmt::format(
          "{} a {} was refused: {}, so nothing is changed in any cloud.{}", what, KindTitle(subject.kind),
          subject.config->state_is_held ? "the command only reads" : "read_only is set in the provider configuration",
          subject.config->state_is_held ? "" : " Remove it to apply changes."));
  return true;
}

std::shared_ptr<Adapter> AdapterFor(const Asked& asked, Diagnostics& diagnostics) {
  auto adapter = asked.adapter();
  if (adapter.ok()) return *std::move(adapter);
  diagnostics.AddStatus({}, "Cloud cannot be asked", adapter.status());
  return nullptr;
}

}  // namespace ic::reconcile

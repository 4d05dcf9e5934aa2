#include "provider/resources/limits_data.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/field_values.h"
#include "adapters/contract/limits/limits_text.h"
#include "provider/resources/data_cloud.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

terraform::Attribute Column(std::string name, Type type, std::string description) {
  return MakeAttribute(std::move(name), std::move(type), Role::kComputed, std::move(description));
}

terraform::Schema LimitsSchema() {
  std::vector<terraform::Attribute> columns = {
      Column("id", Type::String(), "Id of the limit, as the provider's `limits` takes it."),
      Column("form", Type::String(),
             "`limit` (of one attribute), `rule` (over several attributes of one object) or `quota` (over several "
             "objects)."),
      Column("kinds", Type::List(Type::String()), "Kinds of objects it is about."),
      Column("field", Type::String(), "Attribute it is about; null for a rule."),
      Column("allowed", Type::String(), "What is allowed, in words."),
      Column("when", Type::String(), "What must hold for it to apply; null if it always does."),
      Column("scope", Type::String(), "What it counts over: `object`, `port`, `region` or `account`."),
      Column("adjustable", Type::Bool(), "Whether the cloud raises it on request."),
      Column("number", Type::Number(), "The cloud's largest number, where there is one."),
      Column("override", Type::Number(), "The number that the provider's `limits` sets instead, if it does."),
      Column("source", Type::String(), "The document it is from."),
      Column("checked", Type::String(), "The day the document was read."),
      Column("older", Type::String(), "What an older document says otherwise, if one does."),
  };
  return {.description = "The limits of a cloud that are checked before anything is sent to it.",
          .attributes = {CloudAttribute(),
                         MakeAttribute("kind", Type::String(), Role::kOptional,
                                       "Only limits of this kind, such as `virtual_interface`."),
                         MakeObjectList("limits", std::move(columns), "The limits, in the order of the catalogue.")}};
}

Value NumberOrNull(const std::optional<std::int64_t>& number) { return number ? Value::Int(*number) : Value::Null(); }

Value RowValue(const PrintedLimit& row) {
  return Value::Object({{"id", Value::String(row.id)},
                        {"form", Value::String(row.form)},
                        {"kinds", Value::Strings(row.kinds)},
                        {"field", TextOrNull(row.field)},
                        {"allowed", Value::String(row.allowed)},
                        {"when", TextOrNull(row.when)},
                        {"scope", Value::String(row.scope)},
                        {"adjustable", Value::Bool(row.adjustable)},
                        {"number", NumberOrNull(row.number)},
                        {"override", NumberOrNull(row.override)},
                        {"source", Value::String(row.source.document)},
                        {"checked", Value::String(row.source.checked)},
                        {"older", TextOrNull(row.source.older)}});
}

}  // namespace

LimitsData::LimitsData(std::reference_wrapper<const AdapterFactory> factory)
    : factory_(factory), schema_(LimitsSchema()) {}

Diagnostics LimitsData::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  CheckKind(config, diagnostics);
  return diagnostics;
}

terraform::ReadDataResponse LimitsData::Read(const terraform::ReadDataRequest& asked) {
  const Value& config = asked.config;
  const Value& kind = config.Get("kind");
  LimitOverrides overrides;
  {
    const std::lock_guard lock(mutex_);
    overrides = overrides_;
  }
  Value::Elements rows;
  for (const VendorTraits* traits : factory_.traits()) {
    if (traits->cloud != config.Get("cloud").AsString()) continue;
    const std::array<const VendorTraits*, 1> vendor = {traits};
    for (const PrintedLimit& row : ListLimits(vendor, overrides)) {
      const bool wanted =
          !kind.is_known() || std::find(row.kinds.begin(), row.kinds.end(), kind.AsString()) != row.kinds.end();
      if (wanted) rows.push_back(RowValue(row));
    }
  }
  terraform::ReadDataResponse response{.state = config};
  response.state.Put("limits", Value::List(std::move(rows)));
  return response;
}

void LimitsData::SetOverrides(LimitOverrides overrides) {
  const std::lock_guard lock(mutex_);
  overrides_ = std::move(overrides);
}

}  // namespace ic

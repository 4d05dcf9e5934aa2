#include "provider/resources/limits_data.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
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
      Column("kind", Type::String(), "Kind of the object that is limited."),
      Column("field", Type::String(), "Attribute that is limited."),
      Column("allowed", Type::String(), "What is allowed, in words."),
      Column("maximum", Type::Number(), "The largest number allowed, where the limit is a number."),
      Column("applies_to", Type::String(), "What must hold for the limit to apply; null if it always does."),
      Column("adjustable", Type::Bool(), "Whether the cloud raises it on request."),
      Column("remedy", Type::String(), "What to do about it."),
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

// What is allowed in words, and as a number where it has a largest one.
struct AllowedText {
  std::string words;
  std::optional<std::int64_t> maximum;
};

struct DescribeAllowed {
  AllowedText operator()(const Range& range) const {
    return {fmt::format("{} to {}", range.min, range.max), range.max};
  }
  AllowedText operator()(const AsnRange& range) const {
    return {fmt::format("{} to {}", range.min, range.max), range.max};
  }
  AllowedText operator()(const OneOf& one_of) const { return {JoinWords(one_of.values, "or"), std::nullopt}; }
  AllowedText operator()(const Length& length) const {
    return {fmt::format("{} to {} characters", length.min, length.max), length.max};
  }
  AllowedText operator()(const Count& count) const {
    return {fmt::format("{} to {} elements", count.min, count.max), count.max};
  }
  AllowedText operator()(const Pattern& pattern) const { return {std::string(pattern.words), std::nullopt}; }
  AllowedText operator()(const Unsupported& unsupported) const {
    return {fmt::format("not supported: {}", unsupported.reason), std::nullopt};
  }
};

struct Row {
  std::string_view id;
  std::string_view kind;
  std::string_view field;
  AllowedText allowed;
  std::string applies_to;
  bool adjustable = false;
  std::string_view remedy;
  const Source& source;
};

Value RowValue(const Row& row) {
  return Value::Object({{"id", Value::String(row.id)},
                        {"kind", Value::String(row.kind)},
                        {"field", TextOrNull(row.field)},
                        {"allowed", Value::String(row.allowed.words)},
                        {"maximum", row.allowed.maximum ? Value::Int(*row.allowed.maximum) : Value::Null()},
                        {"applies_to", TextOrNull(row.applies_to)},
                        {"adjustable", Value::Bool(row.adjustable)},
                        {"remedy", TextOrNull(row.remedy)},
                        {"source", Value::String(row.source.document)},
                        {"checked", Value::String(row.source.checked)},
                        {"older", TextOrNull(row.source.older)}});
}

Value LimitRow(const Limit& limit) {
  const std::string when =
      limit.when_field.empty() ? "" : fmt::format("{} is {}", limit.when_field, JoinWords(limit.when_values, "or"));
  return RowValue({.id = limit.id,
                   .kind = KindName(limit.kind),
                   .field = limit.field,
                   .allowed = std::visit(DescribeAllowed(), limit.allowed),
                   .applies_to = when,
                   .adjustable = limit.adjustable,
                   .remedy = limit.remedy,
                   .source = limit.source});
}

Value QuotaRow(const Quota& quota, Kind kind) {
  return RowValue({.id = quota.id,
                   .kind = KindName(kind),
                   .field = quota.field,
                   .allowed = {fmt::format("at most {}: {}", quota.max, quota.words), quota.max},
                   .adjustable = quota.adjustable,
                   .remedy = quota.remedy,
                   .source = quota.source});
}

Value RuleRow(const Rule& rule) {
  return RowValue({.id = rule.id,
                   .kind = KindName(rule.kind),
                   .allowed = {std::string(rule.words), std::nullopt},
                   .source = rule.source});
}

}  // namespace

LimitsData::LimitsData(const AdapterFactory& factory) : factory_(factory), schema_(LimitsSchema()) {}

Diagnostics LimitsData::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  CheckKind(config, diagnostics);
  return diagnostics;
}

terraform::ReadDataResponse LimitsData::Read(const Value& config) {
  std::optional<Kind> only;
  if (const Value& kind = config.Get("kind"); kind.kind() == Value::Kind::kString) only = ParseKind(kind.AsString());
  const auto wanted = [&](Kind kind) { return !only || *only == kind; };
  Value::Elements rows;
  for (const VendorTraits* traits : factory_.traits()) {
    if (traits->cloud != config.Get("cloud").AsString()) continue;
    for (const Limit& limit : traits->limits) {
      if (wanted(limit.kind)) rows.push_back(LimitRow(limit));
    }
    for (const Rule& rule : traits->rules) {
      if (wanted(rule.kind)) rows.push_back(RuleRow(rule));
    }
    for (const Quota& quota : traits->quotas) {
      for (const Kind kind : quota.kinds) {
        if (wanted(kind)) rows.push_back(QuotaRow(quota, kind));
      }
    }
  }
  terraform::ReadDataResponse response{.state = config};
  response.state.Put("limits", Value::List(std::move(rows)));
  return response;
}

}  // namespace ic

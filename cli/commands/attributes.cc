#include "cli/commands/attributes.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/fields.h"
#include "base/json_text.h"
#include "cli/output/format/text.h"
#include "schema/value/json.h"

namespace ic::cli {
namespace {

bool IsShown(const Field& field, ShownWhat what) {
  return !field.sensitive && !field.write_only && (what == ShownWhat::kHeld || !field.local);
}

Type ShownType(const std::vector<Field>& fields) {
  Type::Attributes attributes;
  for (const Field& field : fields) attributes.emplace_back(field.name, FieldValueType(field));
  return Type::Object(std::move(attributes));
}

std::string CellOf(const Field& field, const Value& value) {
  if (value.kind() == Value::Kind::kString && field.meaning == Meaning::kAsn) {
    const auto asn = ParseAsn(value.AsString());
    if (asn.ok() && *asn > 0xffff) return fmt::format("{} ({})", FormatAsn(*asn), FormatAsdot(*asn));
  }
  if (value.kind() == Value::Kind::kString) return OneLine(value.AsString());
  std::vector<std::string> texts;
  switch (value.kind()) {
    case Value::Kind::kList:
    case Value::Kind::kSet:
      for (const Value& element : value.elements()) texts.push_back(CellOf(field, element));
      break;
    case Value::Kind::kMap:
      for (const auto& [key, element] : value.fields()) {
        texts.push_back(fmt::format("{}={}", OneLine(key), CellOf(field, element)));
      }
      break;
    default:
      return OneLine(value.ToString());
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

void AddBelow(const std::vector<Field>& fields, const Value& attributes, const std::string& prefix, Rows& rows) {
  for (const Field& field : fields) {
    const Value& value = attributes.Get(field.name);
    if (value.is_null() || value.is_unknown()) continue;
    if (prefix.empty() && (field.name == field::kCloud || field.name == field::kRegion || field.name == field::kId)) {
      continue;  // in the title
    }
    if (field.type == FieldType::kObject) {
      AddBelow(field.fields, value, prefix + field.name + ".", rows);
    } else {
      rows.push_back({prefix + field.name, CellOf(field, value)});
    }
  }
}

}  // namespace

std::vector<Field> ShownFields(const AdapterFactory& factory, std::string_view cloud, Kind kind, ShownWhat what) {
  const auto& all = factory.traits();
  const auto found = std::ranges::find(all, cloud, [](const VendorTraits* traits) { return traits->cloud; });
  std::vector<Field> fields = found == all.end() ? NeutralFields(kind) : AllFields(**found, kind);
  const auto hidden = [what](const Field& field) { return !IsShown(field, what); };
  std::erase_if(fields, hidden);
  for (Field& field : fields) std::erase_if(field.fields, hidden);
  std::erase_if(fields, [](const Field& field) { return field.type == FieldType::kObject && field.fields.empty(); });
  return fields;
}

void AddAttributes(const std::vector<Field>& fields, const Value& attributes, Rows& rows) {
  AddBelow(fields, attributes, "", rows);
}

Json AttributesJson(const std::vector<Field>& fields, const Value& attributes) {
  return Json(ParseJson(EncodeJson(ShownType(fields), attributes)));
}

}  // namespace ic::cli

#include "cli/commands/found.h"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "base/json_text.h"
#include "cli/output/format/json.h"
#include "cli/output/format/text.h"
#include "schema/value/json.h"

namespace ic::cli {
namespace {

// Beside the account, the region, the id and the name.
std::vector<std::string_view> Columns(Sought what) {
  switch (what) {
    case Sought::kConnection:
      return {field::kLocation, field::kBandwidth};
    case Sought::kVirtualInterface:
      return {field::kConnectionId, field::kType, field::kVlan, field::kGatewayId};
    case Sought::kGateway:
      return {field::kType, field::kCloudAsn};
  }
  return {};  // not reached: the switch is complete
}

std::string Cell(const Value& value) {
  if (value.is_null()) return "-";
  return OneLine(value.kind() == Value::Kind::kString ? value.AsString() : value.ToString());
}

Type TypeOf(const std::vector<Field>& fields) {
  Type::Attributes attributes;
  for (const Field& field : fields) attributes.emplace_back(field.name, FieldValueType(field));
  return Type::Object(std::move(attributes));
}

}  // namespace

std::string FoundText(Sought what, const std::vector<FoundObject>& objects) {
  const std::vector<std::string_view> columns = Columns(what);
  std::vector<std::vector<std::string>> rows = {{"account", "region", "id", "name"}};
  for (const std::string_view column : columns) rows.front().emplace_back(column);
  for (const FoundObject& object : objects) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(OneLine(object.account));
    for (const std::string_view column : {field::kRegion, field::kId, field::kName}) {
      row.push_back(Cell(object.attributes.Get(column)));
    }
    for (const std::string_view column : columns) row.push_back(Cell(object.attributes.Get(column)));
  }
  return Aligned(rows, 0);
}

std::string FoundJson(std::span<const VendorTraits* const> vendors, Sought what,
                      const std::vector<FoundObject>& objects, const std::vector<LocatedDiagnostic>& diagnostics) {
  const Type type = TypeOf(FoundFields(vendors, what));
  Json list = Json::array();
  for (const FoundObject& object : objects) {
    const std::string id =
        fmt::format("{}/{}/{}", TextField(object.attributes, field::kCloud),
                    TextField(object.attributes, field::kRegion), TextField(object.attributes, field::kId));
    list.push_back({{"account", TextJson(object.account)},
                    {"import_id", OptionalText(KindSought(what) ? id : std::string())},
                    {"attributes", Json(ParseJson(EncodeJson(type, object.attributes)))}});
  }
  return Dumped({{"format_version", kFormatVersion},
                 {"kind", SoughtName(what)},
                 {"objects", std::move(list)},
                 {"diagnostics", DiagnosticsArray(diagnostics)}});
}

}  // namespace ic::cli

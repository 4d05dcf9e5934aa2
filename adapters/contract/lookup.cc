#include "adapters/contract/lookup.h"

#include <string>
#include <utility>

namespace ic {
namespace {

// What follows says how to write the field.
std::string FirstSentence(const std::string& description) {
  const std::size_t end = description.find(". ");
  return end == std::string::npos ? description : description.substr(0, end + 1);
}

bool IsTold(const Field& field) {
  return !field.local && !field.sensitive && !field.write_only && !field.untold && field.name != field::kAdopt;
}

Field AsFound(const Field& field) {
  Field found = field;
  found.presence = Presence::kComputed;
  found.description = FirstSentence(field.description);
  found.fields.clear();
  for (const Field& inner : field.fields) {
    if (IsTold(inner)) found.fields.push_back(AsFound(inner));
  }
  return found;
}

Field Told(std::string_view name, std::string description) {
  return {.name = std::string(name), .presence = Presence::kComputed, .description = std::move(description)};
}

std::vector<Field> MakeGatewayFields() {
  Field asn = Told(field::kCloudAsn, "Autonomous system number of the cloud's side, where it is told.");
  asn.meaning = Meaning::kAsn;
  Field tags = Told(field::kTags, "Tags of the gateway, where they are told.");
  tags.type = FieldType::kStringMap;
  return {
      Told(field::kCloud, "The cloud the gateway is in."),
      Told(field::kRegion, "Region of the gateway; null if it belongs to none."),
      Told(field::kId,
           "The cloud's own id of the gateway: what `gateway_id` of a virtual interface takes, where the cloud's "
           "interfaces name one."),
      Told(field::kName, "Name of the gateway, where it has one."),
      Told(field::kType, "What sort of gateway it is."),
      std::move(asn),
      Told(field::kAccount, "Account that owns the gateway, or the part of one (a project), where it is told."),
      std::move(tags),
  };
}

// With the sorts that each vendor has.
std::vector<Field> FoundGatewayFields(std::span<const VendorTraits* const> vendors) {
  std::vector<Field> fields = GatewayFields();
  for (Field& field : fields) {
    if (field.name != field::kType) continue;
    for (const VendorTraits* traits : vendors) {
      if (traits->gateway_types.empty()) continue;
      field.description += " " + std::string(traits->title) + ": " + std::string(traits->gateway_types) + ".";
    }
  }
  return fields;
}

}  // namespace

std::string_view SoughtName(Sought what) {
  const std::optional<Kind> kind = KindSought(what);
  return kind ? KindName(*kind) : "gateway";
}

std::optional<Sought> ParseSought(std::string_view name) {
  for (const Sought what : kAllSought) {
    if (SoughtName(what) == name) return what;
  }
  return std::nullopt;
}

std::string_view SoughtTitle(Sought what) {
  const std::optional<Kind> kind = KindSought(what);
  return kind ? KindTitle(*kind) : "gateway";
}

std::optional<Kind> KindSought(Sought what) {
  switch (what) {
    case Sought::kConnection:
      return Kind::kConnection;
    case Sought::kVirtualInterface:
      return Kind::kVirtualInterface;
    case Sought::kGateway:
      break;
  }
  return std::nullopt;
}

const std::vector<Field>& GatewayFields() {
  static const std::vector<Field> kFields = MakeGatewayFields();
  return kFields;
}

std::span<const std::string_view> SoughtBy(Sought what) {
  static constexpr std::array kConnection = {field::kId, field::kName, field::kLocation, field::kTags};
  static constexpr std::array kInterface = {field::kId,   field::kName,      field::kConnectionId, field::kType,
                                            field::kVlan, field::kGatewayId, field::kTags};
  static constexpr std::array kGateway = {field::kId, field::kName, field::kType, field::kTags};
  switch (what) {
    case Sought::kConnection:
      return kConnection;
    case Sought::kVirtualInterface:
      return kInterface;
    case Sought::kGateway:
      return kGateway;
  }
  return {};  // not reached: the switch is complete
}

std::vector<Field> FoundFields(std::span<const VendorTraits* const> vendors, Sought what) {
  const std::optional<Kind> kind = KindSought(what);
  if (!kind) return FoundGatewayFields(vendors);
  std::vector<Field> found;
  for (const Field& field : NeutralFields(*kind)) {
    // `tags` of what is found are all that it has.
    if (IsTold(field) && field.name != field::kTagsAll) found.push_back(AsFound(field));
  }
  for (const VendorTraits* traits : vendors) {
    const std::vector<Field> all = AllFields(*traits, *kind);
    const Field* own = FindField(all, traits->cloud);
    if (own == nullptr) continue;
    Field object = AsFound(*own);
    if (!object.fields.empty()) found.push_back(std::move(object));
  }
  return found;
}

}  // namespace ic

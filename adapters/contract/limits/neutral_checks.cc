#include "adapters/contract/limits/neutral_checks.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/duration.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/contract/path.h"
#include "base/ip.h"
#include "base/text.h"

namespace ic {
namespace {

Status CheckPrefix(const std::string& text) {
  const StatusOr<Cidr> cidr = Cidr::Parse(text);
  if (!cidr.ok()) return cidr.status();
  if (!cidr->has_host_bits()) return OkStatus();
  return InvalidArgumentError(fmt::format("\"{}\" is an address inside the prefix \"{}\". Write the prefix itself.",
                                          text, cidr->Prefix().ToString()));
}

struct WellFormed {
  std::string_view summary;  // of what is not
  Status (*check)(const std::string& text);
};

// In the order of Meaning.
constexpr WellFormed kAny = {"", [](const std::string&) { return OkStatus(); }};
constexpr std::array kWellFormed = std::to_array<WellFormed>({
    kAny,
    {"Malformed ASN", [](const std::string& text) { return ParseAsn(text).status(); }},
    {"Malformed bandwidth", [](const std::string& text) { return ParseBandwidth(text).status(); }},
    {"Malformed address", [](const std::string& text) { return Cidr::Parse(text).status(); }},
    {"Malformed address", [](const std::string& text) { return Cidr::ParseHost(text).status(); }},
    {"Malformed prefix", CheckPrefix},
    {"Malformed duration", [](const std::string& text) { return ParseDuration(text).status(); }},
    kAny,  // the table of the cloud tells codes
});
static_assert(kWellFormed.size() == static_cast<std::size_t>(Meaning::kCode) + 1);

// Where a value is. Its path is only made if there is something to say.
struct Where {
  const Where* around;
  const Field& field;

  AttributePath path() const {
    return around == nullptr ? AttributePath(field.name) : around->path().Attribute(field.name);
  }
};

void CheckText(const Where& where, const std::string& text, Diagnostics& diagnostics) {
  const Field& field = where.field;
  const WellFormed& meaning = kWellFormed.at(static_cast<std::size_t>(field.meaning));
  if (const Status status = meaning.check(text); !status.ok()) {
    diagnostics.AddError(where.path(), meaning.summary, status.message());
  }
  if (field.meaning == Meaning::kAsn) {
    if (const auto warning = AsdotAmbiguity(text)) diagnostics.AddWarning(where.path(), "Ambiguous ASN", *warning);
  }
  if (!field.one_of.empty() && std::ranges::find(field.one_of, text) == field.one_of.end()) {
    const std::optional<std::string> nearest = NearestName(text, field.one_of);
    diagnostics.AddError(
        where.path(), "Unknown value",
        fmt::format("{} is \"{}\"; it can be {}.{}", where.path().ToString(), text, JoinWords(field.one_of, "or"),
                    nearest ? fmt::format(" Did you mean \"{}\"?", *nearest) : ""));
  }
}

void CheckField(const Where& where, const Value& value, Diagnostics& diagnostics) {
  switch (value.kind()) {
    case Value::Kind::kString:
      CheckText(where, value.AsString(), diagnostics);
      break;
    case Value::Kind::kNumber:
      if (where.field.type == FieldType::kInteger && !value.AsNumber().ToInt64()) {
        diagnostics.AddError(where.path(), "Not a whole number",
                             fmt::format("{} is {}; write a whole number.", where.path().ToString(), value.ToString()));
      }
      break;
    case Value::Kind::kList:
    case Value::Kind::kSet:
      for (const Value& element : value.elements()) CheckField(where, element, diagnostics);
      break;
    case Value::Kind::kObject:
      for (const Field& inner : where.field.fields) {
        CheckField({&where, inner}, value.Get(inner.name), diagnostics);
      }
      break;
    default:
      break;
  }
}

// Some values of the field are wrong whatever the vendor.
bool IsChecked(const Field& field) {
  return field.meaning != Meaning::kPlain || !field.one_of.empty() || field.type == FieldType::kInteger ||
         field.type == FieldType::kObject;
}

void CheckStrangers(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields, const Value& object,
                    Diagnostics& diagnostics) {
  for (const auto& [name, value] : object.fields()) {
    if (!value.is_known() || FindField(fields, name) != nullptr) continue;
    diagnostics.AddError(
        std::string_view(name), "Attribute of another cloud",
        fmt::format("A {} on {} has nothing named {}. Remove it, or set cloud to the one it belongs to.",
                    KindTitle(kind), traits.title, name));
  }
}

// What has to be written of a new object, and is read of one that is taken over.
std::vector<std::string_view> NeededAnew(Kind kind) {
  if (kind == Kind::kConnection) return {field::kName, field::kLocation, field::kBandwidth};
  if (kind == Kind::kVirtualInterface) return {field::kConnectionId, field::kVlan};
  return {};
}

void CheckRequired(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields, const Value& object,
                   Diagnostics& diagnostics) {
  const auto missing = [&](std::string_view name, std::string_view why) {
    diagnostics.AddError(name, fmt::format("Missing {}", name),
                         fmt::format("A {} needs {}{}. Set it.", KindTitle(kind), name, why));
  };
  for (const Field& field : fields) {
    if (field.presence == Presence::kRequired && IsUnset(object, field.name)) missing(field.name, "");
  }
  if (IsUnset(object, field::kAdopt)) {
    const bool located = !traits.location_given_by.empty() && !IsUnset(object, traits.location_given_by);
    for (const std::string_view name : NeededAnew(kind)) {
      if (located && name == field::kLocation) continue;
      if (IsUnset(object, name)) missing(name, ", unless adopt names an existing one to take over");
    }
  }
  if (kind == Kind::kBgpPeer && IsUnset(object, field::kBgpGroupId)) {
    const Value& mode = object.Get(field::kRouteMode);
    const bool is_static = mode.is_unknown() || KnownText(object, field::kRouteMode) == "static";
    for (const std::string_view name : {field::kVirtualInterfaceId, field::kCustomerAsn}) {
      if (name == field::kCustomerAsn && is_static) continue;
      if (IsUnset(object, name)) missing(name, ", unless bgp_group_id names a BGP group that has it");
    }
  }
}

void CheckKeys(const Value& object, Diagnostics& diagnostics) {
  if (!IsSet(object, field::kAuthKey) || !IsSet(object, field::kAuthKeyWo)) return;
  diagnostics.AddError(field::kAuthKeyWo, "Two keys",
                       "Both auth_key and auth_key_wo are set, and a session has one key. Remove auth_key, which is "
                       "stored in the state.");
}

// The family of what is given, where it disagrees with `family`.
void CheckFamily(std::string_view path, const std::string& family, std::string_view text, const StatusOr<Cidr>& cidr,
                 std::string_view remedy, Diagnostics& diagnostics) {
  if (!cidr.ok() || AddressFamilyName(cidr->family()) == family) return;
  diagnostics.AddError(
      path, "Address of the other family",
      fmt::format("{} has {}, and the session's address_family is {}. {}", path, text, family, remedy));
}

void CheckFamilies(Kind kind, const std::vector<Field>& fields, const Value& object, Diagnostics& diagnostics) {
  const Field* family_field = FindField(fields, field::kAddressFamily);
  if (family_field == nullptr) return;
  std::string family = KnownText(object, field::kAddressFamily).value_or("");
  if (family.empty() && IsUnset(object, field::kAddressFamily)) family = family_field->default_value;
  if (family.empty()) {
    // Not said: both ends must at least agree.
    const std::optional<Cidr> cloud = KnownHost(object, field::kCloudAddress);
    if (cloud) family = AddressFamilyName(cloud->family());
  }
  if (std::ranges::find(family_field->one_of, family) == family_field->one_of.end()) return;
  for (const std::string_view name : {field::kCloudAddress, field::kCustomerAddress}) {
    if (const auto text = KnownText(object, name)) {
      CheckFamily(name, family, *text, Cidr::ParseHost(*text),
                  "Give both ends addresses of that family, or change address_family.", diagnostics);
    }
  }
  const Value& prefixes = object.Get(field::kCustomerPrefixes);
  if (kind != Kind::kBgpPeer || prefixes.kind() != Value::Kind::kSet) return;
  for (const Value& prefix : prefixes.elements()) {
    if (prefix.kind() != Value::Kind::kString) continue;
    CheckFamily(field::kCustomerPrefixes, family, prefix.AsString(), Cidr::Parse(prefix.AsString()),
                "Announce it over a session of its own family.", diagnostics);
  }
}

}  // namespace

void CheckNeutral(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields, const Value& object,
                  Diagnostics& diagnostics) {
  if (object.kind() != Value::Kind::kObject) return;
  CheckStrangers(traits, kind, fields, object, diagnostics);
  CheckRequired(traits, kind, fields, object, diagnostics);
  for (const Field& field : fields) {
    if (IsChecked(field)) CheckField({nullptr, field}, object.Get(field.name), diagnostics);
  }
  CheckKeys(object, diagnostics);
  CheckFamilies(kind, fields, object, diagnostics);
}

}  // namespace ic

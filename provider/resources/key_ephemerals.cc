#include "provider/resources/key_ephemerals.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "adapters/contract/limits/made_key.h"
#include "base/redact.h"
#include "provider/resources/data_cloud.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

constexpr std::string_view kLength = "length";
constexpr std::string_view kMadeKey = "key";
constexpr std::string_view kPeerId = "bgp_peer_id";

struct KeyedBy {
  std::string_view attribute;
  Kind kind;
};
constexpr std::array<KeyedBy, 3> kKeyedBy = {{{field::kVirtualInterfaceId, Kind::kVirtualInterface},
                                              {kPeerId, Kind::kBgpPeer},
                                              {field::kBgpGroupId, Kind::kBgpGroup}}};

terraform::Attribute KeyAttribute(std::string description) {
  terraform::Attribute key =
      MakeAttribute(std::string(kMadeKey), Type::String(), Role::kComputed, std::move(description));
  key.sensitive = true;
  return key;
}

terraform::Schema GeneratedKeySchema() {
  return {
      .description =
          "A BGP key that is made up within what the cloud takes: letters and digits, of each sort one at least. It "
          "is in no state and no plan, and another one each time: give it to `auth_key_wo`, which is sent when the "
          "session is made and when `auth_key_wo_version` changes, and read it for your router with "
          "`interconnect_bgp_key`.",
      .attributes = {CloudAttribute(),
                     MakeAttribute(std::string(kLength), Type::Number(), Role::kOptional,
                                   "How many characters it has, within what the cloud takes, 8 and 80. Left out: "
                                   "24, which every platform of `router_configuration` takes."),
                     KeyAttribute("The key.")}};
}

terraform::Schema BgpKeySchema() {
  const auto optional = [](std::string_view name, std::string description) {
    return MakeAttribute(std::string(name), Type::String(), Role::kOptional, std::move(description));
  };
  return {.description =
              "The BGP key in force of a virtual interface, a peer or a group, as the cloud tells it now: for your "
              "router's provider. It is in no state and no plan.",
          .attributes = {CloudAttribute(), RegionAttribute(),
                         optional(field::kVirtualInterfaceId,
                                  "The virtual interface whose own session is meant. One of the three ids is named."),
                         optional(kPeerId, "The BGP peer that is meant, or that is in the group that has the key."),
                         optional(field::kBgpGroupId, "The BGP group that is meant, where the cloud has groups."),
                         optional(field::kAddressFamily,
                                  "With `virtual_interface_id`: `ipv4` or `ipv6`, where its own session may be of "
                                  "either. Left out: as the cloud has it."),
                         KeyAttribute("The key; null: the session has none.")}};
}

const VendorTraits* FindTraits(const AdapterFactory& factory, const std::string& cloud) {
  for (const VendorTraits* traits : factory.traits()) {
    if (traits->cloud == cloud) return traits;
  }
  return nullptr;
}

}  // namespace

GeneratedKey::GeneratedKey(std::reference_wrapper<const AdapterFactory> factory, Random& random)
    : factory_(factory), random_(random), schema_(GeneratedKeySchema()) {}

Diagnostics GeneratedKey::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  const VendorTraits* traits = FindTraits(factory_, TextField(config, field::kCloud));
  const Value& length = config.Get(kLength);
  if (traits == nullptr || length.kind() != Value::Kind::kNumber) return diagnostics;
  const KeyLengths lengths = KeyLengthsOf(*traits);
  const auto characters = length.AsNumber().ToInt64();
  if (characters && *characters >= lengths.shortest && *characters <= lengths.longest) return diagnostics;
  diagnostics.AddError(
      AttributePath(kLength), "BGP key would have a wrong length",
      fmt::format("{} is no length of a key for {}: a whole number from {} to {} is. Left out, it is {}.",
                  length.ToString(), traits->title, lengths.shortest, lengths.longest, lengths.usual));
  return diagnostics;
}

terraform::OpenResponse GeneratedKey::Open(const Value& config) {
  terraform::OpenResponse response{.result = config, .diagnostics = Validate(config)};
  const VendorTraits* traits = FindTraits(factory_, TextField(config, field::kCloud));
  if (response.diagnostics.has_errors() || traits == nullptr) return response;
  const Value& length = config.Get(kLength);
  const std::int64_t usual = KeyLengthsOf(*traits).usual;
  const std::string key = MakeKey(length.is_known() ? length.AsNumber().ToInt64().value_or(usual) : usual, random_);
  KnowSecret(key);
  response.result.Put(kMadeKey, Value::String(key));
  return response;
}

BgpKey::BgpKey(std::reference_wrapper<const AdapterFactory> factory, Engine& engine)
    : factory_(factory), engine_(engine), schema_(BgpKeySchema()) {}

Diagnostics BgpKey::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  int named = 0;
  bool unknown = false;
  for (const KeyedBy& by : kKeyedBy) {
    named += config.Get(by.attribute).is_null() ? 0 : 1;
    unknown = unknown || config.Get(by.attribute).is_unknown();
  }
  // What is unknown may turn out to be null.
  if (named == 0 || (named > 1 && !unknown)) {
    diagnostics.AddError(AttributePath(field::kVirtualInterfaceId), "One session is meant",
                         fmt::format("{} of virtual_interface_id, bgp_peer_id and bgp_group_id are set. Set exactly "
                                     "one: a key is that of one session or group.",
                                     named));
  }
  const Value& family = config.Get(field::kAddressFamily);
  if (family.kind() != Value::Kind::kString) return diagnostics;
  if (family.AsString() != "ipv4" && family.AsString() != "ipv6") {
    diagnostics.AddError(AttributePath(field::kAddressFamily), "Unknown address family",
                         fmt::format("\"{}\" is no address family: it is ipv4 or ipv6.", family.AsString()));
  } else if (config.Get(field::kVirtualInterfaceId).is_null()) {
    diagnostics.AddError(AttributePath(field::kAddressFamily), "Address family says nothing here",
                         "A peer and a group have one address family each. Leave it out; it goes with "
                         "virtual_interface_id.");
  }
  return diagnostics;
}

terraform::OpenResponse BgpKey::Open(const Value& config) {
  terraform::OpenResponse response{.result = config, .diagnostics = Validate(config)};
  if (response.diagnostics.has_errors()) return response;
  const auto region = RegionOf(engine_, config);
  if (!region.ok()) {
    response.diagnostics.AddStatus(AttributePath(field::kRegion), "Region is not known", region.status());
    return response;
  }
  response.result.Put(field::kRegion, Value::String(*region));
  for (const KeyedBy& by : kKeyedBy) {
    if (config.Get(by.attribute).is_null()) continue;
    const auto key = engine_.KeyOf(TextField(config, field::kCloud), *region, by.kind, TextField(config, by.attribute),
                                   TextField(config, field::kAddressFamily));
    if (!key.ok()) {
      response.diagnostics.AddStatus(AttributePath(by.attribute), "BGP key could not be read", key.status());
      return response;
    }
    if (*key) KnowSecret(**key);
    response.result.Put(kMadeKey, *key ? Value::String(**key) : Value::Null());
  }
  return response;
}

}  // namespace ic

#include "adapters/huawei/kinds/mapping.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

// None: an empty set if `prior` is one, else null, so that both ways of writing it stay as written.
Value PrefixSet(const std::vector<std::string>& prefixes, const Value& prior) {
  if (!prefixes.empty()) return Value::StringSet(prefixes);
  return prior.kind() == Value::Kind::kSet ? Value::StringSet({}) : Value::Null();
}

void ReadSession(const Session& session, Value& attributes) {
  PutSession(session, attributes);
  attributes.Put(field::kCustomerPrefixes, PrefixSet(session.prefixes, attributes.Get(field::kCustomerPrefixes)));
}

constexpr std::array kTuningRows = {
    TuningRow{"min_transmit_interval", "min_tx_interval", false, false},
    TuningRow{"min_receive_interval", "min_rx_interval", false, false},
    TuningRow{"detect_multiplier", "detect_multiplier", false, false},
    TuningRow{vendor_field::kBfdLocalDiscriminator, "local_disclaim", true, false},
    TuningRow{vendor_field::kBfdRemoteDiscriminator, "remote_disclaim", true, false},
    TuningRow{vendor_field::kBfdIpv6LocalDiscriminator, "ipv6_local_disclaim", true, false},
    TuningRow{vendor_field::kBfdIpv6RemoteDiscriminator, "ipv6_remote_disclaim", true, false},
    // One interval for both ways; what is sent is what is told.
    TuningRow{vendor_field::kNqaInterval, "min_rx_interval", true, true},
    TuningRow{vendor_field::kNqaInterval, "min_tx_interval", true, true},
    TuningRow{vendor_field::kNqaMultiplier, "detect_multiplier", true, true},
};

// BFD as far as the configuration has to do with it: an interface without it has none, and no numbers either. While it
// is off its numbers stay as they were last known: the members that have them are NQA's then, which shares them.
Value ReadDetection(const nlohmann::json& interface, const Value& prior) {
  const bool enabled = FlagOf(interface, "enable_bfd").value_or(false);
  if (!enabled && !prior.is_known()) return prior;
  Value bfd = prior.is_known() ? prior : Value::Object({});
  if (enabled || bfd.Get("enabled").is_known()) bfd.Put("enabled", Value::Bool(enabled));
  const nlohmann::json* tuned = MemberOf(interface, "extend_attribute");
  if (!enabled || tuned == nullptr) return bfd;
  for (const TuningRow& row : kTuningRows) {
    if (row.own) continue;
    if (const auto number = IntegerOf(*tuned, row.member)) bfd.Put(row.field, Value::Int(*number));
  }
  return bfd;
}

// What Huawei's own settings say of the detection that is on; of one that is off, what was last known.
void ReadTuning(const nlohmann::json& interface, Value& attributes) {
  const nlohmann::json* tuned = MemberOf(interface, "extend_attribute");
  const auto put = [&](std::string_view name, bool of_nqa, const auto& read) {
    const bool on = FlagOf(interface, of_nqa ? "enable_nqa" : "enable_bfd").value_or(false);
    Value told = on && tuned != nullptr ? read(*tuned) : Value::Null();
    if (told.is_null() && attributes.Get(kCloudName).Get(name).is_known()) return;
    PutAt(attributes, fmt::format("{}.{}", kCloudName, name), std::move(told));
  };
  put(vendor_field::kBfdMode, false, [](const nlohmann::json& all) { return TextOrNull(BfdMode(all)); });
  for (const TuningRow& row : kTuningRows) {
    if (!row.own) continue;
    put(row.field, row.of_nqa, [&](const nlohmann::json& all) {
      const auto number = IntegerOf(all, row.member);
      return number ? Value::Int(*number) : Value::Null();
    });
  }
}

std::string GatewayType(const nlohmann::json& interface) {
  const std::string told = TextOf(interface, "service_type");
  if (told.empty() && !TextOf(interface, "lgw_id").empty()) return "LGW";
  return told.empty() || told == "vpc" ? "VGW" : told;
}

}  // namespace

std::string BfdMode(const nlohmann::json& tuning) {
  std::string mode = TextOf(tuning, "ha_mode");
  return mode == "enhance_nqa" ? std::string() : mode;
}

std::span<const TuningRow> Tuning() { return kTuningRows; }

bool IsHostedByUs(const nlohmann::json& connection) { return FlagOf(connection, kHostedMember).value_or(false); }

Value ReadConnection(const nlohmann::json& connection, const std::string& region, const Value& prior) {
  Value attributes = StartObject(kCloudName, TextOf(connection, "id"), region, prior);
  ReadRows(RowsOf(HuaweiTables(), Kind::kConnection), connection, attributes);
  if (!IsHostedByUs(connection)) return attributes;
  // Only the partner's view says whose it is; the tenant's own id says nothing.
  PutAt(attributes, "huawei.resource_tenant_id", TextOrNull(TextOf(connection, "tenant_id")));
  if (TextOf(connection, "type").empty()) PutAt(attributes, "huawei.type", Value::String("hosted"));
  return attributes;
}

Value ReadInterface(const nlohmann::json& interface, const Session* session, const std::string& cloud_asn,
                    const std::string& region, const Value& prior) {
  Value attributes = StartObject(kCloudName, TextOf(interface, "id"), region, prior);
  ReadRows(RowsOf(HuaweiTables(), Kind::kVirtualInterface), interface, attributes);
  std::string connection = TextOf(interface, "direct_connect_id");
  if (connection.empty()) connection = TextOf(interface, "lag_id");
  attributes.Put(field::kConnectionId, TextOrNull(connection));
  std::string gateway = TextOf(interface, "vgw_id");
  if (gateway.empty()) gateway = TextOf(interface, "gateway_id");
  if (gateway.empty()) gateway = TextOf(interface, "lgw_id");
  attributes.Put(field::kGatewayId, TextOrNull(gateway));
  PutIfTold(attributes, field::kRouteMode, TextOrNull(session != nullptr ? session->route_mode : ""));
  PutIfTold(attributes, field::kCloudAsn, TextOrNull(cloud_asn));
  if (session != nullptr) {
    ReadSession(*session, attributes);
  } else if (IsProvisioned(StateOf(Kind::kVirtualInterface, TextViewOf(interface, "status")).stage)) {
    PutLost(attributes);
  }
  if (!attributes.Get(field::kAddressFamily).is_known()) attributes.Put(field::kAddressFamily, Value::String("ipv4"));
  attributes.Put(field::kBfd, ReadDetection(interface, prior.Get(field::kBfd)));
  ReadTuning(interface, attributes);
  PutAt(attributes, "huawei.gateway_type", Value::String(GatewayType(interface)));
  return attributes;
}

Value ReadPeer(const std::string& interface_id, const std::string& interface_name, const Session& session,
               const std::string& region, const Value& prior) {
  const bool imported = !prior.is_known();
  // A peer always has a name at Huawei; one that the user gave none is not shown.
  const bool named = imported ? session.name != interface_name : prior.Get(field::kName).is_known();
  Value attributes = StartObject(kCloudName, session.id, region, prior);
  attributes.Put(field::kVirtualInterfaceId, Value::String(interface_id));
  attributes.Put(field::kName, named ? TextOrNull(session.name) : Value::Null());
  const bool both_empty = session.description.empty() && attributes.Get(field::kDescription) == Value::String("");
  if (!both_empty) attributes.Put(field::kDescription, TextOrNull(session.description));
  PutIfTold(attributes, field::kRouteMode, TextOrNull(session.route_mode));
  ReadSession(session, attributes);
  return attributes;
}

Value ReadSubnet(const std::string& gateway, const std::string& cidr, const std::string& region, const Value& prior) {
  Value attributes = StartObject(kCloudName, gateway + "/" + cidr, region, prior);
  attributes.Put(field::kAdvertisedBy, Value::String(gateway));
  attributes.Put(field::kCidr, Value::String(cidr));
  return attributes;
}

nlohmann::json WriteHosted(const Value& desired) {
  return CreateMembers(RowsOf(HuaweiTables(), Kind::kConnection), desired);
}

nlohmann::json WriteInterface(const Value& desired) {
  nlohmann::json members = CreateMembers(RowsOf(HuaweiTables(), Kind::kVirtualInterface), desired);
  if (!members.contains("type")) members["type"] = "private";
  const std::string gateway_type = TextField(desired, kCloudName, vendor_field::kGatewayType);
  if (gateway_type == "GDGW") {
    members["service_type"] = gateway_type;
    members["gateway_id"] = TextField(desired, field::kGatewayId);
  } else {
    members["vgw_id"] = TextField(desired, field::kGatewayId);
  }
  if (FlagField(desired.Get(kCloudName), vendor_field::kNqa) == true) members["enable_nqa"] = true;
  if (FlagField(desired.Get(field::kBfd), "enabled") == true) members["enable_bfd"] = true;
  return members;
}

std::optional<std::int64_t> IntegerField(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kNumber ? value.AsNumber().ToInt64() : std::nullopt;
}

std::optional<bool> FlagField(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kBool ? std::optional(value.AsBool()) : std::nullopt;
}

TagSplit SplitTags(const nlohmann::json& object) { return ic::SplitTags(object, "_sys_"); }

}  // namespace ic::huawei

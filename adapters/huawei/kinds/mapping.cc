#include "adapters/huawei/kinds/mapping.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/fields.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

constexpr std::int64_t kMbps = 1'000'000;

Value TextOrNull(const std::string& text) { return text.empty() ? Value::Null() : Value::String(text); }

Value IntegerOrNull(const nlohmann::json& object, std::string_view member) {
  const auto number = IntegerOf(object, member);
  return number ? Value::Int(*number) : Value::Null();
}

Value BandwidthOf(const nlohmann::json& object) {
  const auto mbps = IntegerOf(object, "bandwidth");
  return mbps && *mbps > 0 && *mbps <= INT64_MAX / kMbps ? Value::String(FormatBandwidth(*mbps * kMbps))
                                                         : Value::Null();
}

// What every object has. Everything else of `prior` stays until it is read.
Value Start(const std::string& id, const std::string& region, const Value& prior) {
  Value attributes = prior.kind() == Value::Kind::kObject ? prior : Value::Object({});
  attributes.Put(field::kCloud, Value::String(kCloudName));
  attributes.Put(field::kRegion, Value::String(region));
  attributes.Put(field::kId, TextOrNull(id));
  if (!attributes.Get(field::kAuthKeyWo).is_null()) attributes.Put(field::kAuthKeyWo, Value::Null());
  return attributes;
}

Value StartVendor(const Value& prior) {
  const Value& vendor = prior.Get(kCloudName);
  return vendor.kind() == Value::Kind::kObject ? vendor : Value::Object({});
}

// None: an empty set if `prior` is one, else null, so that both ways of writing it stay as written.
Value PrefixSet(const std::vector<std::string>& prefixes, const Value& prior) {
  if (!prefixes.empty()) return Value::StringSet(prefixes);
  return prior.kind() == Value::Kind::kSet ? Value::StringSet({}) : Value::Null();
}

void ReadSession(const Session* session, Value& attributes) {
  const bool holds_key = attributes.Get(field::kAuthKey).is_known();
  static const Session kNone;
  const Session& told = session != nullptr ? *session : kNone;
  attributes.Put(field::kCustomerAsn, TextOrNull(told.customer_asn));
  attributes.Put(field::kCloudAddress, TextOrNull(told.cloud_address));
  attributes.Put(field::kCustomerAddress, TextOrNull(told.customer_address));
  attributes.Put(field::kCustomerPrefixes, PrefixSet(told.prefixes, attributes.Get(field::kCustomerPrefixes)));
  if (session == nullptr) return;
  attributes.Put(field::kAddressFamily, Value::String(session->address_family));
  if (holds_key && !session->auth_key.empty()) attributes.Put(field::kAuthKey, Value::String(session->auth_key));
}

struct DetectionRow {
  std::string_view field;
  std::string_view member;
  std::int64_t usual;  // what the service uses where nothing is set
};
constexpr std::array kDetection = {
    DetectionRow{"min_transmit_interval", "min_tx_interval", 1000},
    DetectionRow{"min_receive_interval", "min_rx_interval", 1000},
    DetectionRow{"detect_multiplier", "detect_multiplier", 5},
};

// BFD as far as the configuration has to do with it: an interface without it has none, and numbers that nobody set are
// not shown, because leaving them out means "none" and would be a change each time.
Value ReadDetection(const nlohmann::json& interface, const Value& prior) {
  const bool enabled = FlagOf(interface, "enable_bfd").value_or(false);
  if (!enabled && !prior.is_known()) return prior;
  Value bfd = prior.is_known() ? prior : Value::Object({});
  if (enabled || bfd.Get("enabled").is_known()) bfd.Put("enabled", Value::Bool(enabled));
  const nlohmann::json* tuned = MemberOf(interface, "extend_attribute");
  if (tuned == nullptr) return bfd;
  for (const DetectionRow& row : kDetection) {
    const auto number = IntegerOf(*tuned, row.member);
    if (!number || (!bfd.Get(row.field).is_known() && (!enabled || *number == row.usual))) continue;
    bfd.Put(row.field, Value::Int(*number));
  }
  return bfd;
}

std::string GatewayType(const nlohmann::json& interface) {
  const std::string told = TextOf(interface, "service_type");
  return told.empty() || told == "vpc" ? "VGW" : told;
}

void WriteText(const Value& desired, std::string_view vendor_field, nlohmann::json& members) {
  const std::string text = TextField(desired, kCloudName, vendor_field);
  if (!text.empty()) members[std::string(vendor_field)] = text;
}

}  // namespace

bool IsHostedByUs(const nlohmann::json& connection) { return FlagOf(connection, kHostedMember).value_or(false); }

Value ReadConnection(const nlohmann::json& connection, const std::string& region, const Value& prior) {
  Value attributes = Start(TextOf(connection, "id"), region, prior);
  Value vendor = StartVendor(prior);
  attributes.Put(field::kName, TextOrNull(TextOf(connection, "name")));
  attributes.Put(field::kLocation, TextOrNull(TextOf(connection, "location")));
  attributes.Put(field::kBandwidth, BandwidthOf(connection));
  attributes.Put(field::kVlan, IntegerOrNull(connection, "vlan"));
  if (const std::string device = TextOf(connection, "device_id"); !device.empty()) {
    attributes.Put(field::kDevice, Value::String(device));
  }
  vendor.Put(vendor_field::kHostingId, TextOrNull(TextOf(connection, "hosting_id")));
  vendor.Put(vendor_field::kVlan, IntegerOrNull(connection, "vlan"));
  vendor.Put(vendor_field::kPeerLocation, TextOrNull(TextOf(connection, "peer_location")));
  vendor.Put(vendor_field::kDescription, TextOrNull(TextOf(connection, "description")));
  vendor.Put(vendor_field::kPortType, TextOrNull(TextOf(connection, "port_type")));
  vendor.Put(vendor_field::kProvider, TextOrNull(TextOf(connection, "provider")));
  const std::string type = TextOf(connection, "type");
  vendor.Put(vendor_field::kType, TextOrNull(type.empty() && IsHostedByUs(connection) ? "hosted" : type));
  // Only the partner's view says whose it is; the tenant's own id says nothing.
  if (IsHostedByUs(connection)) {
    vendor.Put(vendor_field::kResourceTenantId, TextOrNull(TextOf(connection, "tenant_id")));
  }
  attributes.Put(kCloudName, std::move(vendor));
  return attributes;
}

Value ReadInterface(const nlohmann::json& interface, const Session* session, const std::string& cloud_asn,
                    const std::string& region, const Value& prior) {
  Value attributes = Start(TextOf(interface, "id"), region, prior);
  Value vendor = StartVendor(prior);
  attributes.Put(field::kName, TextOrNull(TextOf(interface, "name")));
  if (const std::string type = TextOf(interface, "type"); !type.empty()) {
    attributes.Put(field::kType, Value::String(type));
  }
  attributes.Put(field::kVlan, IntegerOrNull(interface, "vlan"));
  attributes.Put(field::kBandwidth, BandwidthOf(interface));
  std::string connection = TextOf(interface, "direct_connect_id");
  if (connection.empty()) connection = TextOf(interface, "lag_id");
  attributes.Put(field::kConnectionId, TextOrNull(connection));
  std::string gateway = TextOf(interface, "vgw_id");
  if (gateway.empty()) gateway = TextOf(interface, "gateway_id");
  attributes.Put(field::kGatewayId, TextOrNull(gateway));
  std::string mode = session != nullptr ? session->route_mode : TextOf(interface, "route_mode");
  if (!mode.empty()) attributes.Put(field::kRouteMode, Value::String(mode));
  if (!cloud_asn.empty()) attributes.Put(field::kCloudAsn, Value::String(cloud_asn));
  ReadSession(session, attributes);
  if (!attributes.Get(field::kAddressFamily).is_known()) attributes.Put(field::kAddressFamily, Value::String("ipv4"));
  attributes.Put(field::kBfd, ReadDetection(interface, prior.Get(field::kBfd)));
  vendor.Put(vendor_field::kGatewayType, Value::String(GatewayType(interface)));
  if (const std::string priority = TextOf(interface, "priority"); !priority.empty()) {
    vendor.Put(vendor_field::kPriority, Value::String(priority));
  }
  vendor.Put(vendor_field::kNqa, Value::Bool(FlagOf(interface, "enable_nqa").value_or(false)));
  if (const std::string project = TextOf(interface, "enterprise_project_id"); !project.empty()) {
    vendor.Put(vendor_field::kEnterpriseProjectId, Value::String(project));
  }
  vendor.Put(vendor_field::kDescription, TextOrNull(TextOf(interface, "description")));
  attributes.Put(kCloudName, std::move(vendor));
  return attributes;
}

Value ReadPeer(const std::string& interface_id, const std::string& interface_name, const Session& session,
               const std::string& region, const Value& prior) {
  const bool imported = !prior.is_known();
  // A peer always has a name at Huawei; one that the user gave none is not shown.
  const bool named = imported ? session.name != interface_name : prior.Get(field::kName).is_known();
  Value attributes = Start(session.id, region, prior);
  attributes.Put(field::kVirtualInterfaceId, Value::String(interface_id));
  attributes.Put(field::kName, named ? TextOrNull(session.name) : Value::Null());
  const bool both_empty = session.description.empty() && attributes.Get(field::kDescription) == Value::String("");
  if (!both_empty) attributes.Put(field::kDescription, TextOrNull(session.description));
  ReadSession(&session, attributes);
  return attributes;
}

Value ReadSubnet(const std::string& gateway, const std::string& cidr, const std::string& region, const Value& prior) {
  Value attributes = Start(gateway + "/" + cidr, region, prior);
  attributes.Put(field::kAdvertisedBy, Value::String(gateway));
  attributes.Put(field::kCidr, Value::String(cidr));
  return attributes;
}

nlohmann::json WriteHosted(const Value& desired) {
  nlohmann::json members = {{"name", TextField(desired, field::kName)}};
  if (const auto mbps = MbpsOf(desired)) members["bandwidth"] = *mbps;
  if (const auto vlan = IntegerField(desired.Get(kCloudName), vendor_field::kVlan)) members["vlan"] = *vlan;
  for (const std::string_view name : {vendor_field::kHostingId, vendor_field::kResourceTenantId,
                                      vendor_field::kPeerLocation, vendor_field::kDescription}) {
    WriteText(desired, name, members);
  }
  return members;
}

nlohmann::json WriteInterface(const Value& desired) {
  std::string type = TextField(desired, field::kType);
  if (type.empty()) type = "private";
  nlohmann::json members = {{"name", TextField(desired, field::kName)}, {"type", type}};
  if (const auto vlan = IntegerField(desired, field::kVlan)) members["vlan"] = *vlan;
  if (const auto mbps = MbpsOf(desired)) members["bandwidth"] = *mbps;
  const std::string gateway_type = TextField(desired, kCloudName, vendor_field::kGatewayType);
  if (gateway_type == "GDGW") {
    members["service_type"] = gateway_type;
    members["gateway_id"] = TextField(desired, field::kGatewayId);
  } else {
    members["vgw_id"] = TextField(desired, field::kGatewayId);
  }
  for (const std::string_view name : {vendor_field::kPriority, vendor_field::kEnterpriseProjectId,
                                      vendor_field::kResourceTenantId, vendor_field::kDescription}) {
    WriteText(desired, name, members);
  }
  if (FlagField(desired.Get(kCloudName), vendor_field::kNqa) == true) members["enable_nqa"] = true;
  if (FlagField(desired.Get(field::kBfd), "enabled") == true) members["enable_bfd"] = true;
  return members;
}

std::optional<std::int64_t> MbpsOf(const Value& desired) {
  const std::string text = TextField(desired, field::kBandwidth);
  if (text.empty()) return std::nullopt;
  const StatusOr<std::int64_t> bits = ParseBandwidth(text);
  return bits.ok() ? std::optional(*bits / kMbps) : std::nullopt;
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

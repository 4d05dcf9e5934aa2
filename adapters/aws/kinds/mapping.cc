#include "adapters/aws/kinds/mapping.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/fields.h"

namespace ic::aws {
namespace {

enum class Form : std::uint8_t { kText, kInteger, kFlag, kBandwidth, kPrefixes };

struct Row {
  std::string_view field;
  bool vendor;             // the field is inside the `aws` object
  std::string_view read;   // member of the answer; empty: the API does not tell
  std::string_view write;  // member of the create; empty: it cannot be set there
  Form form;
  bool keep;  // what an answer leaves out stays as it was: the member comes late, or only from newer regions
};

constexpr std::array kConnectionRows = {
    Row{field::kName, false, "connectionName", "connectionName", Form::kText, false},
    Row{field::kLocation, false, "location", "location", Form::kText, false},
    Row{field::kBandwidth, false, "bandwidth", "bandwidth", Form::kBandwidth, false},
    Row{field::kLogicalDevice, false, "awsLogicalDeviceId", "", Form::kText, true},
    Row{field::kVlan, false, "vlan", "", Form::kInteger, false},
    Row{vendor_field::kLagId, true, "lagId", "lagId", Form::kText, false},
    Row{vendor_field::kRequestMacsec, true, "", "requestMACSec", Form::kFlag, true},
    Row{vendor_field::kEncryptionMode, true, "encryptionMode", "", Form::kText, false},
    Row{vendor_field::kProviderName, true, "providerName", "providerName", Form::kText, true},
    Row{vendor_field::kOwnerAccount, true, "ownerAccount", "", Form::kText, true},
};

constexpr std::array kInterfaceRows = {
    Row{field::kName, false, "virtualInterfaceName", "virtualInterfaceName", Form::kText, false},
    Row{field::kType, false, "virtualInterfaceType", "", Form::kText, true},
    Row{field::kVlan, false, "vlan", "vlan", Form::kInteger, false},
    Row{field::kMtu, false, "mtu", "mtu", Form::kInteger, true},
    Row{field::kCustomerPrefixes, false, "routeFilterPrefixes", "routeFilterPrefixes", Form::kPrefixes, false},
    Row{vendor_field::kSiteLink, true, "siteLinkEnabled", "enableSiteLink", Form::kFlag, true},
    Row{vendor_field::kOwnerAccount, true, "ownerAccount", "", Form::kText, true},
};

constexpr std::array kInterfaceTypes = {
    InterfaceType{"private", "CreatePrivateVirtualInterface", "newPrivateVirtualInterface",
                  "AllocatePrivateVirtualInterface", "newPrivateVirtualInterfaceAllocation",
                  "ConfirmPrivateVirtualInterface", true, true},
    InterfaceType{"public", "CreatePublicVirtualInterface", "newPublicVirtualInterface",
                  "AllocatePublicVirtualInterface", "newPublicVirtualInterfaceAllocation",
                  "ConfirmPublicVirtualInterface", false, false},
    InterfaceType{"transit", "CreateTransitVirtualInterface", "newTransitVirtualInterface",
                  "AllocateTransitVirtualInterface", "newTransitVirtualInterfaceAllocation",
                  "ConfirmTransitVirtualInterface", true, true},
};

Value TextOrNull(const std::string& text) { return text.empty() ? Value::Null() : Value::String(text); }

Value ReadPrefixes(const nlohmann::json& object, std::string_view member) {
  std::vector<std::string> prefixes;
  for (const nlohmann::json& element : ListOf(object, member)) {
    if (std::string cidr = TextOf(element, "cidr"); !cidr.empty()) prefixes.push_back(std::move(cidr));
  }
  return prefixes.empty() ? Value::Null() : Value::StringSet(prefixes);
}

Value ReadMember(const nlohmann::json& object, const Row& row) {
  switch (row.form) {
    case Form::kText:
    case Form::kBandwidth:
      return TextOrNull(TextOf(object, row.read));
    case Form::kInteger: {
      const auto number = IntegerOf(object, row.read);
      return number ? Value::Int(*number) : Value::Null();
    }
    case Form::kFlag: {
      const auto flag = FlagOf(object, row.read);
      return flag ? Value::Bool(*flag) : Value::Null();
    }
    case Form::kPrefixes:
      return ReadPrefixes(object, row.read);
  }
  return Value::Null();
}

void ReadRows(std::span<const Row> rows, const nlohmann::json& object, Value& attributes, Value& vendor) {
  for (const Row& row : rows) {
    if (row.read.empty()) continue;
    Value value = ReadMember(object, row);
    Value& target = row.vendor ? vendor : attributes;
    if (value.is_null() && row.keep) continue;
    target.Put(row.field, std::move(value));
  }
}

nlohmann::json WriteValue(const Value& value, Form form) {
  switch (form) {
    case Form::kText:
      if (value.kind() == Value::Kind::kString && !value.AsString().empty()) return value.AsString();
      break;
    case Form::kBandwidth:
      if (value.kind() == Value::Kind::kString) {
        const StatusOr<std::int64_t> bits = ParseBandwidth(value.AsString());
        return bits.ok() ? FormatBandwidth(*bits) : value.AsString();
      }
      break;
    case Form::kInteger:
      if (value.kind() == Value::Kind::kNumber) {
        if (const auto number = value.AsNumber().ToInt64()) return *number;
      }
      break;
    case Form::kFlag:
      if (value.kind() == Value::Kind::kBool) return value.AsBool();
      break;
    case Form::kPrefixes: {
      if (value.kind() != Value::Kind::kSet) break;
      nlohmann::json list = nlohmann::json::array();
      for (const Value& element : value.elements()) {
        if (element.kind() == Value::Kind::kString) list.push_back({{"cidr", element.AsString()}});
      }
      return list;
    }
  }
  return nullptr;
}

void WriteRow(const Row& row, const Value& desired, nlohmann::json& members) {
  const Value& value = row.vendor ? VendorField(desired, row.field) : desired.Get(row.field);
  nlohmann::json member = WriteValue(value, row.form);
  if (!member.is_null()) members[std::string(row.write)] = std::move(member);
}

// What every object has. Everything else of `prior` stays until the rows say otherwise.
Value Start(const std::string& id, const std::string& region, const Value& prior) {
  Value attributes = prior.kind() == Value::Kind::kObject ? prior : Value::Object({});
  attributes.Put(field::kCloud, Value::String("aws"));
  attributes.Put(field::kRegion, Value::String(region));
  attributes.Put(field::kId, TextOrNull(id));
  if (!attributes.Get(field::kAuthKeyWo).is_null()) attributes.Put(field::kAuthKeyWo, Value::Null());
  return attributes;
}

Value StartVendor(const Value& prior) {
  const Value& vendor = prior.Get("aws");
  return vendor.kind() == Value::Kind::kObject ? vendor : Value::Object({});
}

void ReadSession(const Session* session, Value& attributes) {
  const bool holds_key = attributes.Get(field::kAuthKey).is_known();
  static const Session kNone;
  const Session& told = session != nullptr ? *session : kNone;
  attributes.Put(field::kCustomerAsn, TextOrNull(told.customer_asn));
  attributes.Put(field::kCloudAddress, TextOrNull(told.cloud_address));
  attributes.Put(field::kCustomerAddress, TextOrNull(told.customer_address));
  if (session == nullptr) return;
  attributes.Put(field::kAddressFamily, Value::String(session->address_family));
  if (holds_key && !session->auth_key.empty()) attributes.Put(field::kAuthKey, Value::String(session->auth_key));
}

}  // namespace

const Value& VendorField(const Value& object, std::string_view name) { return object.Get("aws").Get(name); }

std::string VendorText(const Value& object, std::string_view name) {
  const Value& value = VendorField(object, name);
  return value.kind() == Value::Kind::kString ? value.AsString() : std::string();
}

const InterfaceType* FindInterfaceType(std::string_view name) {
  const auto* const found = std::ranges::find(kInterfaceTypes, name, &InterfaceType::name);
  return found == kInterfaceTypes.end() ? nullptr : found;
}

std::string_view GatewayMember(std::string_view gateway_id) {
  return gateway_id.starts_with("vgw-") ? "virtualGatewayId" : "directConnectGatewayId";
}

const nlohmann::json& InterfaceInAnswer(const nlohmann::json& answer) {
  const nlohmann::json* wrapped = MemberOf(answer, "virtualInterface");
  return wrapped != nullptr ? *wrapped : answer;
}

Value ReadConnection(const nlohmann::json& connection, const std::string& region, const Value& prior) {
  Value attributes = Start(TextOf(connection, "connectionId"), region, prior);
  Value vendor = StartVendor(prior);
  ReadRows(kConnectionRows, connection, attributes, vendor);
  // awsDevice is the deprecated name of the same.
  std::string device = TextOf(connection, "awsDeviceV2");
  if (device.empty()) device = TextOf(connection, "awsDevice");
  if (!device.empty()) attributes.Put(field::kDevice, Value::String(device));
  // In no LAG is a fact, not an absence: it is written "".
  if (VendorField(Value::Object({{"aws", vendor}}), vendor_field::kLagId).is_null()) {
    vendor.Put(vendor_field::kLagId, Value::String(""));
  }
  // What was asked for is not told, only what the port can do; without better knowledge that is the answer.
  if (!vendor.Get(vendor_field::kRequestMacsec).is_known()) {
    vendor.Put(vendor_field::kRequestMacsec, Value::Bool(FlagOf(connection, "macSecCapable").value_or(false)));
  }
  attributes.Put("aws", std::move(vendor));
  return attributes;
}

Value ReadInterface(const nlohmann::json& interface, const Session* session, const std::string& connection_id,
                    const std::string& region, const Value& prior) {
  Value attributes = Start(TextOf(interface, "virtualInterfaceId"), region, prior);
  Value vendor = StartVendor(prior);
  const Value intended = attributes.Get(field::kCustomerPrefixes);
  ReadRows(kInterfaceRows, interface, attributes, vendor);
  // Only a public interface filters routes; elsewhere the prefixes are an intention that AWS does not keep.
  const bool filters = TextOf(interface, "virtualInterfaceType") == "public";
  const bool both_empty = attributes.Get(field::kCustomerPrefixes).is_null() && intended.kind() == Value::Kind::kSet &&
                          intended.elements().empty();
  if (!filters || both_empty) attributes.Put(field::kCustomerPrefixes, intended);
  attributes.Put(field::kConnectionId, TextOrNull(connection_id));
  attributes.Put(field::kRouteMode, Value::String("bgp"));
  // Either may be an empty string.
  std::string gateway = TextOf(interface, "directConnectGatewayId");
  if (gateway.empty()) gateway = TextOf(interface, "virtualGatewayId");
  attributes.Put(field::kGatewayId, TextOrNull(gateway));
  if (const auto asn = IntegerOf(interface, "amazonSideAsn"); asn && *asn > 0) {
    attributes.Put(field::kCloudAsn, Value::String(std::to_string(*asn)));
  }
  ReadSession(session, attributes);
  if (!attributes.Get(field::kAddressFamily).is_known()) {
    attributes.Put(field::kAddressFamily, Value::String(TopFamily(interface)));
  }
  attributes.Put("aws", std::move(vendor));
  return attributes;
}

Value ReadPeer(const std::string& interface_id, const Session& session, const std::string& region, const Value& prior) {
  Value attributes = Start(session.id, region, prior);
  attributes.Put(field::kVirtualInterfaceId, Value::String(interface_id));
  ReadSession(&session, attributes);
  return attributes;
}

Value ReadAllowedPrefix(const std::string& association, const std::string& cidr, const std::string& region,
                        const Value& prior) {
  Value attributes = Start(association + "/" + cidr, region, prior);
  attributes.Put(field::kAdvertisedBy, Value::String(association));
  attributes.Put(field::kCidr, Value::String(cidr));
  return attributes;
}

nlohmann::json WriteConnection(const Value& desired) {
  nlohmann::json members = nlohmann::json::object();
  for (const Row& row : kConnectionRows) {
    if (!row.write.empty()) WriteRow(row, desired, members);
  }
  return members;
}

nlohmann::json WriteInterface(const InterfaceType& type, bool allocation, const Value& desired,
                              const std::optional<std::string>& auth_key) {
  nlohmann::json members = nlohmann::json::object();
  for (const Row& row : kInterfaceRows) {
    const bool left_out = row.write.empty() || (row.form == Form::kPrefixes && type.name != "public") ||
                          (row.write == "mtu" && !type.has_mtu) ||
                          (row.write == "enableSiteLink" && (allocation || !type.has_gateway));
    if (!left_out) WriteRow(row, desired, members);
  }
  const std::string gateway = TextField(desired, field::kGatewayId);
  if (type.has_gateway && !allocation && !gateway.empty()) {
    members[std::string(type.name == "transit" ? "directConnectGatewayId" : GatewayMember(gateway))] = gateway;
  }
  WriteSession(RequestedSession(desired, auth_key), members);
  return members;
}

}  // namespace ic::aws

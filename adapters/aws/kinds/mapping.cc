#include "adapters/aws/kinds/mapping.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/tags.h"
#include "adapters/aws/tables/states.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "adapters/contract/path.h"

namespace ic::aws {
namespace {

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

// Of an answer that does not say whose the object is it stays what it was.
void PutArn(const nlohmann::json& object, std::string_view type, const std::string& id, const std::string& region,
            Value& attributes) {
  const std::string owner = TextOf(object, "ownerAccount");
  if (owner.empty() || id.empty()) return;
  const std::string told = TextOf(object, "region");
  PutAt(attributes, "aws.arn", Value::String(Arn(told.empty() ? region : told, owner, type, id)));
}

// What AWS says of a port that it has not provisioned is not a fact yet ("unknown", false), and would be taken for a
// change once it is one.
void LeaveOpenUntilProvisioned(const nlohmann::json& connection, const Value& prior, Value& attributes) {
  if (IsProvisioned(StateOf(Kind::kConnection, TextViewOf(connection, "connectionState")).stage)) return;
  for (const std::string_view name : {"aws.jumbo_frame_capable", "aws.macsec_capable", "aws.has_logical_redundancy"}) {
    PutAt(attributes, name, prior.kind() == Value::Kind::kObject ? ValueAt(prior, name) : Value::Null());
  }
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
  Value attributes = StartObject("aws", TextOf(connection, "connectionId"), region, prior);
  ReadRows(RowsOf(AwsTables(), Kind::kConnection), connection, attributes);
  // awsDevice is the deprecated name of the same.
  std::string device = TextOf(connection, "awsDeviceV2");
  if (device.empty()) device = TextOf(connection, "awsDevice");
  PutIfTold(attributes, field::kDevice, TextOrNull(device));
  PutArn(connection, "dxcon", TextOf(connection, "connectionId"), region, attributes);
  // In no LAG is a fact, not an absence: it is written "".
  if (ValueAt(attributes, "aws.lag_id").is_null()) PutAt(attributes, "aws.lag_id", Value::String(""));
  // What was asked for is not told, only what the port can do; without better knowledge that is the answer.
  if (!ValueAt(attributes, "aws.request_macsec").is_known()) {
    PutAt(attributes, "aws.request_macsec", Value::Bool(FlagOf(connection, "macSecCapable").value_or(false)));
  }
  LeaveOpenUntilProvisioned(connection, prior, attributes);
  return attributes;
}

Value ReadInterface(const nlohmann::json& interface, const Session* session, const std::string& connection_id,
                    const std::string& region, const Value& prior) {
  Value attributes = StartObject("aws", TextOf(interface, "virtualInterfaceId"), region, prior);
  const Value intended = attributes.Get(field::kCustomerPrefixes);
  ReadRows(RowsOf(AwsTables(), Kind::kVirtualInterface), interface, attributes);
  PutArn(interface, "dxvif", TextOf(interface, "virtualInterfaceId"), region, attributes);
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
  // The gateway's: until the account that it is for has named one, AWS tells its public ASN, which is nobody's.
  if (gateway.empty() && !filters) {
    attributes.Put(field::kCloudAsn, Value::Null());
  } else if (const auto asn = IntegerOf(interface, "amazonSideAsn"); asn && *asn > 0) {
    attributes.Put(field::kCloudAsn, Value::String(std::to_string(*asn)));
  }
  if (session != nullptr) {
    PutSession(*session, attributes);
  } else if (IsProvisioned(StateOf(Kind::kVirtualInterface, TextViewOf(interface, "virtualInterfaceState")).stage)) {
    PutLost(attributes);
  }
  if (!attributes.Get(field::kAddressFamily).is_known()) {
    attributes.Put(field::kAddressFamily, Value::String(TopFamily(interface)));
  }
  return attributes;
}

Value ReadPeer(const std::string& interface_id, const Session& session, const std::string& region, const Value& prior) {
  Value attributes = StartObject("aws", session.id, region, prior);
  attributes.Put(field::kVirtualInterfaceId, Value::String(interface_id));
  attributes.Put(field::kRouteMode, Value::String("bgp"));
  PutSession(session, attributes);
  return attributes;
}

Value ReadAllowedPrefix(const std::string& association, const std::string& cidr, const std::string& region,
                        const Value& prior) {
  Value attributes = StartObject("aws", association + "/" + cidr, region, prior);
  attributes.Put(field::kAdvertisedBy, Value::String(association));
  attributes.Put(field::kCidr, Value::String(cidr));
  return attributes;
}

nlohmann::json WriteConnection(const Value& desired) {
  return CreateMembers(RowsOf(AwsTables(), Kind::kConnection), desired);
}

nlohmann::json WriteInterface(const InterfaceType& type, bool allocation, const Value& desired,
                              const std::optional<std::string>& auth_key) {
  nlohmann::json members = CreateMembers(RowsOf(AwsTables(), Kind::kVirtualInterface), desired);
  if (type.name != "public") members.erase("routeFilterPrefixes");
  if (!type.has_mtu) members.erase("mtu");
  if (allocation || !type.has_gateway) {
    for (const char* name : {"enableSiteLink", "prefixPoolAllocatedCountIpv4", "prefixPoolAllocatedCountIpv6"}) {
      members.erase(name);
    }
  }
  const std::string gateway = TextField(desired, field::kGatewayId);
  if (type.has_gateway && !allocation && !gateway.empty()) {
    members[std::string(type.name == "transit" ? "directConnectGatewayId" : GatewayMember(gateway))] = gateway;
  }
  WriteSession(RequestedSession(desired, auth_key), members);
  return members;
}

}  // namespace ic::aws

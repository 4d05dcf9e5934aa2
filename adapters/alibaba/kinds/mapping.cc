#include "adapters/alibaba/kinds/mapping.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/entry_name.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/field_values.h"
#include "base/ip.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

constexpr std::int64_t kMega = 1'000'000;

Value NumberOrNull(const std::optional<std::int64_t>& number) { return number ? Value::Int(*number) : Value::Null(); }

Value BandwidthOf(const nlohmann::json& object) {
  if (const auto number = NumberOf(object, "Bandwidth"); number && *number > 0) {
    return Value::String(FormatBandwidth(*number * kMega));
  }
  const auto spec = ParseBandwidth(TextOf(object, "Spec"));
  return spec.ok() ? Value::String(FormatBandwidth(*spec)) : Value::Null();
}

struct Timer {
  std::string_view field;
  std::string_view member;
  std::int64_t default_value;  // of a router nobody tuned
};
constexpr std::array kTimers = {Timer{"min_transmit_interval", "MinTxInterval", 1000},
                                Timer{"min_receive_interval", "MinRxInterval", 1000},
                                Timer{"detect_multiplier", "DetectMultiplier", 3}};

// Only what the user wrote is shown, what is in force, and what somebody tuned.
Value ReadBfd(const nlohmann::json& interface, bool enabled, const Value& prior) {
  const Value& before = prior.Get(field::kBfd);
  const bool never_seen = !prior.Get(field::kName).is_known();
  Value bfd = before.kind() == Value::Kind::kObject ? before : Value::Object({});
  bfd.Put("enabled", enabled || before.Get("enabled").is_known() ? Value::Bool(enabled) : Value::Null());
  bool any = !bfd.Get("enabled").is_null() || before.kind() == Value::Kind::kObject;
  for (const Timer& timer : kTimers) {
    const auto number = NumberOf(interface, timer.member);
    const bool tuned = never_seen && number && *number > 0 && *number != timer.default_value;
    if (!number || (!enabled && !tuned && !before.Get(timer.field).is_known())) continue;
    bfd.Put(timer.field, Value::Int(*number));
    any = true;
  }
  return any ? bfd : Value::Null();
}

// Shown where it was written, and of a router never seen before: a session may have brought it (ipv6.h), and then it is
// no word of the router's.
void ReadIpv6(const nlohmann::json& interface, bool never_seen, const Value& prior, Value& attributes) {
  const auto on = LenientFlagOf(interface, "EnableIpv6");
  if (!on) return;
  constexpr std::array kOwn = {vendor_field::kIpv6, vendor_field::kIpv6CloudAddress,
                               vendor_field::kIpv6CustomerAddress};
  const bool said =
      std::ranges::any_of(kOwn, [&prior](std::string_view name) { return VendorField(prior, name).is_known(); });
  if (!said && !(never_seen && *on)) return;
  const Link link = LinkOf(interface, "ipv6");
  PutAt(attributes, "alibaba.ipv6", Value::Bool(*on));
  PutAt(attributes, "alibaba.ipv6_cloud_address", TextOrNull(link.cloud));
  PutAt(attributes, "alibaba.ipv6_customer_address", TextOrNull(link.customer));
}

// A session without a length of its own: what the user wrote if it is the same address, else that of the link it is in.
std::string WithLength(const std::string& address, const std::string& before, const std::string& link_end) {
  if (!before.empty() && AddressPart(before) == address) return before;
  const auto end = Cidr::Parse(link_end);
  const auto parsed = IpAddress::Parse(address);
  if (!parsed.ok()) return address;
  if (end.ok() && end->Prefix().Contains(*parsed)) return fmt::format("{}/{}", address, end->length());
  return fmt::format("{}/{}", address, parsed->bits());
}

void ReadOwnSession(const Session* own, Value& attributes) {
  if (own == nullptr) {
    attributes.Put(field::kCustomerAsn, Value::Null());
    return;
  }
  attributes.Put(field::kCustomerAsn, TextOrNull(own->customer_asn));
  PutIfTold(attributes, field::kCloudAsn, TextOrNull(own->cloud_asn));
  PutLiveKey(own->auth_key, attributes);
  if (own->bfd) PutIfTold(attributes, "alibaba.bfd_hops", NumberOrNull(own->hops));
}

}  // namespace

bool IsHostedConnection(const nlohmann::json& connection) {
  return !TextOf(connection, "ParentPhysicalConnectionId").empty() ||
         TextOf(connection, "ProductType") == "VirtualPhysicalConnection";
}

Value ReadConnection(const nlohmann::json& connection, const std::string& region, const Value& prior) {
  Value attributes = StartObject("alibaba", TextOf(connection, "PhysicalConnectionId"), region, prior);
  ReadRows(RowsOf(AlibabaTables(), Kind::kConnection), connection, attributes);
  PutIfTold(attributes, field::kBandwidth, BandwidthOf(connection));
  if (IsHostedConnection(connection)) PutIfTold(attributes, field::kVlan, NumberOrNull(NumberOf(connection, "VlanId")));
  // At its end it is not taken into service again: what was asked for stays, or each plan would ask for it anew.
  const Stage stage = StateOf(Kind::kConnection, TextViewOf(connection, "Status")).stage;
  if (!IsEnding(stage) || !VendorFlag(prior, vendor_field::kEnabled)) {
    PutAt(attributes, "alibaba.enabled", Value::Bool(stage == Stage::kReady));
  }
  return attributes;
}

Value ReadInterface(const nlohmann::json& interface, const Session* own, bool has_sessions, const std::string& region,
                    const Value& prior) {
  const bool never_seen = !prior.Get(field::kName).is_known();
  Value attributes = StartObject("alibaba", TextOf(interface, "VbrId"), region, prior);
  ReadRows(RowsOf(AlibabaTables(), Kind::kVirtualInterface), interface, attributes);
  // Another account's router has the name that account gave it; ours for it stays here.
  if (never_seen || !IsForOther(prior)) attributes.Put(field::kName, TextOrNull(TextOf(interface, "Name")));
  attributes.Put(field::kType, Value::String("private"));
  attributes.Put(field::kAddressFamily, Value::String("ipv4"));
  PutIfTold(attributes, field::kBandwidth, BandwidthOf(interface));
  // The service keeps no word on how routes are exchanged.
  if (never_seen) attributes.Put(field::kRouteMode, Value::String(has_sessions ? "bgp" : "static"));
  const Link link = LinkOf(interface, "ipv4");
  PutIfTold(attributes, field::kCloudAddress, TextOrNull(link.cloud));
  PutIfTold(attributes, field::kCustomerAddress, TextOrNull(link.customer));
  ReadIpv6(interface, never_seen, prior, attributes);
  ReadOwnSession(own, attributes);
  attributes.Put(field::kBfd, ReadBfd(interface, own != nullptr && own->bfd, prior));
  PutAt(attributes, "alibaba.terminated",
        Value::Bool(IsStopped(StateOf(Kind::kVirtualInterface, TextViewOf(interface, "Status")).stage)));
  return attributes;
}

Value ReadPeer(const Session& session, const nlohmann::json* interface, const std::string& region, const Value& prior) {
  Value attributes = StartObject("alibaba", session.id, region, prior);
  if (prior.Get("alibaba").kind() != Value::Kind::kObject) attributes.Put("alibaba", Value::Object({}));
  attributes.Put(field::kVirtualInterfaceId, TextOrNull(session.interface_id));
  attributes.Put(field::kBgpGroupId, IsOwnGroupName(session.group_name) ? Value::Null() : TextOrNull(session.group_id));
  attributes.Put(field::kRouteMode, Value::String("bgp"));
  attributes.Put(field::kAddressFamily, Value::String(session.address_family));
  attributes.Put(field::kCustomerAsn, TextOrNull(session.customer_asn));
  PutIfTold(attributes, field::kCloudAsn, TextOrNull(session.cloud_asn));
  const Link link = interface == nullptr ? Link() : LinkOf(*interface, session.address_family);
  PutIfTold(attributes, field::kCloudAddress, TextOrNull(link.cloud));
  attributes.Put(
      field::kCustomerAddress,
      TextOrNull(WithLength(session.customer_address, TextField(prior, field::kCustomerAddress), link.customer)));
  if (IsOwnGroupName(session.group_name)) {
    PutLiveKey(session.auth_key, attributes);
    PutAt(attributes, "alibaba.fake_asn", Value::Bool(session.fake_asn));
    PutIfTold(attributes, "alibaba.route_limit", NumberOrNull(session.route_limit));
  }
  const Value& before = prior.Get(field::kBfd);
  const bool shown = session.bfd || before.Get("enabled").is_known();
  Value bfd = before.kind() == Value::Kind::kObject ? before : Value::Object({});
  if (shown) bfd.Put("enabled", Value::Bool(session.bfd));
  attributes.Put(field::kBfd, shown || before.kind() == Value::Kind::kObject ? bfd : Value::Null());
  if (session.bfd) PutIfTold(attributes, "alibaba.bfd_hops", NumberOrNull(session.hops));
  return attributes;
}

Value ReadGroup(const nlohmann::json& group, const std::string& region, const Value& prior) {
  Value attributes = StartObject("alibaba", TextOf(group, "BgpGroupId"), region, prior);
  ReadRows(RowsOf(AlibabaTables(), Kind::kBgpGroup), group, attributes);
  attributes.Put(field::kAddressFamily, Value::String(FamilyOf(group)));
  PutLiveKey(TextOf(group, "AuthKey"), attributes);
  return attributes;
}

Value ReadNetwork(const std::string& interface_id, const nlohmann::json& network, const std::string& region,
                  const Value& prior) {
  const std::string cidr = CanonicalPrefix(TextOf(network, "DstCidrBlock"));
  Value attributes = StartObject("alibaba", interface_id + "/" + cidr, region, prior);
  ReadRows(RowsOf(AlibabaTables(), Kind::kBgpCidr), network, attributes);
  attributes.Put(field::kAdvertisedBy, Value::String(interface_id));
  attributes.Put(field::kCidr, Value::String(cidr));
  return attributes;
}

}  // namespace ic::alibaba

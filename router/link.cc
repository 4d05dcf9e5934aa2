#include "router/link.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "adapters/contract/path.h"
#include "base/text.h"
#include "router/session.h"
#include "router/values.h"

namespace ic::router {
namespace {

// Ethernet's header and one tag, which some platforms count in an interface's MTU.
constexpr std::int64_t kFrameBytes = 18;

std::string TextAtPath(const Value& object, std::string_view path) {
  const Value& value = ValueAt(object, path);
  return value.kind() == Value::Kind::kString ? value.AsString() : std::string();
}

std::string Title(const LinkInput& input) {
  return !input.object.empty() ? input.object : "virtual interface " + TextAt(input.interface, field::kId);
}

void PutPlace(const LinkInput& input, Value& link) {
  PutText(link, "object", input.object);
  link.Put("cloud", Value::String(input.traits->cloud));
  link.Put("cloud_title", Value::String(input.traits->title));
  const std::string type = TextAt(input.interface, field::kType);
  link.Put("type", Value::String(type.empty() ? "private" : type));
  for (const std::string_view name : {field::kRegion, field::kId, field::kGatewayId}) {
    PutText(link, name, TextAt(input.interface, name));
  }
  PutText(link, "connection", input.connection);
  PutText(link, "connection_id", TextAt(input.interface, field::kConnectionId));
  const Value& connection = input.connection_of_link;
  for (const std::string_view name : {field::kLocation, field::kDevice, field::kLogicalDevice}) {
    PutText(link, name, TextAt(connection, name));
  }
  std::string bandwidth = TextAt(input.interface, field::kBandwidth);
  if (bandwidth.empty()) bandwidth = TextAt(connection, field::kBandwidth);
  PutText(link, "bandwidth", bandwidth);
  std::string group = TextAt(input.interface, field::kRedundancyGroup);
  if (group.empty()) group = TextAt(connection, field::kRedundancyGroup);
  PutText(link, "redundancy_group", group);
}

bool RunsMacsec(const LinkInput& input) {
  const RouterFacts& facts = input.traits->router;
  if (facts.macsec_path.empty()) return false;
  const std::string mode = TextAtPath(input.connection_of_link, facts.macsec_path);
  return std::ranges::find(facts.macsec_values, mode) != facts.macsec_values.end();
}

Status PutWire(const LinkInput& input, Value& link) {
  const auto vlan = NumberAt(input.interface, field::kVlan);
  if (!vlan) return NotKnown(field::kVlan, Kind::kVirtualInterface, input.object, input.interface);
  PutFlag(link, "tagged", *vlan != 0);
  link.Put("vlan", Value::Int(*vlan));
  PutFlag(link, "hosted", NumberAt(input.connection_of_link, field::kVlan).has_value());
  if (const auto mtu = NumberAt(input.interface, field::kMtu)) {
    link.Put("mtu", Value::Int(*mtu));
    link.Put("frame_mtu", Value::Int(*mtu + kFrameBytes));
  }
  PutFlag(link, "macsec", RunsMacsec(input));
  return OkStatus();
}

void PutPreferences(const LinkInput& input, Value& link) {
  const std::string type = TextAt(link, field::kType);
  for (const PreferenceFacts& facts : input.traits->router.preferences) {
    if (std::ranges::find(facts.types, type) == facts.types.end()) continue;
    link.Put("preferred_community", Value::String(facts.preferred));
    link.Put("spare_community", Value::String(facts.spare));
    return;
  }
}

// Of the interface itself, where no session stands on them: further families that its vendor's object says.
void AddOwnAddresses(const LinkInput& input, Value::Elements& addresses, std::set<std::string>& seen) {
  const auto add = [&](const std::string& ours, const std::string& theirs) {
    const auto local = Cidr::Parse(ours);
    const auto remote = IpAddress::Parse(theirs.substr(0, theirs.find('/')));
    if (!local.ok() || !remote.ok() || !seen.insert(local->ToString()).second) return;
    addresses.push_back(AddressValue(*local, *remote));
  };
  add(TextAt(input.interface, field::kCustomerAddress), TextAt(input.interface, field::kCloudAddress));
  for (const SaidLink& said : input.traits->links) {
    add(TextAtPath(input.interface, said.customer_end), TextAtPath(input.interface, said.cloud_end));
  }
}

Value AddressesOf(const LinkInput& input, const Value::Elements& sessions) {
  Value::Elements addresses;
  std::set<std::string> seen;
  AddOwnAddresses(input, addresses, seen);
  for (const Value& session : sessions) {
    if (!FlagAt(session, "on_link") || !seen.insert(TextAt(session, "local")).second) continue;
    Value address = Value::Object({});
    for (const auto& name :
         {"family", "ipv4", "ipv6", "local", "local_address", "remote_address", "length", "netmask", "subnet"}) {
      if (const Value& value = session.Get(name); !value.is_null()) address.Put(name, value);
    }
    addresses.push_back(std::move(address));
  }
  return Value::List(std::move(addresses));
}

}  // namespace

std::string SafeName(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::string safe;
  for (const char c : text.substr(0, kLongest)) {
    const bool fine = IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    safe += fine ? c : '-';
  }
  const bool letter = !safe.empty() && !IsDigit(safe.front()) && safe.front() != '-';
  return letter ? safe : "link-" + safe;
}

bool HasSessions(const LinkInput& input) { return HasOwnSession(input.interface) || !input.peers.empty(); }

StatusOr<Value> LinkOf(const LinkInput& input) {
  Value link = Value::Object({});
  std::string name = input.object.substr(input.object.find('.') + 1);
  if (input.object.empty()) name = TextAt(input.interface, field::kName);
  if (name.empty()) name = TextAt(input.interface, field::kId);
  link.Put("name", Value::String(SafeName(name)));
  PutPlace(input, link);
  IC_RETURN_IF_ERROR(PutWire(input, link));
  PutPreferences(input, link);
  Value::Elements sessions;
  const Value none;
  if (HasOwnSession(input.interface)) {
    IC_ASSIGN_OR_RETURN(Value session,
                        SessionOf(input, {Kind::kVirtualInterface, input.object, &input.interface, &none, input.key}));
    sessions.push_back(std::move(session));
  }
  for (const PeerInput& peer : input.peers) {
    IC_ASSIGN_OR_RETURN(Value session,
                        SessionOf(input, {Kind::kBgpPeer, peer.object, &peer.attributes, &peer.group, peer.key}));
    sessions.push_back(std::move(session));
  }
  if (!HasSessions(input)) {
    return FailedPreconditionError(fmt::format(
        "{} has neither a BGP session nor static routes, so there is nothing to set a router up for.", Title(input)));
  }
  link.Put("addresses", AddressesOf(input, sessions));
  link.Put("sessions", Value::List(std::move(sessions)));
  return link;
}

}  // namespace ic::router

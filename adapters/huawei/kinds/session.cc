#include "adapters/huawei/kinds/session.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/asn.h"
#include "adapters/contract/fields.h"
#include "adapters/huawei/tables/states.h"
#include "base/ip.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

std::string AsnText(const nlohmann::json& object) {
  const auto number = IntegerOf(object, "bgp_asn");
  return number && *number > 0 ? std::to_string(*number) : std::string();
}

std::vector<std::string> PrefixList(const nlohmann::json& object) {
  std::vector<std::string> prefixes;
  for (const nlohmann::json& element : ListOf(object, "remote_ep_group")) {
    if (!element.is_string()) continue;
    // Two prefixes in one text, separated by a space, have been seen.
    for (const std::string& part : Split(element.get<std::string>(), ' ')) {
      if (!part.empty()) prefixes.push_back(part);
    }
  }
  return prefixes;
}

Session ToSession(const nlohmann::json& peer, std::string_view local, std::string_view remote) {
  Session session = {.id = TextOf(peer, "id"),
                     .name = TextOf(peer, "name"),
                     .description = TextOf(peer, "description"),
                     .address_family = ToLowerAscii(TextOf(peer, "address_family")),
                     .route_mode = ToLowerAscii(TextOf(peer, "route_mode")),
                     .customer_asn = AsnText(peer),
                     .cloud_address = TextOf(peer, local),
                     .customer_address = TextOf(peer, remote),
                     .prefixes = PrefixList(peer),
                     .auth_key = TextOf(peer, "bgp_md5"),
                     .status = TextOf(peer, "status"),
                     .bgp_status = TextOf(peer, "bgp_status")};
  if (session.address_family.empty()) session.address_family = "ipv4";
  return session;
}

// An answer of a create may have no peers yet: then the top says what they will be.
Session TopSession(const nlohmann::json& interface) {
  const bool v6 = ToLowerAscii(TextOf(interface, "address_family")) == "ipv6";
  Session session = v6 ? ToSession(interface, "local_gateway_v6_ip", "remote_gateway_v6_ip")
                       : ToSession(interface, "local_gateway_v4_ip", "remote_gateway_v4_ip");
  session.id.clear();
  session.name.clear();
  session.description.clear();
  return session;
}

bool SameAddress(const std::string& live, const std::string& wanted) {
  if (live == wanted) return true;
  const StatusOr<Cidr> a = Cidr::Parse(live);
  const StatusOr<Cidr> b = Cidr::Parse(wanted);
  return a.ok() && b.ok() && *a == *b;
}

void WriteRouting(const SessionRequest& request, nlohmann::json& members) {
  members["address_family"] = request.address_family;
  members["route_mode"] = request.route_mode;
  members["remote_ep_group"] = request.prefixes;
  if (const StatusOr<std::uint32_t> asn = ParseAsn(request.customer_asn); asn.ok()) members["bgp_asn"] = *asn;
  if (request.auth_key && !request.auth_key->empty()) members["bgp_md5"] = *request.auth_key;
}

}  // namespace

std::vector<std::string> TextsOf(const Value& set) {
  std::vector<std::string> texts;
  if (set.kind() != Value::Kind::kSet && set.kind() != Value::Kind::kList) return texts;
  for (const Value& element : set.elements()) {
    if (element.kind() == Value::Kind::kString) texts.push_back(element.AsString());
  }
  return texts;
}

std::vector<Session> LiveSessions(const nlohmann::json& interface) {
  const nlohmann::json& peers = ListOf(interface, "vif_peers");
  std::vector<Session> sessions;
  for (const nlohmann::json& peer : peers) {
    Session session = ToSession(peer, "local_gateway_ip", "remote_gateway_ip");
    if (!IsAbsent(StateOf(Kind::kBgpPeer, session.status))) sessions.push_back(std::move(session));
  }
  if (peers.empty()) {
    Session top = TopSession(interface);
    if (!top.cloud_address.empty()) sessions.push_back(std::move(top));
  }
  return sessions;
}

const Session* FindSession(const std::vector<Session>& sessions, std::string_view address_family) {
  const auto found = std::ranges::find(sessions, address_family, &Session::address_family);
  return found == sessions.end() ? nullptr : &*found;
}

std::string OwnFamily(const std::vector<Session>& sessions) {
  if (sessions.empty() || FindSession(sessions, "ipv4") != nullptr) return "ipv4";
  return sessions.front().address_family;
}

std::vector<std::string> Families(const std::vector<Session>& sessions) {
  std::vector<std::string> families;
  for (const Session& session : sessions) families.push_back(session.address_family);
  std::ranges::sort(families);
  families.erase(std::unique(families.begin(), families.end()), families.end());
  return families;
}

SessionRequest RequestedSession(const Value& desired, const std::optional<std::string>& auth_key) {
  SessionRequest request = {.address_family = TextField(desired, field::kAddressFamily),
                            .route_mode = TextField(desired, field::kRouteMode),
                            .customer_asn = TextField(desired, field::kCustomerAsn),
                            .cloud_address = TextField(desired, field::kCloudAddress),
                            .customer_address = TextField(desired, field::kCustomerAddress),
                            .prefixes = TextsOf(desired.Get(field::kCustomerPrefixes)),
                            .auth_key = auth_key};
  if (request.address_family.empty()) request.address_family = "ipv4";
  // A peer has no routing mode of its own in the vocabulary: it is a BGP session.
  if (request.route_mode.empty()) request.route_mode = "bgp";
  return request;
}

void WriteOwnSession(const SessionRequest& request, nlohmann::json& members) {
  WriteRouting(request, members);
  const bool v6 = request.address_family == "ipv6";
  members[v6 ? "local_gateway_v6_ip" : "local_gateway_v4_ip"] = request.cloud_address;
  members[v6 ? "remote_gateway_v6_ip" : "remote_gateway_v4_ip"] = request.customer_address;
}

void WritePeerSession(const SessionRequest& request, nlohmann::json& members) {
  WriteRouting(request, members);
  members["local_gateway_ip"] = request.cloud_address;
  members["remote_gateway_ip"] = request.customer_address;
}

bool Satisfies(const Session& session, const SessionRequest& request) {
  if (session.address_family != request.address_family) return false;
  if (!session.route_mode.empty() && session.route_mode != request.route_mode) return false;
  if (const StatusOr<std::uint32_t> asn = ParseAsn(request.customer_asn);
      asn.ok() && session.customer_asn != FormatAsn(*asn)) {
    return false;
  }
  if (!request.cloud_address.empty() && !SameAddress(session.cloud_address, request.cloud_address)) return false;
  if (!request.customer_address.empty() && !SameAddress(session.customer_address, request.customer_address)) {
    return false;
  }
  return !request.auth_key || request.auth_key->empty() || *request.auth_key == session.auth_key;
}

}  // namespace ic::huawei

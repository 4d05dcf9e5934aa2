#include "adapters/huawei/kinds/session.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/contract/asn.h"
#include "adapters/huawei/tables/states.h"
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
                     .auth_key = ToldKey(peer, "bgp_md5"),
                     .state = TextOf(peer, "status"),
                     .status = TextOf(peer, "bgp_status")};
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

void WriteRouting(const SessionRequest& request, nlohmann::json& members) {
  members["address_family"] = request.address_family;
  members["route_mode"] = request.route_mode;
  members["remote_ep_group"] = request.prefixes;
  if (const StatusOr<std::uint32_t> asn = ParseAsn(request.customer_asn); asn.ok()) members["bgp_asn"] = *asn;
  if (request.auth_key && !request.auth_key->empty()) members["bgp_md5"] = *request.auth_key;
}

}  // namespace

std::vector<Session> ListedSessions(const nlohmann::json& interface) {
  const nlohmann::json& peers = ListOf(interface, "vif_peers");
  std::vector<Session> sessions;
  for (const nlohmann::json& peer : peers) {
    Session session = ToSession(peer, "local_gateway_ip", "remote_gateway_ip");
    if (!IsAbsent(StateOf(Kind::kBgpPeer, session.state))) sessions.push_back(std::move(session));
  }
  if (peers.empty()) {
    Session top = TopSession(interface);
    if (!top.cloud_address.empty()) sessions.push_back(std::move(top));
  }
  return sessions;
}

std::vector<Session> LiveSessions(const nlohmann::json& interface) {
  return WithoutLeft(ListedSessions(interface), States());
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

}  // namespace ic::huawei

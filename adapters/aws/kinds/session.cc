#include "adapters/aws/kinds/session.h"

#include <algorithm>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "adapters/aws/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/contract/asn.h"

namespace ic::aws {
namespace {

// asnLong has every ASN; asn is 0 for those that need 4 bytes.
std::string AsnText(const nlohmann::json& object) {
  const auto wide = IntegerOf(object, "asnLong");
  if (wide && *wide > 0) return std::to_string(*wide);
  const auto narrow = IntegerOf(object, "asn");
  return narrow && *narrow > 0 ? std::to_string(*narrow) : std::string();
}

Session ToSession(const nlohmann::json& peer) {
  return {.id = TextOf(peer, "bgpPeerId"),
          .address_family = TopFamily(peer),
          .customer_asn = AsnText(peer),
          .cloud_address = TextOf(peer, "amazonAddress"),
          .customer_address = TextOf(peer, "customerAddress"),
          .auth_key = ToldKey(peer, "authKey"),
          .state = TextOf(peer, "bgpPeerState"),
          .status = TextOf(peer, "bgpStatus")};
}

// The largest number that the 4-byte signed member takes. Source: service model, ASN; long-ASN support page.
constexpr std::uint32_t kLargestNarrowAsn = 2147483646;

}  // namespace

std::string TopFamily(const nlohmann::json& interface) {
  const std::string family = TextOf(interface, "addressFamily");
  return family.empty() ? "ipv4" : family;
}

std::vector<Session> ListedSessions(const nlohmann::json& interface) {
  const nlohmann::json& peers = ListOf(interface, "bgpPeers");
  std::vector<Session> sessions;
  for (const nlohmann::json& peer : peers) {
    Session session = ToSession(peer);
    if (!IsAbsent(StateOf(Kind::kBgpPeer, session.state))) sessions.push_back(std::move(session));
  }
  if (peers.empty()) {
    Session top = ToSession(interface);
    if (!top.customer_asn.empty()) sessions.push_back(std::move(top));
  }
  return sessions;
}

std::vector<Session> LiveSessions(const nlohmann::json& interface) {
  return WithoutLeft(ListedSessions(interface), States());
}

void WriteSession(const SessionRequest& request, nlohmann::json& members) {
  members["addressFamily"] = request.address_family;
  if (const StatusOr<std::uint32_t> asn = ParseAsn(request.customer_asn); asn.ok()) {
    members[*asn > kLargestNarrowAsn ? "asnLong" : "asn"] = *asn;
  }
  if (request.address_family == "ipv4") {
    if (!request.cloud_address.empty()) members["amazonAddress"] = request.cloud_address;
    if (!request.customer_address.empty()) members["customerAddress"] = request.customer_address;
  }
  if (request.auth_key && !request.auth_key->empty()) members["authKey"] = *request.auth_key;
}

}  // namespace ic::aws

#include "adapters/aws/kinds/session.h"

#include <algorithm>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "adapters/aws/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/contract/asn.h"
#include "adapters/contract/fields.h"
#include "base/ip.h"

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
          .auth_key = TextOf(peer, "authKey"),
          .state = TextOf(peer, "bgpPeerState"),
          .status = TextOf(peer, "bgpStatus")};
}

// The largest number that the 4-byte signed member takes. Source: service model, ASN; long-ASN support page.
constexpr std::uint32_t kLargestNarrowAsn = 2147483646;

std::string Text(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kString ? value.AsString() : std::string();
}

bool SameAddress(const std::string& live, const std::string& wanted) {
  if (live == wanted) return true;
  const StatusOr<Cidr> a = Cidr::Parse(live);
  const StatusOr<Cidr> b = Cidr::Parse(wanted);
  return a.ok() && b.ok() && *a == *b;
}

}  // namespace

std::string TopFamily(const nlohmann::json& interface) {
  const std::string family = TextOf(interface, "addressFamily");
  return family.empty() ? "ipv4" : family;
}

std::vector<Session> LiveSessions(const nlohmann::json& interface) {
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

const Session* FindSession(const std::vector<Session>& sessions, std::string_view address_family) {
  const auto found = std::find_if(sessions.begin(), sessions.end(),
                                  [&](const Session& session) { return session.address_family == address_family; });
  return found == sessions.end() ? nullptr : &*found;
}

bool IsSessionDeleting(const nlohmann::json& interface, std::string_view id) {
  for (const nlohmann::json& peer : ListOf(interface, "bgpPeers")) {
    const Stage stage = StateOf(Kind::kBgpPeer, TextViewOf(peer, "bgpPeerState")).stage;
    if (TextOf(peer, "bgpPeerId") == id && stage == Stage::kLeaving) return true;
  }
  return false;
}

std::vector<std::string> Families(const std::vector<Session>& sessions) {
  std::vector<std::string> families;
  for (const Session& session : sessions) families.push_back(session.address_family);
  std::sort(families.begin(), families.end());
  families.erase(std::unique(families.begin(), families.end()), families.end());
  return families;
}

SessionRequest RequestedSession(const Value& desired, const std::optional<std::string>& auth_key) {
  SessionRequest request = {.address_family = Text(desired, field::kAddressFamily),
                            .customer_asn = Text(desired, field::kCustomerAsn),
                            .cloud_address = Text(desired, field::kCloudAddress),
                            .customer_address = Text(desired, field::kCustomerAddress),
                            .auth_key = auth_key};
  if (request.address_family.empty()) request.address_family = "ipv4";
  return request;
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

bool Satisfies(const Session& session, const SessionRequest& request) {
  if (session.address_family != request.address_family) return false;
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

}  // namespace ic::aws

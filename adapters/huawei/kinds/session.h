// The sessions of a virtual interface: its peers, as a read of the interface tells them (there is no call that reads a
// peer).
//
// The members at the top of an interface mirror one of its peers, by no rule that is documented, and are announced for
// removal; the truth is in vif_peers. Peers on their way out do not count.
// Source: Direct Connect API reference (v3), virtual interfaces and virtual interface peers.
#ifndef ADAPTERS_HUAWEI_KINDS_SESSION_H_
#define ADAPTERS_HUAWEI_KINDS_SESSION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "schema/value/value.h"

namespace ic::huawei {

struct Session {
  std::string id;
  std::string name;
  std::string description;
  std::string address_family;
  std::string route_mode;        // "bgp", "static"
  std::string customer_asn;      // asplain; empty if there is none
  std::string cloud_address;     // with prefix length
  std::string customer_address;  // likewise
  std::vector<std::string> prefixes;
  std::string auth_key;    // a secret: compared, and shown only where the user keeps it in clear
  std::string status;      // of the peer
  std::string bgp_status;  // empty: not told, or static
};

// Sessions that live, in the API's order. An answer without vif_peers gives the one that the top mirrors.
std::vector<Session> LiveSessions(const nlohmann::json& interface);

// The one of `address_family`, null if there is none.
const Session* FindSession(const std::vector<Session>& sessions, std::string_view address_family);

// The family of the session that belongs to the interface itself where nothing else tells: IPv4 if there is one.
std::string OwnFamily(const std::vector<Session>& sessions);

// "ipv4", "ipv6", sorted, each once.
std::vector<std::string> Families(const std::vector<Session>& sessions);

// A session as it is asked for.
struct SessionRequest {
  std::string address_family;
  std::string route_mode;
  std::string customer_asn;  // as configured: asplain or asdot
  std::string cloud_address;
  std::string customer_address;
  std::vector<std::string> prefixes;
  std::optional<std::string> auth_key;
};

// From a virtual interface or a BGP peer of the vocabulary.
SessionRequest RequestedSession(const Value& desired, const std::optional<std::string>& auth_key);

// Into the struct of an interface's creation, whose members are named by family.
void WriteOwnSession(const SessionRequest& request, nlohmann::json& members);
// Into the struct of a peer's creation.
void WritePeerSession(const SessionRequest& request, nlohmann::json& members);

// True if the live session is what `request` asks for in everything that cannot change.
bool Satisfies(const Session& session, const SessionRequest& request);

// The strings of a set; empty if it is none.
std::vector<std::string> TextsOf(const Value& set);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_SESSION_H_

// The BGP sessions of a virtual border router, as DescribeBgpPeers tells them, joined with the name of their group.
#ifndef ADAPTERS_ALIBABA_KINDS_SESSION_H_
#define ADAPTERS_ALIBABA_KINDS_SESSION_H_

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

struct Session {
  std::string id;  // "bgp-…"
  std::string interface_id;
  std::string group_id;
  std::string group_name;
  std::string address_family;  // "ipv4", "ipv6"
  std::string address;         // the customer's, canonical, without a length
  std::string customer_asn;    // asplain; empty if not told
  std::string cloud_asn;       // likewise
  std::string auth_key;        // a secret: compared, and shown only where the user keeps it in clear
  bool bfd = false;
  std::optional<std::int64_t> hops;
  std::string state;   // Pending, Available, …
  std::string status;  // of BGP: Established, …
};

// Names of the groups that stand for no resource. The interface's own session has one; every session that is written
// without a group has one by its address.
inline constexpr std::string_view kInterfaceGroupName = "interconnect-session";
std::string PeerGroupName(std::string_view address);
bool IsOwnGroupName(std::string_view name);

Session SessionOf(const nlohmann::json& peer, const nlohmann::json* group);

// One session by its id; nullopt if it does not exist or is being deleted.
StatusOr<std::optional<Session>> FindSession(Region& region, const std::string& id, Freshness freshness,
                                             std::stop_token stop);
// All sessions that live, of one interface or (empty) of the region.
StatusOr<std::vector<Session>> LiveSessions(Region& region, const std::string& interface_id, Freshness freshness,
                                            std::stop_token stop);

// The session that is part of the interface itself, null if there is none. It is an IPv4 session with the router's own
// customer-side address. `prior` tells whose it is: with `customer_asn` the interface's, whatever its group is called;
// of an object never seen before (no name) only if its group has the interface's group name; otherwise it belongs to
// somebody else.
const Session* OwnSession(const std::vector<Session>& sessions, const nlohmann::json& interface, const Value& prior);

// "ipv4", "ipv6", sorted, each once.
std::vector<std::string> Families(const std::vector<Session>& sessions);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_SESSION_H_

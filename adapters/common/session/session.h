// BGP sessions as the kinds see them on every cloud, how one is asked for, and what they say of their interface's
// health. A vendor fills in what its API tells.
#ifndef ADAPTERS_COMMON_SESSION_SESSION_H_
#define ADAPTERS_COMMON_SESSION_SESSION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/tables/stages.h"
#include "adapters/contract/adapter.h"
#include "schema/value/value.h"

namespace ic {

struct Session {
  std::string id;  // empty where the API does not tell it
  std::string name;
  std::string description;
  std::string address_family;    // "ipv4", "ipv6"
  std::string route_mode;        // "bgp", "static"; empty: the vendor knows BGP only
  std::string customer_asn;      // asplain; empty if not told
  std::string cloud_asn;         // likewise
  std::string cloud_address;     // with prefix length; empty if not told
  std::string customer_address;  // likewise
  std::vector<std::string> prefixes;
  // A secret: compared, and shown only where the user keeps it in clear. Empty: there is none; nullopt: not told.
  std::optional<std::string> auth_key;
  std::string state;   // the vendor's word for the session as an object
  std::string status;  // of BGP; empty: not told, or static
};

// A session as it is asked for. Empty members are left to the vendor.
struct SessionRequest {
  std::string name;
  std::string description;
  std::string address_family;
  std::string route_mode;
  std::string customer_asn;  // as configured: asplain or asdot
  std::string cloud_address;
  std::string customer_address;
  std::vector<std::string> prefixes;
  std::optional<std::string> auth_key;  // nullopt: nothing is said of it
};

// From a virtual interface or a BGP peer of the vocabulary; name and description are left empty. An address that is
// written without a length gets that of the other end.
SessionRequest RequestedSession(const Value& desired, const std::optional<std::string>& auth_key);

// True if the live session is what `request` asks for in everything that cannot change: what it leaves to the vendor is
// not compared.
bool Satisfies(const Session& session, const SessionRequest& request);

// The one of `address_family`, null if there is none. Of two (logical redundancy) the first.
const Session* FindSession(const std::vector<Session>& sessions, std::string_view address_family);
// The one of that id; without one, that of the family.
const Session* FindSession(const std::vector<Session>& sessions, std::string_view id, std::string_view address_family);

// The family of the session that is the interface's own where nothing here knows it (an import, a listing): ipv4 if it
// has such a session, else the one that it has. Not the first that the API lists: one that was made again is its last.
std::string OwnFamily(const std::vector<Session>& sessions);

// Those that are not on their way out.
std::vector<Session> WithoutLeft(std::vector<Session> sessions, const StateTable& states);

// "ipv4", "ipv6", sorted, each once.
std::vector<std::string> Families(const std::vector<Session>& sessions);

// What a session says of the object that shows it: an interface whose own it is, or a peer. A key is shown only where
// `attributes` keep one in clear.
void PutSession(const Session& session, Value& attributes);
// What is said of an interface that should carry a session, as `attributes` have it, and does not: no number, and for a
// static one, which has none, no address. The rest stays what it was, so that the session comes back as it was.
void PutLost(Value& attributes);

// How a vendor's words for a session are read and shown.
struct SessionWords {
  HealthState (*health)(std::string_view state, std::string_view status);
  bool may_be_silent = false;  // a session without a word for BGP is a static one: its state says all
};
// "available, BGP up"
std::string StateText(const Session& session, const SessionWords& words);

// Adds the sessions to the health of their interface, whose state and sessions together say whether it is up.
void AddSessions(const std::vector<Session>& sessions, const SessionWords& words, const StateRow& interface,
                 Health& health);

// A key as an answer tells it: nullopt if it has no such member.
std::optional<std::string> ToldKey(const nlohmann::json& object, std::string_view name);
// Where `attributes` hold a key, the live one takes its place: null if there is none. One that is not told stays.
void PutLiveKey(const std::optional<std::string>& live, Value& attributes);

// The strings of a set; empty if it is none.
std::vector<std::string> TextsOf(const Value& set);

}  // namespace ic

#endif  // ADAPTERS_COMMON_SESSION_SESSION_H_

// The BGP sessions of a virtual interface, as DescribeVirtualInterfaces tells them.
//
// The members at the top of a virtual interface mirror its first session only; the truth is in bgpPeers. Sessions on
// their way out (`deleting`, `deleted`) do not count: while an interface moves to another connection the API shows the
// old and the new session of one family side by side.
// Source: Direct Connect API reference, VirtualInterface and BGPPeer; AWS CLI examples for associate-virtual-interface.
#ifndef ADAPTERS_AWS_KINDS_SESSION_H_
#define ADAPTERS_AWS_KINDS_SESSION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "schema/value/value.h"

namespace ic::aws {

struct Session {
  std::string id;  // "dxpeer-…"; empty where the API does not tell it
  std::string address_family;
  std::string customer_asn;      // asplain; empty if not told
  std::string cloud_address;     // with prefix length; empty if not told
  std::string customer_address;  // likewise
  std::string auth_key;          // a secret: compared, and shown only where the user keeps it in clear
  std::string state;             // bgpPeerState
  std::string status;            // bgpStatus: up, down, unknown
};

// The family of the members at the top: "ipv4" unless told otherwise.
std::string TopFamily(const nlohmann::json& interface);

// Sessions that live, in the API's order. An answer without bgpPeers (that of a create may be one) gives the session at
// the top, if it has an ASN.
std::vector<Session> LiveSessions(const nlohmann::json& interface);

// The one of `address_family`, null if there is none. Of two (logical redundancy) the first.
const Session* FindSession(const std::vector<Session>& sessions, std::string_view address_family);

// True if a session of that id is still listed as being deleted.
bool IsSessionDeleting(const nlohmann::json& interface, std::string_view id);

// "ipv4", "ipv6", sorted, each once.
std::vector<std::string> Families(const std::vector<Session>& sessions);

// A session as it is asked for. Empty members are left to AWS.
struct SessionRequest {
  std::string address_family;
  std::string customer_asn;  // as configured: asplain or asdot
  std::string cloud_address;
  std::string customer_address;
  std::optional<std::string> auth_key;
};

// From a virtual interface or a BGP peer of the vocabulary.
SessionRequest RequestedSession(const Value& desired, const std::optional<std::string>& auth_key);

// Puts the members of a session into a create's struct. An ASN up to 2147483646 goes as `asn`, which every region
// knows; a larger one as `asnLong`. IPv6 addresses are never sent: AWS allocates them.
void WriteSession(const SessionRequest& request, nlohmann::json& members);

// True if the live session is what `request` asks for: what it leaves to AWS is not compared.
bool Satisfies(const Session& session, const SessionRequest& request);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_SESSION_H_

// The BGP sessions of a virtual interface, as DescribeVirtualInterfaces tells them.
//
// The members at the top of a virtual interface mirror its first session only; the truth is in bgpPeers. Sessions on
// their way out (`deleting`, `deleted`) do not count: while an interface moves to another connection the API shows the
// old and the new session of one family side by side.
// Source: Direct Connect API reference, VirtualInterface and BGPPeer; AWS CLI examples for associate-virtual-interface.
#ifndef ADAPTERS_AWS_KINDS_SESSION_H_
#define ADAPTERS_AWS_KINDS_SESSION_H_

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/session/session.h"

namespace ic::aws {

// The family of the members at the top: "ipv4" unless told otherwise.
std::string TopFamily(const nlohmann::json& interface);

// All that the interface lists, those on their way out too, in the API's order. An answer without bgpPeers (that of a
// create may be one) gives the session at the top, if it has an ASN.
std::vector<Session> ListedSessions(const nlohmann::json& interface);
// Those that live. While an interface moves to another connection the API shows the old and the new session of one
// family side by side: one on its way out does not count.
std::vector<Session> LiveSessions(const nlohmann::json& interface);

// Puts the members of a session into a create's struct. An ASN up to 2147483646 goes as `asn`, which every region
// knows; a larger one as `asnLong`. IPv6 addresses are never sent: AWS allocates them.
void WriteSession(const SessionRequest& request, nlohmann::json& members);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_SESSION_H_

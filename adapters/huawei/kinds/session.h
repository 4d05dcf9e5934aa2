// The sessions of a virtual interface: its peers, as a read of the interface tells them (there is no call that reads a
// peer).
//
// The members at the top of an interface mirror one of its peers, by no rule that is documented, and are announced for
// removal; the truth is in vif_peers. Peers on their way out do not count.
// Source: Direct Connect API reference (v3), virtual interfaces and virtual interface peers.
#ifndef ADAPTERS_HUAWEI_KINDS_SESSION_H_
#define ADAPTERS_HUAWEI_KINDS_SESSION_H_

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/session/session.h"

namespace ic::huawei {

// All that the interface lists, those on their way out too, in the API's order. An answer without vif_peers gives the
// one that the top mirrors.
std::vector<Session> ListedSessions(const nlohmann::json& interface);
// Those that live.
std::vector<Session> LiveSessions(const nlohmann::json& interface);

// Into the struct of an interface's creation, whose members are named by family.
void WriteOwnSession(const SessionRequest& request, nlohmann::json& members);
// Into the struct of a peer's creation.
void WritePeerSession(const SessionRequest& request, nlohmann::json& members);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_SESSION_H_

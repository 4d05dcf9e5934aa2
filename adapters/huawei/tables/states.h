// Huawei's status words and what they mean for us.
// Source: Direct Connect API reference (v3), status of each resource.
#ifndef ADAPTERS_HUAWEI_TABLES_STATES_H_
#define ADAPTERS_HUAWEI_TABLES_STATES_H_

#include <string>
#include <string_view>

#include "adapters/common/tables/stages.h"

namespace ic::huawei {

// kConnection: words of LineWord. kBgpCidr: virtual gateways.
const StateTable& States();
inline const StateRow& StateOf(Kind kind, std::string_view word) { return States().Of(kind, word); }

// True if a gateway, virtual or global, is being deleted.
bool IsGatewayEnding(std::string_view status);

// One word of a line's status and of whether it is hosted: a hosted connection in BUILD is "opened" and ready, any
// other line in BUILD is being built.
std::string LineWord(std::string_view status, bool hosted);

// From the peer's status and the word for its BGP session, whose vocabulary is documented nowhere; empty for static
// routing.
HealthState SessionHealth(std::string_view peer_status, std::string_view bgp_status);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_STATES_H_

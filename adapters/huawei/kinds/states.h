// The vendor's status words and what they mean for us. A word nobody knew yet is neither a failure nor an absence:
// waits go on, reads go through, a warning is logged.
// Source: Direct Connect API reference (v3), status of each resource.
#ifndef ADAPTERS_HUAWEI_KINDS_STATES_H_
#define ADAPTERS_HUAWEI_KINDS_STATES_H_

#include <cstdint>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/contract/adapter.h"

namespace ic::huawei {

// What an object of a status is like.
enum class Stage : std::uint8_t {
  kUnderway,  // Huawei, a carrier or another tenant is at work
  kReady,     // provisioned; traffic or not is another question: a fresh interface is DOWN until the router peers
  kFailed,    // it will not get ready by itself: ERROR, DENY, REJECTED
  kLeaving,   // being deleted
  kGone,      // deleted, and as good as absent
  kUnknown,   // a word this build does not know
};

// A hosted connection in BUILD is "opened" and ready; any other line in BUILD is being built.
Stage ConnectionStage(const nlohmann::json& connection);
// Of virtual interfaces, peers and virtual gateways.
Stage StageOf(std::string_view status);

// True for words that the API's reference has for the kind.
bool IsKnownState(Kind kind, std::string_view status);

HealthState ConnectionHealth(const nlohmann::json& connection);
// `sessions_up`: 1 some session is up, 0 none is, -1 not told.
HealthState InterfaceHealth(std::string_view status, int sessions_up);
// From the peer's status and the word for its BGP session, whose vocabulary is documented nowhere; empty for static
// routing.
HealthState SessionHealth(std::string_view peer_status, std::string_view bgp_status);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_STATES_H_

// Finding the sessions of virtual border routers in a region.
#ifndef ADAPTERS_ALIBABA_KINDS_SESSION_LOOKUP_H_
#define ADAPTERS_ALIBABA_KINDS_SESSION_LOOKUP_H_

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/kinds/session.h"
#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

Session SessionOf(const nlohmann::json& peer, const nlohmann::json* group);

// The router of a peer, a group or a network, as a way to those on it (Listing::Where).
std::vector<std::string> RouterOf(const nlohmann::json& object);

// One session by its id, be it on its way out; nullopt if it does not exist.
StatusOr<std::optional<Session>> FindSession(Region& region, const std::string& id, Freshness freshness,
                                             std::stop_token stop);
// All sessions that are there, those on their way out too, of one interface or (empty) of the region.
StatusOr<std::vector<Session>> ListedSessions(Region& region, const std::string& interface_id, Freshness freshness,
                                              std::stop_token stop);
// All sessions that live, of one interface or (empty) of the region.
StatusOr<std::vector<Session>> LiveSessions(Region& region, const std::string& interface_id, Freshness freshness,
                                            std::stop_token stop);
// Those of one interface, asked of the cloud by it: what the region's list does not have is looked for once more there
// before it counts as gone.
StatusOr<std::vector<Session>> AskLiveSessions(Region& region, const std::string& interface_id, std::stop_token stop);

// The session that is part of the interface itself, null if there is none. It is an IPv4 session with the router's own
// customer-side address. `prior` tells whose it is: with `customer_asn` the interface's, whatever its group is called;
// of an object never seen before (no name) only if its group has the interface's group name; otherwise it belongs to
// somebody else.
const Session* OwnSession(const std::vector<Session>& sessions, const nlohmann::json& interface, const Value& prior);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_SESSION_LOOKUP_H_

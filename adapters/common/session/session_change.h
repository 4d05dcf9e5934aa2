// Making, deleting and replacing sessions that are part of their interface. Callers hold the interface's lock.
#ifndef ADAPTERS_COMMON_SESSION_SESSION_CHANGE_H_
#define ADAPTERS_COMMON_SESSION_SESSION_CHANGE_H_

#include <stop_token>
#include <string>
#include <vector>

#include "adapters/common/session/session_calls.h"

namespace ic {

struct SessionOutcome {
  Status status;
  std::string id;  // set as soon as the session exists
};

// Sends the create and waits until the session is there. An accepted one that shows no session is ambiguous.
SessionOutcome CreateSession(const SessionCalls& calls, RegionBase& region, const std::string& interface_id,
                             const SessionRequest& request, const WaitContext& context, std::stop_token stop);

// Waits until the session of that id, or if it is empty the one of that family, is there; tells its id.
SessionOutcome WaitForSession(const SessionCalls& calls, RegionBase& region, const std::string& interface_id,
                              const std::string& session_id, const std::string& address_family,
                              const WaitContext& context, std::stop_token stop);

// Sends the delete and waits until the session is no longer listed. One that is gone already is a success.
Status DeleteSession(const SessionCalls& calls, RegionBase& region, const std::string& interface_id,
                     const Session& session, const WaitContext& context, std::stop_token stop);

// True if a change of these paths is a change of the interface's own session.
bool TouchesSession(const std::vector<std::string>& changed);

// Gives the interface the session that `change.desired` asks for. The vendor cannot change a session, only delete and
// create one, and never deletes an interface's last: so the old one goes while the other family's session lives, or, if
// the family changes, after the new one is there. A key of which nothing is said stays what it is.
Status ReplaceSession(const SessionCalls& calls, RegionBase& region, const ObjectChange& change, std::stop_token stop);

}  // namespace ic

#endif  // ADAPTERS_COMMON_SESSION_SESSION_CHANGE_H_

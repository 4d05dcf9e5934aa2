// Calls that create and delete BGP sessions, with their waits.
#ifndef ADAPTERS_AWS_KINDS_SESSION_CHANGE_H_
#define ADAPTERS_AWS_KINDS_SESSION_CHANGE_H_

#include <stop_token>
#include <string>

#include "adapters/aws/kinds/session.h"
#include "adapters/common/kinds/wait.h"
#include "base/status.h"

namespace ic::aws {

class Region;

// CreateBGPPeer, then waits until the session is there (`available`, or `verifying` on a public interface). Whether it
// is up is not waited for: that takes a router.
struct SessionOutcome {
  Status status;
  std::string id;  // set as soon as the session exists
};
SessionOutcome CreateSession(Region& region, const std::string& interface_id, const SessionRequest& request,
                             const WaitContext& context, std::stop_token stop);

// DeleteBGPPeer, then waits until the session is no longer listed. One that is gone already is a success.
Status DeleteSession(Region& region, const std::string& interface_id, const Session& session,
                     const WaitContext& context, std::stop_token stop);

// AWS refused because it is the only session: "The last BGP Peer on a Virtual Interface cannot be deleted".
bool IsLastSession(const Status& status);

// Waits until the session of that id, or if it is empty the one of that family, is there; tells its id.
SessionOutcome WaitForSession(Region& region, const std::string& interface_id, const std::string& session_id,
                              const std::string& address_family, const WaitContext& context, std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_SESSION_CHANGE_H_

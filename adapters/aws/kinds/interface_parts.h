// What reading, creating and changing virtual interfaces share.
#ifndef ADAPTERS_AWS_KINDS_INTERFACE_PARTS_H_
#define ADAPTERS_AWS_KINDS_INTERFACE_PARTS_H_

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/aws/kinds/tags.h"
#include "adapters/aws/tables/states.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/object_kind.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/common/session/session_calls.h"
#include "adapters/contract/adapter.h"

namespace ic::aws {

class Region;

const StateRow& InterfaceRow(const nlohmann::json& interface);
// Null, deleted or rejected: as good as absent.
bool IsInterfaceAbsent(const Object& interface);

// The connection id to show: an interface whose port joined a LAG reports the LAG, which is no change to whoever named
// the port, as long as that port is a member.
StatusOr<std::string> ShownConnection(Region& region, const nlohmann::json& interface, const Value& prior,
                                      Freshness ports, std::stop_token stop);

// False if the interface is surely not on `port`: all but those on a LAG say themselves where they are.
bool MayBeOn(const nlohmann::json& interface, const std::string& port);

// What part this account has in the interface. Where it may not look at connections, all of it is its own.
StatusOr<AccountRole> RoleIn(Region& region, const nlohmann::json& interface, std::stop_token stop);
// True if the interface is on a connection that we own, but another account owns the interface.
bool IsForeign(Region& region, const nlohmann::json& interface, std::stop_token stop);

// The port (or LAG) an interface goes on.
struct Parent {
  std::string id;
  std::string owner_account;
  std::optional<std::int64_t> hosted_vlan;  // what the partner assigned
  std::int64_t bandwidth = 0;               // bits per second, of all members of a LAG together; 0: not told
  bool is_lag = false;
};
// As it is. Null: there is none of that id that this account sees.
StatusOr<std::optional<Parent>> FindParent(Region& region, const std::string& id, Freshness freshness,
                                           std::stop_token stop);
// Waits until the port is provisioned: before that AWS refuses interfaces on it. `down` is provisioned. `freshness`: of
// the first look.
StatusOr<Parent> WaitForParent(Region& region, const std::string& id, Freshness freshness, const WaitContext& context,
                               std::stop_token stop);
// An error if it is not there, or will not stay. Nothing is waited for.
Status CheckParentStays(Region& region, const std::string& id, Freshness freshness, std::stop_token stop);

// The VLAN that is wanted, against the port: a hosted connection carries the one that its partner gave it, and one
// interface. Source: user guide, prerequisites for virtual interfaces.
Status CheckVlan(const Parent& port, const Value& desired);

// The rate limit that is wanted, against the port: a hosted connection takes none, and none is above the port's
// bandwidth. Source: user guide, virtual interface rate limiters.
Status CheckRateLimit(const Parent& port, const Value& desired);

// Waits until the interface is provisioned, `verifying`, or (`accepted` false) `confirming` by another account.
Status WaitForInterface(Region& region, const std::string& id, bool accepted, const WaitContext& context,
                        std::stop_token stop);

// Everything that changes in place, as far as `change.changed` names it and it differs from what is live: name, MTU,
// SiteLink, connection, session. One call an attribute, because the API applies each call as a whole or not at all.
Status ChangeInterface(Region& region, const ObjectChange& change, std::stop_token stop);

// What only reads tell of such a change: that it cannot move to where it is wanted, or that the
// limit that is wanted does not fit the port. `beside`: how fresh.
Status CheckInterfaceChange(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop);

// interface_create.cc: what a create checks, its call, and the call that accepts an offered one.
Status CheckInterface(Region& region, const CreateRequest& request, const WaitContext& context, std::stop_token stop);
StatusOr<Made> MakeInterface(Region& region, const CreateRequest& request, const Marks& marks,
                             const WaitContext& context, std::stop_token stop);
Status AcceptInterface(Region& region, const nlohmann::json& interface, const Value& desired, std::stop_token stop);

// The sessions of interfaces (bgp_peer.cc).
const SessionCalls& Sessions();
// The kind that carries them (virtual_interface.cc).
const ObjectKind& InterfaceKind();

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_INTERFACE_PARTS_H_

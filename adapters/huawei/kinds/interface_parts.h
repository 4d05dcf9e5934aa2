// What reading, creating and changing virtual interfaces share.
#ifndef ADAPTERS_HUAWEI_KINDS_INTERFACE_PARTS_H_
#define ADAPTERS_HUAWEI_KINDS_INTERFACE_PARTS_H_

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/contract/adapter.h"
#include "adapters/huawei/kinds/session.h"
#include "adapters/huawei/tables/states.h"

namespace ic::huawei {

class Region;

std::string InterfaceState(const nlohmann::json& interface);
const StateRow& InterfaceRow(const nlohmann::json& interface);
// Of a connection, from its status and whether it is hosted.
const StateRow& LineRow(const nlohmann::json& connection);
// Null or deleted: as good as absent. A rejected one is there until it is deleted, and holds its VLAN.
bool IsInterfaceAbsent(const Object& interface);
Status NoSuchInterface(Region& region, const std::string& id);

// The interface in the vocabulary. `prior` says which session it tracks.
Observed ObserveInterface(Region& region, const nlohmann::json& interface, const Value& prior, std::stop_token stop);

// Waits until the interface is provisioned, or (`accepted` false) waits for the other tenant.
Status WaitForInterface(Region& region, const std::string& id, bool accepted, const WaitContext& context,
                        std::stop_token stop);

// Reads the interface into a result that has `id` set; `status` stays if it is a failure.
ChangeResult FinishInterface(Region& region, const std::string& id, const Value& desired, Status status,
                             Diagnostics diagnostics, std::stop_token stop);

// What only the live gateway can tell: ASNs that are equal, prefixes on both sides. Each error names the attribute.
Status CheckAgainstGateway(const nlohmann::json& gateway, const SessionRequest& session);

// Everything that changes in place, as far as `changed` names it and it differs from what is live. `prior` null: the
// object is being taken over.
struct InterfaceChange {
  const Object& live;
  const Value& prior;
  const Value& desired;
  std::optional<std::string> auth_key;
  Marks marks;
  WaitContext context;
};
Status ChangeInterface(Region& region, const InterfaceChange& change, const std::vector<std::string>& changed,
                       std::stop_token stop);

// Intervals and multiplier of BFD, where `desired` sets any: a call of their own.
Status TuneDetection(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                     std::stop_token stop);

// Creates, or takes over and accepts.
ChangeResult CreateInterface(Region& region, const CreateRequest& request, std::stop_token stop);

// ---- sessions (session_change.cc) ----

struct SessionOutcome {
  Status status;
  std::string id;  // set as soon as the session exists
};

// CreateVifPeer, then waits until it is there. Whether it is up is not waited for: that takes a router.
SessionOutcome CreateSession(Region& region, const std::string& interface_id, const std::string& name,
                             const std::string& description, const SessionRequest& request, const WaitContext& context,
                             std::stop_token stop);

// DeleteVifPeer, then waits until it is no longer there. One that is gone already is a success.
Status DeleteSession(Region& region, const std::string& interface_id, const Session& session,
                     const WaitContext& context, std::stop_token stop);

// UpdateVifPeer with name, description and prefixes, all of them: what is left out might be cleared.
Status UpdateSession(Region& region, const std::string& interface_id, const Session& session, const std::string& name,
                     const std::string& description, const std::vector<std::string>& prefixes,
                     const WaitContext& context, std::stop_token stop);

// Waits until the session of that id, or if it is empty the one of that family, is there; tells its id.
SessionOutcome WaitForSession(Region& region, const std::string& interface_id, const std::string& session_id,
                              const std::string& address_family, const WaitContext& context, std::stop_token stop);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_INTERFACE_PARTS_H_

// What reading, creating and changing virtual interfaces share.
#ifndef ADAPTERS_HUAWEI_KINDS_INTERFACE_PARTS_H_
#define ADAPTERS_HUAWEI_KINDS_INTERFACE_PARTS_H_

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/object_kind.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/common/session/session_calls.h"
#include "adapters/contract/adapter.h"
#include "adapters/huawei/kinds/session.h"
#include "adapters/huawei/tables/states.h"

namespace ic::huawei {

// The API's bandwidths are numbers of these.
inline constexpr std::int64_t kMegabit = 1'000'000;

class Region;

const StateRow& InterfaceRow(const nlohmann::json& interface);
// Of a connection, from its status and whether it is hosted.
const StateRow& LineRow(const nlohmann::json& connection);
// Null or deleted: as good as absent. A rejected one is there until it is deleted, and holds its VLAN.
bool IsInterfaceAbsent(const Object& interface);
// Waits until the interface is provisioned, or (`accepted` false) waits for the other tenant.
Status WaitForInterface(Region& region, const std::string& id, bool accepted, const WaitContext& context,
                        std::stop_token stop);

// What only the live gateway can tell: ASNs that are equal, prefixes on both sides. Each error names the attribute.
// `planned` as in CreateRequest.
Status CheckAgainstGateway(const nlohmann::json& gateway, const SessionRequest& session, bool planned);

// Warns where the gateway announces no subnet of the session's family, as far as it can be seen.
void NoteFamily(Region& region, const std::string& gateway, const std::string& family, Diagnostics& diagnostics,
                std::stop_token stop);

// Everything that changes in place, as far as `change.changed` names it and it differs from what is live.
Status ChangeInterface(Region& region, const ObjectChange& change, std::stop_token stop);

// What a create for another tenant was refused with. No call tells whether there is such a tenant: the create does.
Status ExplainReceiver(const Status& refused, const Value& desired);

// True if `changed` has something of BFD or NQA.
bool TouchesDetection(const std::vector<std::string>& changed);

// What tunes BFD or NQA, where `desired` sets any of it, and the mode of BFD with static routes: a call of their own.
Status TuneDetection(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                     std::stop_token stop);

// interface_create.cc: what a create checks, its call, and the call that accepts an offered one.
Status CheckInterface(Region& region, const CreateRequest& request, const WaitContext& context, std::stop_token stop);
// What is asked of one that another tenant offers must be what it is: kInvalidArgument. Anything else is fine.
Status CheckOffer(Region& region, const nlohmann::json& live, const Value& desired, Freshness beside,
                  std::stop_token stop);
// The same of a change of what exists.
Status CheckInterfaceChange(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop);
StatusOr<Made> MakeInterface(Region& region, const CreateRequest& request, const Marks& marks,
                             const WaitContext& context, std::stop_token stop);
Status AcceptInterface(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop);
// Declines one that another tenant offers. What is left of it is that tenant's: the answer shows it as deleted.
StatusOr<nlohmann::json> RejectInterface(Region& region, const std::string& id, const WaitContext& context,
                                         std::stop_token stop);

// The sessions of interfaces (bgp_peer.cc), and UpdateVifPeer with name, description and prefixes, all of them: what is
// left out might be cleared.
const SessionCalls& Sessions();
Status UpdateSession(Region& region, const std::string& interface_id, const Session& session, const std::string& name,
                     const std::string& description, const std::vector<std::string>& prefixes,
                     const WaitContext& context, std::stop_token stop);
// The kind that carries them (virtual_interface.cc).
const ObjectKind& InterfaceKind();

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_INTERFACE_PARTS_H_

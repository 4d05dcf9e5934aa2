// What reading, creating and changing virtual border routers share.
#ifndef ADAPTERS_ALIBABA_KINDS_INTERFACE_PARTS_H_
#define ADAPTERS_ALIBABA_KINDS_INTERFACE_PARTS_H_

#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/kinds/session_lookup.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/object_kind.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

const StateRow& InterfaceRow(const nlohmann::json& interface);
// Null or deleted: as good as absent.
bool IsInterfaceAbsent(const Object& interface);
// Whether something can be made on it: not on one that is gone, or on its way there.
Status CheckStands(Region& region, const std::string& id, const nlohmann::json* interface);
Status NoSuchInterface(Region& region, const std::string& id);

// Waits until the router has settled: active, terminated, or offered to another account.
Status WaitForInterface(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop);

// Everything that changes in place, as far as `change.changed` names it: service, settings and the session before tags;
// taking it out of service after them.
Status ChangeInterface(Region& region, const ObjectChange& change, std::stop_token stop);
// Out of service it takes none.
Status CheckInterfaceChange(const ObjectChange& change);
Status TerminateInterface(Region& region, const ObjectChange& change, std::stop_token stop);

// interface_create.cc: what a create checks, and its call.
Status CheckInterface(Region& region, const CreateRequest& request, const WaitContext& context, std::stop_token stop);
StatusOr<Made> MakeInterface(Region& region, const CreateRequest& request, std::stop_token stop);

// interface_offer.cc: a router that another account made for this one. `ours`: this is the account that it was made
// for. Whether `desired` says what it takes to accept it.
Status CheckOffer(const nlohmann::json& live, const Value& desired, bool ours);
// The API has no call of that name: its owner takes it into use by giving it addresses.
Status AcceptInterface(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                       std::stop_token stop);

// interface_removal.cc. With its own session, which goes only if the cloud will let the interface go too.
Status RemoveInterface(Region& region, const DeleteRequest& request, const nlohmann::json& live,
                       const WaitContext& context, std::stop_token stop);
// Of one that another account has taken into use.
std::string WordsForTaken(const std::string& id);
// A refusal names nothing that is in the way: the words for it do.
Status ExplainStaying(Region& region, const std::string& id, const Status& refusal, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_INTERFACE_PARTS_H_

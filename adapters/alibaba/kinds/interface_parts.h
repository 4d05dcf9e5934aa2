// What reading, creating and changing virtual border routers share.
#ifndef ADAPTERS_ALIBABA_KINDS_INTERFACE_PARTS_H_
#define ADAPTERS_ALIBABA_KINDS_INTERFACE_PARTS_H_

#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/kinds/session.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

std::string InterfaceState(const nlohmann::json& interface);
const StateRow& InterfaceRow(const nlohmann::json& interface);
// Null or being deleted: as good as absent.
bool IsInterfaceAbsent(const Object& interface);
Status NoSuchInterface(Region& region, const std::string& id);

// The interface in the vocabulary, with its own session as `prior` tracks it.
StatusOr<Observed> ObserveInterface(Region& region, const nlohmann::json& interface, const Value& prior,
                                    Freshness freshness, std::stop_token stop);

// Waits until the router has settled: active, terminated, or offered to another account.
Status WaitForInterface(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop);

// Reads the interface into a result that has `id` set; `status` stays if it is a failure.
ChangeResult FinishInterface(Region& region, const std::string& id, const Value& desired, Status status,
                             Diagnostics diagnostics, std::stop_token stop);

// Everything that changes in place, as far as `changed` names it: service, settings, session, tags.
// `prior` null: the object is being taken over or was just made.
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

// Creates, or takes over.
ChangeResult CreateInterface(Region& region, const CreateRequest& request, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_INTERFACE_PARTS_H_

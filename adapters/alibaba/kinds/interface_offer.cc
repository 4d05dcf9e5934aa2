// Routers that another account made for this one, on a connection of its own.
//
// Source: VPC API reference, CreateVirtualBorderRouter: the router of another account waits until that account confirms
// it, and only that account gives it addresses. No operation is named after the confirmation;
// ModifyVirtualBorderRouterAttribute is the only one that the owner of such a router has.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"

namespace ic::alibaba {
namespace {

// That it takes people as well is known soon.
constexpr std::chrono::seconds kPatience{30};

}  // namespace

Status CheckOffer(const nlohmann::json& live, const Value& desired, bool ours) {
  const std::string id = TextOf(live, "VbrId");
  if (!ours) {
    return FailedPreconditionError(
        fmt::format("{} was made here for another account, which has not confirmed it. That account takes it over by "
                    "adopting it; on this side, adopt it with alibaba.owner_account",
                    id));
  }
  const auto vlan = NumberOf(live, "VlanId");
  const Value& wanted = desired.Get(field::kVlan);
  if (vlan && wanted.is_known() && !(Value::Int(*vlan) == wanted)) {
    return FailedPreconditionError(
        fmt::format("`vlan` is {}, and {}, which another account offers, has {}: that account decides it. Write what "
                    "it has, if it is the one that is meant",
                    wanted.ToString(), id, *vlan));
  }
  for (const std::string_view end : {field::kCloudAddress, field::kCustomerAddress}) {
    if (!desired.Get(end).is_null()) continue;
    return FailedPreconditionError(
        fmt::format("{} was made for this account and waits to be confirmed, which is done by giving it addresses: "
                    "write cloud_address and customer_address beside `adopt`",
                    id));
  }
  return OkStatus();
}

Status AcceptInterface(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                       std::stop_token stop) {
  Parameters parameters =
      WriteInterfaceChange({std::string(field::kCloudAddress), std::string(field::kCustomerAddress)}, desired);
  parameters["VbrId"] = id;
  const auto answer = region.Call("ModifyVirtualBorderRouterAttribute", parameters, stop);
  region.interfaces().Invalidate(id);
  if (!answer.ok()) return answer.status();
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (const Status stands = CheckStands(region, id, interface); !stands.ok()) return {.failure = stands};
    const bool accepted = InterfaceRow(*interface).stage != Stage::kOffered;
    return {.done = accepted, .failure = {}, .state = TextOf(*interface, "Status")};
  };
  const WaitContext soon = {context.clock, context.logger, std::min(context.deadline, context.clock.Now() + kPatience)};
  const Status taken = WaitFor(region.interfaces(), id, id + " to be confirmed", judge, soon, std::move(stop)).status();
  if (taken.code() != StatusCode::kDeadlineExceeded) return taken;
  return FailedPreconditionError(
      fmt::format("{} has its addresses and still waits to be confirmed: confirm it in this account's console, and "
                  "apply again",
                  id));
}

}  // namespace ic::alibaba

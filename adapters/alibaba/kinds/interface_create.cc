// Creating virtual border routers.
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/kinds/tagging.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

constexpr std::int64_t kUsualMtu = 1500;  // what a router has without an Express Connect router

// A router can only be made on a connection of this account that is in service. One that is just being taken into
// service is waited for; the steps before that are people's, and take days.
Status WaitForConnection(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* connection) -> Verdict {
    if (connection == nullptr) return {.done = true};
    const std::string state = TextOf(*connection, "Status");
    const bool confirmed = PortStepOf(state) == PortStep::kConfirmed;
    const StateRow& row = StateOf(Kind::kConnection, state);
    if (IsLost(row.stage)) {
      return {.failure = FailedPreconditionError(fmt::format("the connection {} {}", id, TroubleOf(row, state)))};
    }
    if (const Status refused = region.RefusedAdvance(id); confirmed && !refused.ok()) {
      return {.failure = FailedPreconditionError(
                  fmt::format("`connection_id` names {}, which is in state {} and not in service, because that was "
                              "refused: {}. Apply again once that is mended",
                              id, state, refused.message()))};
    }
    if (row.stage != Stage::kUnderway || confirmed) {
      return {.done = !confirmed, .failure = {}, .state = state};
    }
    return {.failure = FailedPreconditionError(fmt::format(
                "`connection_id` names {}, which is in state {}, and virtual interfaces can be made once it is in "
                "service: set "
                "alibaba = {{ enabled = true }} on it, and apply again when Alibaba Cloud has allocated the port",
                id, state))};
  };
  return WaitFor(region.connections(), id, id + " to be in service", judge, context, std::move(stop)).status();
}

}  // namespace

Status CheckInterface(Region& region, const CreateRequest& request, const WaitContext& context, std::stop_token stop) {
  if (KnownInteger(request.desired, field::kMtu).value_or(kUsualMtu) != kUsualMtu) {
    return InvalidArgumentError(
        "`mtu` is 8500, and a new virtual border router is attached to no Express Connect router, without which "
        "Alibaba Cloud sets none: leave mtu out, attach the router with the vendor's own provider, and set mtu then");
  }
  const std::string id = TextField(request.desired, field::kConnectionId);
  if (id.empty()) return OkStatus();
  const auto known = region.connections().Get(id, request.planned ? Freshness::kShared : request.freshness, stop);
  if (known.ok() && *known == nullptr) {
    return NotFoundError(
        fmt::format("`connection_id` names {}, and this account has no connection of that id in {}: a virtual border "
                    "router stands on a connection of its own account and region",
                    id, region.name()));
  }
  return WaitForConnection(region, id, context, std::move(stop));
}

StatusOr<Made> MakeInterface(Region& region, const CreateRequest& request, std::stop_token stop) {
  const Value& desired = request.desired;
  Parameters parameters = WriteInterface(desired);
  PutTags(parameters, "Tags", desired.Get(field::kTags), MarksOf(request));
  // Two at a time on one connection conflict.
  IC_ASSIGN_OR_RETURN(const auto held, region.locks().Take(TextField(desired, field::kConnectionId), stop));
  const auto answer = region.Call("CreateVirtualBorderRouter", parameters, std::move(stop));
  std::string id = answer.ok() ? TextOf(*answer, "VbrId") : std::string();
  if (id.empty()) region.interfaces().InvalidateAll();
  if (!answer.ok() && IsForOther(desired)) {
    return answer.status().Annotate(
        "making it for the account in alibaba.owner_account, which is to be left out if it "
        "is your own");
  }
  if (!answer.ok()) return answer.status();
  if (id.empty()) return AnswerWithoutId("Alibaba Cloud", "CreateVirtualBorderRouter");
  return Made{std::move(id)};
}

}  // namespace ic::alibaba

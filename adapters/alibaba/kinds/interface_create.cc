// Creating virtual border routers, and taking over those that exist.
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

namespace ic::alibaba {
namespace {

// A router can only be made on a connection in service. One that is just being taken into service is waited for; the
// steps before that are people's, and take days. A connection that is not listed may be another account's: the service
// decides.
Status WaitForConnection(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* connection) -> Verdict {
    if (connection == nullptr) return {.done = true};
    const std::string state = TextOf(*connection, "Status");
    const bool confirmed = PortStepOf(state) == PortStep::kConfirmed;
    if (StateOf(Kind::kConnection, state).stage != Stage::kUnderway || confirmed) {
      return {.done = !confirmed, .failure = {}, .state = state};
    }
    return {.failure = FailedPreconditionError(fmt::format(
                "the connection {} is in state {}, and virtual interfaces can be made once it is in service: set "
                "alibaba = {{ enabled = true }} on it, and apply again when Alibaba Cloud has allocated the port",
                id, state))};
  };
  return WaitFor(region.connections(), id, id + " to be in service", judge, context, std::move(stop)).status();
}

// The session changes in place, so a takeover does not compare it.
Value Comparable(const Value& desired) {
  Value comparable = desired;
  for (const std::string_view name :
       {field::kAddressFamily, field::kCustomerAsn, field::kCloudAddress, field::kCustomerAddress}) {
    comparable.Put(name, Value::Null());
  }
  return comparable;
}

// What `desired` asks for and the router is not: what a takeover changes.
std::vector<std::string> DifferentPaths(const Value& desired, const Value& live) {
  std::vector<std::string> paths;
  for (const Field& field : AllFields(AlibabaTraits(), Kind::kVirtualInterface)) {
    if (field.local || field.sensitive || field.write_only || field.name == field::kAdopt) continue;
    const Value& wanted = desired.Get(field.name);
    if (!wanted.is_known()) continue;
    if (field.type != FieldType::kObject) {
      if (!Equivalent(field, wanted, live.Get(field.name))) paths.push_back(field.name);
      continue;
    }
    for (const Field& inner : field.fields) {
      const Value& value = wanted.Get(inner.name);
      if (value.is_known() && !Equivalent(inner, value, live.Get(field.name).Get(inner.name))) {
        paths.push_back(field.name + "." + inner.name);
      }
    }
  }
  return paths;
}

ChangeResult TakeOver(Region& region, const std::string& id, const CreateRequest& request, std::stop_token stop) {
  const WaitContext context = region.Until(request.timeout);
  const auto live = region.interfaces().Get(id, Freshness::kLive, stop);
  if (!live.ok()) return Failed(live.status());
  if (IsInterfaceAbsent(*live)) {
    return Failed(NoSuchInterface(region, id).Annotate("taking over a virtual interface"));
  }
  const auto observed = ObserveInterface(region, **live, request.desired, Freshness::kLive, stop);
  if (!observed.ok()) return Failed(observed.status());
  const Status adoptable =
      CheckAdoptable(AlibabaTraits(), Kind::kVirtualInterface, id, Comparable(request.desired), observed->attributes);
  if (!adoptable.ok()) return Failed(adoptable);
  if (InterfaceRow(**live).stage == Stage::kOffered && !IsForOther(request.desired)) {
    return Failed(FailedPreconditionError(
        fmt::format("{} was made for another account, which has not confirmed it; this API has no call for that. "
                    "Confirm it in that account's console, and adopt it there. On the side that made it, adopt it with "
                    "alibaba.owner_account",
                    id)));
  }
  Diagnostics diagnostics;
  NoteTakenOver(id, TagsOf(**live), request.desired, request.owner, diagnostics);
  std::vector<std::string> paths = DifferentPaths(request.desired, observed->attributes);
  if (request.secrets.auth_key) paths.emplace_back(field::kAuthKey);
  paths.emplace_back(field::kTags);
  const InterfaceChange change = {.live = *live,
                                  .prior = Value::Null(),
                                  .desired = request.desired,
                                  .auth_key = request.secrets.auth_key,
                                  .marks = MarksOf(request),
                                  .context = context};
  Status status = ChangeInterface(region, change, paths, stop);
  return FinishInterface(region, id, request.desired, std::move(status), std::move(diagnostics), std::move(stop));
}

// What the create does not take: timers, MTU, the session; and the tags, should it have passed them over.
Status FinishCreation(Region& region, const std::string& id, const CreateRequest& request, const WaitContext& context,
                      std::stop_token stop) {
  IC_RETURN_IF_ERROR(WaitForInterface(region, id, context, stop));
  IC_ASSIGN_OR_RETURN(const Object live, region.interfaces().Get(id, Freshness::kShared, stop));
  if (IsInterfaceAbsent(live)) return NoSuchInterface(region, id);
  std::vector<std::string> paths = {"tags", "mtu", "bfd"};
  if (!TextField(request.desired, field::kCustomerAsn).empty()) paths.emplace_back(field::kCustomerAsn);
  if (VendorFlag(request.desired, vendor_field::kTerminated) == true) paths.emplace_back("alibaba.terminated");
  const InterfaceChange change = {.live = live,
                                  .prior = Value::Null(),
                                  .desired = request.desired,
                                  .auth_key = request.secrets.auth_key,
                                  .marks = MarksOf(request),
                                  .context = context};
  return ChangeInterface(region, change, paths, std::move(stop));
}

}  // namespace

ChangeResult CreateInterface(Region& region, const CreateRequest& request, std::stop_token stop) {
  const Value& desired = request.desired;
  if (const std::string id = TextField(desired, field::kAdopt); !id.empty()) {
    return TakeOver(region, id, request, std::move(stop));
  }
  const WaitContext context = region.Until(request.timeout);
  const std::string connection_id = TextField(desired, field::kConnectionId);
  if (const Status ready = WaitForConnection(region, connection_id, context, stop); !ready.ok()) return Failed(ready);
  Parameters parameters = WriteInterface(desired);
  PutTags(parameters, "Tags", desired.Get(field::kTags), MarksOf(request));
  std::string id;
  {
    // Two at a time on one connection conflict.
    const auto held = region.locks().Take(connection_id, stop);
    if (!held.ok()) return Failed(held.status());
    const auto answer = region.Call("CreateVirtualBorderRouter", parameters, stop);
    region.interfaces().InvalidateAll();
    if (!answer.ok() && IsForOther(desired)) {
      return Failed(
          answer.status().Annotate("making it for the account in alibaba.owner_account, which is to be left "
                                   "out if it is your own"));
    }
    if (!answer.ok()) return Failed(answer.status());
    id = TextOf(*answer, "VbrId");
  }
  if (id.empty()) return Failed(AnswerWithoutId("Alibaba Cloud", "CreateVirtualBorderRouter"));
  // The rest of another account's router is that account's.
  Status status = IsForOther(desired) ? WaitForInterface(region, id, context, stop)
                                      : FinishCreation(region, id, request, context, stop);
  return FinishInterface(region, id, desired, std::move(status), {}, std::move(stop));
}

}  // namespace ic::alibaba

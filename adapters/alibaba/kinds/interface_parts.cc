#include "adapters/alibaba/kinds/interface_parts.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"

namespace ic::alibaba {

std::string InterfaceState(const nlohmann::json& interface) { return TextOf(interface, "Status"); }

const StateRow& InterfaceRow(const nlohmann::json& interface) {
  return StateOf(Kind::kVirtualInterface, TextViewOf(interface, "Status"));
}

bool IsInterfaceAbsent(const Object& interface) { return interface == nullptr || IsAbsent(InterfaceRow(*interface)); }

Status NoSuchInterface(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no virtual border router {} in {}", id, region.name()));
}

namespace {

// The account a router was made for, if another one; only the list of its connection's owner says so. Empty too if this
// account may not ask: then it is its own router on somebody else's connection.
StatusOr<std::string> OtherOwner(Region& region, const nlohmann::json& interface, std::stop_token stop) {
  const std::string id = TextOf(interface, "VbrId");
  const auto answer = region.Call("DescribeVirtualBorderRoutersForPhysicalConnection",
                                  {{"PhysicalConnectionId", TextOf(interface, "PhysicalConnectionId")},
                                   {"Filter.1.Key", "VbrId"},
                                   {"Filter.1.Value.1", id}},
                                  std::move(stop));
  if (!answer.ok()) {
    const bool not_ours =
        answer.status().code() == StatusCode::kNotFound || answer.status().code() == StatusCode::kPermissionDenied;
    return not_ours ? StatusOr<std::string>(std::string()) : answer.status();
  }
  const nlohmann::json* set = MemberOf(*answer, "VirtualBorderRouterForPhysicalConnectionSet");
  if (set == nullptr) return std::string();
  for (const nlohmann::json& router : ListOf(*set, "VirtualBorderRouterForPhysicalConnectionType")) {
    const auto owner = NumberOf(router, "VbrOwnerUid");
    if (TextOf(router, "VbrId") != id || !owner) continue;
    return owner == NumberOf(interface, "PhysicalConnectionOwnerUid") ? std::string() : std::to_string(*owner);
  }
  return std::string();
}

}  // namespace

StatusOr<Observed> ObserveInterface(Region& region, const nlohmann::json& interface, const Value& prior,
                                    Freshness freshness, std::stop_token stop) {
  Observed observed;
  observed.id = TextOf(interface, "VbrId");
  observed.region = region.name();
  IC_ASSIGN_OR_RETURN(const std::vector<Session> sessions, LiveSessions(region, observed.id, freshness, stop));
  const Session* own = OwnSession(sessions, interface, prior);
  const TagSplit tags = TagsOf(interface);
  observed.attributes = ReadInterface(interface, own, !sessions.empty(), region.name(), prior);
  if (prior.is_null() && !freshness.is_shared()) {  // an import: later it is known, and never changes
    IC_ASSIGN_OR_RETURN(const std::string owner, OtherOwner(region, interface, std::move(stop)));
    Value vendor = observed.attributes.Get("alibaba");
    if (!owner.empty()) vendor.Put(vendor_field::kOwnerAccount, Value::String(owner));
    observed.attributes.Put("alibaba", std::move(vendor));
  }
  observed.attributes.Put(field::kTags, TagsValue(tags.user, prior.Get(field::kTags)));
  observed.attributes.Put(field::kRedundancyGroup,
                          tags.marks.group.empty() ? Value::Null() : Value::String(tags.marks.group));
  observed.mark = tags.marks.mark;
  observed.redundancy_group = tags.marks.group;
  observed.sessions = Families(sessions);
  observed.has_children = sessions.size() > (own != nullptr ? 1U : 0U);
  region.NoteUnknownState(Kind::kVirtualInterface, observed.id, InterfaceState(interface));
  return observed;
}

Status WaitForInterface(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.failure = NoSuchInterface(region, id)};
    return {
        .done = IsSettled(InterfaceRow(*interface).stage, false), .failure = {}, .state = InterfaceState(*interface)};
  };
  return WaitFor(region.interfaces(), id, id + " to be active", judge, context, std::move(stop)).status();
}

ChangeResult FinishInterface(Region& region, const std::string& id, const Value& desired, Status status,
                             Diagnostics diagnostics, std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = id};
  result.diagnostics = std::move(diagnostics);
  const auto after = region.interfaces().Get(id, Freshness::kShared, stop);
  if (!after.ok() || IsInterfaceAbsent(*after)) {
    if (result.status.ok()) result.status = after.ok() ? NoSuchInterface(region, id) : after.status();
    return result;
  }
  auto observed = ObserveInterface(region, **after, desired, Freshness::kShared, std::move(stop));
  if (observed.ok()) {
    result.attributes = std::move(observed->attributes);
    result.sessions = std::move(observed->sessions);
  } else if (result.status.ok()) {
    result.status = observed.status();
  }
  return result;
}

}  // namespace ic::alibaba

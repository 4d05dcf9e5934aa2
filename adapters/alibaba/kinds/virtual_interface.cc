// Virtual border routers: reading, finding, deleting and their health.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/leaving.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

Health ToHealth(Region& region, const std::string& id, const nlohmann::json& interface,
                const std::vector<Session>& sessions) {
  Health health;
  health.kind = Kind::kVirtualInterface;
  health.id = id;
  health.region = region.name();
  health.name = TextOf(interface, "Name");
  health.vendor_state = InterfaceState(interface);
  health.redundancy_group = TagsOf(interface).marks.group;
  int up = -1;
  for (const Session& session : sessions) {
    if (session.interface_id != id) continue;
    Health::Session told;
    told.state = SessionHealth(session.state, session.status);
    if (told.state != HealthState::kUnknown) up = std::max(up, told.state == HealthState::kUp ? 1 : 0);
    told.address_family = session.address_family;
    told.id = session.id;
    told.vendor_state = fmt::format("{}, BGP {}", session.state, session.status.empty() ? "unknown" : session.status);
    told.customer_address = session.address;
    told.cloud_address = LinkOf(interface, session.address_family).cloud;
    told.customer_asn = session.customer_asn;
    health.sessions.push_back(std::move(told));
  }
  health.state = HealthOf(InterfaceRow(interface), up);
  // Sessions that nobody tells of yet say nothing either way.
  if (up < 0 && !health.sessions.empty() && health.state == HealthState::kUp) health.state = HealthState::kUnknown;
  return health;
}

// Only what would replace the router; the session and the addresses change in place.
bool SameConnection(const Value& desired, const Value& live) {
  return TextField(desired, field::kConnectionId) == TextField(live, field::kConnectionId);
}

class Interfaces final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(request.id, request.freshness, stop));
    if (IsInterfaceAbsent(interface)) return std::optional<Observed>();
    IC_ASSIGN_OR_RETURN(Observed observed,
                        ObserveInterface(region, *interface, request.prior, request.freshness, std::move(stop)));
    return std::optional(std::move(observed));
  }

  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(freshness, stop));
    // One listing of the sessions serves all that follow.
    if (const auto sessions = LiveSessions(region, "", freshness, stop); !sessions.ok()) return sessions.status();
    std::vector<Observed> all;
    for (const auto& [id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface)) continue;
      IC_ASSIGN_OR_RETURN(Observed observed,
                          ObserveInterface(region, *interface, Value::Null(), Freshness::kShared, stop));
      all.push_back(std::move(observed));
    }
    return all;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const std::string connection = TextField(request.desired, field::kConnectionId);
    const Value& vlan = request.desired.Get(field::kVlan);
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(request.freshness, stop));
    std::vector<Candidate> candidates;
    for (const auto& [id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface)) continue;
      const bool marked = !request.mark.empty() && TagsOf(*interface).marks.mark == request.mark;
      const auto live_vlan = NumberOf(*interface, "VlanId");
      const bool same_vlan =
          live_vlan && Value::Int(*live_vlan) == vlan && TextOf(*interface, "PhysicalConnectionId") == connection;
      if (!marked && !same_vlan) continue;
      Candidate candidate;
      IC_ASSIGN_OR_RETURN(candidate.observed,
                          ObserveInterface(region, *interface, request.desired, Freshness::kLive, stop));
      candidate.marked = marked;
      candidate.identical = SameConnection(request.desired, candidate.observed.attributes);
      candidate.same =
          same_vlan ? fmt::format("VLAN {} on {}", *live_vlan, connection) : std::string("the mark of this resource");
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    return CreateInterface(region, request, std::move(stop));
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    Status status = WaitForInterface(region, id, region.Until(timeout), stop);
    return FinishInterface(region, id, desired, std::move(status), {}, std::move(stop));
  }

  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const override {
    const auto live = region.interfaces().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (IsInterfaceAbsent(*live)) return Failed(NoSuchInterface(region, request.id));
    const InterfaceChange change = {.live = *live,
                                    .prior = request.prior,
                                    .desired = request.desired,
                                    .auth_key = request.secrets.auth_key,
                                    .marks = TagsOf(**live).marks,
                                    .context = region.Until(request.timeout)};
    Status status = ChangeInterface(region, change, request.changed, stop);
    return FinishInterface(region, request.id, request.desired, std::move(status), {}, std::move(stop));
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const auto live = region.interfaces().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (*live == nullptr) return {};
    if (!IsInterfaceAbsent(*live)) {
      const auto held = region.locks().Take(request.id, stop);
      if (!held.ok()) return FailedWith(request.id, held.status());
      Status status = DeleteOwnSession(region, request, **live, context, stop);
      if (!status.ok()) return FailedWith(request.id, std::move(status));
      const Status answer = SendDelete(region, request.id, context, stop);
      if (!answer.ok() && !SaysGone(answer)) {
        return FailedWith(request.id, Explained(region, request.id, answer, stop));
      }
    }
    const auto judge = [](const nlohmann::json* interface) -> Verdict {
      if (interface == nullptr) return {.done = true};
      return {
          .done = InterfaceRow(*interface).stage == Stage::kGone, .failure = {}, .state = InterfaceState(*interface)};
    };
    const auto gone =
        WaitFor(region.interfaces(), request.id, request.id + " to be deleted", judge, context, std::move(stop));
    return gone.ok() ? ChangeResult() : FailedWith(request.id, gone.status());
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, stop));
    IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, "", Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface) || (!ids.empty() && std::ranges::find(ids, id) == ids.end())) continue;
      healths.push_back(ToHealth(region, id, *interface, sessions));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(20); }

 private:
  static Status SendDelete(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
    const auto send = [&] {
      const auto answer = region.Call("DeleteVirtualBorderRouter", {{"VbrId", id}}, stop);
      region.interfaces().Invalidate(id);
      return answer.status();
    };
    const auto on_it = [&id](const nlohmann::json& object) { return TextOf(object, "RouterId") == id; };
    const auto without_groups = [&] {
      return SendWhenLeft(send, {"DependencyViolation.BgpGroup", region.groups(), on_it, Kind::kBgpGroup}, context,
                          stop);
    };
    return SendWhenLeft(without_groups, {"DependencyViolation.BgpNetwork", region.networks(id), on_it, Kind::kBgpCidr},
                        context, stop);
  }

  static Status DeleteOwnSession(Region& region, const DeleteRequest& request, const nlohmann::json& interface,
                                 const WaitContext& context, std::stop_token stop) {
    IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, request.id, Freshness::kLive, stop));
    if (const Session* own = OwnSession(sessions, interface, request.prior)) {
      IC_RETURN_IF_ERROR(DeleteSession(region, *own, context, stop));
    }
    // What interrupted runs left of other sessions goes too: nothing else would ever look for it.
    IC_ASSIGN_OR_RETURN(const auto groups, region.groups().All(Freshness::kLive, stop));
    for (const auto& [id, group] : groups->objects) {
      const std::string name = TextOf(*group, "Name");
      const bool own = name == kInterfaceGroupName || IsOwnGroupName(name);
      if (!own || TextOf(*group, "RouterId") != request.id) continue;
      IC_RETURN_IF_ERROR(DeleteEmptyGroups(region, request.id, name, context, stop));
    }
    return OkStatus();
  }

  // The refusal names no object that is in the way: look for it.
  static Status Explained(Region& region, const std::string& id, const Status& refusal, std::stop_token stop) {
    if (HasCode(refusal, "Forbidden.OperationNotAllowedByUser")) {
      return Reworded(refusal, fmt::format("{} belongs to another account, which has taken it into use: only that "
                                           "account can delete it. Ask it to, or set on_destroy = \"keep\"",
                                           id));
    }
    if (!HasCode(refusal, "DependencyViolation.BgpGroup")) return refusal.Annotate("deleting " + id);
    const auto groups = region.groups().All(Freshness::kLive, std::move(stop));
    std::vector<std::string> on;
    if (groups.ok()) {
      for (const auto& [group_id, group] : (*groups)->objects) {
        if (TextOf(*group, "RouterId") == id)
          on.push_back(fmt::format("{} (\"{}\")", group_id, TextOf(*group, "Name")));
      }
    }
    if (on.empty()) return refusal.Annotate("deleting " + id);
    return Reworded(refusal,
                    fmt::format("{} cannot be deleted while BGP groups are on it: {}. Delete them, and the BGP "
                                "peers in them, first",
                                id, JoinWords(on, "and")));
  }
};

}  // namespace

const Handler& InterfaceHandler() {
  static const Interfaces kHandler;
  return kHandler;
}

}  // namespace ic::alibaba

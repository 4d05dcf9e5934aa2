// Virtual interfaces: reading, finding, deleting and their health.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/handlers.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"

namespace ic::huawei {
namespace {

bool KeyMatches(const nlohmann::json& interface, const CreateRequest& request) {
  const SessionRequest wanted = RequestedSession(request.desired, request.secrets.auth_key);
  const std::vector<Session> sessions = LiveSessions(interface);
  const Session* session = FindSession(sessions, wanted.address_family);
  return session != nullptr && Satisfies(*session, wanted);
}

Health ToHealth(Region& region, const std::string& id, const nlohmann::json& interface) {
  Health health;
  health.kind = Kind::kVirtualInterface;
  health.id = id;
  health.region = region.name();
  health.name = TextOf(interface, "name");
  health.vendor_state = InterfaceState(interface);
  health.redundancy_group = SplitTags(interface).marks.group;
  int up = -1;
  for (Session& session : LiveSessions(interface)) {
    Health::Session told;
    told.state = SessionHealth(session.status, session.bgp_status);
    if (told.state != HealthState::kUnknown) up = std::max(up, told.state == HealthState::kUp ? 1 : 0);
    told.address_family = std::move(session.address_family);
    told.id = std::move(session.id);
    told.vendor_state =
        session.bgp_status.empty() ? session.status : fmt::format("{}, BGP {}", session.status, session.bgp_status);
    told.customer_address = std::move(session.customer_address);
    told.cloud_address = std::move(session.cloud_address);
    told.customer_asn = std::move(session.customer_asn);
    health.sessions.push_back(std::move(told));
  }
  health.state = HealthOf(InterfaceRow(interface), up);
  return health;
}

class Interfaces final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(request.id, request.freshness, stop));
    if (IsInterfaceAbsent(interface)) return std::optional<Observed>();
    return std::optional(ObserveInterface(region, *interface, request.prior, std::move(stop)));
  }

  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(freshness, stop));
    std::vector<Observed> all;
    for (const auto& [id, interface] : snapshot->objects) {
      if (!IsInterfaceAbsent(interface)) all.push_back(ObserveInterface(region, *interface, Value::Null(), stop));
    }
    return all;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const std::string port = TextField(request.desired, field::kConnectionId);
    const auto vlan = IntegerField(request.desired, field::kVlan);
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(request.freshness, stop));
    std::vector<Candidate> candidates;
    for (const auto& [id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface)) continue;
      const bool marked = HasMark(*interface, request.mark);
      const bool same_port = TextOf(*interface, "direct_connect_id") == port || TextOf(*interface, "lag_id") == port;
      const bool same_slot = same_port && vlan && IntegerOf(*interface, "vlan") == vlan;
      if (!marked && !same_slot) continue;
      Candidate candidate;
      candidate.observed = ObserveInterface(region, *interface, request.desired, stop);
      candidate.marked = marked;
      candidate.identical =
          same_port && KeyMatches(*interface, request) &&
          FixedDifferences(Kind::kVirtualInterface, request.desired, candidate.observed.attributes).empty();
      candidate.same = same_slot ? fmt::format("VLAN {} on {}", *vlan, port) : std::string("the mark of this resource");
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    return CreateInterface(region, request, std::move(stop));
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    const auto live = region.interfaces().Get(id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(id, live.status());
    if (IsInterfaceAbsent(*live)) return Failed(NoSuchInterface(region, id));
    const WaitContext context = region.Until(timeout);
    Status status = WaitForInterface(region, id, false, context, stop);
    // A create that was cut short may not have come to this.
    if (status.ok() && !IsUnderway(InterfaceRow(**live).stage)) {
      status = TuneDetection(region, id, desired, context, stop);
    }
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
                                    .marks = SplitTags(**live).marks,
                                    .context = region.Until(request.timeout)};
    Status status = ChangeInterface(region, change, request.changed, stop);
    return FinishInterface(region, request.id, request.desired, std::move(status), {}, std::move(stop));
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const auto live = region.interfaces().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (IsInterfaceAbsent(*live)) return {};
    if (NeedsDelete(InterfaceRow(**live).stage)) {
      const auto answer = region.CallWhenFree({.operation = "DeleteVirtualInterface", .id = request.id}, context, stop);
      region.interfaces().Invalidate(request.id);
      if (!answer.ok() && answer.status().code() != StatusCode::kNotFound) {
        return FailedWith(request.id, answer.status().Annotate("deleting " + request.id));
      }
    }
    const auto judge = [](const nlohmann::json* interface) -> Verdict {
      if (interface == nullptr) return {.done = true};
      return {.done = InterfaceRow(*interface).stage == Stage::kGone, .state = InterfaceState(*interface)};
    };
    const auto gone =
        WaitFor(region.interfaces(), request.id, request.id + " to be deleted", judge, context, std::move(stop));
    return gone.ok() ? ChangeResult() : FailedWith(request.id, gone.status());
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface) || (!ids.empty() && std::ranges::find(ids, id) == ids.end())) continue;
      healths.push_back(ToHealth(region, id, *interface));
    }
    return healths;
  }

  // As Huawei's Terraform provider waits.
  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }
};

}  // namespace

const Handler& InterfaceHandler() {
  static const Interfaces kHandler;
  return kHandler;
}

}  // namespace ic::huawei

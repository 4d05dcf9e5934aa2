// BGP groups: number and key of the sessions in them.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/handlers.h"
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

bool GroupLives(const Object& group) {
  return group != nullptr && !IsAbsent(StateOf(Kind::kBgpGroup, TextViewOf(*group, "Status")));
}

// Groups that stand for no resource are part of their session.
bool IsResource(const Object& group) { return GroupLives(group) && !IsOwnGroupName(TextOf(*group, "Name")); }

Observed ObserveGroup(Region& region, const nlohmann::json& group, const Value& prior) {
  Observed observed;
  observed.id = TextOf(group, "BgpGroupId");
  observed.region = region.name();
  observed.attributes = ReadGroup(group, region.name(), prior);
  region.NoteUnknownState(Kind::kBgpGroup, observed.id, TextOf(group, "Status"));
  return observed;
}

Status NoSuchGroup(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no BGP group {} in {}", id, region.name()));
}

StatusOr<std::vector<std::string>> SessionsIn(Region& region, const std::string& id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, "", Freshness::kLive, std::move(stop)));
  std::vector<std::string> in;
  for (const Session& session : sessions) {
    if (session.group_id == id) in.push_back(fmt::format("{} ({})", session.id, session.address));
  }
  return in;
}

ChangeResult FinishGroup(Region& region, const std::string& id, const Value& desired, Status status,
                         std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = id};
  const auto group = region.groups().Get(id, Freshness::kShared, std::move(stop));
  if (group.ok() && GroupLives(*group)) {
    result.attributes = ObserveGroup(region, **group, desired).attributes;
  } else if (result.status.ok()) {
    result.status = group.ok() ? NoSuchGroup(region, id) : group.status();
  }
  return result;
}

bool SameName(const nlohmann::json& group, const Value& desired) {
  const std::string name = TextField(desired, field::kName);
  if (TextOf(group, "Name") != name) return false;
  if (!name.empty()) return true;
  const auto asn = NumberOf(group, "PeerAsn");
  return asn && std::to_string(*asn) == Asplain(TextField(desired, field::kCustomerAsn));
}

// All that it was created with: there is no mark that would tell ours from a stranger's.
bool IsSameGroup(const nlohmann::json& group, const CreateRequest& request) {
  const Value& desired = request.desired;
  const auto customer = NumberOf(group, "PeerAsn");
  const auto cloud = NumberOf(group, "LocalAsn");
  const std::string wanted = Asplain(TextField(desired, field::kCloudAsn));
  return FamilyOf(group) == TextField(desired, field::kAddressFamily) && customer &&
         std::to_string(*customer) == Asplain(TextField(desired, field::kCustomerAsn)) &&
         (wanted.empty() || (cloud && std::to_string(*cloud) == wanted)) &&
         (!request.secrets.auth_key || *request.secrets.auth_key == TextOf(group, "AuthKey"));
}

class Groups final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object group, region.groups().Get(request.id, request.freshness, std::move(stop)));
    if (!GroupLives(group)) return std::optional<Observed>();
    return std::optional(ObserveGroup(region, *group, request.prior));
  }

  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.groups().All(freshness, std::move(stop)));
    std::vector<Observed> observed;
    for (const auto& [id, group] : snapshot->objects) {
      if (IsResource(group)) observed.push_back(ObserveGroup(region, *group, Value::Null()));
    }
    return observed;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.groups().All(request.freshness, stop));
    std::vector<Candidate> candidates;
    for (const auto& [id, group] : snapshot->objects) {
      if (!IsResource(group) || TextOf(*group, "RouterId") != interface_id || !SameName(*group, request.desired)) {
        continue;
      }
      Candidate candidate;
      candidate.observed = ObserveGroup(region, *group, request.desired);
      candidate.identical = IsSameGroup(*group, request);
      candidate.same = fmt::format("the name \"{}\" on {}", TextOf(*group, "Name"), interface_id);
      IC_ASSIGN_OR_RETURN(const auto in, SessionsIn(region, id, stop));
      candidate.observed.has_children = !in.empty();
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const auto held = region.locks().Take(TextField(request.desired, field::kVirtualInterfaceId), stop);
    if (!held.ok()) return Failed(held.status());
    const auto answer = region.Call("CreateBgpGroup", WriteGroup(request.desired, request.secrets.auth_key), stop);
    region.groups().InvalidateAll();
    if (!answer.ok()) return Failed(answer.status());
    const std::string id = TextOf(*answer, "BgpGroupId");
    if (id.empty()) return Failed(AnswerWithoutId("Alibaba Cloud", "CreateBgpGroup"));
    return FinishGroup(region, id, request.desired, WaitAvailable(region.groups(), id, context, stop), stop);
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    const Status status = WaitAvailable(region.groups(), id, region.Until(timeout), stop);
    return FinishGroup(region, id, desired, status, std::move(stop));
  }

  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const auto held = region.locks().Take(TextField(request.prior, field::kVirtualInterfaceId), stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    Parameters parameters = WriteGroupChange(request.changed, request.desired, request.secrets.auth_key);
    Status status = WaitAvailable(region.groups(), request.id, context, stop);
    if (status.ok() && !parameters.empty()) {
      parameters["BgpGroupId"] = request.id;
      status = region.Call("ModifyBgpGroupAttribute", parameters, stop).status();
      region.groups().Invalidate(request.id);
      region.peers().InvalidateAll();  // they take the group's values
      if (status.ok()) status = WaitAvailable(region.groups(), request.id, context, stop);
    }
    return FinishGroup(region, request.id, request.desired, std::move(status), std::move(stop));
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const auto held = region.locks().Take(TextField(request.prior, field::kVirtualInterfaceId), stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    const auto live = region.groups().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (*live == nullptr) return {};
    if (GroupLives(*live)) {
      const Status settled = WaitAvailable(region.groups(), request.id, context, stop);
      if (settled.code() == StatusCode::kNotFound) return {};
      if (!settled.ok()) return FailedWith(request.id, settled);
      const Status answer = SendDeleteGroup(region, request.id, context, stop);
      if (!answer.ok() && !SaysGone(answer)) {
        return FailedWith(request.id, Explained(region, request.id, answer, stop));
      }
    }
    const Status gone = WaitGone(region.groups(), request.id, context, std::move(stop));
    return gone.ok() ? ChangeResult() : FailedWith(request.id, gone);
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.groups().All(Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [id, group] : snapshot->objects) {
      if (ids.empty() ? !IsResource(group) : !GroupLives(group) || std::ranges::find(ids, id) == ids.end()) continue;
      Health health;
      health.kind = Kind::kBgpGroup;
      health.id = id;
      health.region = region.name();
      health.name = TextOf(*group, "Name");
      health.vendor_state = TextOf(*group, "Status");
      health.state = HealthOf(StateOf(Kind::kBgpGroup, health.vendor_state), -1);
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(10); }

 private:
  static Status Explained(Region& region, const std::string& id, const Status& refusal, std::stop_token stop) {
    if (!HasCode(refusal, "DependencyViolation.BgpPeer")) return refusal.Annotate("deleting " + id);
    const auto in = SessionsIn(region, id, std::move(stop));
    if (!in.ok() || in->empty()) return refusal.Annotate("deleting " + id);
    return Reworded(refusal, fmt::format("{} cannot be deleted while BGP peers are in it: {}. Delete them first, or "
                                         "move them to another group",
                                         id, JoinWords(*in, "and")));
  }
};

}  // namespace

const Handler& GroupHandler() {
  static const Groups kHandler;
  return kHandler;
}

}  // namespace ic::alibaba

// Connections: lines that are taken over, and hosted connections that a partner creates on its operations connection.
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
#include "adapters/huawei/tables/traits.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

std::string StateWord(const nlohmann::json& connection) { return TextOf(connection, "status"); }

// Null or gone: as good as absent.
bool IsAbsent(const Object& connection) { return connection == nullptr || IsAbsent(LineRow(*connection)); }

Observed ObserveConnection(Region& region, const nlohmann::json& connection, const Value& prior) {
  const TagSplit tags = SplitTags(connection);
  Observed observed;
  observed.id = TextOf(connection, "id");
  observed.region = region.name();
  observed.attributes = ReadConnection(connection, region.name(), prior);
  observed.attributes.Put(field::kTags, TagsValue(tags.user, prior.Get(field::kTags)));
  region.NoteUnknownState(Kind::kConnection, observed.id, StateWord(connection));
  return observed;
}

Status NoSuchConnection(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no connection {} in {}", id, region.name()));
}

// The interfaces on a connection that are not gone, live.
StatusOr<std::vector<std::string>> InterfacesOn(Region& region, const std::string& id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, std::move(stop)));
  std::vector<std::string> on;
  for (const auto& [interface_id, interface] : snapshot->objects) {
    if (TextOf(*interface, "direct_connect_id") != id || IsInterfaceAbsent(interface)) continue;
    on.push_back(fmt::format("{} (\"{}\")", interface_id, TextOf(*interface, "name")));
  }
  return on;
}

Status ExplainRefusedDelete(Region& region, const std::string& id, const Status& refusal, std::stop_token stop) {
  if (refusal.remote() == nullptr || refusal.remote()->http_status != 400) return refusal;
  const auto on = InterfacesOn(region, id, std::move(stop));
  if (!on.ok() || on->empty()) return refusal.Annotate("deleting " + id);
  return Reworded(refusal,
                  fmt::format("{} cannot be deleted while virtual interfaces are on it: {}. Delete them first. "
                              "Huawei Cloud says: {}",
                              id, JoinWords(*on, "and"), refusal.message()));
}

// Name, bandwidth, texts and tags, as far as they are named by `changed` and differ from `live`.
class InPlace {
 public:
  InPlace(Region& region, Object live, Value prior, Value desired, WaitContext context, std::stop_token stop)
      : region_(region),
        live_(std::move(live)),
        id_(TextOf(*live_, "id")),
        prior_(std::move(prior)),
        desired_(std::move(desired)),
        context_(context),
        stop_(std::move(stop)) {}

  Status Apply(const std::vector<std::string>& changed) {
    nlohmann::json body = nlohmann::json::object();
    if (Touches(changed, "name")) AddText(TextField(desired_, field::kName), "name", body);
    for (const std::string_view name : {vendor_field::kPeerLocation, vendor_field::kDescription}) {
      if (!Touches(changed, fmt::format("{}.{}", kCloudName, name))) continue;
      const Value& wanted = desired_.Get(kCloudName).Get(name);
      if (wanted.is_known()) AddText(TextField(desired_, kCloudName, name), name, body);
    }
    if (const auto mbps = MbpsOf(desired_); mbps && Touches(changed, "bandwidth")) {
      if (mbps != IntegerOf(*live_, "bandwidth")) body["bandwidth"] = *mbps;
    }
    if (!body.empty()) IC_RETURN_IF_ERROR(Update(body));
    return Touches(changed, "tags") ? SetTags() : OkStatus();
  }

 private:
  void AddText(const std::string& wanted, std::string_view member, nlohmann::json& body) const {
    const bool cleared = wanted.empty() && member == "name";  // a connection keeps its name
    if (!cleared && wanted != TextOf(*live_, member)) body[std::string(member)] = wanted;
  }

  Status Update(const nlohmann::json& body) {
    const std::string_view operation = IsHostedByUs(*live_) ? "UpdateHostedDirectConnect" : "UpdateDirectConnect";
    const auto answer =
        region_.CallWhenFree({.operation = std::string(operation), .id = id_, .members = body}, context_, stop_);
    region_.connections().Invalidate(id_);
    return answer.status().Annotate("changing " + id_);
  }

  Status SetTags() {
    const TagChange change =
        ChangeOfTags(SplitTags(*live_), prior_.Get(field::kTags), desired_.Get(field::kTags), SplitTags(*live_).marks);
    const Status status = ApplyTags(region_, "BatchTagDirectConnect", id_, change, context_, stop_);
    region_.connections().Invalidate(id_);
    return status;
  }

  Region& region_;
  const Object live_;
  const std::string id_;
  const Value prior_;
  const Value desired_;
  const WaitContext context_;
  std::stop_token stop_;
};

const std::vector<std::string>& AllInPlace() {
  static const std::vector<std::string> kPaths = {"name", "bandwidth", "huawei", "tags"};
  return kPaths;
}

class Connections final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object connection,
                        region.connections().Get(request.id, request.freshness, std::move(stop)));
    if (IsAbsent(connection)) return std::optional<Observed>();
    return std::optional(ObserveConnection(region, *connection, request.prior));
  }

  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(freshness, std::move(stop)));
    std::vector<Observed> observed;
    for (const auto& [id, connection] : snapshot->objects) {
      if (!IsAbsent(connection)) observed.push_back(ObserveConnection(region, *connection, Value::Null()));
    }
    return observed;
  }

  // A hosted connection is known by its VLAN on its operations connection.
  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    std::vector<Candidate> candidates;
    const std::string hosting = TextField(request.desired, kCloudName, vendor_field::kHostingId);
    const auto vlan = IntegerField(request.desired.Get(kCloudName), vendor_field::kVlan);
    if (hosting.empty() || !vlan) return candidates;
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(request.freshness, stop));
    for (const auto& [id, connection] : snapshot->objects) {
      if (IsAbsent(connection) || TextOf(*connection, "hosting_id") != hosting) continue;
      if (IntegerOf(*connection, "vlan") != vlan) continue;
      Candidate candidate;
      candidate.observed = ObserveConnection(region, *connection, request.desired);
      candidate.identical = FixedDifferences(Kind::kConnection, request.desired,
                                             ReadConnection(*connection, region.name(), Value::Null()))
                                .empty();
      candidate.same = fmt::format("VLAN {} on {}", *vlan, hosting);
      IC_ASSIGN_OR_RETURN(const auto on, InterfacesOn(region, id, stop));
      candidate.observed.has_children = !on.empty();
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    if (const std::string id = TextField(request.desired, field::kAdopt); !id.empty()) {
      return Adopt(region, id, request, std::move(stop));
    }
    if (TextField(request.desired, kCloudName, vendor_field::kHostingId).empty()) {
      return Failed(
          UnimplementedError("Huawei Cloud's API orders no line. Order it in the console, and name it in `adopt`"));
    }
    const WaitContext context = region.Until(request.timeout);
    const nlohmann::json body = WriteHosted(request.desired);
    const auto answer = region.CallWhenFree({.operation = "CreateHostedDirectConnect", .members = body}, context, stop);
    if (!answer.ok()) return Failed(answer.status());
    const std::string id = TextOf(*answer, "id");
    if (id.empty()) return Failed(AnswerWithoutId("CreateHostedDirectConnect"));
    region.connections().Invalidate(id);
    Status status = WaitForConnection(region, id, context, stop);
    const Value& tags = request.desired.Get(field::kTags);
    if (status.ok() && tags.kind() == Value::Kind::kMap && !tags.fields().empty()) {
      status = ApplyTags(region, "BatchTagDirectConnect", id, ChangeOfTags({}, Value::Null(), tags, {}), context, stop);
      region.connections().Invalidate(id);
    }
    return Finish(region, id, request.desired, std::move(status), std::move(stop));
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    const auto connection = region.connections().Get(id, Freshness::kLive, stop);
    if (!connection.ok()) return FailedWith(id, connection.status());
    if (IsAbsent(*connection)) return Failed(NoSuchConnection(region, id));
    Status status =
        IsHostedByUs(**connection) ? WaitForConnection(region, id, region.Until(timeout), stop) : OkStatus();
    return Finish(region, id, desired, std::move(status), std::move(stop));
  }

  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const override {
    const auto live = region.connections().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (IsAbsent(*live)) return Failed(NoSuchConnection(region, request.id));
    InPlace in_place(region, *live, request.prior, request.desired, region.Until(request.timeout), stop);
    return Finish(region, request.id, request.desired, in_place.Apply(request.changed), std::move(stop));
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const auto live = region.connections().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (IsAbsent(*live)) return {};
    if (NeedsDelete(LineRow(**live).stage)) {
      const std::string_view operation = IsHostedByUs(**live) ? "DeleteHostedDirectConnect" : "DeleteDirectConnect";
      const auto answer = region.CallWhenFree({.operation = std::string(operation), .id = request.id}, context, stop);
      region.connections().Invalidate(request.id);
      if (!answer.ok() && answer.status().code() != StatusCode::kNotFound) {
        return FailedWith(request.id, ExplainRefusedDelete(region, request.id, answer.status(), std::move(stop)));
      }
    }
    const auto gone = WaitFor(
        region.connections(), request.id, request.id + " to be deleted",
        [](const nlohmann::json* connection) -> Verdict {
          if (connection == nullptr) return {.done = true};
          return {.done = LineRow(*connection).stage == Stage::kGone, .state = StateWord(*connection)};
        },
        context, std::move(stop));
    return gone.ok() ? ChangeResult() : FailedWith(request.id, gone.status());
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [id, connection] : snapshot->objects) {
      if (IsAbsent(connection) || (!ids.empty() && std::ranges::find(ids, id) == ids.end())) continue;
      Health health;
      health.kind = Kind::kConnection;
      health.id = id;
      health.region = region.name();
      health.name = TextOf(*connection, "name");
      health.vendor_state = StateWord(*connection);
      health.state = HealthOf(LineRow(*connection), -1);
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(20); }

 private:
  static Status WaitForConnection(Region& region, const std::string& id, const WaitContext& context,
                                  std::stop_token stop) {
    const auto judge = [&](const nlohmann::json* connection) -> Verdict {
      if (connection == nullptr) return {.state = "not listed yet"};
      const std::string state = StateWord(*connection);
      const Stage stage = LineRow(*connection).stage;
      if (IsLost(stage)) {
        return {.failure =
                    FailedPreconditionError(fmt::format("{} is `{}`: {}", id, state, TextOf(*connection, "reason")))};
      }
      return {.done = stage == Stage::kReady, .state = state};
    };
    return WaitFor(region.connections(), id, id + " to be opened", judge, context, std::move(stop)).status();
  }

  static ChangeResult Adopt(Region& region, const std::string& id, const CreateRequest& request, std::stop_token stop) {
    const auto live = region.connections().Get(id, Freshness::kLive, stop);
    if (!live.ok()) return Failed(live.status());
    if (IsAbsent(*live)) return Failed(NoSuchConnection(region, id).Annotate("taking over a connection"));
    const Status adoptable =
        CheckAdoptable(Kind::kConnection, id, request.desired, ReadConnection(**live, region.name(), Value::Null()));
    if (!adoptable.ok()) return Failed(adoptable);
    Diagnostics diagnostics;
    NoteTakenOver(id, SplitTags(**live), request.desired, request.owner, diagnostics);
    // Tags it had before are not ours to remove: no prior ones.
    InPlace in_place(region, *live, Value::Null(), request.desired, region.Until(request.timeout), stop);
    ChangeResult result = Finish(region, id, request.desired, in_place.Apply(AllInPlace()), std::move(stop));
    result.diagnostics = std::move(diagnostics);
    return result;
  }

  // Reads the object after a change; a failure of the change stays, whatever the read says.
  static ChangeResult Finish(Region& region, const std::string& id, const Value& desired, Status status,
                             std::stop_token stop) {
    ChangeResult result = {.status = std::move(status), .id = id};
    const auto after = region.connections().Get(id, Freshness::kShared, std::move(stop));
    if (after.ok() && !IsAbsent(*after)) {
      result.attributes = ObserveConnection(region, **after, desired).attributes;
    } else if (result.status.ok()) {
      result.status = after.ok() ? NoSuchConnection(region, id) : after.status();
    }
    return result;
  }
};

}  // namespace

const Handler& ConnectionHandler() {
  static const Connections kHandler;
  return kHandler;
}

}  // namespace ic::huawei

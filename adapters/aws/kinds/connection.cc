// Connections: ports that are ordered or offered, and their membership in a LAG.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/handlers.h"
#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "base/text.h"

namespace ic::aws {
namespace {

constexpr std::string_view kArnType = "dxcon";

std::string StateWord(const nlohmann::json& connection) { return TextOf(connection, "connectionState"); }

const StateRow& ConnectionRow(const nlohmann::json& connection) {
  return StateOf(Kind::kConnection, TextViewOf(connection, "connectionState"));
}

// Null or gone: as good as absent.
bool IsAbsent(const Object& connection) { return connection == nullptr || IsAbsent(ConnectionRow(*connection)); }

Observed ObserveConnection(Region& region, const nlohmann::json& connection, const Value& prior) {
  const TagSplit tags = SplitTags(connection);
  Observed observed;
  observed.id = TextOf(connection, "connectionId");
  observed.region = region.name();
  observed.attributes = ReadConnection(connection, region.name(), prior);
  observed.attributes.Put(field::kTags, TagsValue(tags.user, prior.Get(field::kTags)));
  observed.attributes.Put(field::kRedundancyGroup,
                          tags.marks.group.empty() ? Value::Null() : Value::String(tags.marks.group));
  observed.mark = tags.marks.mark;
  observed.redundancy_group = tags.marks.group;
  region.NoteUnknownState(Kind::kConnection, observed.id, StateWord(connection));
  return observed;
}

Status NoSuchConnection(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no connection {} in {}", id, region.name()));
}

// The interfaces on a connection that are not gone, live.
StatusOr<std::vector<std::string>> InterfacesOn(Region& region, const std::string& id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, stop));
  std::vector<std::string> on;
  for (const auto& [interface_id, interface] : snapshot->objects) {
    if (TextOf(*interface, "connectionId") != id) continue;
    if (IsInterfaceAbsent(interface)) continue;
    on.push_back(fmt::format("{} (\"{}\")", interface_id, TextOf(*interface, "virtualInterfaceName")));
  }
  return on;
}

// AWS's refusals name no object that is in the way: look for it.
Status ExplainRefusedDelete(Region& region, const nlohmann::json& connection, const Status& refusal,
                            std::stop_token stop) {
  if (refusal.remote() == nullptr || refusal.remote()->http_status != 400) return refusal;
  const std::string id = TextOf(connection, "connectionId");
  const auto on = InterfacesOn(region, id, stop);
  if (on.ok() && !on->empty()) {
    return Reworded(refusal, fmt::format("{} cannot be deleted while virtual interfaces are on it: {}. Delete them or "
                                         "move them to another connection first. AWS says: {}",
                                         id, JoinWords(*on, "and"), refusal.message()));
  }
  const std::string lag_id = TextOf(connection, "lagId");
  if (lag_id.empty()) return refusal;
  const StatusOr<Object> lag = region.lags().Get(lag_id, Freshness::kLive, stop);
  if (!lag.ok() || *lag == nullptr) return refusal;
  return Reworded(refusal,
                  fmt::format("{} is one of {} connections of {}, which needs {} at least (its minimum links). "
                              "Lower that number or add a connection first. AWS says: {}",
                              id, ListOf(**lag, "connections").size(), lag_id,
                              IntegerOf(**lag, "minimumLinks").value_or(0), refusal.message()));
}

// Name, MACsec mode, LAG and tags, as far as `touches` names them and they differ from `live`.
class InPlace {
 public:
  InPlace(Region& region, Object live, Value prior, Value desired, Marks marks, Diagnostics& diagnostics,
          std::stop_token stop)
      : region_(region),
        live_(std::move(live)),
        id_(TextOf(*live_, "connectionId")),
        prior_(std::move(prior)),
        desired_(std::move(desired)),
        marks_(std::move(marks)),
        diagnostics_(diagnostics),
        stop_(std::move(stop)) {}

  Status Apply(const std::vector<std::string>& changed) {
    if (Touches(changed, "name")) IC_RETURN_IF_ERROR(Rename());
    if (Touches(changed, "aws.encryption_mode")) IC_RETURN_IF_ERROR(SetEncryption());
    if (Touches(changed, "aws.lag_id")) IC_RETURN_IF_ERROR(SetLag());
    if (Touches(changed, "tags") || Touches(changed, "redundancy_group")) IC_RETURN_IF_ERROR(SetTags());
    return OkStatus();
  }

 private:
  Status Call(std::string_view operation, const nlohmann::json& input) {
    const auto answer = region_.Call(operation, input, stop_);
    region_.connections().Invalidate(id_);
    return answer.status();
  }

  Status Rename() {
    const std::string name = TextField(desired_, field::kName);
    if (name.empty() || name == TextOf(*live_, "connectionName")) return OkStatus();
    return Call("UpdateConnection", {{"connectionId", id_}, {"connectionName", name}}).Annotate("renaming " + id_);
  }

  Status SetEncryption() {
    const std::string mode = VendorText(desired_, vendor_field::kEncryptionMode);
    if (mode.empty() || mode == TextOf(*live_, "encryptionMode")) return OkStatus();
    return Call("UpdateConnection", {{"connectionId", id_}, {"encryptionMode", mode}})
        .Annotate("changing the MACsec mode of " + id_);
  }

  Status SetLag() {
    if (!VendorField(desired_, vendor_field::kLagId).is_known()) return OkStatus();
    const std::string wanted = VendorText(desired_, vendor_field::kLagId);
    const std::string now = TextOf(*live_, "lagId");
    if (wanted == now) return OkStatus();
    const bool leave = wanted.empty();
    const std::string lag_id = leave ? now : wanted;
    IC_ASSIGN_OR_RETURN(const auto held, region_.locks().Take(lag_id, stop_));
    const auto answer = CallWhenSteady(region_, leave ? "DisassociateConnectionFromLag" : "AssociateConnectionWithLag",
                                       {{"connectionId", id_}, {"lagId", lag_id}}, stop_);
    // Its interfaces move to the LAG, or stay there.
    region_.connections().Invalidate(id_);
    region_.lags().InvalidateAll();
    region_.interfaces().InvalidateAll();
    return answer.status().Annotate(
        fmt::format(fmt::runtime(leave ? "taking {} out of {}" : "putting {} into {}"), id_, lag_id));
  }

  Status SetTags() {
    marks_.group = TextField(desired_, field::kRedundancyGroup);
    const TagChange change =
        ChangeOfTags(SplitTags(*live_), prior_.Get(field::kTags), desired_.Get(field::kTags), marks_);
    const Status status = ApplyTags(region_, *live_, kArnType, id_, change, false, diagnostics_, stop_);
    region_.connections().Invalidate(id_);
    return status;
  }

  Region& region_;
  const Object live_;
  const std::string id_;
  const Value prior_;
  const Value desired_;
  Marks marks_;
  Diagnostics& diagnostics_;
  std::stop_token stop_;
};

const std::vector<std::string>& AllInPlace() {
  static const std::vector<std::string> kPaths = {"name", "aws", "tags", "redundancy_group"};
  return kPaths;
}

class Connections final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object connection, region.connections().Get(request.id, request.freshness, stop));
    if (IsAbsent(connection)) return std::optional<Observed>();
    return std::optional(ObserveConnection(region, *connection, request.prior));
  }

  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(freshness, stop));
    std::vector<Observed> observed;
    for (const auto& [id, connection] : snapshot->objects) {
      if (!IsAbsent(connection)) observed.push_back(ObserveConnection(region, *connection, Value::Null()));
    }
    return observed;
  }

  // Only a mark can tell: names, locations and bandwidths may repeat.
  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    std::vector<Candidate> candidates;
    if (request.mark.empty()) return candidates;
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(request.freshness, stop));
    for (const auto& [id, connection] : snapshot->objects) {
      if (!HasMark(*connection, request.mark) || IsAbsent(connection)) continue;
      Candidate candidate;
      candidate.observed = ObserveConnection(region, *connection, request.desired);
      candidate.marked = true;
      candidate.identical = FixedDifferences(Kind::kConnection, request.desired,
                                             ReadConnection(*connection, region.name(), Value::Null()))
                                .empty();
      candidate.same = "the mark of this resource";
      IC_ASSIGN_OR_RETURN(const auto on, InterfacesOn(region, id, stop));
      candidate.observed.has_children = !on.empty();
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    if (const std::string id = TextField(request.desired, field::kAdopt); !id.empty()) {
      return Adopt(region, id, request, stop);
    }
    nlohmann::json input = WriteConnection(request.desired);
    nlohmann::json tags = TagList(request.desired.Get(field::kTags), MarksOf(request));
    if (!tags.empty()) input["tags"] = std::move(tags);
    const auto answer = region.Call("CreateConnection", input, stop);
    if (!answer.ok()) return Failed(answer.status());
    const std::string id = TextOf(*answer, "connectionId");
    if (id.empty()) return Failed(AnswerWithoutId("CreateConnection"));
    region.connections().Invalidate(id);
    const auto ordered = std::make_shared<const nlohmann::json>(*answer);
    region.connections().Learn(id, ordered);
    ChangeResult result;
    result.id = id;
    result.attributes = ObserveConnection(region, *ordered, request.desired).attributes;
    // The create has no member for the mode. AWS may take it only once the port is there: then the next run sets it.
    InPlace in_place(region, ordered, request.desired, request.desired, MarksOf(request), result.diagnostics, stop);
    if (const Status status = in_place.Apply({"aws.encryption_mode"}); !status.ok()) {
      result.diagnostics.AddWarning(AttributePath("aws").Attribute("encryption_mode"), "MACsec mode not set yet",
                                    fmt::format("The connection {} was ordered, but AWS did not take its MACsec mode "
                                                "yet: {}. The next run tries again.",
                                                id, status.message()));
    }
    return result;
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration /*timeout*/,
                      std::stop_token stop) const override {
    const auto connection = region.connections().Get(id, Freshness::kLive, stop);
    if (!connection.ok()) return FailedWith(id, connection.status());
    if (IsAbsent(*connection)) return Failed(NoSuchConnection(region, id));
    return {.id = id, .attributes = ObserveConnection(region, **connection, desired).attributes};
  }

  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const override {
    const auto live = region.connections().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (IsAbsent(*live)) return Failed(NoSuchConnection(region, request.id));
    Diagnostics diagnostics;
    InPlace in_place(region, *live, request.prior, request.desired, SplitTags(**live).marks, diagnostics, stop);
    return Finish(region, request.id, request.desired, in_place.Apply(request.changed), std::move(diagnostics), stop);
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const auto live = region.connections().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (IsAbsent(*live)) return {};
    if (NeedsDelete(ConnectionRow(**live).stage)) {
      const auto answer = region.Call("DeleteConnection", {{"connectionId", request.id}}, stop);
      region.connections().Invalidate(request.id);
      region.lags().InvalidateAll();
      if (!answer.ok() && answer.status().code() != StatusCode::kNotFound) {
        return FailedWith(request.id, ExplainRefusedDelete(region, **live, answer.status(), stop));
      }
      if (answer.ok() && ConnectionRow(*answer).stage == Stage::kGone) return {};
    }
    const auto gone = WaitFor(
        region.connections(), request.id, request.id + " to be deleted",
        [](const nlohmann::json* connection) -> Verdict {
          if (connection == nullptr) return {.done = true};
          return {.done = ConnectionRow(*connection).stage == Stage::kGone, .state = StateWord(*connection)};
        },
        region.Until(request.timeout), stop);
    return gone.ok() ? ChangeResult() : FailedWith(request.id, gone.status());
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(Freshness::kLive, stop));
    std::vector<Health> healths;
    for (const auto& [id, connection] : snapshot->objects) {
      if (IsAbsent(connection) || (!ids.empty() && std::ranges::find(ids, id) == ids.end())) continue;
      Health health;
      health.kind = Kind::kConnection;
      health.id = id;
      health.region = region.name();
      health.name = TextOf(*connection, "connectionName");
      health.vendor_state = StateWord(*connection);
      health.state = HealthOf(ConnectionRow(*connection), -1);
      health.redundancy_group = SplitTags(*connection).marks.group;
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }

 private:
  static Marks MarksOf(const CreateRequest& request) {
    return {.mark = request.mark, .owner = request.owner, .group = TextField(request.desired, field::kRedundancyGroup)};
  }

  // Takes over what exists; a hosted connection that waits for it is accepted. One that is past that, by hand or by an
  // earlier run, is no error.
  static ChangeResult Adopt(Region& region, const std::string& id, const CreateRequest& request, std::stop_token stop) {
    const auto live = region.connections().Get(id, Freshness::kLive, stop);
    if (!live.ok()) return Failed(live.status());
    if (IsAbsent(*live)) return Failed(NoSuchConnection(region, id).Annotate("taking over a connection"));
    const Status adoptable =
        CheckAdoptable(Kind::kConnection, id, request.desired, ReadConnection(**live, region.name(), Value::Null()));
    if (!adoptable.ok()) return Failed(adoptable);
    if (ConnectionRow(**live).stage == Stage::kOffered) {
      const auto answer = region.Call("ConfirmConnection", {{"connectionId", id}}, stop);
      region.connections().Invalidate(id);
      if (!answer.ok()) {
        const auto again = region.connections().Get(id, Freshness::kLive, stop);
        const bool accepted = again.ok() && !IsAbsent(*again) && ConnectionRow(**again).stage != Stage::kOffered;
        if (!accepted) return Failed(answer.status().Annotate("accepting " + id));
      }
    }
    Diagnostics diagnostics;
    NoteTakenOver(id, SplitTags(**live), request.desired, request.owner, diagnostics);
    // Tags it had before are not ours to remove: no prior ones.
    InPlace in_place(region, *live, Value::Null(), request.desired, MarksOf(request), diagnostics, stop);
    return Finish(region, id, request.desired, in_place.Apply(AllInPlace()), std::move(diagnostics), stop);
  }

  // Reads the object after a change; a failure of the change stays, whatever the read says.
  static ChangeResult Finish(Region& region, const std::string& id, const Value& desired, Status status,
                             Diagnostics diagnostics, std::stop_token stop) {
    ChangeResult result = {.status = std::move(status), .id = id};
    result.diagnostics = std::move(diagnostics);
    const auto after = region.connections().Get(id, Freshness::kShared, stop);
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

}  // namespace ic::aws

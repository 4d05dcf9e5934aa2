// Connections: ports that are ordered, and hosted ones that a partner offers.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/connection_steps.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/tagging.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

const StateRow& RowOf(const nlohmann::json& connection) {
  return StateOf(Kind::kConnection, TextViewOf(connection, "Status"));
}

// Null or at its end: as good as absent.
bool IsAbsent(const Object& connection) { return connection == nullptr || IsAbsent(RowOf(*connection)); }

Observed ObserveConnection(Region& region, const nlohmann::json& connection, const Value& prior) {
  const TagSplit tags = TagsOf(connection);
  Observed observed;
  observed.id = TextOf(connection, "PhysicalConnectionId");
  observed.region = region.name();
  observed.attributes = ReadConnection(connection, region.name(), prior);
  observed.attributes.Put(field::kTags, TagsValue(tags.user, prior.Get(field::kTags)));
  observed.attributes.Put(field::kRedundancyGroup,
                          tags.marks.group.empty() ? Value::Null() : Value::String(tags.marks.group));
  observed.mark = tags.marks.mark;
  observed.redundancy_group = tags.marks.group;
  region.NoteUnknownState(Kind::kConnection, observed.id, ConnectionState(connection));
  return observed;
}

Status NoSuchConnection(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no physical connection {} in {}", id, region.name()));
}

StatusOr<std::vector<std::string>> InterfacesOn(Region& region, const std::string& id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, std::move(stop)));
  std::vector<std::string> on;
  for (const auto& [interface_id, interface] : snapshot->objects) {
    if (IsInterfaceAbsent(interface) || TextOf(*interface, "PhysicalConnectionId") != id) continue;
    on.push_back(fmt::format("{} (\"{}\")", interface_id, TextOf(*interface, "Name")));
  }
  return on;
}

ChangeResult FinishConnection(Region& region, const std::string& id, const Value& desired, Status status,
                              Diagnostics diagnostics, std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = id};
  result.diagnostics = std::move(diagnostics);
  const auto after = region.connections().Get(id, Freshness::kShared, std::move(stop));
  if (after.ok() && *after != nullptr) {
    result.attributes = ObserveConnection(region, **after, desired).attributes;
  } else if (result.status.ok()) {
    result.status = after.ok() ? NoSuchConnection(region, id) : after.status();
  }
  return result;
}

struct ConnectionChange {
  const nlohmann::json& live;
  const Value& prior;
  const Value& desired;
  Marks marks;
  WaitContext context;
};

Status ChangeConnection(Region& region, const ConnectionChange& change, const std::vector<std::string>& changed,
                        Diagnostics& diagnostics, std::stop_token stop) {
  const std::string id = TextOf(change.live, "PhysicalConnectionId");
  Parameters parameters = WriteConnectionChange(changed, change.desired);
  if (!parameters.empty()) {
    parameters["PhysicalConnectionId"] = id;
    const auto answer = region.Call("ModifyPhysicalConnectionAttribute", parameters, stop);
    region.connections().Invalidate(id);
    if (!answer.ok()) {
      return answer.status().Annotate(
          fmt::format("changing {}, which is in state {}", id, ConnectionState(change.live)));
    }
  }
  if (Touches(changed, "tags") || Touches(changed, "redundancy_group")) {
    Marks marks = change.marks;
    marks.group = TextField(change.desired, field::kRedundancyGroup);
    const TagChange tags =
        ChangeOfTags(TagsOf(change.live), change.prior.Get(field::kTags), change.desired.Get(field::kTags), marks);
    if (!tags.set.empty() || !tags.removed.empty()) {
      IC_RETURN_IF_ERROR(ApplyTags(region, kConnectionResource, id, tags, stop));
      region.connections().Invalidate(id);
    }
  }
  const bool steps = std::ranges::any_of(changed, [](const std::string& path) {
    return path.starts_with("alibaba.loa_") || path == "alibaba.enabled" || path == "alibaba";
  });
  return steps ? AdvanceConnection(region, id, change.desired, change.context, diagnostics, std::move(stop))
               : OkStatus();
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

  // Only a mark can tell: names, places and bandwidths may repeat.
  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    std::vector<Candidate> candidates;
    if (request.mark.empty()) return candidates;
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(request.freshness, stop));
    for (const auto& [id, connection] : snapshot->objects) {
      if (IsAbsent(connection) || TagsOf(*connection).marks.mark != request.mark) continue;
      Candidate candidate;
      candidate.observed = ObserveConnection(region, *connection, request.desired);
      candidate.marked = true;
      candidate.identical = FixedDifferences(AlibabaTraits(), Kind::kConnection, WithoutSteps(request.desired),
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
      return Adopt(region, id, request, std::move(stop));
    }
    const WaitContext context = region.Until(request.timeout);
    Parameters parameters = WriteConnection(request.desired);
    PutTags(parameters, "Tag", request.desired.Get(field::kTags), MarksOf(request));
    const auto answer = region.Call("CreatePhysicalConnection", parameters, stop);
    region.connections().InvalidateAll();
    if (!answer.ok()) return Failed(answer.status());
    const std::string id = TextOf(*answer, "PhysicalConnectionId");
    if (id.empty()) return Failed(AnswerWithoutId("Alibaba Cloud", "CreatePhysicalConnection"));
    Diagnostics diagnostics;
    Status status = AdvanceConnection(region, id, request.desired, context, diagnostics, stop);
    return FinishConnection(region, id, request.desired, std::move(status), std::move(diagnostics), std::move(stop));
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    Diagnostics diagnostics;
    Status status = AdvanceConnection(region, id, desired, region.Until(timeout), diagnostics, stop);
    return FinishConnection(region, id, desired, std::move(status), std::move(diagnostics), std::move(stop));
  }

  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const override {
    const auto live = region.connections().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (IsAbsent(*live)) return Failed(NoSuchConnection(region, request.id));
    Diagnostics diagnostics;
    const ConnectionChange change = {.live = **live,
                                     .prior = request.prior,
                                     .desired = request.desired,
                                     .marks = TagsOf(**live).marks,
                                     .context = region.Until(request.timeout)};
    Status status = ChangeConnection(region, change, request.changed, diagnostics, stop);
    return FinishConnection(region, request.id, request.desired, std::move(status), std::move(diagnostics),
                            std::move(stop));
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const auto live = region.connections().Get(request.id, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (*live == nullptr) return {};
    const Status removed = RemoveConnection(region, **live, region.Until(request.timeout), stop);
    if (removed.ok()) return {};
    const auto on = InterfacesOn(region, request.id, std::move(stop));
    if (!HasCode(removed, "Forbidden") || !on.ok() || on->empty()) return FailedWith(request.id, removed);
    return FailedWith(request.id,
                      Reworded(removed, fmt::format("{} cannot be deleted while virtual border routers are on it: {}. "
                                                    "Delete them first. Alibaba Cloud says: {}",
                                                    request.id, JoinWords(*on, "and"), removed.message())));
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
      health.name = TextOf(*connection, "Name");
      health.vendor_state = ConnectionState(*connection);
      health.state = HealthOf(RowOf(*connection), IsPaid(TextViewOf(*connection, "BusinessStatus")) ? -1 : 0);
      health.redundancy_group = TagsOf(*connection).marks.group;
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }

 private:
  // How far the port is taken is no property that would tell two of them apart.
  static Value WithoutSteps(Value desired) {
    Value vendor = desired.Get("alibaba");
    if (vendor.kind() != Value::Kind::kObject) return desired;
    vendor.Put(vendor_field::kEnabled, Value::Null());
    desired.Put("alibaba", std::move(vendor));
    return desired;
  }

  // Takes over what exists; a hosted connection that waits for it is accepted.
  static ChangeResult Adopt(Region& region, const std::string& id, const CreateRequest& request, std::stop_token stop) {
    const WaitContext context = region.Until(request.timeout);
    const auto live = region.connections().Get(id, Freshness::kLive, stop);
    if (!live.ok()) return Failed(live.status());
    if (IsAbsent(*live)) return Failed(NoSuchConnection(region, id).Annotate("taking over a connection"));
    const Value found = ReadConnection(**live, region.name(), Value::Null());
    const Status adoptable =
        CheckAdoptable(AlibabaTraits(), Kind::kConnection, id, WithoutSteps(request.desired), found);
    if (!adoptable.ok()) return Failed(adoptable);
    if (const Status accepted = AcceptConnection(region, **live, context, stop); !accepted.ok()) {
      return Failed(accepted);
    }
    Diagnostics diagnostics;
    NoteTakenOver(id, TagsOf(**live), request.desired, request.owner, diagnostics);
    const ConnectionChange change = {.live = **live,
                                     .prior = Value::Null(),
                                     .desired = request.desired,
                                     .marks = MarksOf(request),
                                     .context = context};
    Status status = ChangeConnection(region, change, DifferentPaths(request.desired, found), diagnostics, stop);
    return FinishConnection(region, id, request.desired, std::move(status), std::move(diagnostics), std::move(stop));
  }

  static std::vector<std::string> DifferentPaths(const Value& desired, const Value& live) {
    std::vector<std::string> paths = {"tags", "alibaba.enabled"};
    for (const Field& field : AllFields(AlibabaTraits(), Kind::kConnection)) {
      const Value& wanted = desired.Get(field.name);
      const bool compared = !field.local && field.name != field::kAdopt && field.name != field::kTags;
      if (!compared || !wanted.is_known()) continue;
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
};

}  // namespace

const Handler& ConnectionHandler() {
  static const Connections kHandler;
  return kHandler;
}

}  // namespace ic::alibaba

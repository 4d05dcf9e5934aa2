// A kind of a cloud that there is not, for tests of what every vendor's kinds share: things with a name, tags and
// sessions, kept in memory, over calls that are remembered and fail as they are told.
#ifndef ADAPTERS_COMMON_KINDS_TESTING_FAKE_KIND_H_
#define ADAPTERS_COMMON_KINDS_TESTING_FAKE_KIND_H_

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/common/client/testing/fake_api.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/common/session/session_calls.h"
#include "base/testing/fake_clock.h"

namespace ic {

inline const StateTable& ThingStates() {
  static constexpr StateRow kRows[] = {
      {.word = "offered", .stage = Stage::kOffered},
      {.word = "working", .stage = Stage::kUnderway},
      {.word = "ready", .stage = Stage::kReady, .carries = Carries::kYes},
      {.word = "leaving", .stage = Stage::kLeaving},
      {.word = "ended", .stage = Stage::kDead},
      {.word = "declined", .stage = Stage::kDeclined},
      {.word = "gone", .stage = Stage::kGone},
  };
  static constexpr StateTable kTable(kRows, kRows, kRows, {}, {});
  return kTable;
}

// The service: things by id. What is `working` is `ready` at the next look, what is `leaving` is away.
class FakeThingsApi final : public FakeApi {
 public:
  static constexpr std::array<Operation, 8> kOperations = {{
      {.name = "Accept", .mutating = true},
      {.name = "Change", .mutating = true},
      {.name = "Delete", .mutating = true},
      {.name = "Get"},
      {.name = "List", .paging = {.list = "things", .next = "next", .ask = "token"}},
      {.name = "Make", .mutating = true, .idempotent = false},
      {.name = "Some"},
      {.name = "Tag", .mutating = true},
  }};
  FakeThingsApi() : FakeApi(kOperations, "r1") {}

  std::map<std::string, Json> things;

 private:
  void Step() {
    std::erase_if(things, [](const auto& thing) { return thing.second["state"] == "leaving"; });
    for (auto& [id, thing] : things) {
      if (thing["state"] == "working") thing["state"] = "ready";
    }
  }

  StatusOr<Json> CarryOut(const ApiCall& call) override {
    if (call.operation == "List") {
      Json list = Json::array();
      for (const auto& [id, thing] : things) list.push_back(thing);
      Step();
      return Json{{"things", std::move(list)}};
    }
    if (call.operation == "Some") {
      Json list = Json::array();
      for (const Json& id : call.members.at("ids")) {
        if (const auto found = things.find(id); found != things.end()) list.push_back(found->second);
      }
      Step();
      return list;
    }
    if (call.operation == "Make") {
      const std::string id = "t-" + std::to_string(things.size() + 1);
      things[id] = {{"id", id}, {"state", "working"}, {"name", call.members.value("name", "")}};
      return things[id];
    }
    if (call.operation == "Change" && call.id.empty()) return Json::object();
    const auto found = things.find(call.id);
    if (found == things.end()) return NotFoundError("there is no " + call.id);
    const Json shown = found->second;
    if (call.operation == "Get") {
      Step();
    } else if (call.operation == "Delete") {
      found->second["state"] = "leaving";
    } else if (call.operation == "Accept") {
      found->second["state"] = "working";
    } else {
      found->second.update(call.members);
    }
    return shown;
  }
};

inline const VendorTraits& ThingTraits() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits;
    traits.cloud = "sky";
    traits.title = "Sky";
    traits.fields.resize(kAllKinds.size());
    traits.marked = {Kind::kConnection, Kind::kVirtualInterface};
    traits.changes.push_back({Kind::kVirtualInterface, field::kVlan, OnChange::kReplace, "all", "it is fixed", {}});
    return traits;
  }();
  return kTraits;
}

class ThingRegion final : public RegionBase {
 public:
  // `together`: how many ids one call takes; 0: the service has no such call.
  ThingRegion(ApiClient& client, Clock& clock, std::size_t together = 0)
      : RegionBase("r1", "Sky", ThingStates(), client, clock, Logger()), things(Source(client, together), clock) {}

  Listing things;

 private:
  static ListingSource Source(ApiClient& client, std::size_t together) {
    ListingSource source = Source(client);
    if (together == 0) return source;
    source.together = together;
    source.some = [&client, together](const std::vector<std::string>& ids, std::stop_token stop) {
      if (ids.size() > together) std::abort();
      return client.Call({.operation = "Some", .members = {{"ids", ids}}}, "r1", stop);
    };
    return source;
  }
  static ListingSource Source(ApiClient& client) {
    return {.all = [&client](std::stop_token stop) { return client.List({.operation = "List"}, "r1", stop); },
            .one = [&client](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
              auto answer = client.Call({.operation = "Get", .id = id}, "r1", stop);
              if (answer.status().code() == StatusCode::kNotFound) return Object();
              if (!answer.ok()) return answer.status();
              return std::make_shared<const nlohmann::json>(*std::move(answer));
            },
            .id_member = "id"};
  }
};

class ThingKind final : public ObjectKind {
 public:
  using Json = nlohmann::json;

  Kind kind() const override { return Kind::kVirtualInterface; }
  const VendorTraits& traits() const override { return ThingTraits(); }
  std::string_view noun() const override { return "thing"; }
  Duration DefaultTimeout() const override { return std::chrono::minutes(1); }
  Listing& Objects(RegionBase& region) const override { return static_cast<ThingRegion&>(region).things; }
  std::string NameOf(const Json& live) const override { return TextOf(live, "name"); }
  std::string WordOf(const Json& live) const override { return TextOf(live, "state"); }
  const StateRow& RowOf(const Json& live) const override {
    return ThingStates().Of(Kind::kVirtualInterface, TextViewOf(live, "state"));
  }
  TagSplit TagsOf(const Json& live) const override { return SplitTags(live, ""); }

  StatusOr<Observed> Observe(RegionBase& /*region*/, const Json& live, const Value& /*prior*/, Freshness /*beside*/,
                             std::stop_token /*stop*/) const override {
    const auto vlan = IntegerOf(live, "vlan");
    return Observed{.id = TextOf(live, "id"),
                    .attributes = Value::Object({{"name", Value::String(TextOf(live, "name"))},
                                                 {"vlan", vlan ? Value::Int(*vlan) : Value::Null()}})};
  }
  Listing::Way WayToAlike() const override { return MarksIn; }
  std::vector<std::string> KeysOf(const CreateRequest& request) const override { return {request.mark}; }
  bool MayMatch(const Json& live, const CreateRequest& request) const override { return HasMark(live, request.mark); }
  StatusOr<std::optional<Candidate>> Match(RegionBase& /*region*/, const Json& /*live*/, Observed observed,
                                           const CreateRequest& /*request*/, std::stop_token /*stop*/) const override {
    return std::optional(Candidate{.observed = std::move(observed), .marked = true, .same = "the mark"});
  }
  Status Check(RegionBase& /*region*/, const CreateRequest& request, const WaitContext& /*context*/,
               std::stop_token /*stop*/) const override {
    return TextField(request.desired, "name") == "bad" ? InvalidArgumentError("bad name") : OkStatus();
  }
  StatusOr<Made> Make(RegionBase& region, const CreateRequest& request, const WaitContext& /*context*/,
                      std::stop_token stop) const override {
    const Json members = {{"name", TextField(request.desired, "name")}};
    IC_ASSIGN_OR_RETURN(const Json answer, region.Call({.operation = "Make", .members = members}, stop));
    return Made{TextOf(answer, "id")};
  }
  Status Settle(RegionBase& region, const std::string& id, const Object& /*live*/, const Value& /*desired*/,
                const WaitContext& context, Diagnostics& /*diagnostics*/, std::stop_token stop) const override {
    const auto judge = [this](const Json* live) -> Verdict {
      if (live == nullptr) return {.failure = NotFoundError("gone")};
      return {.done = IsSettled(RowOf(*live).stage, false), .failure = {}, .state = WordOf(*live)};
    };
    return WaitFor(Objects(region), id, id + " to be ready", judge, context, stop).status();
  }
  Status Accept(RegionBase& region, const Json& live, const CreateRequest& /*request*/, const WaitContext& /*context*/,
                std::stop_token stop) const override {
    return region.Call({.operation = "Accept", .id = TextOf(live, "id")}, stop).status();
  }
  Status ChangeInPlace(RegionBase& region, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    if (!Touches(change.changed, "name")) return OkStatus();
    const Json members = {{"name", TextField(change.desired, "name")}};
    const Status status = region.Call({.operation = "Change", .id = change.id, .members = members}, stop).status();
    Objects(region).Invalidate(change.id);
    return status;
  }
  Status ApplyTags(RegionBase& region, const ObjectChange& change, const TagChange& tags, Diagnostics& /*diagnostics*/,
                   std::stop_token stop) const override {
    return region.Call({.operation = "Tag", .id = change.id, .members = {{"tags", TagList(tags.set)}}}, stop).status();
  }
  StatusOr<Json> Remove(RegionBase& region, const Json& /*live*/, const DeleteRequest& request,
                        const WaitContext& /*context*/, std::stop_token stop) const override {
    return region.Call({.operation = "Delete", .id = request.id}, stop);
  }
};

struct FakeThings {
  FakeThings() : region(api, clock) {}

  void Add(const std::string& id, const std::string& state) {
    api.things[id] = {{"id", id}, {"state", state}, {"name", "old"}, {"vlan", 7}};
  }
  static Value Desired(const std::string& name) { return Value::Object({{"name", Value::String(name)}}); }
  static CreateRequest Creation(Value desired) {
    return {.kind = Kind::kVirtualInterface,
            .region = "r1",
            .desired = std::move(desired),
            .secrets = {},
            .mark = "m1",
            .owner = "team",
            .timeout = std::chrono::minutes(1)};
  }

  FakeThingsApi api;
  FakeClock clock;
  ThingRegion region;
  ThingKind kind;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_TESTING_FAKE_KIND_H_

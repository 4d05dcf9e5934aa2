// Connections are links.
#include <chrono>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/sky/kinds/adapter.h"
#include "adapters/sky/tables/traits.h"

namespace ic::sky {
namespace {

const std::vector<AttributeRow>& Rows() { return RowsOf(SkyTables(), Kind::kConnection); }

class Links final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kConnection; }
  const VendorTraits& traits() const override { return SkyTraits(); }
  std::string_view noun() const override { return "link"; }
  Duration DefaultTimeout() const override { return std::chrono::minutes(5); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).links(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "name"); }
  std::string WordOf(const nlohmann::json& live) const override { return TextOf(live, "state"); }
  const StateRow& RowOf(const nlohmann::json& live) const override {
    return States().Of(Kind::kConnection, TextViewOf(live, "state"));
  }

  StatusOr<Observed> Observe(RegionBase& region, const nlohmann::json& live, const Value& prior, Freshness /*beside*/,
                             std::stop_token /*stop*/) const override {
    Observed link{.id = TextOf(live, "id"), .attributes = {}};
    link.attributes = StartObject("sky", link.id, region.name(), prior);
    ReadRows(Rows(), live, link.attributes);
    return link;
  }

  // Sky has no tags to mark a create with: the name tells links apart.
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    return TextOf(live, "name") == TextField(request.desired, field::kName);
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& /*region*/, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token /*stop*/) const override {
    const bool identical = FixedDifferences(SkyTraits(), kind(), request.desired, observed.attributes).empty();
    return std::optional(
        Candidate{.observed = std::move(observed), .identical = identical, .same = "the name " + NameOf(live)});
  }

  StatusOr<Made> Make(RegionBase& region, const CreateRequest& request, const WaitContext& /*context*/,
                      std::stop_token stop) const override {
    const auto link = region.Call({.operation = "CreateLink", .members = CreateMembers(Rows(), request.desired)}, stop);
    if (!link.ok()) return link.status();
    if (TextOf(*link, "id").empty()) return AnswerWithoutId("Sky Links", "CreateLink");
    return Made{.id = TextOf(*link, "id"), .shown = std::make_shared<const nlohmann::json>(*link)};
  }

  Status ChangeInPlace(RegionBase& region, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    for (MemberChange& one : ModifyMembers(Rows(), change.changed, change.desired, change.live.get())) {
      const auto link =
          region.Call({.operation = "UpdateLink", .id = change.id, .members = std::move(one.members)}, stop);
      Objects(region).Invalidate(change.id);
      if (!link.ok()) return link.status();
    }
    return OkStatus();
  }

  StatusOr<nlohmann::json> Remove(RegionBase& region, const nlohmann::json& /*live*/, const DeleteRequest& request,
                                  const WaitContext& /*context*/, std::stop_token stop) const override {
    return region.Call({.operation = "DeleteLink", .id = request.id}, std::move(stop));
  }
};

}  // namespace

const KindHandler& ConnectionHandler() {
  static const Links kKind;
  static const ObjectHandler kHandler(kKind);
  return kHandler;
}

}  // namespace ic::sky

// BGP groups: number and key of the sessions in them.
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/ipv6.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/kinds/session_lookup.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

StatusOr<std::vector<std::string>> SessionsIn(Region& region, const std::string& id, Freshness freshness,
                                              std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, "", freshness, std::move(stop)));
  std::vector<std::string> in;
  for (const Session& session : sessions) {
    if (session.group_id == id) in.push_back(fmt::format("{} ({})", session.id, session.customer_address));
  }
  return in;
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

Status ExplainGroup(Region& region, const std::string& id, const Status& refusal, std::stop_token stop) {
  if (!HasCode(refusal, "DependencyViolation.BgpPeer")) return refusal.Annotate("deleting " + id);
  const auto in = SessionsIn(region, id, Freshness::kLive, std::move(stop));
  if (!in.ok() || in->empty()) return refusal.Annotate("deleting " + id);
  return Reworded(refusal, fmt::format("{} cannot be deleted while BGP peers are in it: {}. Delete them first, or "
                                       "move them to another group",
                                       id, JoinWords(*in, "and")));
}

class Groups final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kBgpGroup; }
  const VendorTraits& traits() const override { return AlibabaTraits(); }
  Duration DefaultTimeout() const override { return std::chrono::minutes(10); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).groups(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "Name"); }
  std::string WordOf(const nlohmann::json& live) const override { return TextOf(live, "Status"); }
  const StateRow& RowOf(const nlohmann::json& live) const override {
    return StateOf(Kind::kBgpGroup, TextViewOf(live, "Status"));
  }
  // Groups that stand for no resource are part of their session.
  bool IsResource(const nlohmann::json& live) const override { return !IsOwnGroupName(TextOf(live, "Name")); }
  // The interface's: the vendor refuses two changes on one router at a time.
  std::string LockOf(const std::string& /*id*/, const Value& object) const override {
    return TextField(object, field::kVirtualInterfaceId);
  }

  StatusOr<Observed> Observe(RegionBase& region, const nlohmann::json& live, const Value& prior, Freshness /*beside*/,
                             std::stop_token /*stop*/) const override {
    return Observed{.id = TextOf(live, "BgpGroupId"), .attributes = ReadGroup(live, region.name(), prior)};
  }

  Listing::Way WayToAlike() const override { return RouterOf; }
  std::vector<std::string> KeysOf(const CreateRequest& request) const override {
    return {TextField(request.desired, field::kVirtualInterfaceId)};
  }
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    return TextOf(live, "RouterId") == TextField(request.desired, field::kVirtualInterfaceId) &&
           SameName(live, request.desired);
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& base, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto in, SessionsIn(Region::Of(base), observed.id, request.freshness, std::move(stop)));
    observed.has_children = !in.empty();
    const std::string key = request.secrets.auth_key.value_or("");
    return std::optional(
        Candidate{.observed = std::move(observed),
                  .identical = IsSameGroup(live, request),
                  .same = fmt::format("the name \"{}\" on {}", TextOf(live, "Name"), TextOf(live, "RouterId")),
                  .same_key = !key.empty() && key == TextOf(live, "AuthKey")});
  }

  Status Check(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
               std::stop_token stop) const override {
    const std::string id = TextField(request.desired, field::kVirtualInterfaceId);
    if (id.empty()) return OkStatus();
    Region& region = Region::Of(base);
    const bool six = TextField(request.desired, field::kAddressFamily) == "ipv6";
    // Another object of the run may just have given the router its addresses.
    const Freshness now = six && !request.planned ? request.freshness : Freshness::kShared;
    IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(id, now, std::move(stop)));
    IC_RETURN_IF_ERROR(CheckStands(region, id, interface.get()));
    return six ? CheckHasIpv6(id, *interface) : OkStatus();
  }
  StatusOr<Made> Make(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
                      std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const auto answer =
        region.Call("CreateBgpGroup", WriteGroup(request.desired, request.secrets.auth_key), std::move(stop));
    std::string id = answer.ok() ? TextOf(*answer, "BgpGroupId") : std::string();
    if (id.empty()) region.groups().InvalidateAll();
    if (!answer.ok()) return answer.status();
    if (id.empty()) return AnswerWithoutId("Alibaba Cloud", "CreateBgpGroup");
    return Made{std::move(id)};
  }
  Status Settle(RegionBase& base, const std::string& id, const Object& live, const Value& /*desired*/,
                const WaitContext& context, Diagnostics& /*diagnostics*/, std::stop_token stop) const override {
    if (live != nullptr && RowOf(*live).stage == Stage::kReady) return OkStatus();
    return WaitAvailable(Region::Of(base).groups(), id, context, std::move(stop));
  }

  Status ChangeInPlace(RegionBase& base, const ObjectChange& change, Diagnostics& diagnostics,
                       std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_RETURN_IF_ERROR(Settle(base, change.id, change.live, change.desired, change.context, diagnostics, stop));
    Parameters parameters = WriteGroupChange(change.changed, change.desired, change.secrets.auth_key);
    if (parameters.empty()) return OkStatus();
    parameters["BgpGroupId"] = change.id;
    const auto answer = region.Call("ModifyBgpGroupAttribute", parameters, stop);
    region.groups().Invalidate(change.id);
    region.peers().InvalidateAll();  // they take the group's values
    if (!answer.ok()) return answer.status();
    return WaitAvailable(region.groups(), change.id, change.context, std::move(stop));
  }

  StatusOr<nlohmann::json> Remove(RegionBase& base, const nlohmann::json& live, const DeleteRequest& request,
                                  const WaitContext& context, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    if (RowOf(live).stage != Stage::kReady) {
      IC_RETURN_IF_ERROR(WaitAvailable(region.groups(), request.id, context, stop));
    }
    IC_RETURN_IF_ERROR(SendDeleteGroup(region, request.id, context, std::move(stop)));
    return nlohmann::json::object();
  }
  Status Explain(RegionBase& base, const nlohmann::json& /*live*/, const std::string& id, const Status& refusal,
                 std::stop_token stop) const override {
    return ExplainGroup(Region::Of(base), id, refusal, std::move(stop));
  }
};

}  // namespace

const Handler& GroupHandler() {
  static const Groups kKind;
  static const ObjectHandler kHandler(kKind);
  return kHandler;
}

}  // namespace ic::alibaba

// Changes of virtual border routers in place.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/kinds/tagging.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/refuse_if.h"

namespace ic::alibaba {
namespace {

class Changing {
 public:
  Changing(Region& region, const InterfaceChange& change, const std::vector<std::string>& changed, std::stop_token stop)
      : region_(region),
        change_(change),
        changed_(changed),
        id_(TextOf(*change.live, "VbrId")),
        stop_(std::move(stop)) {}

  Status Run() {
    const std::optional<bool> terminated = VendorFlag(change_.desired, vendor_field::kTerminated);
    if (Touched("alibaba.terminated") && terminated == false) IC_RETURN_IF_ERROR(Recover());
    IC_RETURN_IF_ERROR(FindOwn());
    IC_RETURN_IF_ERROR(Modify());
    if (TouchesSession()) IC_RETURN_IF_ERROR(SetSession());
    if (Touched("tags") || Touched("redundancy_group")) IC_RETURN_IF_ERROR(SetTags());
    if (Touched("alibaba.terminated") && terminated == true) IC_RETURN_IF_ERROR(Terminate());
    return OkStatus();
  }

 private:
  bool Touched(std::string_view path) const { return Touches(changed_, path); }

  bool TouchesSession() const {
    constexpr std::array<std::string_view, 6> kPaths = {"customer_asn", "cloud_asn",        "auth_key",
                                                        "bfd.enabled",  "alibaba.bfd_hops", "customer_address"};
    return std::ranges::any_of(kPaths, [this](std::string_view path) { return Touched(path); });
  }

  // Before its address changes: the address is what tells the session.
  Status FindOwn() {
    if (!TouchesSession()) return OkStatus();
    IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region_, id_, Freshness::kLive, stop_));
    const Value& tracking = change_.prior.is_null() ? change_.desired : change_.prior;
    if (const Session* own = OwnSession(sessions, *change_.live, tracking)) own_ = *own;
    if (!own_) {
      // An interrupted run may have made it.
      const auto found = std::ranges::find(sessions, kInterfaceGroupName, &Session::group_name);
      if (found != sessions.end()) own_ = *found;
    }
    return OkStatus();
  }

  Status Call(std::string_view operation, Parameters parameters) {
    parameters["VbrId"] = id_;
    const auto answer = region_.Call(operation, parameters, stop_);
    region_.interfaces().Invalidate(id_);
    if (!answer.ok()) return answer.status().Annotate(fmt::format("{} of {}", operation, id_));
    return WaitForInterface(region_, id_, change_.context, stop_);
  }

  Status Recover() {
    if (!IsStopped(InterfaceRow(*change_.live).stage)) return OkStatus();
    return Call("RecoverVirtualBorderRouter", {});
  }

  Status Terminate() {
    if (IsStopped(InterfaceRow(*change_.live).stage)) return OkStatus();
    return Call("TerminateVirtualBorderRouter", {});
  }

  Status Modify() {
    Parameters parameters = WriteInterfaceChange(changed_, change_.desired);
    return parameters.empty() ? OkStatus() : Call("ModifyVirtualBorderRouterAttribute", std::move(parameters));
  }

  Status SetSession() {
    if (TextField(change_.desired, field::kCustomerAsn).empty()) {
      if (!own_ || !Touched(field::kCustomerAsn)) return OkStatus();
      return DeleteSession(region_, *own_, change_.context, stop_);
    }
    SessionWish wish = WishOf(change_.desired, change_.auth_key);
    wish.interface_id = id_;
    wish.group_name = kInterfaceGroupName;
    wish.address_family = "ipv4";
    wish.address = AddressPart(TextField(change_.desired, field::kCustomerAddress));
    if (wish.address.empty()) wish.address = CanonicalAddress(TextOf(*change_.live, "PeerGatewayIp"));
    if (!wish.bfd && Touched("bfd.enabled")) wish.bfd = false;
    if (own_) return ChangeSession(region_, *own_, wish, change_.context, stop_);
    std::string made;
    return MakeSession(region_, wish, change_.context, &made, stop_);
  }

  Status SetTags() {
    Marks marks = change_.marks;
    marks.group = TextField(change_.desired, field::kRedundancyGroup);
    const TagChange change =
        ChangeOfTags(TagsOf(*change_.live), change_.prior.Get(field::kTags), change_.desired.Get(field::kTags), marks);
    if (change.set.empty() && change.removed.empty()) return OkStatus();
    const Status status = ApplyTags(region_, kInterfaceResource, id_, change, stop_);
    region_.interfaces().Invalidate(id_);
    return status;
  }

  Region& region_;
  const InterfaceChange& change_;
  const std::vector<std::string>& changed_;
  const std::string id_;
  std::optional<Session> own_;
  std::stop_token stop_;
};

}  // namespace

Status ChangeInterface(Region& region, const InterfaceChange& change, const std::vector<std::string>& changed,
                       std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto held, region.locks().Take(TextOf(*change.live, "VbrId"), stop));
  return Changing(region, change, changed, std::move(stop)).Run();
}

}  // namespace ic::alibaba

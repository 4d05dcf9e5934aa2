// Changing virtual interfaces in place.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/kinds/session_change.h"
#include "adapters/aws/tables/states.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

constexpr std::array<std::string_view, 5> kSessionPaths = {
    field::kAddressFamily, field::kCustomerAsn, field::kCloudAddress, field::kCustomerAddress, field::kAuthKey};

class Changer {
 public:
  Changer(Region& region, const InterfaceChange& change, Diagnostics& diagnostics, std::stop_token stop)
      : region_(region),
        change_(change),
        live_(*change.live),
        id_(TextOf(live_, "virtualInterfaceId")),
        diagnostics_(diagnostics),
        stop_(std::move(stop)) {}

  Status Apply(const std::vector<std::string>& changed) {
    if (Touches(changed, "name")) IC_RETURN_IF_ERROR(Rename());
    if (Touches(changed, "mtu")) IC_RETURN_IF_ERROR(SetMtu());
    if (Touches(changed, "aws.site_link")) IC_RETURN_IF_ERROR(SetSiteLink());
    if (Touches(changed, "connection_id")) IC_RETURN_IF_ERROR(Move());
    if (std::ranges::any_of(kSessionPaths, [&](std::string_view path) { return Touches(changed, path); })) {
      IC_RETURN_IF_ERROR(ReplaceSession());
    }
    if (Touches(changed, "tags") || Touches(changed, "redundancy_group")) IC_RETURN_IF_ERROR(SetTags());
    return OkStatus();
  }

 private:
  Status SetAttribute(std::string_view member, nlohmann::json value) {
    const auto answer = region_.Call("UpdateVirtualInterfaceAttributes",
                                     {{"virtualInterfaceId", id_}, {std::string(member), std::move(value)}}, stop_);
    region_.interfaces().Invalidate(id_);
    if (!answer.ok()) return answer.status().Annotate("changing " + id_);
    // A change may park it in `pending`, and AWS takes no other change until that is over.
    return WaitForInterface(region_, id_, false, change_.context, stop_);
  }

  Status Rename() {
    const std::string name = TextField(change_.desired, field::kName);
    if (name.empty() || name == TextOf(live_, "virtualInterfaceName")) return OkStatus();
    return SetAttribute("virtualInterfaceName", name);
  }

  Status SetMtu() {
    const Value& mtu = change_.desired.Get(field::kMtu);
    const auto wanted = mtu.kind() == Value::Kind::kNumber ? mtu.AsNumber().ToInt64() : std::nullopt;
    if (!wanted || wanted == IntegerOf(live_, "mtu")) return OkStatus();
    return SetAttribute("mtu", *wanted);
  }

  Status SetSiteLink() {
    const Value& wanted = VendorField(change_.desired, vendor_field::kSiteLink);
    if (wanted.kind() != Value::Kind::kBool) return OkStatus();
    if (wanted.AsBool() == FlagOf(live_, "siteLinkEnabled").value_or(false)) return OkStatus();
    return SetAttribute("enableSiteLink", wanted.AsBool());
  }

  Status Move() {
    const std::string wanted = TextField(change_.desired, field::kConnectionId);
    IC_ASSIGN_OR_RETURN(const std::string shown,
                        ShownConnection(region_, live_, change_.desired, Freshness::kLive, stop_));
    if (wanted.empty() || wanted == shown) return OkStatus();
    IC_RETURN_IF_ERROR(WaitForParent(region_, wanted, change_.context, stop_).status());
    const auto answer =
        region_.Call("AssociateVirtualInterface", {{"virtualInterfaceId", id_}, {"connectionId", wanted}}, stop_);
    region_.interfaces().Invalidate(id_);
    if (!answer.ok()) return answer.status().Annotate(fmt::format("moving {} to {}", id_, wanted));
    return WaitForInterface(region_, id_, false, change_.context, stop_);
  }

  // AWS cannot change a session, only delete and create one, and never deletes an interface's last. So the old one goes
  // while the other family's session lives, or, if the family changes, after the new one is there.
  Status ReplaceSession() {
    IC_ASSIGN_OR_RETURN(const auto held, region_.locks().Take(id_, stop_));
    IC_ASSIGN_OR_RETURN(const Object now, region_.interfaces().Get(id_, Freshness::kLive, stop_));
    if (IsInterfaceAbsent(now)) return NoSuchInterface(region_, id_);
    const std::vector<Session> sessions = LiveSessions(*now);
    const SessionRequest wanted = RequestedSession(change_.desired, change_.auth_key);
    const Session* same = FindSession(sessions, wanted.address_family);
    if (same != nullptr && Satisfies(*same, wanted)) return RemoveFormerFamily(sessions, wanted.address_family);
    if (wanted.customer_asn.empty()) {
      return FailedPreconditionError("a session needs `customer_asn`; without it, it cannot be replaced");
    }
    if (same == nullptr) {
      IC_RETURN_IF_ERROR(Create(wanted, stop_));
      return RemoveFormerFamily(sessions, wanted.address_family);
    }
    const bool other_lives = std::ranges::any_of(sessions, [&](const Session& session) {
      return session.address_family != wanted.address_family &&
             StateOf(Kind::kBgpPeer, session.state).stage == Stage::kReady;
    });
    if (!other_lives) return OnlySession(wanted.address_family);
    IC_RETURN_IF_ERROR(DeleteSession(region_, id_, *same, change_.context, stop_).Annotate("replacing a BGP session"));
    // From here on it can only be finished.
    return Create(wanted, {});
  }

  Status Create(const SessionRequest& wanted, std::stop_token stop) {
    return CreateSession(region_, id_, wanted, change_.context, std::move(stop))
        .status.Annotate(fmt::format("creating the {} session of {}", wanted.address_family, id_));
  }

  // After a change of the family: the session that the interface tracked before goes. One of another resource stays.
  Status RemoveFormerFamily(const std::vector<Session>& sessions, const std::string& family) {
    const std::string former = TextField(change_.prior, field::kAddressFamily);
    if (former.empty() || former == family) return OkStatus();
    const Session* session = FindSession(sessions, former);
    if (session == nullptr) return OkStatus();
    return DeleteSession(region_, id_, *session, change_.context, stop_);
  }

  Status OnlySession(const std::string& family) const {
    const std::string other = family == "ipv4" ? "ipv6" : "ipv4";
    return FailedPreconditionError(
        fmt::format("the {0} session of {1} is its only one that is provisioned; AWS cannot change a session, and does "
                    "not delete an interface's last. Add a temporary session of the other family (a "
                    "bgp_peer with address_family = \"{2}\"), apply this change, and remove it again",
                    family, id_, other));
  }

  Status SetTags() {
    const TagSplit tags = SplitTags(live_);
    Marks marks = change_.marks;
    marks.group = TextField(change_.desired, field::kRedundancyGroup);
    const TagChange change =
        ChangeOfTags(tags, change_.prior.Get(field::kTags), change_.desired.Get(field::kTags), marks);
    const bool foreign = IsForeign(region_, live_, stop_);
    const Status status = ApplyTags(region_, live_, "dxvif", id_, change, foreign, diagnostics_, stop_);
    region_.interfaces().Invalidate(id_);
    return status;
  }

  Region& region_;
  const InterfaceChange& change_;
  const nlohmann::json& live_;
  const std::string id_;
  Diagnostics& diagnostics_;
  std::stop_token stop_;
};

}  // namespace

Status ChangeInterface(Region& region, const InterfaceChange& change, const std::vector<std::string>& changed,
                       Diagnostics& diagnostics, std::stop_token stop) {
  return Changer(region, change, diagnostics, std::move(stop)).Apply(changed);
}

}  // namespace ic::aws

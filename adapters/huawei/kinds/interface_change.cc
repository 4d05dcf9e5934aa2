// Changing virtual interfaces in place. The service takes some members only by themselves (priority), and one health
// check must be off before the other is switched on; each change parks the interface for a while.
// Source: how terraform-provider-huaweicloud orders its updates; Direct Connect API reference (v3).
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"
#include "base/ip.h"

namespace ic::huawei {
namespace {

constexpr std::array<std::string_view, 5> kSessionPaths = {
    field::kAddressFamily, field::kCustomerAsn, field::kCloudAddress, field::kCustomerAddress, field::kAuthKey};

std::set<std::string> Canonical(const std::vector<std::string>& prefixes) {
  std::set<std::string> canonical;
  for (const std::string& text : prefixes) {
    const StatusOr<Cidr> cidr = Cidr::Parse(text);
    canonical.insert(cidr.ok() ? cidr->Prefix().ToString() : text);
  }
  return canonical;
}

class Changer {
 public:
  Changer(Region& region, const InterfaceChange& change, std::stop_token stop)
      : region_(region), change_(change), live_(*change.live), id_(TextOf(live_, "id")), stop_(std::move(stop)) {}

  Status Apply(const std::vector<std::string>& changed) {
    IC_ASSIGN_OR_RETURN(const auto held, region_.locks().Take(id_, stop_));
    IC_RETURN_IF_ERROR(SetTexts(changed));
    if (Touches(changed, "huawei.priority")) IC_RETURN_IF_ERROR(SetPriority());
    if (TouchesInside(changed, "bfd") || Touches(changed, "huawei.nqa")) IC_RETURN_IF_ERROR(SetDetection());
    const bool session =
        std::ranges::any_of(kSessionPaths, [&](std::string_view path) { return Touches(changed, path); });
    if (session) IC_RETURN_IF_ERROR(ReplaceSession());
    // A session that was made anew has its prefixes already.
    if (!session && Touches(changed, "customer_prefixes")) IC_RETURN_IF_ERROR(SetPrefixes());
    if (Touches(changed, "tags") || Touches(changed, "redundancy_group")) IC_RETURN_IF_ERROR(SetTags());
    return OkStatus();
  }

 private:
  Status Put(const nlohmann::json& body) {
    const auto answer = region_.CallWhenFree({.operation = "UpdateVirtualInterface", .id = id_, .members = body},
                                             change_.context, stop_);
    region_.interfaces().Invalidate(id_);
    if (!answer.ok()) return answer.status().Annotate("changing " + id_);
    return WaitForInterface(region_, id_, false, change_.context, stop_);
  }

  // Name, description and bandwidth travel together.
  Status SetTexts(const std::vector<std::string>& changed) {
    nlohmann::json body = nlohmann::json::object();
    if (const std::string name = TextField(change_.desired, field::kName);
        Touches(changed, "name") && !name.empty() && name != TextOf(live_, "name")) {
      body["name"] = name;
    }
    const Value& description = change_.desired.Get(kCloudName).Get(vendor_field::kDescription);
    if (Touches(changed, "huawei.description") && description.kind() == Value::Kind::kString &&
        description.AsString() != TextOf(live_, "description")) {
      body["description"] = description.AsString();
    }
    if (const auto mbps = MbpsOf(change_.desired);
        Touches(changed, "bandwidth") && mbps && mbps != IntegerOf(live_, "bandwidth")) {
      body["bandwidth"] = *mbps;
    }
    return body.empty() ? OkStatus() : Put(body);
  }

  Status SetPriority() {
    const std::string wanted = TextField(change_.desired, kCloudName, vendor_field::kPriority);
    std::string now = TextOf(live_, "priority");
    if (now.empty()) now = "normal";
    return wanted.empty() || wanted == now ? OkStatus() : Put({{"priority", wanted}});
  }

  Status SetDetection() {
    const bool had_bfd = FlagOf(live_, "enable_bfd").value_or(false);
    const bool had_nqa = FlagOf(live_, "enable_nqa").value_or(false);
    const Value& bfd = change_.desired.Get(field::kBfd);
    // Taken out of the configuration, BFD is switched off; an interface that is taken over keeps what nobody mentions.
    bool want_bfd = FlagField(bfd, "enabled").value_or(false);
    if (change_.prior.is_null() && bfd.is_null()) want_bfd = had_bfd;
    const bool want_nqa = FlagField(change_.desired.Get(kCloudName), vendor_field::kNqa).value_or(had_nqa);
    nlohmann::json off = nlohmann::json::object();
    if (had_bfd && !want_bfd) off["enable_bfd"] = false;
    if (had_nqa && !want_nqa) off["enable_nqa"] = false;
    if (!off.empty()) IC_RETURN_IF_ERROR(Put(off));
    nlohmann::json on = nlohmann::json::object();
    if (!had_bfd && want_bfd) on["enable_bfd"] = true;
    if (!had_nqa && want_nqa) on["enable_nqa"] = true;
    if (!on.empty()) IC_RETURN_IF_ERROR(Put(on));
    return TuneDetection(region_, id_, change_.desired, change_.context, stop_);
  }

  Status SetPrefixes() {
    IC_ASSIGN_OR_RETURN(const Object now, region_.interfaces().Get(id_, Freshness::kLive, stop_));
    if (IsInterfaceAbsent(now)) return NoSuchInterface(region_, id_);
    const SessionRequest wanted = RequestedSession(change_.desired, std::nullopt);
    const std::vector<Session> sessions = LiveSessions(*now);
    const Session* session = FindSession(sessions, wanted.address_family);
    // An interface that is taken over keeps prefixes that nobody mentions.
    const bool unsaid = change_.prior.is_null() && change_.desired.Get(field::kCustomerPrefixes).is_null();
    if (session == nullptr || unsaid) return OkStatus();
    if (Canonical(session->prefixes) == Canonical(wanted.prefixes)) return OkStatus();
    return UpdateSession(region_, id_, *session, session->name, session->description, wanted.prefixes, change_.context,
                         stop_);
  }

  // Huawei cannot change a session, only delete and create one, and never deletes an interface's last. So the old one
  // goes while the other family's session lives, or, if the family changes, after the new one is there.
  Status ReplaceSession() {
    IC_ASSIGN_OR_RETURN(const Object now, region_.interfaces().Get(id_, Freshness::kLive, stop_));
    if (IsInterfaceAbsent(now)) return NoSuchInterface(region_, id_);
    const std::vector<Session> sessions = LiveSessions(*now);
    const SessionRequest wanted = RequestedSession(change_.desired, change_.auth_key);
    const Session* same = FindSession(sessions, wanted.address_family);
    if (same != nullptr && Satisfies(*same, wanted)) return RemoveFormerFamily(sessions, wanted.address_family);
    if (same == nullptr) {
      IC_RETURN_IF_ERROR(Create(wanted, {}, stop_));
      return RemoveFormerFamily(sessions, wanted.address_family);
    }
    const bool other_lives = std::ranges::any_of(sessions, [&](const Session& session) {
      return session.address_family != wanted.address_family &&
             StateOf(Kind::kBgpPeer, session.status).stage == Stage::kReady;
    });
    if (!other_lives) return OnlySession(wanted.address_family);
    SessionRequest complete = wanted;
    if (!complete.auth_key && !same->auth_key.empty()) complete.auth_key = same->auth_key;  // it keeps its key
    IC_RETURN_IF_ERROR(DeleteSession(region_, id_, *same, change_.context, stop_).Annotate("replacing a session"));
    // From here on it can only be finished.
    return Create(complete, *same, {});
  }

  Status Create(const SessionRequest& wanted, const Session& before, std::stop_token stop) {
    const std::string name = before.name.empty() ? TextField(change_.desired, field::kName) : before.name;
    return CreateSession(region_, id_, name, before.description, wanted, change_.context, std::move(stop))
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
    return FailedPreconditionError(
        fmt::format("the {0} session of {1} is its only one that is provisioned; Huawei Cloud cannot change a session, "
                    "and does not delete an interface's last. Add a temporary session of the other family (a "
                    "bgp_peer with address_family = \"{2}\"), apply this change, and remove it again",
                    family, id_, family == "ipv4" ? "ipv6" : "ipv4"));
  }

  Status SetTags() {
    Marks marks = change_.marks;
    marks.group = TextField(change_.desired, field::kRedundancyGroup);
    const TagChange tags =
        ChangeOfTags(SplitTags(live_), change_.prior.Get(field::kTags), change_.desired.Get(field::kTags), marks);
    const Status status = ApplyTags(region_, "BatchTagVirtualInterface", id_, tags, change_.context, stop_);
    region_.interfaces().Invalidate(id_);
    return status;
  }

  Region& region_;
  const InterfaceChange& change_;
  const nlohmann::json& live_;
  const std::string id_;
  std::stop_token stop_;
};

}  // namespace

Status TuneDetection(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                     std::stop_token stop) {
  const Value& bfd = desired.Get(field::kBfd);
  nlohmann::json body = nlohmann::json::object();
  const std::pair<std::string_view, std::string_view> members[] = {{"min_transmit_interval", "min_tx_interval"},
                                                                   {"min_receive_interval", "min_rx_interval"},
                                                                   {"detect_multiplier", "detect_multiplier"}};
  IC_ASSIGN_OR_RETURN(const Object live, region.interfaces().Get(id, Freshness::kShared, stop));
  const nlohmann::json* now = live != nullptr ? MemberOf(*live, "extend_attribute") : nullptr;
  for (const auto& [name, member] : members) {
    const auto number = IntegerField(bfd, name);
    if (number && (now == nullptr || IntegerOf(*now, member) != number)) body[std::string(member)] = *number;
  }
  if (body.empty() || FlagField(bfd, "enabled") != true) return OkStatus();
  body["ha_type"] = "bfd";
  body["ha_mode"] = TextField(desired, field::kRouteMode) == "static" ? "static_single" : "auto_single";
  const auto answer =
      region.CallWhenFree({.operation = "UpdateExtendAttribute", .id = id, .members = body}, context, stop);
  region.interfaces().Invalidate(id);
  if (!answer.ok()) return answer.status().Annotate("tuning BFD of " + id);
  return WaitForInterface(region, id, false, context, std::move(stop));
}

Status ChangeInterface(Region& region, const InterfaceChange& change, const std::vector<std::string>& changed,
                       std::stop_token stop) {
  return Changer(region, change, std::move(stop)).Apply(changed);
}

}  // namespace ic::huawei

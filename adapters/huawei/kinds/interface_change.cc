// Changing virtual interfaces in place. The service takes some members only by themselves (priority), and one health
// check must be off before the other is switched on; each change parks the interface for a while.
// Source: how terraform-provider-huaweicloud orders its updates; Direct Connect API reference (v3).
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/common/session/session_change.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"
#include "base/ip.h"

namespace ic::huawei {
namespace {

std::set<std::string> Canonical(const std::vector<std::string>& prefixes) {
  std::set<std::string> canonical;
  for (const std::string& text : prefixes) {
    const StatusOr<Cidr> cidr = Cidr::Parse(text);
    canonical.insert(cidr.ok() ? cidr->Prefix().ToString() : text);
  }
  return canonical;
}

Status Put(Region& region, const ObjectChange& change, const nlohmann::json& body, std::stop_token stop) {
  const auto answer = region.CallWhenFree({.operation = "UpdateVirtualInterface", .id = change.id, .members = body},
                                          change.context, stop);
  region.interfaces().Invalidate(change.id);
  if (!answer.ok()) return answer.status().Annotate("changing " + change.id);
  return WaitForInterface(region, change.id, false, change.context, std::move(stop));
}

// What rows can change: first what travels together, then what the service takes only by itself.
Status SetAttributes(Region& region, const ObjectChange& change, std::stop_token stop) {
  const auto& rows = RowsOf(HuaweiTables(), Kind::kVirtualInterface);
  auto changes = ModifyMembers(rows, change.changed, change.desired, change.live.get());
  std::stable_partition(changes.begin(), changes.end(), [](const MemberChange& one) { return one.name == kTexts; });
  for (const MemberChange& one : changes) IC_RETURN_IF_ERROR(Put(region, change, one.members, stop));
  return OkStatus();
}

Status SetDetection(Region& region, const ObjectChange& change, std::stop_token stop) {
  const bool had_bfd = FlagOf(*change.live, "enable_bfd").value_or(false);
  const bool had_nqa = FlagOf(*change.live, "enable_nqa").value_or(false);
  const Value& bfd = change.desired.Get(field::kBfd);
  // Taken out of the configuration, BFD is switched off; an interface that is taken over keeps what nobody mentions.
  bool want_bfd = FlagField(bfd, "enabled").value_or(false);
  if (change.prior.is_null() && bfd.is_null()) want_bfd = had_bfd;
  const bool want_nqa = FlagField(change.desired.Get(kCloudName), vendor_field::kNqa).value_or(had_nqa);
  nlohmann::json off = nlohmann::json::object();
  if (had_bfd && !want_bfd) off["enable_bfd"] = false;
  if (had_nqa && !want_nqa) off["enable_nqa"] = false;
  if (!off.empty()) IC_RETURN_IF_ERROR(Put(region, change, off, stop));
  nlohmann::json on = nlohmann::json::object();
  if (!had_bfd && want_bfd) on["enable_bfd"] = true;
  if (!had_nqa && want_nqa) on["enable_nqa"] = true;
  if (!on.empty()) IC_RETURN_IF_ERROR(Put(region, change, on, stop));
  return TuneDetection(region, change.id, change.desired, change.context, std::move(stop));
}

Status SetPrefixes(Region& region, const ObjectChange& change, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object now, region.interfaces().Get(change.id, Freshness::kLive, stop));
  if (IsInterfaceAbsent(now)) return NoSuchObject(InterfaceKind(), region, change.id);
  const SessionRequest wanted = RequestedSession(change.desired, std::nullopt);
  const std::vector<Session> sessions = LiveSessions(*now);
  const Session* session = FindSession(sessions, wanted.address_family);
  // An interface that is taken over keeps prefixes that nobody mentions.
  const bool unsaid = change.prior.is_null() && change.desired.Get(field::kCustomerPrefixes).is_null();
  if (session == nullptr || unsaid) return OkStatus();
  if (Canonical(session->prefixes) == Canonical(wanted.prefixes)) return OkStatus();
  return UpdateSession(region, change.id, *session, session->name, session->description, wanted.prefixes,
                       change.context, std::move(stop));
}

}  // namespace

bool TouchesDetection(const std::vector<std::string>& changed) {
  return TouchesInside(changed, "bfd") || std::ranges::any_of(changed, [](const std::string& path) {
           return path.starts_with("huawei.nqa") || path.starts_with("huawei.bfd_");
         });
}

Status TuneDetection(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                     std::stop_token stop) {
  const bool bfd = FlagField(desired.Get(field::kBfd), "enabled") == true;
  const bool nqa = FlagField(desired.Get(kCloudName), vendor_field::kNqa) == true;
  if (!bfd && !nqa) return OkStatus();
  IC_ASSIGN_OR_RETURN(const Object live, region.interfaces().Get(id, Freshness::kShared, stop));
  const nlohmann::json* now = live != nullptr ? MemberOf(*live, "extend_attribute") : nullptr;
  nlohmann::json body = nlohmann::json::object();
  for (const TuningRow& row : Tuning()) {
    if (row.of_nqa != nqa) continue;
    const auto number = IntegerField(row.own ? desired.Get(kCloudName) : desired.Get(field::kBfd), row.field);
    if (number && (now == nullptr || IntegerOf(*now, row.member) != number)) body[std::string(row.member)] = *number;
  }
  const std::string_view type = bfd ? "bfd" : "nqa";
  const std::string tuned = now != nullptr ? TextOf(*now, "ha_type") : "";
  const std::string is = now != nullptr ? BfdMode(*now) : "";
  std::string mode = TextField(desired, kCloudName, vendor_field::kBfdMode);
  // Static routes have nothing but the detection to tell that the link is down: its mode is always said.
  const bool is_static = TextField(desired, field::kRouteMode) == "static";
  const bool sets_mode = bfd && (mode.empty() ? is_static && is.empty() : mode != is);
  const bool of_other = !tuned.empty() && tuned != type;
  if (body.empty() && !sets_mode && !of_other) return OkStatus();
  body["ha_type"] = type;
  if (mode.empty()) mode = is.empty() ? "auto_single" : is;
  if (bfd) body["ha_mode"] = mode;
  const auto answer =
      region.CallWhenFree({.operation = "UpdateExtendAttribute", .id = id, .members = body}, context, stop);
  region.interfaces().Invalidate(id);
  if (!answer.ok()) return answer.status().Annotate(fmt::format("tuning {} of {}", type, id));
  return WaitForInterface(region, id, false, context, std::move(stop));
}

Status ChangeInterface(Region& region, const ObjectChange& change, std::stop_token stop) {
  const std::vector<std::string>& changed = change.changed;
  IC_RETURN_IF_ERROR(SetAttributes(region, change, stop));
  if (TouchesDetection(changed)) {
    IC_RETURN_IF_ERROR(SetDetection(region, change, stop));
  }
  // A session that is made anew has its prefixes already.
  if (TouchesSession(changed)) return ReplaceSession(Sessions(), region, change, std::move(stop));
  return Touches(changed, "customer_prefixes") ? SetPrefixes(region, change, std::move(stop)) : OkStatus();
}

}  // namespace ic::huawei

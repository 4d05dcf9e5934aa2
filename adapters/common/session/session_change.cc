#include "adapters/common/session/session_change.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"

namespace ic {
namespace {

// An interface's session, its family included.
constexpr std::array<std::string_view, 5> kSessionPaths = {
    field::kAddressFamily, field::kCustomerAsn, field::kCloudAddress, field::kCustomerAddress, field::kAuthKey};

// After a change of the family: the session that the interface tracked before goes. One of another resource stays.
Status RemoveFormerFamily(const SessionCalls& calls, RegionBase& region, const ObjectChange& change,
                          const std::vector<Session>& sessions, const std::string& family, std::stop_token stop) {
  const std::string former = TextField(change.prior, field::kAddressFamily);
  if (former.empty() || former == family) return OkStatus();
  const Session* session = FindSession(sessions, former);
  if (session == nullptr) return OkStatus();
  return DeleteSession(calls, region, change.id, *session, change.context, std::move(stop));
}

Status OnlySession(RegionBase& region, const std::string& id, const std::string& family) {
  return FailedPreconditionError(
      fmt::format("the {0} session of {1} is its only one that is provisioned; {3} cannot change a session, and does "
                  "not delete an interface's last. Add a temporary session of the other family (a bgp_peer with "
                  "address_family = \"{2}\"), apply this change, and remove it again",
                  family, id, family == "ipv4" ? "ipv6" : "ipv4", region.vendor()));
}

Status Create(const SessionCalls& calls, RegionBase& region, const ObjectChange& change, const SessionRequest& wanted,
              std::stop_token stop) {
  return CreateSession(calls, region, change.id, wanted, change.context, std::move(stop))
      .status.Annotate(fmt::format("creating the {} session of {}", wanted.address_family, change.id));
}

// One of the family that is on its way out holds what the new one needs.
Status WaitUntilLeft(const SessionCalls& calls, RegionBase& region, const std::string& interface_id,
                     const std::string& family, const WaitContext& context, std::stop_token stop) {
  Listing& interfaces = calls.Interface().Objects(region);
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.failure = NoSuchObject(calls.Interface(), region, interface_id)};
    const std::vector<Session> sessions = calls.Listed(*interface);
    const bool leaves = std::ranges::any_of(sessions, [&](const Session& session) {
      return session.address_family == family && HasLeft(calls.states().Of(Kind::kBgpPeer, session.state).stage);
    });
    return {.done = !leaves, .failure = {}, .state = "being deleted"};
  };
  IC_ASSIGN_OR_RETURN(const Object known, interfaces.Get(interface_id, Freshness::kShared, stop));
  if (known != nullptr && judge(known.get()).done) return OkStatus();
  const std::string what = fmt::format("the former {} session of {} to be deleted", family, interface_id);
  return WaitFor(interfaces, interface_id, what, judge, context, std::move(stop)).status();
}

bool OtherLives(const SessionCalls& calls, const std::vector<Session>& sessions, const std::string& family) {
  return std::ranges::any_of(sessions, [&](const Session& session) {
    return session.address_family != family && calls.states().Of(Kind::kBgpPeer, session.state).stage == Stage::kReady;
  });
}

}  // namespace

SessionOutcome WaitForSession(const SessionCalls& calls, RegionBase& region, const std::string& interface_id,
                              const std::string& session_id, const std::string& address_family,
                              const WaitContext& context, std::stop_token stop) {
  SessionOutcome outcome = {.status = {}, .id = session_id};
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.failure = NoSuchObject(calls.Interface(), region, interface_id)};
    const std::vector<Session> sessions = calls.Live(*interface);
    const Session* session = FindSession(sessions, outcome.id, address_family);
    if (session == nullptr) return {.done = false, .failure = {}, .state = "not listed yet"};
    outcome.id = session->id;
    region.NoteUnknownState(Kind::kBgpPeer, session->id, session->state);
    return calls.JudgeCreated(*interface, *session);
  };
  const std::string what = fmt::format("the {} session of {} to be provisioned", address_family, interface_id);
  outcome.status =
      WaitFor(calls.Interface().Objects(region), interface_id, what, judge, context, std::move(stop)).status();
  return outcome;
}

SessionOutcome CreateSession(const SessionCalls& calls, RegionBase& region, const std::string& interface_id,
                             const SessionRequest& request, const WaitContext& context, std::stop_token stop) {
  const Status free = WaitUntilLeft(calls, region, interface_id, request.address_family, context, stop);
  if (!free.ok()) return {.status = free, .id = ""};
  const StatusOr<std::string> id = calls.SendCreate(region, interface_id, request, context, stop);
  calls.Interface().Objects(region).Invalidate(interface_id);
  if (!id.ok()) return {.status = id.status(), .id = ""};
  SessionOutcome outcome =
      WaitForSession(calls, region, interface_id, *id, request.address_family, context, std::move(stop));
  if (outcome.id.empty()) {  // accepted, but nothing to show for it: it has to be looked for
    outcome.status = outcome.status.WithRemote(
        {.operation = std::string(calls.create_operation()), .http_status = 200, .ambiguous = true});
  }
  return outcome;
}

Status DeleteSession(const SessionCalls& calls, RegionBase& region, const std::string& interface_id,
                     const Session& session, const WaitContext& context, std::stop_token stop) {
  Listing& interfaces = calls.Interface().Objects(region);
  if (NeedsDelete(calls.states().Of(Kind::kBgpPeer, session.state).stage)) {
    const Status answer = calls.SendDelete(region, interface_id, session, context, stop);
    interfaces.Invalidate(interface_id);
    if (!answer.ok() && answer.code() != StatusCode::kNotFound) return answer;
  }
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.done = true};
    const bool listed = FindSession(calls.Listed(*interface), session.id, session.address_family) != nullptr;
    return {.done = !listed, .failure = {}, .state = "being deleted"};
  };
  const std::string what = fmt::format("the session {} to be deleted", session.id);
  return WaitFor(interfaces, interface_id, what, judge, context, std::move(stop)).status();
}

bool TouchesSession(const std::vector<std::string>& changed) {
  return std::ranges::any_of(kSessionPaths, [&](std::string_view path) { return Touches(changed, path); });
}

Status ReplaceSession(const SessionCalls& calls, RegionBase& region, const ObjectChange& change, std::stop_token stop) {
  const ObjectKind& kind = calls.Interface();
  IC_ASSIGN_OR_RETURN(const Object now, kind.Objects(region).Get(change.id, Freshness::kLive, stop));
  if (IsAbsent(kind, now)) return NoSuchObject(kind, region, change.id);
  const std::vector<Session> sessions = calls.Live(*now);
  SessionRequest wanted = RequestedSession(change.desired, change.secrets.auth_key);
  wanted.name = TextField(change.desired, field::kName);
  const Session* same = FindSession(sessions, wanted.address_family);
  // The configuration may have another key by now, of which the plan says nothing.
  const bool had = change.prior.Get(field::kCustomerAsn).is_known();
  if (same != nullptr && same->auth_key && had && !Touches(change.changed, field::kAuthKey)) {
    wanted.auth_key = same->auth_key;
  }
  if (same != nullptr && Satisfies(*same, wanted)) {
    return RemoveFormerFamily(calls, region, change, sessions, wanted.address_family, std::move(stop));
  }
  if (wanted.customer_asn.empty() && wanted.route_mode != "static") {
    return FailedPreconditionError("a session needs `customer_asn`; without it, it cannot be replaced");
  }
  if (same == nullptr) {
    IC_RETURN_IF_ERROR(Create(calls, region, change, wanted, stop));
    return RemoveFormerFamily(calls, region, change, sessions, wanted.address_family, std::move(stop));
  }
  if (!OtherLives(calls, sessions, wanted.address_family)) return OnlySession(region, change.id, wanted.address_family);
  if (!same->name.empty()) wanted.name = same->name;
  wanted.description = same->description;
  if (!wanted.auth_key) wanted.auth_key = same->auth_key;
  if (stop.stop_requested()) return CancelledError("stopped before replacing a BGP session");
  // From here on it can only be finished: a stop in between would leave no session.
  IC_RETURN_IF_ERROR(
      DeleteSession(calls, region, change.id, *same, change.context, {}).Annotate("replacing a BGP session"));
  return Create(calls, region, change, wanted, {});
}

}  // namespace ic

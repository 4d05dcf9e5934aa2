// Calls that create, change and delete peers, with their waits.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"

namespace ic::huawei {
namespace {

const Session* FindById(const std::vector<Session>& sessions, std::string_view id, std::string_view family) {
  if (id.empty()) return FindSession(sessions, family);
  const auto found = std::ranges::find(sessions, id, &Session::id);
  return found == sessions.end() ? nullptr : &*found;
}

// Live or on its way out.
bool IsListed(const nlohmann::json& interface, std::string_view id) {
  return std::ranges::any_of(ListOf(interface, "vif_peers"), [&](const nlohmann::json& peer) {
    return TextOf(peer, "id") == id && StateOf(Kind::kBgpPeer, TextViewOf(peer, "status")).stage != Stage::kGone;
  });
}

}  // namespace

SessionOutcome WaitForSession(Region& region, const std::string& interface_id, const std::string& session_id,
                              const std::string& address_family, const WaitContext& context, std::stop_token stop) {
  SessionOutcome outcome = {.status = {}, .id = session_id};
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.failure = NoSuchInterface(region, interface_id)};
    const std::vector<Session> sessions = LiveSessions(*interface);
    const Session* session = FindById(sessions, outcome.id, address_family);
    if (session == nullptr) return {.state = "not listed yet"};
    outcome.id = session->id;
    region.NoteUnknownState(Kind::kBgpPeer, session->id, session->status);
    const Stage stage = StateOf(Kind::kBgpPeer, session->status).stage;
    if (stage == Stage::kFailed) {
      return {.failure = FailedPreconditionError(fmt::format("the peer {} is `{}`", session->id, session->status))};
    }
    // While one of its peers is at work, the interface takes no other change.
    const bool settled = InterfaceRow(*interface).stage == Stage::kReady;
    return {.done = settled && (stage == Stage::kReady || session->status.empty()), .state = session->status};
  };
  const std::string what = fmt::format("the {} session of {} to be provisioned", address_family, interface_id);
  outcome.status = WaitFor(region.interfaces(), interface_id, what, judge, context, std::move(stop)).status();
  return outcome;
}

SessionOutcome CreateSession(Region& region, const std::string& interface_id, const std::string& name,
                             const std::string& description, const SessionRequest& request, const WaitContext& context,
                             std::stop_token stop) {
  nlohmann::json body = {{"vif_id", interface_id}, {"name", name}};
  if (!description.empty()) body["description"] = description;
  WritePeerSession(request, body);
  const auto answer = region.CallWhenFree({.operation = "CreateVifPeer", .members = body}, context, stop);
  region.interfaces().Invalidate(interface_id);
  if (!answer.ok()) return {.status = answer.status(), .id = ""};
  SessionOutcome outcome =
      WaitForSession(region, interface_id, TextOf(*answer, "id"), request.address_family, context, std::move(stop));
  if (outcome.id.empty()) {  // accepted, but nothing to show for it: it has to be looked for
    outcome.status = outcome.status.WithRemote({.operation = "CreateVifPeer", .http_status = 201, .ambiguous = true});
  }
  return outcome;
}

Status DeleteSession(Region& region, const std::string& interface_id, const Session& session,
                     const WaitContext& context, std::stop_token stop) {
  const auto answer = region.CallWhenFree({.operation = "DeleteVifPeer", .id = session.id}, context, stop);
  region.interfaces().Invalidate(interface_id);
  if (!answer.ok() && answer.status().code() != StatusCode::kNotFound) return answer.status();
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.done = true};
    return {.done = !IsListed(*interface, session.id), .state = "being deleted"};
  };
  return WaitFor(region.interfaces(), interface_id, fmt::format("the peer {} to be deleted", session.id), judge,
                 context, std::move(stop))
      .status();
}

Status UpdateSession(Region& region, const std::string& interface_id, const Session& session, const std::string& name,
                     const std::string& description, const std::vector<std::string>& prefixes,
                     const WaitContext& context, std::stop_token stop) {
  const nlohmann::json body = {{"name", name}, {"description", description}, {"remote_ep_group", prefixes}};
  const auto answer =
      region.CallWhenFree({.operation = "UpdateVifPeer", .id = session.id, .members = body}, context, stop);
  region.interfaces().Invalidate(interface_id);
  if (!answer.ok()) return answer.status().Annotate("changing the peer " + session.id);
  return WaitForSession(region, interface_id, session.id, session.address_family, context, std::move(stop)).status;
}

}  // namespace ic::huawei

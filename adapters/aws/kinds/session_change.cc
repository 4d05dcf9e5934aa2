#include "adapters/aws/kinds/session_change.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"

namespace ic::aws {
namespace {

const Session* FindById(const std::vector<Session>& sessions, std::string_view id, std::string_view family) {
  if (id.empty()) return FindSession(sessions, family);
  const auto found = std::ranges::find(sessions, id, &Session::id);
  return found == sessions.end() ? nullptr : &*found;
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
    region.NoteUnknownState(Kind::kBgpPeer, session->id, session->state);
    return {.done = IsSettled(StateOf(Kind::kBgpPeer, session->state).stage, false), .state = session->state};
  };
  const std::string what = fmt::format("the {} session of {} to be provisioned", address_family, interface_id);
  outcome.status = WaitFor(region.interfaces(), interface_id, what, judge, context, stop).status();
  return outcome;
}

SessionOutcome CreateSession(Region& region, const std::string& interface_id, const SessionRequest& request,
                             const WaitContext& context, std::stop_token stop) {
  nlohmann::json peer = nlohmann::json::object();
  WriteSession(request, peer);
  const auto answer =
      region.Call("CreateBGPPeer", {{"virtualInterfaceId", interface_id}, {"newBGPPeer", std::move(peer)}}, stop);
  region.interfaces().Invalidate(interface_id);
  if (!answer.ok()) return {.status = answer.status(), .id = ""};
  const std::vector<Session> sessions = LiveSessions(InterfaceInAnswer(*answer));
  const Session* session = FindSession(sessions, request.address_family);
  const std::string id = session != nullptr ? session->id : std::string();
  SessionOutcome outcome = WaitForSession(region, interface_id, id, request.address_family, context, stop);
  if (outcome.id.empty()) {  // accepted, but nothing to show for it: it has to be looked for
    outcome.status = outcome.status.WithRemote({.operation = "CreateBGPPeer", .http_status = 200, .ambiguous = true});
  }
  return outcome;
}

Status DeleteSession(Region& region, const std::string& interface_id, const Session& session,
                     const WaitContext& context, std::stop_token stop) {
  nlohmann::json input = {{"virtualInterfaceId", interface_id}};
  if (!session.id.empty()) {
    input["bgpPeerId"] = session.id;
  } else {
    // An answer without peer ids: the session is named by number and address.
    nlohmann::json members = nlohmann::json::object();
    WriteSession({.address_family = session.address_family, .customer_asn = session.customer_asn}, members);
    members.erase("addressFamily");
    input.update(members);
    input["customerAddress"] = session.customer_address;
  }
  const auto answer = region.Call("DeleteBGPPeer", input, stop);
  region.interfaces().Invalidate(interface_id);
  if (!answer.ok() && answer.status().code() != StatusCode::kNotFound) return answer.status();
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.done = true};
    const std::vector<Session> sessions = LiveSessions(*interface);
    const bool lives = FindById(sessions, session.id, session.address_family) != nullptr;
    const bool leaving = IsSessionDeleting(*interface, session.id);
    return {.done = !lives && !leaving, .state = leaving ? "being deleted" : session.state};
  };
  return WaitFor(region.interfaces(), interface_id, fmt::format("session {} to be deleted", session.id), judge, context,
                 stop)
      .status();
}

bool IsLastSession(const Status& status) {
  return status.message().find("last BGP Peer on a Virtual Interface cannot be deleted") != std::string::npos;
}

}  // namespace ic::aws

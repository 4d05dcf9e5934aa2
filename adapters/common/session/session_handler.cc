#include "adapters/common/session/session_handler.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/common/session/session_change.h"

namespace ic {
namespace {

Status NoSuchPeer(RegionBase& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no BGP peer {} in {}", id, region.name()));
}

// What has to be asked anew comes from a listing, which the question shares with others of the same decision.
StatusOr<Object> Look(Listing& interfaces, const std::string& id, Freshness freshness, std::stop_token stop) {
  if (freshness.is_young() || freshness.is_shared()) return interfaces.Get(id, freshness, std::move(stop));
  IC_ASSIGN_OR_RETURN(const auto snapshot, interfaces.All(freshness, stop));
  const auto listed = snapshot->objects.find(id);
  return listed != snapshot->objects.end() ? listed->second : interfaces.Get(id, Freshness::kLive, std::move(stop));
}

}  // namespace

Status SessionCalls::CheckTold(const nlohmann::json& interface) const {
  if (!TellsList(interface, list_member()) && !Listed(interface).empty()) return OkStatus();
  return CheckAbsence(interface, "");
}

Status SessionCalls::CheckAbsence(const nlohmann::json& interface, const std::string& id) const {
  return ic::CheckTold(interface, list_member(), id_member(), id.empty() ? "an interface" : "the interface " + id);
}

SessionHandler::Found SessionHandler::ToFound(const std::string& interface_id, const Object& interface,
                                              const std::vector<Session>& sessions, const Session& session) const {
  return {interface_id, interface, session, sessions.size() == 1};
}

std::optional<SessionHandler::Found> SessionHandler::FindOn(const std::string& interface_id, const Object& interface,
                                                            const std::string& id) const {
  if (IsAbsent(calls_->Interface(), interface)) return std::nullopt;
  const std::vector<Session> sessions = calls_->Live(*interface);
  const auto session = std::ranges::find(sessions, id, &Session::id);
  if (session == sessions.end()) return std::nullopt;
  return ToFound(interface_id, interface, sessions, *session);
}

std::optional<SessionHandler::Found> SessionHandler::FindIn(const Listing::Contents& contents,
                                                            const std::string& id) const {
  for (const auto& [interface_id, interface] : contents.objects) {
    if (auto found = FindOn(interface_id, interface, id)) return found;
  }
  return std::nullopt;
}

// On its way out, and there until it is gone: another one is not made beside it.
std::optional<SessionHandler::Found> SessionHandler::FindLeaving(const std::string& interface_id,
                                                                 const Object& interface, const std::string& id) const {
  if (IsAbsent(calls_->Interface(), interface)) return std::nullopt;
  const std::vector<Session> sessions = calls_->Listed(*interface);
  const auto session = std::ranges::find(sessions, id, &Session::id);
  if (session == sessions.end()) return std::nullopt;
  return Found{interface_id, interface, *session, false};
}

// The same family, number and address on the same interface is the same session, whatever its id became.
std::optional<SessionHandler::Found> SessionHandler::FindMoved(const std::string& interface_id, const Object& interface,
                                                               const Value& prior) const {
  const SessionRequest before = RequestedSession(prior, std::nullopt);
  if (IsAbsent(calls_->Interface(), interface) || before.customer_asn.empty() || before.customer_address.empty()) {
    return std::nullopt;
  }
  const std::vector<Session> sessions = calls_->Live(*interface);
  const Session* session = FindSession(sessions, before.address_family);
  if (session == nullptr || !Satisfies(*session, before)) return std::nullopt;
  return ToFound(interface_id, interface, sessions, *session);
}

StatusOr<std::optional<SessionHandler::Found>> SessionHandler::Find(RegionBase& region, const std::string& id,
                                                                    Freshness freshness, const Value& prior,
                                                                    std::stop_token stop) const {
  Listing& interfaces = calls_->Interface().Objects(region);
  const std::string interface_id = TextField(prior, field::kVirtualInterfaceId);
  if (interface_id.empty()) {  // an import: any interface may have it
    IC_ASSIGN_OR_RETURN(const auto snapshot, interfaces.All(freshness, stop));
    auto found = FindIn(*snapshot, id);
    if (found || !freshness.is_shared()) return found;
    IC_ASSIGN_OR_RETURN(const auto live, interfaces.All(Freshness::kLive, std::move(stop)));
    return FindIn(*live, id);
  }
  IC_ASSIGN_OR_RETURN(Object interface, interfaces.Get(interface_id, freshness, stop));
  if (auto found = FindOn(interface_id, interface, id)) return found;
  // Absence in what is shared is confirmed by a read of the interface.
  if (freshness.is_shared()) {
    IC_ASSIGN_OR_RETURN(interface, interfaces.Get(interface_id, Freshness::kLive, std::move(stop)));
    if (auto found = FindOn(interface_id, interface, id)) return found;
  }
  if (calls_->RenamesSessions()) {
    if (auto found = FindMoved(interface_id, interface, prior)) return found;
  }
  if (!IsAbsent(calls_->Interface(), interface)) {
    IC_RETURN_IF_ERROR(calls_->CheckAbsence(*interface, interface_id));
  }
  return FindLeaving(interface_id, interface, id);
}

Observed SessionHandler::Observe(RegionBase& region, const Found& found, const Value& prior) const {
  Observed observed;
  observed.id = found.session.id;
  observed.region = region.name();
  observed.attributes = calls_->Attributes(*found.interface, found.session, region.name(), prior);
  region.NoteUnknownState(Kind::kBgpPeer, observed.id, found.session.state);
  const StateRow& row = calls_->states().Of(Kind::kBgpPeer, found.session.state);
  observed.trouble = TroubleOf(row, found.session.state);
  observed.ended = IsEnding(row.stage);
  return observed;
}

ChangeResult SessionHandler::Finish(RegionBase& region, const std::string& id, const Value& desired, Status status,
                                    std::stop_token stop) const {
  ChangeResult result = {.status = std::move(status), .id = id};
  const auto found = Find(region, id, Freshness::kShared, desired, std::move(stop));
  if (found.ok() && *found) {
    result.attributes = Observe(region, **found, desired).attributes;
  } else if (result.status.ok()) {
    result.status = found.ok() ? NoSuchPeer(region, id) : found.status();
  }
  return result;
}

StatusOr<std::optional<Observed>> SessionHandler::Read(RegionBase& region, const ReadRequest& request,
                                                       std::stop_token stop) const {
  IC_ASSIGN_OR_RETURN(const auto found, Find(region, request.id, request.freshness, request.prior, std::move(stop)));
  if (!found) return std::optional<Observed>();
  return std::optional(Observe(region, *found, request.prior));
}

StatusOr<std::vector<Observed>> SessionHandler::List(RegionBase& region, Freshness freshness,
                                                     std::stop_token stop) const {
  IC_ASSIGN_OR_RETURN(const auto snapshot, calls_->Interface().Objects(region).All(freshness, std::move(stop)));
  std::vector<Observed> observed;
  for (const auto& [id, interface] : snapshot->objects) {
    if (IsAbsent(calls_->Interface(), interface)) continue;
    const std::vector<Session> sessions = calls_->Live(*interface);
    const std::string own = OwnFamily(sessions);
    for (const Session& session : sessions) {
      observed.push_back(Observe(region, ToFound(id, interface, sessions, session), Value::Null()));
      observed.back().may_be_own = session.address_family == own;
    }
  }
  return observed;
}

StatusOr<std::vector<Candidate>> SessionHandler::FindCandidates(RegionBase& region, const CreateRequest& request,
                                                                std::stop_token stop) const {
  Listing& interfaces = calls_->Interface().Objects(region);
  const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
  IC_ASSIGN_OR_RETURN(const Object interface, Look(interfaces, interface_id, request.freshness, std::move(stop)));
  std::vector<Candidate> candidates;
  if (IsAbsent(calls_->Interface(), interface)) return candidates;
  const SessionRequest wanted = RequestedSession(request.desired, request.secrets.auth_key);
  const std::vector<Session> sessions = calls_->Live(*interface);
  const Session* session = FindSession(sessions, wanted.address_family);
  if (session == nullptr) {
    IC_RETURN_IF_ERROR(calls_->CheckAbsence(*interface, interface_id));
    return candidates;
  }
  // Where the two disagree nothing tells whose it is, and whoever asks for it knows it for a further one.
  const std::string told = calls_->ToldFamily(*interface);
  const bool own = session->address_family == OwnFamily(sessions) && (told.empty() || told == session->address_family);
  Candidate candidate;
  candidate.observed = Observe(region, ToFound(interface_id, interface, sessions, *session), request.desired);
  candidate.observed.may_be_own = own;
  // The interface's own session is part of the interface, however alike.
  candidate.identical = !own && Satisfies(*session, wanted);
  candidate.same_key = wanted.auth_key && !wanted.auth_key->empty() && session->auth_key == wanted.auth_key;
  candidate.same = fmt::format("{} {} session of {}", own ? "the own" : "the", wanted.address_family, interface_id);
  candidates.push_back(std::move(candidate));
  return candidates;
}

// The interface that the session is for, when it takes one, and takes this one.
StatusOr<Object> SessionHandler::CheckedInterface(RegionBase& region, const CreateRequest& request,
                                                  const WaitContext& context, std::stop_token stop) const {
  const ObjectKind& kind = calls_->Interface();
  const std::string id = TextField(request.desired, field::kVirtualInterfaceId);
  IC_ASSIGN_OR_RETURN(Object interface, kind.Objects(region).Get(id, Freshness::kShared, stop));
  if (IsAbsent(kind, interface)) return NoSuchObject(kind, region, id);
  const Freshness beside = request.planned ? Freshness::kShared : request.freshness;
  IC_RETURN_IF_ERROR(calls_->CheckOwner(region, *interface, beside, stop));
  if (kind.RowOf(*interface).stage != Stage::kReady) {
    IC_RETURN_IF_ERROR(calls_->WaitForInterface(region, id, context, stop));
  }
  const SessionRequest session = RequestedSession(request.desired, request.secrets.auth_key);
  IC_RETURN_IF_ERROR(calls_->Check(region, *interface, session, request, std::move(stop)));
  return interface;
}

Status SessionHandler::Check(RegionBase& region, const CreateRequest& request, std::stop_token stop) const {
  if (TextField(request.desired, field::kVirtualInterfaceId).empty()) return OkStatus();
  return CheckedInterface(region, request, region.Until(request.timeout), std::move(stop)).status();
}

ChangeResult SessionHandler::Create(RegionBase& region, const CreateRequest& request, std::stop_token stop) const {
  const ObjectKind& kind = calls_->Interface();
  const WaitContext context = region.Until(request.timeout);
  const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
  const auto held = region.locks().Take(interface_id, stop);
  if (!held.ok()) return Failed(held.status());
  const auto interface = CheckedInterface(region, request, context, stop);
  if (!interface.ok()) return Failed(interface.status());
  SessionRequest session = RequestedSession(request.desired, request.secrets.auth_key);
  session.name = TextField(request.desired, field::kName);
  if (session.name.empty()) session.name = kind.NameOf(**interface);
  session.description = TextField(request.desired, field::kDescription);
  const SessionOutcome outcome = CreateSession(*calls_, region, interface_id, session, context, stop);
  if (outcome.id.empty()) return Failed(outcome.status);
  ChangeResult made = Finish(region, outcome.id, request.desired, outcome.status, stop);
  calls_->Note(region, **interface, session, made.diagnostics, std::move(stop));
  return made;
}

ChangeResult SessionHandler::Settle(RegionBase& region, const std::string& id, const Value& desired, Duration timeout,
                                    std::stop_token stop) const {
  const auto found = Find(region, id, Freshness::kLive, desired, stop);
  if (!found.ok()) return FailedWith(id, found.status());
  if (!*found) return Failed(NoSuchPeer(region, id));
  const Session& session = (*found)->session;
  const SessionOutcome outcome = WaitForSession(*calls_, region, (*found)->interface_id, session.id,
                                                session.address_family, region.Until(timeout), stop);
  return Finish(region, id, desired, outcome.status, std::move(stop));
}

Status SessionHandler::CheckChange(RegionBase& region, const UpdateRequest& request, std::stop_token stop) const {
  if (!calls_->ChangesInPlace()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto found, Find(region, request.id, Freshness::kShared, request.prior, stop));
  if (!found) return OkStatus();
  return calls_->CheckOwner(region, *found->interface, Freshness::kShared, std::move(stop));
}

ChangeResult SessionHandler::Update(RegionBase& region, const UpdateRequest& request, std::stop_token stop) const {
  if (!calls_->ChangesInPlace()) return Finish(region, request.id, request.desired, OkStatus(), std::move(stop));
  const auto found = Find(region, request.id, Freshness::kLive, request.prior, stop);
  if (!found.ok()) return FailedWith(request.id, found.status());
  if (!*found) return Failed(NoSuchPeer(region, request.id));
  const auto held = region.locks().Take((*found)->interface_id, stop);
  if (!held.ok()) return FailedWith(request.id, held.status());
  Status status =
      calls_->Change(region, *(*found)->interface, (*found)->session, request, region.Until(request.timeout), stop);
  return Finish(region, request.id, request.desired, std::move(status), std::move(stop));
}

// Whether the session was refused to be deleted because it is the last one; what the refusal does not say, a look does.
StatusOr<bool> SessionHandler::IsLast(RegionBase& region, const Status& refusal, const DeleteRequest& request,
                                      std::stop_token stop) const {
  const Last last = calls_->SaysLast(refusal);
  if (last != Last::kMaybe) return last == Last::kYes;
  IC_ASSIGN_OR_RETURN(const auto again, Find(region, request.id, Freshness::kLive, request.prior, std::move(stop)));
  return again && again->is_last;
}

ChangeResult SessionHandler::Delete(RegionBase& region, const DeleteRequest& request, std::stop_token stop) const {
  const auto found = Find(region, request.id, request.freshness, request.prior, stop);
  if (!found.ok()) return FailedWith(request.id, found.status());
  if (!*found) return {};
  const std::string interface_id = (*found)->interface_id;
  const auto held = region.locks().Take(interface_id, stop);
  if (!held.ok()) return FailedWith(request.id, held.status());
  const Status status =
      DeleteSession(*calls_, region, interface_id, (*found)->session, region.Until(request.timeout), stop);
  if (status.ok()) return {};
  const StatusOr<bool> last = IsLast(region, status, request, std::move(stop));
  if (!last.ok() || !*last) return FailedWith(request.id, status.Annotate("deleting " + request.id));
  ChangeResult result;
  result.diagnostics.AddWarning(
      {}, "Last BGP session stays with its interface",
      fmt::format("{2} does not delete the last BGP session of a virtual interface. {0} stays on {1} until the "
                  "interface is deleted; it is no longer managed as a BGP peer.",
                  request.id, interface_id, region.vendor()));
  return result;
}

StatusOr<std::vector<Health>> SessionHandler::CheckHealth(RegionBase& region, const std::vector<std::string>& ids,
                                                          std::stop_token stop) const {
  IC_ASSIGN_OR_RETURN(const auto snapshot, calls_->Interface().Objects(region).All(Freshness::kLive, std::move(stop)));
  std::vector<Health> healths;
  for (const auto& [interface_id, interface] : snapshot->objects) {
    if (IsAbsent(calls_->Interface(), interface)) continue;
    const std::string own = OwnFamily(calls_->Live(*interface));
    for (const Session& session : ids.empty() ? calls_->Live(*interface) : calls_->Listed(*interface)) {
      if (ids.empty() ? session.address_family == own : std::ranges::find(ids, session.id) == ids.end()) continue;
      Health health;
      health.kind = Kind::kBgpPeer;
      health.id = session.id;
      health.region = region.name();
      health.name = session.name;
      health.vendor_state = StateText(session, calls_->words());
      health.state = calls_->words().health(session.state, session.status);
      healths.push_back(std::move(health));
    }
  }
  return healths;
}

Duration SessionHandler::DefaultTimeout() const { return std::chrono::minutes(20); }

}  // namespace ic

// BGP peers: sessions of an interface beyond its own. The API has no call that lists or reads them: they are found in
// the listing of the interfaces.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/handlers.h"
#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/kinds/session_change.h"
#include "adapters/aws/tables/states.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

struct Found {
  std::string interface_id;
  Session session;
};

Observed ObservePeer(Region& region, const Found& found, const Value& prior) {
  Observed observed;
  observed.id = found.session.id;
  observed.region = region.name();
  observed.attributes = ReadPeer(found.interface_id, found.session, region.name(), prior);
  region.NoteUnknownState(Kind::kBgpPeer, observed.id, found.session.state);
  return observed;
}

std::optional<Found> FindOn(const Object& interface, const std::string& id) {
  if (IsInterfaceAbsent(interface)) return std::nullopt;
  for (Session& session : LiveSessions(*interface)) {
    if (session.id == id) return Found{TextOf(*interface, "virtualInterfaceId"), std::move(session)};
  }
  return std::nullopt;
}

std::optional<Found> FindIn(const Listing::Contents& contents, const std::string& id) {
  for (const auto& [interface_id, interface] : contents.objects) {
    if (auto found = FindOn(interface, id)) return found;
  }
  return std::nullopt;
}

// AWS gives a session a new id when its interface moves to another connection. The same family, number and address on
// the same interface is the same session.
std::optional<Found> FindMoved(const Object& interface, const Value& prior) {
  const SessionRequest before = RequestedSession(prior, std::nullopt);
  if (IsInterfaceAbsent(interface) || before.customer_asn.empty() || before.customer_address.empty()) {
    return std::nullopt;
  }
  const std::vector<Session> sessions = LiveSessions(*interface);
  const Session* session = FindSession(sessions, before.address_family);
  if (session == nullptr || !Satisfies(*session, before)) return std::nullopt;
  return Found{TextOf(*interface, "virtualInterfaceId"), *session};
}

StatusOr<std::optional<Found>> FindPeer(Region& region, const std::string& id, Freshness freshness, const Value& prior,
                                        std::stop_token stop) {
  const std::string interface_id = TextField(prior, field::kVirtualInterfaceId);
  if (interface_id.empty()) {  // an import: any interface may have it
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(freshness, stop));
    auto found = FindIn(*snapshot, id);
    if (found || !freshness.is_shared()) return found;
    IC_ASSIGN_OR_RETURN(const auto live, region.interfaces().All(Freshness::kLive, stop));
    return FindIn(*live, id);
  }
  IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(interface_id, freshness, stop));
  if (auto found = FindOn(interface, id)) return found;
  // Absence in what is shared is confirmed by a read of the interface.
  Object live = interface;
  if (freshness.is_shared()) {
    IC_ASSIGN_OR_RETURN(live, region.interfaces().Get(interface_id, Freshness::kLive, stop));
  }
  if (auto found = FindOn(live, id)) return found;
  return FindMoved(live, prior);
}

ChangeResult Finish(Region& region, const std::string& id, const Value& desired, Status status, std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = id};
  const auto found = FindPeer(region, id, Freshness::kShared, desired, stop);
  if (found.ok() && *found) {
    result.attributes = ObservePeer(region, **found, desired).attributes;
  } else if (result.status.ok()) {
    result.status =
        found.ok() ? NotFoundError(fmt::format("there is no BGP peer {} in {}", id, region.name())) : found.status();
  }
  return result;
}

class Peers final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto found, FindPeer(region, request.id, request.freshness, request.prior, stop));
    if (!found) return std::optional<Observed>();
    return std::optional(ObservePeer(region, *found, request.prior));
  }

  // An interface's own session is not listed: it is part of the interface.
  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(freshness, stop));
    std::vector<Observed> observed;
    for (const auto& [id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface)) continue;
      for (const Session& session : LiveSessions(*interface)) {
        if (session.address_family == TopFamily(*interface)) continue;
        observed.push_back(ObservePeer(region, {id, session}, Value::Null()));
      }
    }
    return observed;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
    // From a listing, because many sessions that are created at once share one, with the check of what is there
    // already.
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(request.freshness, stop));
    const auto listed = snapshot->objects.find(interface_id);
    Object interface = listed != snapshot->objects.end() ? listed->second : nullptr;
    if (interface == nullptr) {
      IC_ASSIGN_OR_RETURN(interface, region.interfaces().Get(interface_id, Freshness::kLive, stop));
    }
    std::vector<Candidate> candidates;
    if (IsInterfaceAbsent(interface)) return candidates;
    const SessionRequest wanted = RequestedSession(request.desired, request.secrets.auth_key);
    const std::vector<Session> sessions = LiveSessions(*interface);
    const Session* session = FindSession(sessions, wanted.address_family);
    if (session == nullptr) return candidates;
    const bool own = session->address_family == TopFamily(*interface);
    Candidate candidate;
    candidate.observed = ObservePeer(region, {interface_id, *session}, request.desired);
    // The interface's own session is part of the interface, however alike.
    candidate.identical = !own && Satisfies(*session, wanted);
    candidate.same = fmt::format("{} {} session of {}", own ? "the own" : "the", wanted.address_family, interface_id);
    candidates.push_back(std::move(candidate));
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
    const auto interface = region.interfaces().Get(interface_id, Freshness::kShared, stop);
    if (!interface.ok()) return Failed(interface.status());
    if (IsInterfaceAbsent(*interface)) return Failed(NoSuchInterface(region, interface_id));
    if (InterfaceRow(**interface).stage != Stage::kReady) {
      const Status ready = WaitForInterface(region, interface_id, false, context, stop);
      if (!ready.ok()) return Failed(ready);
    }
    const auto held = region.locks().Take(interface_id, stop);
    if (!held.ok()) return Failed(held.status());
    const SessionOutcome outcome =
        CreateSession(region, interface_id, RequestedSession(request.desired, request.secrets.auth_key), context, stop);
    if (outcome.id.empty()) return Failed(outcome.status);
    return Finish(region, outcome.id, request.desired, outcome.status, stop);
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    const auto found = FindPeer(region, id, Freshness::kLive, desired, stop);
    if (!found.ok()) return FailedWith(id, found.status());
    if (!*found) return Failed(NotFoundError(fmt::format("there is no BGP peer {} in {}", id, region.name())));
    const SessionOutcome outcome = WaitForSession(region, (*found)->interface_id, (*found)->session.id,
                                                  (*found)->session.address_family, region.Until(timeout), stop);
    return Finish(region, id, desired, outcome.status, stop);
  }

  // What differs is an intention AWS does not keep (customer_prefixes): everything else replaces the session.
  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const override {
    return Finish(region, request.id, request.desired, OkStatus(), std::move(stop));
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const auto found = FindPeer(region, request.id, Freshness::kLive, request.prior, stop);
    if (!found.ok()) return FailedWith(request.id, found.status());
    if (!*found) return {};
    const std::string& interface_id = (*found)->interface_id;
    const auto held = region.locks().Take(interface_id, stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    const Status status = DeleteSession(region, interface_id, (*found)->session, region.Until(request.timeout), stop);
    if (status.ok()) return {};
    if (!IsLastSession(status)) return FailedWith(request.id, status.Annotate("deleting " + request.id));
    ChangeResult result;
    result.diagnostics.AddWarning(
        {}, "Last BGP session stays with its interface",
        fmt::format("AWS does not delete the last BGP session of a virtual interface. {0} stays on {1} until the "
                    "interface is deleted; it is no longer managed as a BGP peer.",
                    request.id, interface_id));
    return result;
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, stop));
    std::vector<Health> healths;
    for (const auto& [interface_id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface)) continue;
      for (const Session& session : LiveSessions(*interface)) {
        const bool own = session.address_family == TopFamily(*interface);
        if (ids.empty() ? own : std::ranges::find(ids, session.id) == ids.end()) continue;
        Health health;
        health.kind = Kind::kBgpPeer;
        health.id = session.id;
        health.region = region.name();
        health.vendor_state =
            fmt::format("{}, BGP {}", session.state, session.status.empty() ? "unknown" : session.status);
        health.state = SessionHealth(session.state, session.status);
        healths.push_back(std::move(health));
      }
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(20); }
};

}  // namespace

const Handler& PeerHandler() {
  static const Peers kHandler;
  return kHandler;
}

}  // namespace ic::aws

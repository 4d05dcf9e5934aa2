// BGP peers: sessions of an interface beyond its own. The API has no call that lists or reads them: they are found in
// the listing of the interfaces.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/handlers.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

struct Found {
  std::string interface_id;
  std::string interface_name;
  Session session;
  bool is_last = false;
};

Observed ObservePeer(Region& region, const Found& found, const Value& prior) {
  Observed observed;
  observed.id = found.session.id;
  observed.region = region.name();
  observed.attributes = ReadPeer(found.interface_id, found.interface_name, found.session, region.name(), prior);
  region.NoteUnknownState(Kind::kBgpPeer, observed.id, found.session.status);
  return observed;
}

Found ToFound(const nlohmann::json& interface, Session session, std::size_t sessions) {
  return {TextOf(interface, "id"), TextOf(interface, "name"), std::move(session), sessions == 1};
}

std::optional<Found> FindOn(const Object& interface, const std::string& id) {
  if (IsInterfaceAbsent(interface)) return std::nullopt;
  std::vector<Session> sessions = LiveSessions(*interface);
  const auto session = std::ranges::find(sessions, id, &Session::id);
  if (session == sessions.end()) return std::nullopt;
  return ToFound(*interface, std::move(*session), sessions.size());
}

std::optional<Found> FindIn(const Listing::Contents& contents, const std::string& id) {
  for (const auto& [interface_id, interface] : contents.objects) {
    if (auto found = FindOn(interface, id)) return found;
  }
  return std::nullopt;
}

StatusOr<std::optional<Found>> FindPeer(Region& region, const std::string& id, Freshness freshness, const Value& prior,
                                        std::stop_token stop) {
  const std::string interface_id = TextField(prior, field::kVirtualInterfaceId);
  if (interface_id.empty()) {  // an import: any interface may have it
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(freshness, stop));
    auto found = FindIn(*snapshot, id);
    if (found || !freshness.is_shared()) return found;
    IC_ASSIGN_OR_RETURN(const auto live, region.interfaces().All(Freshness::kLive, std::move(stop)));
    return FindIn(*live, id);
  }
  IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(interface_id, freshness, stop));
  auto found = FindOn(interface, id);
  // Absence in what is shared is confirmed by a read of the interface.
  if (found || !freshness.is_shared()) return found;
  IC_ASSIGN_OR_RETURN(const Object live, region.interfaces().Get(interface_id, Freshness::kLive, std::move(stop)));
  return FindOn(live, id);
}

Status NoSuchPeer(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no BGP peer {} in {}", id, region.name()));
}

ChangeResult Finish(Region& region, const std::string& id, const Value& desired, Status status, std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = id};
  const auto found = FindPeer(region, id, Freshness::kShared, desired, std::move(stop));
  if (found.ok() && *found) {
    result.attributes = ObservePeer(region, **found, desired).attributes;
  } else if (result.status.ok()) {
    result.status = found.ok() ? NoSuchPeer(region, id) : found.status();
  }
  return result;
}

// Prefixes and ASN against the interface's gateway, as far as it is ours to see.
Status CheckGatewayOf(Region& region, const nlohmann::json& interface, const SessionRequest& session,
                      std::stop_token stop) {
  const std::string id = TextOf(interface, "vgw_id");
  if (id.empty()) return OkStatus();
  const auto gateway = region.gateways().Get(id, Freshness::kLive, std::move(stop));
  return gateway.ok() && *gateway != nullptr ? CheckAgainstGateway(**gateway, session) : OkStatus();
}

class Peers final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto found,
                        FindPeer(region, request.id, request.freshness, request.prior, std::move(stop)));
    if (!found) return std::optional<Observed>();
    return std::optional(ObservePeer(region, *found, request.prior));
  }

  // An interface's own session is not listed: it is part of the interface.
  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(freshness, std::move(stop)));
    std::vector<Observed> observed;
    for (const auto& [id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface)) continue;
      const std::vector<Session> sessions = LiveSessions(*interface);
      const std::string own = OwnFamily(sessions);
      for (const Session& session : sessions) {
        if (session.address_family == own) continue;
        observed.push_back(ObservePeer(region, ToFound(*interface, session, sessions.size()), Value::Null()));
      }
    }
    return observed;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
    IC_ASSIGN_OR_RETURN(const Object interface,
                        region.interfaces().Get(interface_id, Freshness::kLive, std::move(stop)));
    std::vector<Candidate> candidates;
    if (IsInterfaceAbsent(interface)) return candidates;
    const SessionRequest wanted = RequestedSession(request.desired, request.secrets.auth_key);
    const std::vector<Session> sessions = LiveSessions(*interface);
    const Session* session = FindSession(sessions, wanted.address_family);
    if (session == nullptr) return candidates;
    const bool own = session->address_family == OwnFamily(sessions);
    Candidate candidate;
    candidate.observed = ObservePeer(region, ToFound(*interface, *session, sessions.size()), request.desired);
    // The interface's own session is part of the interface, however alike.
    candidate.identical = !own && Satisfies(*session, wanted);
    candidate.same = fmt::format("{} {} session of {}", own ? "the own" : "the", wanted.address_family, interface_id);
    candidates.push_back(std::move(candidate));
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    const WaitContext context = region.Until(request.timeout);
    const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
    const auto held = region.locks().Take(interface_id, stop);
    if (!held.ok()) return Failed(held.status());
    const auto interface = region.interfaces().Get(interface_id, Freshness::kLive, stop);
    if (!interface.ok()) return Failed(interface.status());
    if (IsInterfaceAbsent(*interface)) return Failed(NoSuchInterface(region, interface_id));
    if (InterfaceRow(**interface).stage != Stage::kReady) {
      const Status ready = WaitForInterface(region, interface_id, true, context, stop);
      if (!ready.ok()) return Failed(ready);
    }
    const SessionRequest session = RequestedSession(request.desired, request.secrets.auth_key);
    if (const Status fits = CheckGatewayOf(region, **interface, session, stop); !fits.ok()) return Failed(fits);
    std::string name = TextField(request.desired, field::kName);
    if (name.empty()) name = TextOf(**interface, "name");
    const SessionOutcome outcome = CreateSession(
        region, interface_id, name, TextField(request.desired, field::kDescription), session, context, stop);
    if (outcome.id.empty()) return Failed(outcome.status);
    return Finish(region, outcome.id, request.desired, outcome.status, std::move(stop));
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    const auto found = FindPeer(region, id, Freshness::kLive, desired, stop);
    if (!found.ok()) return FailedWith(id, found.status());
    if (!*found) return Failed(NoSuchPeer(region, id));
    const SessionOutcome outcome = WaitForSession(region, (*found)->interface_id, (*found)->session.id,
                                                  (*found)->session.address_family, region.Until(timeout), stop);
    return Finish(region, id, desired, outcome.status, std::move(stop));
  }

  // Name, description and prefixes; everything else replaces the session.
  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const override {
    const auto found = FindPeer(region, request.id, Freshness::kLive, request.prior, stop);
    if (!found.ok()) return FailedWith(request.id, found.status());
    if (!*found) return Failed(NoSuchPeer(region, request.id));
    const Found& peer = **found;
    const auto held = region.locks().Take(peer.interface_id, stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    std::string name = peer.session.name;
    if (Touches(request.changed, "name")) {
      name = TextField(request.desired, field::kName);
      if (name.empty()) name = peer.interface_name;
    }
    std::string description = peer.session.description;
    if (Touches(request.changed, "description")) description = TextField(request.desired, field::kDescription);
    std::vector<std::string> prefixes = peer.session.prefixes;
    if (Touches(request.changed, "customer_prefixes"))
      prefixes = TextsOf(request.desired.Get(field::kCustomerPrefixes));
    Status status = UpdateSession(region, peer.interface_id, peer.session, name, description, prefixes,
                                  region.Until(request.timeout), stop);
    return Finish(region, request.id, request.desired, std::move(status), std::move(stop));
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const auto found = FindPeer(region, request.id, Freshness::kLive, request.prior, stop);
    if (!found.ok()) return FailedWith(request.id, found.status());
    if (!*found) return {};
    const std::string interface_id = (*found)->interface_id;
    const auto held = region.locks().Take(interface_id, stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    const Status status = DeleteSession(region, interface_id, (*found)->session, region.Until(request.timeout), stop);
    if (status.ok()) return {};
    // The code of this refusal is documented nowhere: what counts is that it is the last one.
    const auto again = FindPeer(region, request.id, Freshness::kLive, request.prior, std::move(stop));
    const bool refused = status.remote() != nullptr && status.remote()->http_status == 400;
    if (!refused || !again.ok() || !*again || !(*again)->is_last) {
      return FailedWith(request.id, status.Annotate("deleting " + request.id));
    }
    ChangeResult result;
    result.diagnostics.AddWarning(
        {}, "Last BGP session stays with its interface",
        fmt::format("Huawei Cloud does not delete the last session of a virtual interface. {0} stays on {1} until the "
                    "interface is deleted; it is no longer managed as a BGP peer.",
                    request.id, interface_id));
    return result;
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [interface_id, interface] : snapshot->objects) {
      if (IsInterfaceAbsent(interface)) continue;
      const std::vector<Session> sessions = LiveSessions(*interface);
      for (const Session& session : sessions) {
        const bool own = session.address_family == OwnFamily(sessions);
        if (ids.empty() ? own : std::ranges::find(ids, session.id) == ids.end()) continue;
        Health health;
        health.kind = Kind::kBgpPeer;
        health.id = session.id;
        health.region = region.name();
        health.name = session.name;
        health.vendor_state =
            session.bgp_status.empty() ? session.status : fmt::format("{}, BGP {}", session.status, session.bgp_status);
        health.state = SessionHealth(session.status, session.bgp_status);
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

}  // namespace ic::huawei

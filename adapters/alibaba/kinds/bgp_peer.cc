// BGP peers: sessions of a virtual border router beyond its own, in a group that is a resource or in one to themselves.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/ipv6.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/peer_wish.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"

namespace ic::alibaba {
namespace {

Status NoSuchPeer(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no BGP peer {} in {}", id, region.name()));
}

StatusOr<Observed> Observe(Region& region, const Session& session, const Value& prior, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object interface,
                      region.interfaces().Get(session.interface_id, Freshness::kShared, std::move(stop)));
  Observed observed;
  observed.id = session.id;
  observed.region = region.name();
  observed.attributes = ReadPeer(session, interface.get(), region.name(), prior);
  region.NoteUnknownState(Kind::kBgpPeer, observed.id, session.state);
  const StateRow& row = StateOf(Kind::kBgpPeer, session.state);
  observed.trouble = TroubleOf(row, session.state);
  observed.ended = IsEnding(row.stage);
  observed.is_part = session.group_name == kInterfaceGroupName;
  return observed;
}

ChangeResult Finish(Region& region, const std::string& id, const Value& desired, Status status, std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = id};
  const auto session = FindSession(region, id, Freshness::kShared, stop);
  if (!session.ok() || !*session) {
    if (result.status.ok()) result.status = session.ok() ? NoSuchPeer(region, id) : session.status();
    return result;
  }
  auto observed = Observe(region, **session, desired, std::move(stop));
  if (observed.ok()) {
    result.attributes = std::move(observed->attributes);
  } else if (result.status.ok()) {
    result.status = observed.status();
  }
  return result;
}

class Peers final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(RegionBase& base, const ReadRequest& request,
                                         std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const auto session, FindSession(region, request.id, request.freshness, stop));
    if (!session) return std::optional<Observed>();
    IC_ASSIGN_OR_RETURN(Observed observed, Observe(region, *session, request.prior, std::move(stop)));
    return std::optional(std::move(observed));
  }

  // An interface's own session is not listed: it is part of the interface.
  StatusOr<std::vector<Observed>> List(RegionBase& base, Freshness freshness, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, "", freshness, stop));
    std::vector<Observed> all;
    for (const Session& session : sessions) {
      if (session.group_name == kInterfaceGroupName) continue;
      IC_ASSIGN_OR_RETURN(Observed observed, Observe(region, session, Value::Null(), stop));
      all.push_back(std::move(observed));
    }
    return all;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& base, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    Region& region = Region::Of(base);
    Wishing wishing(region, request.desired, request.secrets.auth_key,
                    request.planned ? Freshness::kShared : request.freshness, stop);
    const StatusOr<SessionWish> wished = wishing.Make();
    std::vector<Candidate> candidates;
    // The run may give the router its addresses; Check has the words.
    if (request.planned && wished.status().code() == StatusCode::kFailedPrecondition) return candidates;
    IC_ASSIGN_OR_RETURN(const SessionWish wish, wished);
    IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, wish.interface_id, request.freshness, stop));
    for (const Session& session : sessions) {
      if (session.address_family != wish.address_family || session.customer_address != wish.address) continue;
      Candidate candidate;
      IC_ASSIGN_OR_RETURN(candidate.observed, Observe(region, session, request.desired, stop));
      candidate.identical = IsSameSession(session, wish);
      candidate.same_key = wish.auth_key && !wish.auth_key->empty() && *wish.auth_key == session.auth_key;
      candidate.same = fmt::format("the session of {} with {}", wish.interface_id, wish.address);
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  Status Check(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const std::string interface_id = TextField(request.desired, field::kVirtualInterfaceId);
    if (!request.planned && !(interface_id.empty() && TextField(request.desired, field::kBgpGroupId).empty())) {
      return Wishing(region, request.desired, request.secrets.auth_key, request.freshness, stop).Make().status();
    }
    // Addresses and groups are the run's to decide as long as it is only planned.
    if (interface_id.empty()) return OkStatus();
    IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(interface_id, Freshness::kShared, stop));
    IC_RETURN_IF_ERROR(CheckStands(region, interface_id, interface.get()));
    const bool takes_link = TextField(request.desired, field::kAddressFamily) == "ipv6" &&
                            TextField(request.desired, field::kCloudAddress).empty();
    return takes_link ? CheckHasIpv6(interface_id, *interface) : OkStatus();
  }

  ChangeResult Create(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const WaitContext context = region.Until(request.timeout);
    Wishing wishing(region, request.desired, request.secrets.auth_key, request.freshness, stop);
    auto wish = wishing.Make();
    if (!wish.ok()) return Failed(wish.status());
    const Status number = TakeCloudAsn(region, *wishing.interface(), request.freshness, *wish, stop);
    if (!number.ok()) return Failed(number);
    const auto held = region.locks().Take(wish->interface_id, stop);
    if (!held.ok()) return Failed(held.status());
    const Status six = EnsureIpv6(region, *wish, request.desired, {}, context, stop);
    if (!six.ok()) return Failed(six);
    std::string id;
    Status status = MakeSession(region, *wish, request.freshness, context, &id, stop);
    if (id.empty()) return Failed(std::move(status));
    return Finish(region, id, request.desired, std::move(status), std::move(stop));
  }

  ChangeResult Settle(RegionBase& base, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const Status status = WaitAvailable(region.peers(), id, region.Until(timeout), stop);
    return Finish(region, id, desired, status, std::move(stop));
  }

  ChangeResult Update(RegionBase& base, const UpdateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    Status status = Change(region, request, stop);
    return Finish(region, request.id, request.desired, std::move(status), std::move(stop));
  }

  ChangeResult Delete(RegionBase& base, const DeleteRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const WaitContext context = region.Until(request.timeout);
    const auto found = FindSession(region, request.id, request.freshness, stop);
    if (!found.ok()) return FailedWith(request.id, found.status());
    if (!*found) {
      const Status gone = WaitGone(region.peers(), request.id, context, std::move(stop));
      return gone.ok() ? ChangeResult() : FailedWith(request.id, gone);
    }
    const auto held = region.locks().Take((*found)->interface_id, stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    const Status status = DeleteSession(region, **found, request.freshness, context, std::move(stop));
    return status.ok() ? ChangeResult() : FailedWith(request.id, status);
  }

  StatusOr<std::vector<Health>> CheckHealth(RegionBase& base, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const auto sessions, ids.empty()
                                                 ? LiveSessions(region, "", Freshness::kLive, std::move(stop))
                                                 : ListedSessions(region, "", Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const Session& session : sessions) {
      const bool own = session.group_name == kInterfaceGroupName;
      if (ids.empty() ? own : std::ranges::find(ids, session.id) == ids.end()) continue;
      Health health;
      health.kind = Kind::kBgpPeer;
      health.id = session.id;
      health.region = region.name();
      health.vendor_state = StateText(session, kSessionWords);
      health.state = SessionHealth(session.state, session.status);
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(10); }

 private:
  static void KeepUnlessTouched(const std::vector<std::string>& changed, SessionWish& wish) {
    if (!Touches(changed, field::kCustomerAsn)) wish.customer_asn.clear();
    if (!Touches(changed, field::kCloudAsn)) wish.cloud_asn.clear();
    if (!Touches(changed, "alibaba.fake_asn")) wish.fake_asn.reset();
    if (!Touches(changed, "alibaba.route_limit")) wish.route_limit.reset();
  }

  static Status Change(Region& region, const UpdateRequest& request, std::stop_token stop) {
    const WaitContext context = region.Until(request.timeout);
    IC_ASSIGN_OR_RETURN(const auto found, FindSession(region, request.id, Freshness::kLive, stop));
    if (!found) return NoSuchPeer(region, request.id);
    Wishing wishing(region, request.desired, request.secrets.auth_key, Freshness::kLive, stop);
    IC_ASSIGN_OR_RETURN(SessionWish wish, wishing.Make());
    // What the session's group says stays what it is unless it is asked for.
    if (!Touches(request.changed, field::kBgpGroupId)) KeepUnlessTouched(request.changed, wish);
    if (!wish.bfd && Touches(request.changed, "bfd.enabled")) wish.bfd = false;
    IC_ASSIGN_OR_RETURN(const auto held, region.locks().Take(wish.interface_id, stop));
    if (!Touches(request.changed, field::kAuthKey)) wish.auth_key.reset();
    // The router's own addresses: another change of a session is none of theirs.
    const bool moves = Touches(request.changed, field::kCloudAddress);
    if (moves || Touches(request.changed, field::kCustomerAddress)) {
      IC_RETURN_IF_ERROR(EnsureIpv6(region, wish, request.desired, {request.id, moves}, context, stop));
    }
    return ChangeSession(region, *found, wish, Freshness::kLive, context, std::move(stop));
  }
};

}  // namespace

const Handler& PeerHandler() {
  static const Peers kHandler;
  return kHandler;
}

}  // namespace ic::alibaba

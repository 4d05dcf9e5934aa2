// BGP networks: prefixes that a virtual border router announces to the customer. A network has no id of its own; it is
// named <vbr id>/<prefix>.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/kinds/session_lookup.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/entry_name.h"

namespace ic::alibaba {
namespace {

const StateRow& NetworkRow(const nlohmann::json& network) {
  return StateOf(Kind::kBgpCidr, TextViewOf(network, "Status"));
}

bool IsThere(const Object& network) { return network != nullptr && !IsAbsent(NetworkRow(*network)); }

// Not on its way out either.
bool NetworkLives(const Object& network) { return network != nullptr && !HasLeft(NetworkRow(*network).stage); }

Observed ObserveNetwork(Region& region, const std::string& interface_id, const nlohmann::json& network,
                        const Value& prior) {
  Observed observed;
  observed.attributes = ReadNetwork(interface_id, network, region.name(), prior);
  observed.id = TextField(observed.attributes, field::kId);
  observed.region = region.name();
  region.NoteUnknownState(Kind::kBgpCidr, observed.id, TextOf(network, "Status"));
  observed.trouble = TroubleOf(NetworkRow(network), TextOf(network, "Status"));
  observed.ended = IsEnding(NetworkRow(network).stage);
  return observed;
}

ChangeResult FinishNetwork(Region& region, const EntryName& name, const Value& desired, Status status,
                           std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = name.Text()};
  const auto network = region.networks().Get(name.Text(), Freshness::kShared, std::move(stop));
  if (network.ok() && IsThere(*network)) {
    result.attributes = ObserveNetwork(region, name.parent, **network, desired).attributes;
  } else if (result.status.ok()) {
    result.status =
        network.ok() ? NotFoundError(fmt::format("there is no BGP network {}", result.id)) : network.status();
  }
  return result;
}

class Networks final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(RegionBase& base, const ReadRequest& request,
                                         std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Parse(request.id);
    if (name.cidr.empty()) {
      return InvalidArgumentError(
          fmt::format("\"{}\" names no BGP network: expected <vbr id>/<prefix>, such as "
                      "vbr-bp1ctxy813985gkuk0001/10.0.0.0/16",
                      request.id));
    }
    IC_ASSIGN_OR_RETURN(const Object network, region.networks().Get(name.Text(), request.freshness, std::move(stop)));
    if (!IsThere(network)) return std::optional<Observed>();
    return std::optional(ObserveNetwork(region, name.parent, *network, request.prior));
  }

  StatusOr<std::vector<Observed>> List(RegionBase& base, Freshness freshness, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const auto networks, region.networks().All(freshness, std::move(stop)));
    std::vector<Observed> observed;
    for (const auto& [name, network] : networks->objects) {
      if (!NetworkLives(network)) continue;
      observed.push_back(ObserveNetwork(region, EntryName::Parse(name).parent, *network, Value::Null()));
    }
    return observed;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& base, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Of(request.desired);
    IC_ASSIGN_OR_RETURN(const Object network, Listed(region, name, request, std::move(stop)));
    std::vector<Candidate> candidates;
    if (!NetworkLives(network)) return candidates;
    Candidate candidate;
    candidate.observed = ObserveNetwork(region, name.parent, *network, Value::Null());
    const std::string vpc = VendorText(request.desired, vendor_field::kVpcId);
    candidate.identical = vpc.empty() || vpc == TextOf(*network, "VpcId");
    candidate.same = fmt::format("the prefix {} of {}", name.cidr, name.parent);
    candidates.push_back(std::move(candidate));
    return candidates;
  }

  Status Check(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const std::string id = EntryName::Of(request.desired).parent;
    if (id.empty()) return OkStatus();
    IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(id, Freshness::kShared, std::move(stop)));
    return CheckStands(region, id, interface.get());
  }

  ChangeResult Create(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Of(request.desired);
    const WaitContext context = region.Until(request.timeout);
    Parameters parameters = {{"RouterId", name.parent}, {"DstCidrBlock", name.cidr}};
    if (std::string vpc = VendorText(request.desired, vendor_field::kVpcId); !vpc.empty()) {
      parameters["VpcId"] = std::move(vpc);
    }
    const auto held = region.locks().Take(name.parent, stop);
    if (!held.ok()) return Failed(held.status());
    Listing& networks = region.networks();
    const auto former = Listed(region, name, request, stop);
    if (former.ok() && IsThere(*former) && !NetworkLives(*former)) {  // it holds the prefix until it is gone
      if (Status left = WaitGone(networks, name.Text(), context, stop); !left.ok()) return Failed(std::move(left));
    }
    const auto answer = region.Call("AddBgpNetwork", parameters, stop);
    if (!answer.ok()) {
      networks.Invalidate(name.Text());
      return Failed(answer.status().Annotate("adding a BGP network"));
    }
    networks.Make(name.Text());
    return FinishNetwork(region, name, request.desired, WaitAvailable(networks, name.Text(), context, stop), stop);
  }

  ChangeResult Settle(RegionBase& base, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Parse(id);
    const Status status = WaitAvailable(region.networks(), name.Text(), region.Until(timeout), stop);
    return FinishNetwork(region, name, desired, status, std::move(stop));
  }

  // A network has nothing that could change in place.
  ChangeResult Update(RegionBase& base, const UpdateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    return FinishNetwork(region, EntryName::Parse(request.id), request.desired, OkStatus(), std::move(stop));
  }

  ChangeResult Delete(RegionBase& base, const DeleteRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Parse(request.id);
    const WaitContext context = region.Until(request.timeout);
    Listing& networks = region.networks();
    const auto held = region.locks().Take(name.parent, stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    const auto live = networks.Get(name.Text(), request.freshness, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (*live == nullptr) return {};
    bool deleted = false;
    if (NetworkLives(*live)) {
      const Status settled = WaitAvailable(networks, name.Text(), context, stop);
      if (settled.code() == StatusCode::kNotFound) return {};
      if (!settled.ok()) return FailedWith(request.id, settled);
      const auto answer =
          region.Call("DeleteBgpNetwork", {{"RouterId", name.parent}, {"DstCidrBlock", name.cidr}}, stop);
      networks.Invalidate(name.Text());
      deleted = answer.ok();
      if (!answer.ok() && !SaysGone(answer.status())) {
        return FailedWith(request.id, answer.status().Annotate("deleting " + request.id));
      }
    }
    const Status gone = WaitGone(networks, name.Text(), context, std::move(stop), deleted);
    return gone.ok() ? ChangeResult() : FailedWith(request.id, gone);
  }

  StatusOr<std::vector<Health>> CheckHealth(RegionBase& base, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const auto networks, region.networks().All(Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [id, network] : networks->objects) {
      const bool wanted = ids.empty() ? NetworkLives(network) : std::ranges::find(ids, id) != ids.end();
      if (!wanted || !IsThere(network)) continue;
      Health health;
      health.kind = Kind::kBgpCidr;
      health.id = id;
      health.region = region.name();
      health.vendor_state = TextOf(*network, "Status");
      health.state = HealthOf(StateOf(Kind::kBgpCidr, health.vendor_state), -1);
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(10); }

 private:
  // From a listing: that it has none is enough to make one.
  static StatusOr<Object> Listed(Region& region, const EntryName& name, const CreateRequest& request,
                                 std::stop_token stop) {
    const Freshness freshness = request.planned ? Freshness::kShared : request.freshness;
    IC_ASSIGN_OR_RETURN(const auto networks,
                        region.networks().Where(RouterOf, {name.parent}, freshness, std::move(stop)));
    for (const Object& network : networks) {
      if (CanonicalPrefix(TextOf(*network, "DstCidrBlock")) == name.cidr) return network;
    }
    return Object();
  }
};

}  // namespace

const Handler& NetworkHandler() {
  static const Networks kHandler;
  return kHandler;
}

}  // namespace ic::alibaba

// BGP networks: prefixes that a virtual border router announces to the customer. A network has no id of its own; it is
// named <vbr id>/<prefix>.
#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_change.h"
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
  const auto network = region.networks(name.parent).Get(name.cidr, Freshness::kShared, std::move(stop));
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
    IC_ASSIGN_OR_RETURN(const Object network,
                        region.networks(name.parent).Get(name.cidr, request.freshness, std::move(stop)));
    if (!IsThere(network)) return std::optional<Observed>();
    return std::optional(ObserveNetwork(region, name.parent, *network, request.prior));
  }

  // One listing for each virtual border router: the API has none that is wider.
  StatusOr<std::vector<Observed>> List(RegionBase& base, Freshness freshness, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const auto interfaces, region.interfaces().All(freshness, stop));
    std::vector<Observed> observed;
    for (const auto& [interface_id, interface] : interfaces->objects) {
      IC_ASSIGN_OR_RETURN(const auto networks, region.networks(interface_id).All(freshness, stop));
      for (const auto& [cidr, network] : networks->objects) {
        if (NetworkLives(network)) observed.push_back(ObserveNetwork(region, interface_id, *network, Value::Null()));
      }
    }
    return observed;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& base, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Of(request.desired);
    IC_ASSIGN_OR_RETURN(const Object network,
                        region.networks(name.parent)
                            .Get(name.cidr, request.planned ? Freshness::kShared : Freshness::kLive, std::move(stop)));
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
    Listing& networks = region.networks(name.parent);
    const auto former = networks.Get(name.cidr, Freshness::kShared, stop);
    if (former.ok() && IsThere(*former) && !NetworkLives(*former)) {  // it holds the prefix until it is gone
      if (Status left = WaitGone(networks, name.cidr, context, stop); !left.ok()) return Failed(std::move(left));
    }
    const auto answer = region.Call("AddBgpNetwork", parameters, stop);
    networks.Invalidate(name.cidr);
    if (!answer.ok()) return Failed(answer.status().Annotate("adding a BGP network"));
    return FinishNetwork(region, name, request.desired, WaitAvailable(networks, name.cidr, context, stop), stop);
  }

  ChangeResult Settle(RegionBase& base, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Parse(id);
    const Status status = WaitAvailable(region.networks(name.parent), name.cidr, region.Until(timeout), stop);
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
    Listing& networks = region.networks(name.parent);
    const auto held = region.locks().Take(name.parent, stop);
    if (!held.ok()) return FailedWith(request.id, held.status());
    const auto live = networks.Get(name.cidr, Freshness::kLive, stop);
    if (!live.ok()) return FailedWith(request.id, live.status());
    if (*live == nullptr) return {};
    if (NetworkLives(*live)) {
      const Status settled = WaitAvailable(networks, name.cidr, context, stop);
      if (settled.code() == StatusCode::kNotFound) return {};
      if (!settled.ok()) return FailedWith(request.id, settled);
      const auto answer =
          region.Call("DeleteBgpNetwork", {{"RouterId", name.parent}, {"DstCidrBlock", name.cidr}}, stop);
      networks.Invalidate(name.cidr);
      if (!answer.ok() && !SaysGone(answer.status())) {
        return FailedWith(request.id, answer.status().Annotate("deleting " + request.id));
      }
    }
    const Status gone = WaitGone(networks, name.cidr, context, std::move(stop));
    return gone.ok() ? ChangeResult() : FailedWith(request.id, gone);
  }

  StatusOr<std::vector<Health>> CheckHealth(RegionBase& base, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    Region& region = Region::Of(base);
    std::vector<std::string> wanted = ids;
    if (wanted.empty()) {
      IC_ASSIGN_OR_RETURN(const auto all, List(base, Freshness::kLive, stop));
      for (const Observed& observed : all) wanted.push_back(observed.id);
    }
    std::map<std::string, Listing::Snapshot> snapshots;
    std::vector<Health> healths;
    for (const std::string& id : wanted) {
      const EntryName name = EntryName::Parse(id);
      Listing::Snapshot& snapshot = snapshots[name.parent];
      if (snapshot == nullptr) {
        IC_ASSIGN_OR_RETURN(snapshot, region.networks(name.parent).All(Freshness::kLive, stop));
      }
      const auto network = snapshot->objects.find(name.cidr);
      if (network == snapshot->objects.end() || !IsThere(network->second)) continue;
      Health health;
      health.kind = Kind::kBgpCidr;
      health.id = id;
      health.region = region.name();
      health.vendor_state = TextOf(*network->second, "Status");
      health.state = HealthOf(StateOf(Kind::kBgpCidr, health.vendor_state), -1);
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Duration DefaultTimeout() const override { return std::chrono::minutes(10); }
};

}  // namespace

const Handler& NetworkHandler() {
  static const Networks kHandler;
  return kHandler;
}

}  // namespace ic::alibaba

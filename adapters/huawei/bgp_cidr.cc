// Local subnets: what a virtual gateway announces to the customer. One has no id of its own; it is named
// <gateway id>/<prefix>.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/json_read.h"
#include "adapters/huawei/change.h"
#include "adapters/huawei/handlers.h"
#include "adapters/huawei/mapping.h"
#include "adapters/huawei/region.h"
#include "adapters/huawei/states.h"
#include "adapters/huawei/subnets.h"

namespace ic::huawei {
namespace {

struct Name {
  std::string gateway;
  std::string cidr;  // canonical
};

Name ParseName(const std::string& id) {
  const auto slash = id.find('/');
  if (slash == std::string::npos) return {id, ""};
  return {id.substr(0, slash), CanonicalPrefix(id.substr(slash + 1))};
}

std::string Text(const Name& name) { return name.gateway + "/" + name.cidr; }

Name NameOf(const Value& object) {
  return {TextField(object, field::kAdvertisedBy), CanonicalPrefix(TextField(object, field::kCidr))};
}

std::string StateOf(const nlohmann::json& gateway) { return TextOf(gateway, "status"); }

bool IsGatewayAbsent(const Object& gateway) {
  if (gateway == nullptr) return true;
  const Stage stage = StageOf(StateOf(*gateway));
  return stage == Stage::kLeaving || stage == Stage::kGone;
}

Observed Observe(Region& region, const Name& name, const Value& prior) {
  Observed observed;
  observed.id = Text(name);
  observed.region = region.name();
  observed.attributes = ReadSubnet(name.gateway, name.cidr, region.name(), prior);
  return observed;
}

StatusOr<bool> Exists(Region& region, const Name& name, Freshness freshness, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object gateway, region.gateways().Get(name.gateway, freshness, std::move(stop)));
  return !IsGatewayAbsent(gateway) && LocalSubnets(*gateway).contains(name.cidr);
}

ChangeResult Finish(Region& region, const Name& name, const Value& desired) {
  return {.id = Text(name), .attributes = Observe(region, name, desired).attributes};
}

class Subnets final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    const Name name = ParseName(request.id);
    if (name.cidr.empty()) {
      return InvalidArgumentError(
          fmt::format("\"{}\" names no local subnet: expected <virtual gateway id>/<prefix>, such as "
                      "0a0888a6-4096-43a6-81c6-923912933451/10.0.0.0/16",
                      request.id));
    }
    IC_ASSIGN_OR_RETURN(bool exists, Exists(region, name, request.freshness, stop));
    if (!exists && request.freshness == Freshness::kShared) {
      IC_ASSIGN_OR_RETURN(exists, Exists(region, name, Freshness::kLive, std::move(stop)));
    }
    if (!exists) return std::optional<Observed>();
    return std::optional(Observe(region, name, request.prior));
  }

  StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.gateways().All(freshness, std::move(stop)));
    std::vector<Observed> observed;
    for (const auto& [id, gateway] : snapshot->objects) {
      if (IsGatewayAbsent(gateway)) continue;
      for (const auto& [cidr, spelling] : LocalSubnets(*gateway)) {
        observed.push_back(Observe(region, {id, cidr}, Value::Null()));
      }
    }
    return observed;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const Name name = NameOf(request.desired);
    IC_ASSIGN_OR_RETURN(const bool exists, Exists(region, name, Freshness::kLive, std::move(stop)));
    std::vector<Candidate> candidates;
    if (!exists) return candidates;
    Candidate candidate;
    candidate.observed = Observe(region, name, request.desired);
    candidate.identical = true;  // a prefix has no other values
    candidate.same = fmt::format("the prefix {} of {}", name.cidr, name.gateway);
    candidates.push_back(std::move(candidate));
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    const Name name = NameOf(request.desired);
    const Status status =
        region.subnets().Change(name.gateway, name.cidr, EntryChange::kAdd, request.timeout, std::move(stop));
    return status.ok() ? Finish(region, name, request.desired) : Failed(status.Annotate("adding a local subnet"));
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    // Adding what is there already only waits until the gateway is settled.
    const Name name = ParseName(id);
    ChangeResult result = Finish(region, name, desired);
    result.status = region.subnets().Change(name.gateway, name.cidr, EntryChange::kAdd, timeout, std::move(stop));
    return result;
  }

  // A prefix has nothing that could change in place.
  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token /*stop*/) const override {
    return Finish(region, ParseName(request.id), request.desired);
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const Name name = ParseName(request.id);
    const Status status =
        region.subnets().Change(name.gateway, name.cidr, EntryChange::kRemove, request.timeout, std::move(stop));
    // Without its gateway the prefix is gone too.
    if (status.ok() || status.code() == StatusCode::kNotFound) return {};
    if (!IsLastSubnet(status)) return FailedWith(request.id, status.Annotate("removing a local subnet"));
    ChangeResult result;
    result.diagnostics.AddWarning(
        {}, "Last local subnet stays with its gateway",
        fmt::format(
            "Huawei Cloud does not take the last local subnet off a virtual gateway. {0} stays on {1}, and goes "
            "on being advertised, until another one is added or the gateway is deleted; it is no longer "
            "managed.",
            name.cidr, name.gateway));
    return result;
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.gateways().All(Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [id, gateway] : snapshot->objects) {
      if (IsGatewayAbsent(gateway)) continue;
      for (const auto& [cidr, spelling] : LocalSubnets(*gateway)) {
        const std::string name = Text({id, cidr});
        if (!ids.empty() && std::ranges::find(ids, name) == ids.end()) continue;
        Health health;
        health.kind = Kind::kBgpCidr;
        health.id = name;
        health.region = region.name();
        health.vendor_state = StateOf(*gateway);
        // While a gateway is updated it goes on announcing what it has.
        const Stage stage = StageOf(health.vendor_state);
        health.state = health.vendor_state == "ACTIVE" || health.vendor_state == "PENDING_UPDATE" ? HealthState::kUp
                       : stage == Stage::kUnknown ? HealthState::kUnknown
                                                  : HealthState::kDown;
        healths.push_back(std::move(health));
      }
    }
    return healths;
  }

  // Updates of a gateway are known to take up to 80 seconds, and they queue.
  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }
};

}  // namespace

const Handler& SubnetHandler() {
  static const Subnets kHandler;
  return kHandler;
}

}  // namespace ic::huawei

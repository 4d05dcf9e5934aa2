// Local subnets: what a virtual gateway announces to the customer. One has no id of its own; it is named
// <gateway id>/<prefix>.
#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/entry_handler.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/handlers.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/kinds/subnets.h"
#include "adapters/huawei/tables/states.h"

namespace ic::huawei {
namespace {

const StateRow& RowOf(const nlohmann::json& gateway) { return StateOf(Kind::kBgpCidr, TextViewOf(gateway, "status")); }

bool IsGatewayAbsent(const Object& gateway) { return gateway == nullptr || IsAbsent(RowOf(*gateway)); }

std::string LastSubnetWords(const EntryName& name) {
  return fmt::format(
      "{} is the last local subnet of the virtual gateway {}, or leaves with all others, and Huawei Cloud lets none be "
      "without one. Keep one of them, or add another one first. If the gateway is to go, delete that, and leave the "
      "subnet to it: set on_destroy = \"keep\" and apply, then do this again",
      name.cidr, name.parent);
}

class Subnets final : public EntryHandler<Region> {
 public:
  Subnets()
      : EntryHandler(
            {"local subnet", "<virtual gateway id>/<prefix>", "0a0888a6-4096-43a6-81c6-923912933451/10.0.0.0/16"}) {}

  StatusOr<std::vector<Observed>> List(RegionBase& base, Freshness freshness, std::stop_token stop) const override {
    Region& region = Region::Of(base);
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

  StatusOr<std::vector<Health>> CheckHealth(RegionBase& base, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const auto snapshot, region.gateways().All(Freshness::kLive, std::move(stop)));
    std::vector<Health> healths;
    for (const auto& [id, gateway] : snapshot->objects) {
      if (IsGatewayAbsent(gateway)) continue;
      for (const auto& [cidr, spelling] : LocalSubnets(*gateway)) {
        const std::string name = EntryName{id, cidr}.Text();
        if (!ids.empty() && std::ranges::find(ids, name) == ids.end()) continue;
        Health health;
        health.kind = Kind::kBgpCidr;
        health.id = name;
        health.region = region.name();
        health.vendor_state = TextOf(*gateway, "status");
        health.state = HealthOf(RowOf(*gateway), -1);
        healths.push_back(std::move(health));
      }
    }
    return healths;
  }

  Status Check(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    Status checked = EntryHandler::Check(base, request, stop);
    if (checked.code() != StatusCode::kNotFound) return checked;
    const std::string id = EntryName::Of(request.desired).parent;
    const auto global = Region::Of(base).global_gateways().Get(id, Freshness::kShared, std::move(stop));
    if (!global.ok() || *global == nullptr) return checked;
    return InvalidArgumentError(fmt::format(
        "`advertised_by` names {}, which is a global DC gateway: it announces the routes of its own route table, which "
        "is not managed here (Direct Connect API reference, ListGlobalDcGateways). Name a virtual gateway, and set the "
        "routes of a global one in the console or with Huawei Cloud's own tools",
        id));
  }

  Status CheckDelete(RegionBase& base, const DeleteRequest& request, const Adapter::Goes& goes,
                     std::stop_token stop) const override {
    const EntryName name = EntryName::Parse(request.id);
    if (!SuccessorOf(name, request).cidr.empty()) return OkStatus();
    const auto gateway = Region::Of(base).gateways().Get(name.parent, Freshness::kShared, std::move(stop));
    if (!gateway.ok() || IsGatewayAbsent(*gateway)) return OkStatus();
    const std::map<std::string, std::string> subnets = LocalSubnets(**gateway);
    if (!subnets.contains(name.cidr)) return OkStatus();
    for (const auto& [cidr, spelling] : subnets) {
      if (cidr != name.cidr && !goes(EntryName{name.parent, cidr}.Text())) return OkStatus();
    }
    return FailedPreconditionError(LastSubnetWords(name));
  }

  // Updates of a gateway are known to take up to 80 seconds, and they queue.
  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }

 private:
  StatusOr<Parent> FindParent(Region& region, const std::string& id, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object gateway, region.gateways().Get(id, Freshness::kShared, std::move(stop)));
    return gateway == nullptr ? Parent() : Parent{&RowOf(*gateway), TextOf(*gateway, "status")};
  }

  StatusOr<bool> Exists(Region& region, const EntryName& name, Freshness freshness,
                        std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object gateway, region.gateways().Get(name.parent, freshness, std::move(stop)));
    if (IsGatewayAbsent(gateway)) return false;
    const bool exists = LocalSubnets(*gateway).contains(name.cidr);
    if (!exists) IC_RETURN_IF_ERROR(CheckSubnetsTold(*gateway));
    return exists;
  }

  Value Attributes(Region& region, const EntryName& name, const Value& prior) const override {
    return ReadSubnet(name.parent, name.cidr, region.name(), prior);
  }

  Status Change(Region& region, const EntryName& name, EntryChange change, Duration timeout,
                std::stop_token stop) const override {
    const Status status = region.subnets().Change(name.parent, name.cidr, change, timeout, std::move(stop));
    if (change == EntryChange::kAdd || !IsLastSubnet(status)) return status;
    return Reworded(status, fmt::format("{}. {}", LastSubnetWords(name), status.message()));
  }

  std::optional<Diagnostics> WhyKept(const EntryName& name, const Status& refusal) const override {
    if (!IsLastSubnet(refusal)) return std::nullopt;
    Diagnostics diagnostics;
    diagnostics.AddWarning(
        {}, "Last local subnet stays with its gateway",
        fmt::format(
            "Huawei Cloud does not take the last local subnet off a virtual gateway. {0} stays on {1}, and goes "
            "on being advertised, until another one is added or the gateway is deleted; it is no longer "
            "managed.",
            name.cidr, name.parent));
    return diagnostics;
  }
};

}  // namespace

const Handler& SubnetHandler() {
  static const Subnets kHandler;
  return kHandler;
}

}  // namespace ic::huawei

#include "adapters/aws/kinds/interface_parts.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/contract/bandwidth.h"

namespace ic::aws {
namespace {

bool IsLagId(std::string_view id) { return id.starts_with("dxlag-"); }

std::int64_t BandwidthOf(const std::string& id, const nlohmann::json& port) {
  const StatusOr<std::int64_t> of_one =
      ParseBandwidth(TextOf(port, IsLagId(id) ? "connectionsBandwidth" : "bandwidth"));
  if (!of_one.ok()) return 0;
  return IsLagId(id) ? *of_one * IntegerOf(port, "numberOfConnections").value_or(0) : *of_one;
}

Parent ToParent(const std::string& id, const nlohmann::json& port) {
  return {.id = id,
          .owner_account = TextOf(port, "ownerAccount"),
          .hosted_vlan = IntegerOf(port, "vlan"),
          .bandwidth = BandwidthOf(id, port),
          .is_lag = IsLagId(id)};
}

Listing& PortsOf(Region& region, const std::string& id) { return IsLagId(id) ? region.lags() : region.connections(); }

std::string PortState(const std::string& id, const nlohmann::json& port) {
  return TextOf(port, IsLagId(id) ? "lagState" : "connectionState");
}

StatusOr<Object> FindPort(Region& region, const std::string& id, Freshness freshness, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(Object port, PortsOf(region, id).Get(id, freshness, std::move(stop)));
  if (port != nullptr) return port;
  return NotFoundError(fmt::format(
      "`connection_id` names {}, which does not exist in {}, or is another account's: it is for that account "
      "to make, or to move, an interface on it, and where it has the other half of this one, that half is "
      "applied first (Terraform: -target)",
      id, region.name()));
}

Status CheckStays(const std::string& id, const std::string& state) {
  if (!IsLost(StateOf(Kind::kConnection, state).stage)) return OkStatus();
  return FailedPreconditionError(fmt::format("{} is `{}`", id, state));
}

}  // namespace

const StateRow& InterfaceRow(const nlohmann::json& interface) {
  return StateOf(Kind::kVirtualInterface, TextViewOf(interface, "virtualInterfaceState"));
}

bool IsInterfaceAbsent(const Object& interface) { return interface == nullptr || IsAbsent(InterfaceRow(*interface)); }

StatusOr<std::string> ShownConnection(Region& region, const nlohmann::json& interface, const Value& prior,
                                      Freshness ports, std::stop_token stop) {
  std::string live = TextOf(interface, "connectionId");
  const std::string known = TextField(prior, field::kConnectionId);
  if (!IsLagId(live) || known.empty() || IsLagId(known)) return live;
  IC_ASSIGN_OR_RETURN(const Object port, region.connections().Get(known, ports, stop));
  return port != nullptr && TextOf(*port, "lagId") == live ? known : live;
}

bool MayBeOn(const nlohmann::json& interface, const std::string& port) {
  const std::string_view live = TextViewOf(interface, "connectionId");
  return live == port || IsLagId(live);
}

StatusOr<AccountRole> RoleIn(Region& region, const nlohmann::json& interface, std::stop_token stop) {
  const std::string port_id = TextOf(interface, "connectionId");
  const auto port = PortsOf(region, port_id).Get(port_id, Freshness::kShared, std::move(stop));
  if (port.status().code() == StatusCode::kPermissionDenied) return AccountRole::kOwner;  // it cannot be told
  if (!port.ok()) return port.status();
  // Each account sees its own ports only.
  if (*port == nullptr) return AccountRole::kAccepting;
  const std::string port_owner = TextOf(**port, "ownerAccount");
  const std::string owner = TextOf(interface, "ownerAccount");
  return port_owner.empty() || owner.empty() || port_owner == owner ? AccountRole::kOwner : AccountRole::kOffering;
}

bool IsForeign(Region& region, const nlohmann::json& interface, std::stop_token stop) {
  const auto role = RoleIn(region, interface, std::move(stop));
  return role.ok() && *role == AccountRole::kOffering;
}

StatusOr<std::optional<Parent>> FindParent(Region& region, const std::string& id, Freshness freshness,
                                           std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object port, PortsOf(region, id).Get(id, freshness, std::move(stop)));
  if (port == nullptr) return std::optional<Parent>();
  return std::optional(ToParent(id, *port));
}

Status CheckParentStays(Region& region, const std::string& id, Freshness freshness, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object port, FindPort(region, id, freshness, std::move(stop)));
  return CheckStays(id, PortState(id, *port));
}

StatusOr<Parent> WaitForParent(Region& region, const std::string& id, Freshness freshness, const WaitContext& context,
                               std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object known, FindPort(region, id, freshness, stop));
  std::string state = PortState(id, *known);
  if (StateOf(Kind::kConnection, state).stage == Stage::kReady) return ToParent(id, *known);
  const auto judge = [&](const nlohmann::json* port) -> Verdict {
    if (port == nullptr) return {.failure = NotFoundError(id + " was deleted")};
    state = PortState(id, *port);
    if (Status stays = CheckStays(id, state); !stays.ok()) return {.failure = std::move(stays)};
    return {.done = StateOf(Kind::kConnection, state).stage == Stage::kReady, .state = state};
  };
  const auto ready = WaitFor(PortsOf(region, id), id, id + " to be provisioned", judge, context, stop);
  if (ready.ok()) return ToParent(id, **ready);
  if (ready.status().code() != StatusCode::kDeadlineExceeded) return ready.status();
  std::string_view hint = StateOf(Kind::kConnection, state).hint;
  if (hint.empty()) hint = "AWS takes no virtual interface on it in this state";
  return Reworded(ready.status(), fmt::format("a virtual interface cannot be put on {} while that is `{}`: {}. {}", id,
                                              state, hint, ready.status().message()));
}

Status CheckVlan(const Parent& port, const Value& desired) {
  if (!port.hosted_vlan) return OkStatus();
  const Value& vlan = desired.Get(field::kVlan);
  if (vlan.kind() != Value::Kind::kNumber || vlan.AsNumber().ToInt64() == port.hosted_vlan) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`vlan` is {}, but {} is a hosted connection to which the partner gave VLAN {}: its virtual interface "
      "must use that one (Direct Connect user guide, prerequisites for virtual interfaces). Set vlan = {}, "
      "or take it from the connection's `vlan`; if an interface has it already, use another connection: a hosted one "
      "carries one interface",
      vlan.AsNumber().ToString(), port.id, *port.hosted_vlan, *port.hosted_vlan));
}

Status CheckRateLimit(const Parent& port, const Value& desired) {
  const std::string limit = VendorText(desired, vendor_field::kRateLimit);
  if (limit.empty()) return OkStatus();
  if (port.hosted_vlan) {
    return InvalidArgumentError(
        fmt::format("`aws.rate_limit` is {}, but {} is a hosted connection, which has the rate that was bought: only "
                    "interfaces on dedicated connections take a limit (Direct Connect user guide, rate limiters). Take "
                    "`rate_limit` out",
                    limit, port.id));
  }
  const StatusOr<std::int64_t> wanted = ParseBandwidth(limit);
  if (!wanted.ok() || port.bandwidth == 0 || *wanted <= port.bandwidth) return OkStatus();
  return InvalidArgumentError(
      fmt::format("`aws.rate_limit` is {}, but {} has {} (Direct Connect user guide, rate limiters). Choose a rate up "
                  "to that",
                  limit, port.id, FormatBandwidthInLargestUnit(port.bandwidth)));
}

Status WaitForInterface(Region& region, const std::string& id, bool accepted, const WaitContext& context,
                        std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {};  // just created: not listed yet
    const std::string state = TextOf(*interface, "virtualInterfaceState");
    region.NoteUnknownState(Kind::kVirtualInterface, id, state);
    const Stage stage = InterfaceRow(*interface).stage;
    if (IsLost(stage)) {
      return {.failure =
                  FailedPreconditionError(fmt::format("{} is `{}`: somebody deleted or declined it", id, state))};
    }
    return {.done = IsSettled(stage, accepted), .state = state};
  };
  return WaitFor(region.interfaces(), id, id + " to be provisioned", judge, context, stop).status();
}

}  // namespace ic::aws

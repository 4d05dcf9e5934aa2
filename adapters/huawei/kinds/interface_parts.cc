#include "adapters/huawei/kinds/interface_parts.h"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/contract/asn.h"
#include "adapters/contract/field_values.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/kinds/subnets.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"
#include "base/ip.h"

namespace ic::huawei {

const StateRow& InterfaceRow(const nlohmann::json& interface) {
  return StateOf(Kind::kVirtualInterface, TextViewOf(interface, "status"));
}

const StateRow& LineRow(const nlohmann::json& connection) {
  // The tenant's view says that it is hosted; the partner's view may not.
  const bool hosted = IsHostedByUs(connection) || TextViewOf(connection, "type") == "hosted";
  return StateOf(Kind::kConnection, LineWord(TextViewOf(connection, "status"), hosted));
}

Status ExplainReceiver(const Status& refused, const Value& desired) {
  const std::string tenant = TextField(desired, kCloudName, vendor_field::kResourceTenantId);
  if (tenant.empty() || !HasCode(refused, {"DC.1213", "DC.1214"})) return refused;
  return refused.Annotate(
      fmt::format("`huawei.resource_tenant_id` is {}, and the service takes that for no project of another tenant in "
                  "this region. It "
                  "is the id of a project, as the tenant finds it among its credentials: not the id or name of an "
                  "account, and not a "
                  "project of another region. No call tells of it before the create, so the plan could not",
                  tenant));
}

bool IsInterfaceAbsent(const Object& interface) { return interface == nullptr || IsAbsent(InterfaceRow(*interface)); }

Status WaitForInterface(Region& region, const std::string& id, bool accepted, const WaitContext& context,
                        std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (interface == nullptr) return {.state = "not listed yet"};
    const std::string state = TextOf(*interface, "status");
    region.NoteUnknownState(Kind::kVirtualInterface, id, state);
    const Stage stage = InterfaceRow(*interface).stage;
    if (IsLost(stage)) {
      const std::string reason = TextOf(*interface, "reason");
      return {.failure =
                  FailedPreconditionError(fmt::format("{} is `{}`{}", id, state, reason.empty() ? "" : ": " + reason))};
    }
    return {.done = IsSettled(stage, accepted), .state = state};
  };
  return WaitFor(region.interfaces(), id, id + " to be provisioned", judge, context, std::move(stop)).status();
}

namespace {

// The local subnet of the gateway that `text`, a prefix or an address with its length, overlaps; empty: none.
std::string LocalSubnetAt(const nlohmann::json& gateway, const std::string& text) {
  const StatusOr<Cidr> one = Cidr::Parse(text);
  if (!one.ok()) return "";
  for (const auto& [cidr, spelling] : LocalSubnets(gateway)) {
    const StatusOr<Cidr> subnet = Cidr::Parse(cidr);
    if (subnet.ok() && subnet->Overlaps(*one)) return spelling;
  }
  return "";
}

}  // namespace

Status CheckAgainstGateway(const nlohmann::json& gateway, const SessionRequest& session, bool planned) {
  const std::string id = TextOf(gateway, "id");
  const auto cloud_asn = IntegerOf(gateway, "bgp_asn");
  const StatusOr<std::uint32_t> asn = ParseAsn(session.customer_asn);
  if (asn.ok() && cloud_asn == std::int64_t{*asn}) {
    return InvalidArgumentError(
        fmt::format("`customer_asn` is {}, which is the ASN of the gateway {} (Direct Connect API reference, "
                    "DC.1223): use the ASN of your router, which is another",
                    *asn, id));
  }
  const auto overlap = [&](const std::string& text, std::string_view what, std::string_view way) -> Status {
    const std::string subnet = LocalSubnetAt(gateway, text);
    if (subnet.empty()) return OkStatus();
    const std::string words = fmt::format(
        "{} {}, which overlaps {}, a local subnet of the virtual gateway {} (Direct Connect User Guide, virtual "
        "interface "
        "peers; DC.1105): {}",
        what, text, subnet, id, way);
    // The run may take the subnet off: then it decides.
    return planned ? AlreadyExistsError(words) : InvalidArgumentError(words);
  };
  for (const std::string& text : session.prefixes) {
    IC_RETURN_IF_ERROR(overlap(text, "`customer_prefixes` has",
                               "a prefix is either yours or the cloud's. Take it out, or the bgp_cidr of the gateway"));
  }
  constexpr std::string_view kAway = "the link needs addresses of its own. Choose others, or take the bgp_cidr out";
  IC_RETURN_IF_ERROR(overlap(session.cloud_address, "`cloud_address` is", kAway));
  return overlap(session.customer_address, "`customer_address` is", kAway);
}

void NoteFamily(Region& region, const std::string& gateway, const std::string& family, Diagnostics& diagnostics,
                std::stop_token stop) {
  if (gateway.empty()) return;
  const auto known = region.gateways().Get(gateway, Freshness::kShared, std::move(stop));
  if (!known.ok() || *known == nullptr || !CheckSubnetsTold(**known).ok()) return;
  for (const auto& [cidr, spelling] : LocalSubnets(**known)) {
    const StatusOr<Cidr> subnet = Cidr::Parse(cidr);
    if (subnet.ok() && AddressFamilyName(subnet->family()) == family) return;
  }
  const std::string_view title = family == "ipv6" ? "IPv6" : "IPv4";
  diagnostics.AddWarning(
      "address_family", "Gateway without a subnet of the family",
      fmt::format(
          "The session is {0}, and the virtual gateway {1} has no {0} local subnet: it announces nothing to your "
          "router, and no traffic comes back. Add one, such as an interconnect_bgp_cidr of that gateway. Source: "
          "Direct Connect User Guide, \"Creating a Virtual Interface Peer\" (dc_03_0801).",
          title, gateway));
}

}  // namespace ic::huawei

// Rules over several fields of one Huawei object. Each adds nothing while what it needs is unknown.
#include <fmt/format.h>

#include "adapters/contract/bandwidth.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/huawei/tables/session_rules.h"
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

constexpr std::int64_t kMbps = 1'000'000;

std::string RouteModeOf(const Value& object) {
  return IsUnset(object, "route_mode") ? "bgp" : KnownText(object, "route_mode").value_or("");
}

// Whole Mbit/s from 2 to `most`.
void CheckMbps(const Value& object, const Rule& rule, std::int64_t most, Diagnostics& diagnostics) {
  const std::optional<std::int64_t> bandwidth = KnownBandwidth(object, "bandwidth");
  if (!bandwidth) return;
  if (*bandwidth % kMbps == 0 && *bandwidth >= 2 * kMbps && *bandwidth / kMbps <= most) return;
  Refuse(rule, "bandwidth", "Bandwidth out of range",
         fmt::format("bandwidth is {}; Huawei Cloud takes whole megabits a second, from 2Mbps to {}. Choose another.",
                     FormatBandwidth(*bandwidth), FormatBandwidth(most * kMbps)),
         diagnostics);
}

// ---- connection ----

void CheckOrdered(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (IsAdopted(object) || !IsUnset(object, "huawei.hosting_id")) return;
  Refuse(rule, "adopt", "Connection cannot be ordered",
         "Huawei Cloud's API orders no line: that is done in the console. Order it there and take it over with adopt = "
         "\"<its id>\". As a partner, set huawei.hosting_id to create a hosted connection on your operations "
         "connection.",
         diagnostics);
}

void CheckHosted(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (IsAdopted(object) || IsUnset(object, "huawei.hosting_id")) return;
  for (const std::string_view path : {"huawei.resource_tenant_id", "huawei.vlan"}) {
    RefuseIfUnset(
        object, rule, path,
        fmt::format("A hosted connection is created for a tenant, on a VLAN of the operations connection. Set "
                    "{}.",
                    path),
        diagnostics);
  }
}

void CheckConnectionBandwidth(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const bool hosted = !IsUnset(object, "huawei.hosting_id");
  CheckMbps(object, rule, hosted ? 400'000 : 100'000, diagnostics);
}

// ---- virtual interface ----

void CheckRouting(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::string mode = RouteModeOf(object);
  if (mode == "bgp" && !IsAdopted(object)) {
    RefuseIfUnset(object, rule, "customer_asn",
                  "With route_mode = \"bgp\" the interface carries a BGP session, which needs the ASN of your router. "
                  "Set customer_asn, or route_mode = \"static\".",
                  diagnostics);
  }
  if (mode != "static") return;
  for (const std::string_view path : {"customer_asn", "auth_key", "auth_key_wo"}) {
    RefuseIfSet(
        object, rule, path,
        fmt::format(
            "With route_mode = \"static\", which stays where it is not written, there is no BGP session. Leave {} "
            "out, or write route_mode = \"bgp\".",
            path),
        diagnostics);
  }
  if (IsAdopted(object)) return;
  RefuseIfUnset(object, rule, "customer_prefixes",
                "With route_mode = \"static\" the cloud routes to your side what customer_prefixes names. Set it.",
                diagnostics);
}

void CheckInterfaceBandwidth(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsAdopted(object)) {
    RefuseIfUnset(object, rule, "bandwidth",
                  "Huawei Cloud limits each virtual interface to a bandwidth, which it does not choose. Set bandwidth, "
                  "up to that of the connection.",
                  diagnostics);
  }
  CheckMbps(object, rule, 2147483647, diagnostics);
}

void CheckGateway(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (IsAdopted(object)) return;
  RefuseIfUnset(object, rule, "gateway_id",
                "An interface ends on a virtual gateway, or on a global one with huawei.gateway_type = \"GDGW\". Set "
                "gateway_id to the id of one.",
                diagnostics);
}

void CheckDetection(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const bool bfd = KnownBool(object, "bfd.enabled") == true;
  if (bfd && KnownBool(object, "huawei.nqa") == true) {
    Refuse(rule, "huawei.nqa", "BFD and NQA together",
           "bfd.enabled and huawei.nqa are both true, and an interface has one of the two. Switch one of them off.",
           diagnostics);
  }
  if (!IsSet(object, "bfd") || bfd || object.Get("bfd").Get("enabled").is_unknown()) return;
  for (const std::string_view path :
       {"bfd.min_transmit_interval", "bfd.min_receive_interval", "bfd.detect_multiplier"}) {
    RefuseIfSet(object, rule, path,
                fmt::format("{} tunes BFD, which is not switched on. Set bfd.enabled = true, or leave it out.", path),
                diagnostics);
  }
}

void CheckPriority(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (RouteModeOf(object) != "static" || KnownText(object, "huawei.priority") != "low") return;
  Refuse(
      rule, "huawei.priority", "Priority without BGP",
      "huawei.priority is low and route_mode is static; only BGP sessions have a priority. Leave priority out, or use "
      "BGP.",
      diagnostics);
}

void CheckOffered(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsSet(object, "huawei.resource_tenant_id") || IsAdopted(object)) return;
  for (const std::string_view path : {"tags", "redundancy_group"}) {
    const Value& value = object.Get(path);
    if (!value.is_known() || (value.kind() == Value::Kind::kMap && value.fields().empty())) continue;
    Refuse(rule, path, fmt::format("Unsupported {}", path),
           fmt::format("huawei.resource_tenant_id makes this an interface for another tenant, and it takes no tags "
                       "before that tenant has accepted (a redundancy group is kept as a tag). Leave {} out.",
                       path),
           diagnostics);
  }
}

// ---- BGP peer ----

void CheckPeerFamily(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsUnset(object, "bgp_group_id")) return;
  RefuseIfUnset(
      object, rule, "address_family",
      "A virtual interface has one session of each family, and this is the one that the interface itself does "
      "not carry. Set address_family to ipv4 or ipv6.",
      diagnostics);
}

void AddInterfaceRules(std::vector<Rule>& rules) {
  const Kind kind = Kind::kVirtualInterface;
  rules.push_back({"huawei.virtual_interface.routing", kind,
                   "bgp: customer_asn is set; static: neither an ASN nor a key, and customer_prefixes is set",
                   CheckRouting, kPeerPage});
  rules.push_back({"huawei.virtual_interface.bandwidth", kind,
                   "bandwidth is set: whole megabits a second, 2Mbps at least", CheckInterfaceBandwidth,
                   Older(kApi, "version 2 of the API goes to 10Gbps")});
  rules.push_back({"huawei.virtual_interface.gateway", kind, "gateway_id is set, unless an interface is adopted",
                   CheckGateway, kApi});
  rules.push_back({"huawei.virtual_interface.detection", kind,
                   "BFD or NQA, not both; intervals and multiplier only with BFD on", CheckDetection, kClient});
  rules.push_back({"huawei.virtual_interface.priority_bgp", kind, "a low priority only with BGP", CheckPriority, kApi});
  rules.push_back({"huawei.virtual_interface.offered", kind, "for another tenant: neither tags nor a redundancy group",
                   CheckOffered, kClient});
  AddSessionRules(kind,
                  {"huawei.virtual_interface.addresses", "huawei.virtual_interface.prefixes",
                   "huawei.virtual_interface.key_classes", "huawei.virtual_interface.asn"},
                  rules);
}

}  // namespace

std::vector<Rule> Rules() {
  std::vector<Rule> rules;
  rules.push_back(
      {"huawei.connection.ordered", Kind::kConnection, "adopt or huawei.hosting_id is set", CheckOrdered, kApi});
  rules.push_back({"huawei.connection.hosted", Kind::kConnection,
                   "hosted: huawei.resource_tenant_id and huawei.vlan are set", CheckHosted, kApi});
  rules.push_back({"huawei.connection.bandwidth", Kind::kConnection,
                   "whole megabits a second, 2Mbps to 100Gbps (hosted: 400Gbps)", CheckConnectionBandwidth,
                   Older(kApi, "version 2 of the API goes to 20Gbps")});
  AddInterfaceRules(rules);
  rules.push_back({"huawei.bgp_peer.family", Kind::kBgpPeer, "address_family is set, unless a group tells it",
                   CheckPeerFamily, kPeerPage});
  AddSessionRules(
      Kind::kBgpPeer,
      {"huawei.bgp_peer.addresses", "huawei.bgp_peer.prefixes", "huawei.bgp_peer.key_classes", "huawei.bgp_peer.asn"},
      rules);
  return rules;
}

}  // namespace ic::huawei

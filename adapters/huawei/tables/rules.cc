// Rules over several fields of one Huawei object. Each adds nothing while what it needs is unknown.
#include <initializer_list>

#include <fmt/format.h>

#include "adapters/contract/bandwidth.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/huawei/tables/session_rules.h"
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"
#include "adapters/huawei/tables/traits.h"

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

// What tells of a hosted connection has no tags: whatever is set would be set again at every apply.
void CheckHostedTags(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const Value& tags = object.Get("tags");
  if (tags.kind() != Value::Kind::kMap || tags.fields().empty() || IsUnset(object, "huawei.resource_tenant_id")) return;
  Refuse(
      rule, "tags", "Tags are the tenant's",
      "Huawei Cloud tells the host of a hosted connection nothing of its tags. Leave `tags` out: its tenant sets them.",
      diagnostics);
}

void CheckConnectionBandwidth(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const bool hosted = !IsUnset(object, "huawei.hosting_id");
  CheckMbps(object, rule, hosted ? 400'000 : 100'000, diagnostics);
}

// ---- virtual interface ----

void RefuseBgpSettings(const Value& object, const Rule& rule, std::initializer_list<std::string_view> paths,
                       Diagnostics& diagnostics) {
  for (const std::string_view path : paths) {
    RefuseIfSet(
        object, rule, path,
        fmt::format(
            "With route_mode = \"static\", which stays where it is not written, there is no BGP session. Leave {} "
            "out, or write route_mode = \"bgp\".",
            path),
        diagnostics);
  }
}

void NeedRoutes(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  RefuseIfUnset(object, rule, "customer_prefixes",
                "With route_mode = \"static\" the cloud routes to your side what customer_prefixes names. Set it.",
                diagnostics);
}

void CheckRouting(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::string mode = RouteModeOf(object);
  if (mode == "bgp" && !IsAdopted(object)) {
    RefuseIfUnset(object, rule, "customer_asn",
                  "With route_mode = \"bgp\" the interface carries a BGP session, which needs the ASN of your router. "
                  "Set customer_asn, or route_mode = \"static\".",
                  diagnostics);
  }
  if (mode != "static") return;
  RefuseBgpSettings(object, rule, {"customer_asn", "auth_key", "auth_key_wo"}, diagnostics);
  if (!IsAdopted(object)) NeedRoutes(object, rule, diagnostics);
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
  if (KnownText(object, "type") == "public") {
    diagnostics.AddWarning(
        "type", "Public interfaces are no longer documented",
        fmt::format("type is public. Huawei Cloud's newest API documents private alone, and the prefixes of public "
                    "services that such an interface reaches (service_ep_group) cannot be set here: the service may "
                    "refuse it, or make one that reaches nothing. {}",
                    SourceWords(rule.source)));
  }
  RefuseIfUnset(object, rule, "gateway_id",
                "An interface ends on a virtual gateway, or on a global one with huawei.gateway_type = \"GDGW\". Set "
                "gateway_id to the id of one.",
                diagnostics);
}

// Huawei's own settings of the one detection that is on.
void CheckTuning(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const Value& enabled = object.Get("bfd").Get("enabled");
  const Value& own = object.Get(kCloudName);
  if (own.kind() != Value::Kind::kObject) return;
  for (const auto& [name, value] : own.fields()) {
    const bool bfd = name.starts_with("bfd_");
    const bool nqa = name.starts_with("nqa_");
    const Value& on = bfd ? enabled : own.Get("nqa");
    if (!(bfd || nqa) || !value.is_known() || on.is_unknown() || on == Value::Bool(true)) continue;
    const std::string path = fmt::format("huawei.{}", name);
    const std::string_view way = bfd ? "bfd.enabled" : "huawei.nqa";
    Refuse(rule, path, fmt::format("{} without what it tunes", path),
           fmt::format("{} is set, and {} is not true. Set {} = true, or leave {} out.", path, way, way, path),
           diagnostics);
  }
  const std::string mode = KnownText(object, "huawei.bfd_mode").value_or("");
  if (!mode.starts_with("static_")) return;
  const bool v6 = KnownText(object, "address_family") == "ipv6";
  for (const std::string_view end : {"local", "remote"}) {
    const std::string path = fmt::format("huawei.bfd_{}{}_discriminator", v6 ? "ipv6_" : "", end);
    RefuseIfUnset(object, rule, path,
                  fmt::format("With huawei.bfd_mode = \"{}\" the ends find each other by number. Set {}.", mode, path),
                  diagnostics);
  }
}

void CheckDetection(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const bool bfd = KnownBool(object, "bfd.enabled") == true;
  if (bfd && KnownBool(object, "huawei.nqa") == true) {
    Refuse(rule, "huawei.nqa", "BFD and NQA together",
           "bfd.enabled and huawei.nqa are both true, and an interface has one of the two. Switch one of them off.",
           diagnostics);
  }
  CheckTuning(object, rule, diagnostics);
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

// ---- BGP peer ----

void CheckPeerRouting(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (RouteModeOf(object) != "static") return;
  RefuseBgpSettings(object, rule, {"bgp_group_id", "customer_asn", "auth_key", "auth_key_wo"}, diagnostics);
  NeedRoutes(object, rule, diagnostics);
}

void CheckPeerFamily(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsUnset(object, "bgp_group_id")) return;
  RefuseIfUnset(
      object, rule, "address_family",
      "A virtual interface has one session of each family, and this is the one that the interface itself does "
      "not carry. Set address_family to ipv4 or ipv6.",
      diagnostics);
}

// A redundancy group is kept as a tag, and there is no other place for it.
void CheckTags(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const Value& tags = object.Get("tags");
  if (tags.kind() != Value::Kind::kMap || IsUnset(object, "redundancy_group")) return;
  const auto count = static_cast<std::int64_t>(tags.fields().size());
  if (count != kMostTags) return;  // more are refused whatever the group is
  Refuse(rule, "tags", "No room for the redundancy group",
         fmt::format("tags has {} entries, and redundancy_group is kept as a tag too, of which an object has {} at "
                     "most. Leave one out.",
                     count, kMostTags),
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
  rules.push_back({"huawei.virtual_interface.gateway", kind,
                   "gateway_id is set, unless an interface is adopted; the type public gives a warning", CheckGateway,
                   Older(kPrivateOnly, "its schema still has public")});
  rules.push_back({"huawei.virtual_interface.detection", kind,
                   "BFD or NQA, not both; what tunes one of them only with that one on; static BFD with both "
                   "discriminators of the interface's family",
                   CheckDetection, kClient});
  rules.push_back({"huawei.virtual_interface.priority_bgp", kind, "a low priority only with BGP", CheckPriority, kApi});
  rules.push_back({"huawei.virtual_interface.tags_and_group", kind,
                   "with a redundancy group, which is kept as a tag: at most 9 tags", CheckTags, kTagsPage});
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
  rules.push_back(
      {"huawei.connection.hosted_tags", Kind::kConnection, "hosted: no tags", CheckHostedTags, kNoHostedTags});
  AddInterfaceRules(rules);
  rules.push_back({"huawei.bgp_peer.family", Kind::kBgpPeer, "address_family is set, unless a group tells it",
                   CheckPeerFamily, kPeerPage});
  rules.push_back({"huawei.bgp_peer.routing", Kind::kBgpPeer,
                   "static: neither a group nor an ASN nor a key, and customer_prefixes is set", CheckPeerRouting,
                   kPeerPage});
  AddSessionRules(
      Kind::kBgpPeer,
      {"huawei.bgp_peer.addresses", "huawei.bgp_peer.prefixes", "huawei.bgp_peer.key_classes", "huawei.bgp_peer.asn"},
      rules);
  return rules;
}

}  // namespace ic::huawei

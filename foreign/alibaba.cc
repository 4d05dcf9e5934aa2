// Resource types of aliyun/alicloud: the schemas in its repository (alicloud/), versions up to August 2026, and states
// that 1.212 wrote; read 2026-11-30. None ever had another schema version than 0. None but the BGP group says its
// region.
#include <utility>

#include "foreign/source_type.h"

namespace ic::foreign::alibaba {
namespace {

constexpr std::string_view kSource = "aliyun/alicloud, alicloud/, 2026-11-30";

// The second name is the older one, before the provider's partner published it.
SourceType TypeOf(std::string_view type, std::optional<Kind> kind, std::vector<Row> rows) {
  return {.cloud = "alibaba",
          .providers = {"aliyun/alicloud", "hashicorp/alicloud"},
          .type = type,
          .kind = kind,
          .rows = std::move(rows),
          .source = kSource};
}

constexpr Row kTimeouts = {.from = "timeouts", .to = "timeouts", .form = Form::kTimeouts};

SourceType PhysicalConnection() {
  return TypeOf("alicloud_express_connect_physical_connection", Kind::kConnection,
                {Take("id", "id"),
                 Take("access_point_id", "location"),
                 Take("bandwidth", "bandwidth", Form::kMegabits),
                 Take("circuit_code", "alibaba.circuit_code"),
                 Take("description", "alibaba.description"),
                 Take("line_operator", "alibaba.line_operator"),
                 Take("peer_location", "alibaba.peer_location"),
                 Take("physical_connection_name", "name"),
                 Take("port_type", "alibaba.port_type"),
                 Take("redundant_physical_connection_id", "alibaba.redundant_connection_id"),
                 {.from = "status", .to = "alibaba.enabled", .form = Form::kIs, .usual = "Enabled"},
                 Told("order_id"),
                 Told("type"),
                 Setting("period", "a port is paid for in the vendor's console.", "0"),
                 Setting("pricing_cycle", "a port is paid for in the vendor's console."),
                 kTimeouts});
}

// Of a router that nobody tuned.
constexpr Row Timer(std::string_view from, std::string_view to, std::string_view usual) {
  return {.from = from, .to = to, .form = Form::kTuned, .usual = usual};
}

std::vector<Row> LinkRows() {
  return {Take("local_gateway_ip", "cloud_address", Form::kWithMask, "peering_subnet_mask"),
          Take("peer_gateway_ip", "customer_address", Form::kWithMask, "peering_subnet_mask"),
          Told("peering_subnet_mask"),
          Take("enable_ipv6", "alibaba.ipv6", Form::kSet),
          Take("local_ipv6_gateway_ip", "alibaba.ipv6_cloud_address", Form::kWithLink, "peering_ipv6_subnet_mask"),
          Take("peer_ipv6_gateway_ip", "alibaba.ipv6_customer_address", Form::kWithLink, "peering_ipv6_subnet_mask"),
          Told("peering_ipv6_subnet_mask")};
}

SourceType VirtualBorderRouter() {
  std::vector<Row> rows = {
      Take("id", "id"),
      Take("bandwidth", "bandwidth", Form::kMegabits),
      Take("circuit_code", "alibaba.circuit_code"),
      Take("description", "alibaba.description"),
      Timer("detect_multiplier", "bfd.detect_multiplier", "3"),
      Timer("min_rx_interval", "bfd.min_receive_interval", "1000"),
      Timer("min_tx_interval", "bfd.min_transmit_interval", "1000"),
      Take("mtu", "mtu", Form::kPositive),
      Take("physical_connection_id", "connection_id"),
      Take("resource_group_id", "alibaba.resource_group_id"),
      Take("route_table_id", "alibaba.route_table_id"),
      Take("sitelink_enable", "alibaba.site_link", Form::kFlag),
      Take("tags", "tags", Form::kTags),
      Take("vbr_owner_id", "alibaba.owner_account"),
      Take("virtual_border_router_name", "name"),
      Take("vlan_id", "vlan", Form::kNumber),
      Told("create_time"),
      Told("status"),
      Setting("associated_physical_connections",
              "a second line on one virtual border router is not managed here, and stays as it is."),
      Setting("include_cross_account_vbr", "routers of other accounts are looked up here.", "false"),
      kTimeouts};
  for (const Row& row : LinkRows()) rows.push_back(row);
  SourceType type = TypeOf("alicloud_express_connect_virtual_border_router", Kind::kVirtualInterface, std::move(rows));
  type.fixed = {{"type", "private"}, {"address_family", "ipv4"}};
  return type;
}

SourceType BgpGroup() {
  SourceType type = TypeOf(
      "alicloud_vpc_bgp_group", Kind::kBgpGroup,
      {Take("id", "id"), Take("region_id", "region"), Take("router_id", "virtual_interface_id"),
       Take("bgp_group_name", "name"), Take("description", "description"),
       Take("ip_version", "address_family", Form::kWord), Take("is_fake_asn", "alibaba.fake_asn", Form::kFlag),
       Take("local_asn", "cloud_asn", Form::kDigits), Take("peer_asn", "customer_asn", Form::kDigits),
       Take("route_limit", "alibaba.route_limit", Form::kPositive), Secret("auth_key"),
       Setting("clear_auth_key", "a key is taken off here by taking it out.", "false"), Told("status"), kTimeouts});
  type.words =
      "A group and its one peer are no single object here, be it that an interconnect_bgp_peer without a group, or an "
      "interconnect_virtual_interface with `customer_asn`, would do the same: write an interconnect_bgp_group and an "
      "interconnect_bgp_peer that names it, and move each.";
  return type;
}

SourceType BgpPeer() {
  SourceType type =
      TypeOf("alicloud_vpc_bgp_peer", Kind::kBgpPeer,
             {Take("id", "id"), Take("bgp_group_id", "bgp_group_id"),
              Take("bfd_multi_hop", "alibaba.bfd_hops", Form::kPositive), Take("enable_bfd", "bfd.enabled", Form::kSet),
              Take("ip_version", "address_family", Form::kWord), Take("peer_ip_address", "customer_address"),
              Told("bgp_peer_name"), Told("status"), kTimeouts});
  type.words = "Its group is an object of its own: write an interconnect_bgp_group too, and move each.";
  return type;
}

SourceType BgpNetwork() {
  return TypeOf(
      "alicloud_vpc_bgp_network", Kind::kBgpCidr,
      {Take("router_id", "id", Form::kEntry, "dst_cidr_block"), Take("router_id", "advertised_by"),
       Take("dst_cidr_block", "cidr"), Take("vpc_id", "alibaba.vpc_id"), Told("id"), Told("status"), kTimeouts});
}

SourceType Stays(std::string_view name, std::string_view words) {
  SourceType type = TypeOf(name, std::nullopt, {});
  type.words = words;
  return type;
}

}  // namespace

std::vector<SourceType> SourceTypes() {
  return {PhysicalConnection(),
          VirtualBorderRouter(),
          BgpGroup(),
          BgpPeer(),
          BgpNetwork(),
          Stays("alicloud_express_connect_vbr_pconn_association",
                "A second line on one virtual border router is not managed here. It stays with its provider."),
          Stays("alicloud_express_connect_virtual_physical_connection",
                "It is what a partner hands out. It stays with its provider; the account that it is for adopts it."),
          Stays("alicloud_vpc_vbr_ha", "It stays with its provider; `redundancy_group` says here what backs what.")};
}

}  // namespace ic::foreign::alibaba

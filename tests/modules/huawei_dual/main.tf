# Two lines that were ordered in the console, an interface on each to one gateway: IPv4 over BGP, IPv6 routed statically.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  huawei           = { region = var.region_name }
  owner            = "modules/huawei-dual"
  allow_disruption = var.may_go_down
}

resource "interconnect_connection" "line" {
  for_each   = var.lines
  cloud      = "huawei"
  adopt      = each.value.direct_connect_id
  name       = each.key
  on_destroy = "keep"
  huawei     = { description = each.value.description }
}

resource "interconnect_virtual_interface" "this" {
  for_each          = var.lines
  cloud             = "huawei"
  name              = "${each.key}-${var.virtual_interface_name}"
  connection_id     = interconnect_connection.line[each.key].id
  type              = var.virtual_interface_type
  route_mode        = "bgp"
  vlan              = each.value.vlan
  bandwidth         = "${each.value.bandwidth}Mbps"
  gateway_id        = var.virtual_gateway_id
  address_family    = "ipv4"
  cloud_address     = each.value.local_gateway_v4_ip
  customer_address  = each.value.remote_gateway_v4_ip
  customer_asn      = var.bgp_asn
  auth_key          = var.bgp_md5
  customer_prefixes = var.remote_ep_group
  redundancy_group  = var.virtual_interface_name
  on_destroy        = var.on_destroy
  tags              = var.virtual_interface_tags

  bfd = var.enable_bfd ? {
    enabled               = true
    min_transmit_interval = 1000
    min_receive_interval  = 1000
    detect_multiplier     = 5
  } : null

  huawei = {
    priority    = each.value.priority
    nqa         = var.enable_nqa
    description = each.value.description
  }
}

resource "interconnect_bgp_peer" "v6" {
  for_each             = { for name, line in var.lines : name => line if line.local_gateway_v6_ip != null }
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.this[each.key].id
  route_mode           = "static"
  address_family       = "ipv6"
  cloud_address        = each.value.local_gateway_v6_ip
  customer_address     = each.value.remote_gateway_v6_ip
  customer_prefixes    = var.remote_ep_group_v6
  on_destroy           = var.on_destroy
}

resource "interconnect_bgp_cidr" "local" {
  for_each      = toset(var.local_ep_group)
  cloud         = "huawei"
  advertised_by = var.virtual_gateway_id
  cidr          = each.value
  on_destroy    = var.on_destroy
}

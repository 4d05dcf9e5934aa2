terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

locals {
  routed = length(var.router.routes) > 0
  mask   = split("/", var.router.subnet)[1]
}

resource "interconnect_virtual_interface" "this" {
  cloud             = "alibaba"
  name              = var.name
  connection_id     = var.connection_id
  vlan              = var.router.vlan_id
  route_mode        = local.routed ? "static" : "bgp"
  cloud_address     = "${cidrhost(var.router.subnet, 1)}/${local.mask}"
  customer_address  = "${cidrhost(var.router.subnet, 2)}/${local.mask}"
  customer_asn      = local.routed ? null : var.peer_asn
  cloud_asn         = local.routed ? null : var.local_asn
  auth_key          = local.routed ? null : var.auth_key
  customer_prefixes = local.routed ? var.router.routes : null
  redundancy_group  = "routers"
  on_destroy        = var.on_destroy
  tags              = var.tags

  bfd = var.router.detection == null ? null : {
    enabled               = true
    min_transmit_interval = var.router.detection.interval
    min_receive_interval  = var.router.detection.interval
    detect_multiplier     = var.router.detection.multiplier
  }

  alibaba = var.router.detection == null ? null : { bfd_hops = var.router.bfd_multi_hop }
}

# The router that routes statically has its sessions in a group.
resource "interconnect_bgp_group" "v4" {
  count                = local.routed ? 1 : 0
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.this.id
  name                 = "${var.name}-v4"
  address_family       = "ipv4"
  customer_asn         = var.peer_asn
  cloud_asn            = var.local_asn
  auth_key             = var.auth_key
  description          = "sessions of ${var.name}"
  on_destroy           = var.on_destroy
}

resource "interconnect_bgp_peer" "v4" {
  count            = local.routed ? 1 : 0
  cloud            = "alibaba"
  bgp_group_id     = interconnect_bgp_group.v4[0].id
  customer_address = cidrhost(coalesce(var.router.further_subnet, var.router.subnet), 2)
  on_destroy       = var.on_destroy
}

resource "interconnect_bgp_peer" "v6" {
  count                = var.router.subnet_v6 == null ? 0 : 1
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.this.id
  address_family       = "ipv6"
  customer_asn         = var.peer_asn
  cloud_asn            = var.local_asn
  cloud_address        = "${cidrhost(var.router.subnet_v6, 1)}/${split("/", var.router.subnet_v6)[1]}"
  customer_address     = "${cidrhost(var.router.subnet_v6, 2)}/${split("/", var.router.subnet_v6)[1]}"
  on_destroy           = var.on_destroy
}

resource "interconnect_bgp_cidr" "this" {
  for_each      = toset(var.router.networks)
  cloud         = "alibaba"
  advertised_by = interconnect_virtual_interface.this.id
  cidr          = each.key
  on_destroy    = var.on_destroy
  depends_on    = [interconnect_bgp_peer.v4]
}

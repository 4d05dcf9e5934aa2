terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

resource "interconnect_connection" "port" {
  cloud      = var.cloud
  name       = "${var.site}-${var.cloud}"
  location   = var.link.location
  bandwidth  = var.link.bandwidth
  adopt      = var.link.adopt
  on_destroy = var.link.adopt == null ? "delete" : "keep"
  alibaba    = var.link.port
}

resource "interconnect_virtual_interface" "private" {
  cloud               = var.cloud
  name                = "${var.site}-${var.cloud}"
  connection_id       = interconnect_connection.port.id
  vlan                = var.link.vlan
  gateway_id          = var.link.gateway_id
  bandwidth           = var.link.rate
  customer_asn        = var.customer_asn
  cloud_address       = try(var.link.addresses.cloud, null)
  customer_address    = try(var.link.addresses.customer, null)
  customer_prefixes   = var.link.prefixes
  auth_key_wo         = var.bgp_key
  auth_key_wo_version = 1
}

resource "interconnect_bgp_peer" "v6" {
  cloud                = var.cloud
  virtual_interface_id = interconnect_virtual_interface.private.id
  address_family       = "ipv6"
  customer_asn         = var.customer_asn
  cloud_address        = try(var.link.addresses_v6.cloud, null)
  customer_address     = try(var.link.addresses_v6.customer, null)
  auth_key_wo          = var.bgp_key
  auth_key_wo_version  = 1
}

resource "interconnect_bgp_cidr" "advertised" {
  for_each      = var.link.advertised
  cloud         = var.cloud
  advertised_by = coalesce(var.link.advertised_by, interconnect_virtual_interface.private.id)
  cidr          = each.value
}

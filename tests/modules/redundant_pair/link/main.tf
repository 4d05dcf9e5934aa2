terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

locals {
  connection_id = var.create_connection ? interconnect_connection.this[0].id : var.connection_id
}

resource "interconnect_connection" "this" {
  count            = var.create_connection ? 1 : 0
  cloud            = "aws"
  name             = var.name
  location         = var.location
  bandwidth        = var.bandwidth
  redundancy_group = "ports"
  on_destroy       = var.on_destroy
  tags             = merge(var.tags, { Name = var.name })
}

resource "interconnect_virtual_interface" "this" {
  for_each         = var.interfaces
  cloud            = "aws"
  name             = "${var.name}-${each.key}"
  connection_id    = local.connection_id
  type             = "private"
  vlan             = each.value.vlan
  mtu              = lookup(each.value, "mtu", 1500)
  gateway_id       = each.value.gateway_id
  address_family   = "ipv4"
  customer_asn     = each.value.customer_asn
  auth_key         = lookup(each.value, "auth_key", null)
  redundancy_group = each.key
  on_destroy       = var.on_destroy
  tags             = merge(var.tags, { Name = "${var.name}-${each.key}" })

  timeouts = {
    create = "20m"
    delete = "20m"
  }
}

resource "interconnect_bgp_peer" "v6" {
  for_each             = { for name, one in var.interfaces : name => one if one.dual_stack }
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.this[each.key].id
  address_family       = "ipv6"
  customer_asn         = each.value.customer_asn
  on_destroy           = var.on_destroy
}

# Two links into one Direct Connect gateway, each with an IPv4 and an IPv6 session. They back each other up: a run that
# would take the last healthy one down is refused.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws   = { region = "us-east-1" }
  owner = "net-team/aws-private-link"
}

resource "interconnect_connection" "link" {
  for_each   = var.links
  cloud      = "aws"
  name       = "aws-${each.key}"
  location   = each.value.location
  bandwidth  = var.bandwidth
  on_destroy = var.on_destroy
  tags       = { team = "net" }
}

resource "interconnect_virtual_interface" "link" {
  for_each            = var.links
  cloud               = "aws"
  name                = "private-${each.key}"
  connection_id       = interconnect_connection.link[each.key].id
  type                = "private"
  vlan                = each.value.vlan
  mtu                 = 9001
  gateway_id          = var.gateway_id
  customer_asn        = var.customer_asn
  auth_key_wo         = var.bgp_key
  auth_key_wo_version = var.bgp_key_version
  redundancy_group    = "aws-private-link"
  tags                = { team = "net" }
}

resource "interconnect_bgp_peer" "link_v6" {
  for_each             = var.links
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.link[each.key].id
  address_family       = "ipv6"
  customer_asn         = var.customer_asn
  auth_key_wo          = var.bgp_key
  auth_key_wo_version  = var.bgp_key_version
}

resource "interconnect_bgp_cidr" "advertised" {
  for_each      = var.association_id == null ? [] : var.advertised
  cloud         = "aws"
  advertised_by = var.association_id
  cidr          = each.value
}

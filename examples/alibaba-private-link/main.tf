# A link into Alibaba Cloud: a port, a virtual border router with a session of its own, two more routers of yours in a
# BGP group, an IPv6 session, and what the cloud advertises.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  alibaba = { region = "cn-hangzhou" }
  owner   = "net-team/alibaba-private-link"
}

resource "interconnect_connection" "link" {
  cloud      = "alibaba"
  name       = "alibaba-dc1"
  location   = var.location
  bandwidth  = "1Gbps"
  on_destroy = var.on_destroy
  tags       = { team = "net" }
  alibaba = {
    line_operator = "Equinix"
    port_type     = "10GBase-LR"
    enabled       = true # takes the port into service once it is allocated: its billing starts
  }
}

resource "interconnect_virtual_interface" "link" {
  cloud               = "alibaba"
  name                = "private-dc1"
  connection_id       = interconnect_connection.link.id
  vlan                = 125
  cloud_address       = "10.0.0.1/29"
  customer_address    = "10.0.0.2/29"
  customer_asn        = var.customer_asn
  auth_key_wo         = var.bgp_key
  auth_key_wo_version = var.bgp_key_version
  bfd                 = { enabled = true, min_transmit_interval = 300, min_receive_interval = 300 }
  tags                = { team = "net" }
  alibaba = { # the router's link in IPv6, for sessions, groups and routes of it
    ipv6_cloud_address    = "2408:4004:cc::1/64"
    ipv6_customer_address = "2408:4004:cc::2/64"
  }
}

# Sessions of a group share its number and its key.
resource "interconnect_bgp_group" "core" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.link.id
  name                 = "core"
  customer_asn         = var.customer_asn
  auth_key_wo          = var.bgp_key
  auth_key_wo_version  = var.bgp_key_version
  description          = "the core routers behind the edge"
}

resource "interconnect_bgp_peer" "core" {
  for_each         = var.core_routers
  cloud            = "alibaba"
  bgp_group_id     = interconnect_bgp_group.core.id
  customer_address = each.value
}

# At the far end of that link, because it names no address of its own.
resource "interconnect_bgp_peer" "v6" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.link.id
  address_family       = "ipv6"
  customer_asn         = var.customer_asn
}

resource "interconnect_bgp_cidr" "advertised" {
  for_each      = var.advertised
  cloud         = "alibaba"
  advertised_by = interconnect_bgp_peer.v6.virtual_interface_id
  cidr          = each.value
}

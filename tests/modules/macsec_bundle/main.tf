# Two ports of 100 Gbit/s that encrypt, members of one bundle (LAG) that others manage; interfaces are on the bundle.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws              = { region = "us-east-1" }
  owner            = "modules/macsec-bundle"
  allow_disruption = var.may_go_down
}

locals {
  attached_to = var.use_lag ? var.lag_id : interconnect_connection.port[0].id
  tags        = merge({ Environment = var.environment }, var.tags)
}

resource "interconnect_connection" "port" {
  count      = var.ports
  cloud      = "aws"
  name       = format("%s-port-%02d", var.environment, count.index + 1)
  location   = var.location
  bandwidth  = var.bandwidth
  on_destroy = var.on_destroy
  tags       = local.tags

  aws = {
    lag_id          = var.use_lag ? var.lag_id : null
    request_macsec  = var.encryption_mode != null
    encryption_mode = var.encryption_mode
    provider_name   = var.provider_name
  }
}

resource "interconnect_virtual_interface" "transit" {
  count         = var.create_transit ? 1 : 0
  cloud         = "aws"
  name          = "${var.environment}-transit"
  connection_id = local.attached_to
  type          = "transit"
  vlan          = var.vlan
  mtu           = var.jumbo ? 8500 : 1500
  gateway_id    = var.gateway_id
  customer_asn  = var.customer_asn
  on_destroy    = var.on_destroy
  tags          = local.tags
  aws           = { site_link = var.site_link }
  depends_on    = [interconnect_connection.port]
}

resource "interconnect_bgp_peer" "v6" {
  count                = var.create_transit && var.dual_stack ? 1 : 0
  cloud                = "aws"
  virtual_interface_id = element(interconnect_virtual_interface.transit[*].id, 0)
  address_family       = "ipv6"
  customer_asn         = var.customer_asn
  on_destroy           = var.on_destroy
}

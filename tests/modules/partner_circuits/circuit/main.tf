terraform {
  required_providers {
    interconnect = {
      source                = "multicloud/interconnect"
      configuration_aliases = [interconnect.tenant]
    }
  }
}

# Accepts it; the partner has ordered it.
resource "interconnect_connection" "hosted" {
  cloud      = "aws"
  adopt      = var.connection_id
  name       = var.name
  on_destroy = var.on_destroy
}

# The creator's side.
resource "interconnect_virtual_interface" "offered" {
  cloud            = "aws"
  name             = "${var.name}-tenant"
  connection_id    = interconnect_connection.hosted.id
  vlan             = interconnect_connection.hosted.vlan
  address_family   = "ipv4"
  customer_asn     = var.customer_asn
  cloud_address    = try(var.addresses.cloud, null)
  customer_address = try(var.addresses.customer, null)
  on_destroy       = var.on_destroy
  aws              = { owner_account = var.tenant_account }
}

# The accepter's side.
resource "interconnect_virtual_interface" "accepted" {
  provider      = interconnect.tenant
  cloud         = "aws"
  adopt         = interconnect_virtual_interface.offered.id
  name          = interconnect_virtual_interface.offered.name
  connection_id = interconnect_virtual_interface.offered.connection_id
  vlan          = interconnect_virtual_interface.offered.vlan
  customer_asn  = interconnect_virtual_interface.offered.customer_asn
  gateway_id    = var.tenant_gateway
  tags          = var.tenant_tags
}

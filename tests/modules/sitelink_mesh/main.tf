# Five interfaces of three types by for_each over one map, whose entries say only what is not usual.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws   = { region = "us-east-1" }
  owner = "modules/sitelink-mesh"
}

data "interconnect_locations" "all" {
  cloud = "aws"
}

locals {
  places = distinct([for one in values(var.interfaces) : one.location])
}

resource "interconnect_connection" "port" {
  for_each   = toset(local.places)
  cloud      = "aws"
  name       = "mesh ${each.key}"
  location   = one([for place in data.interconnect_locations.all.locations : place.code if place.code == each.key])
  bandwidth  = "10Gbps"
  on_destroy = var.on_destroy
}

resource "interconnect_virtual_interface" "this" {
  for_each          = var.interfaces
  cloud             = "aws"
  name              = each.key
  connection_id     = interconnect_connection.port[each.value.location].id
  type              = each.value.type
  vlan              = each.value.vlan
  mtu               = each.value.mtu
  gateway_id        = each.value.type == "public" ? null : coalesce(each.value.gateway_id, var.gateways[each.value.type])
  customer_asn      = each.value.customer_asn
  cloud_address     = try(cidrhost(each.value.subnet, 1) == "" ? null : "${cidrhost(each.value.subnet, 1)}/${split("/", each.value.subnet)[1]}", null)
  customer_address  = try(cidrhost(each.value.subnet, 2) == "" ? null : "${cidrhost(each.value.subnet, 2)}/${split("/", each.value.subnet)[1]}", null)
  customer_prefixes = each.value.prefixes
  on_destroy        = var.on_destroy
  tags              = merge(var.tags, each.value.tags, { Name = each.key })
  aws               = { site_link = each.value.site_link }
}

output "interfaces" {
  value = { for name, one in interconnect_virtual_interface.this : name => { id = one.id, neighbor = one.cloud_address } }
}

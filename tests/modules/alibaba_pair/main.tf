# Two ports on different access devices, a router on each: IPv4 and IPv6 over BGP under a number of our own; the second routes
# some prefixes statically.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  alibaba          = { region = "cn-hangzhou" }
  owner            = "modules/alibaba-pair"
  allow_disruption = var.may_go_down
}

resource "interconnect_connection" "primary" {
  count      = var.create_physical_connection ? 1 : 0
  cloud      = "alibaba"
  name       = "${var.name}-primary"
  location   = var.access_point_id
  bandwidth  = var.bandwidth
  on_destroy = var.on_destroy
  tags       = var.tags

  alibaba = {
    line_operator = var.line_operator
    port_type     = var.port_type
    peer_location = var.peer_location
    enabled       = true
    description   = "primary"
  }
}

resource "interconnect_connection" "backup" {
  count      = var.create_physical_connection ? 1 : 0
  cloud      = "alibaba"
  name       = "${var.name}-backup"
  location   = var.access_point_id
  bandwidth  = var.bandwidth
  on_destroy = var.on_destroy
  tags       = var.tags

  alibaba = {
    line_operator           = var.line_operator
    port_type               = var.port_type
    redundant_connection_id = one(interconnect_connection.primary[*].id)
    enabled                 = true
  }
}

locals {
  ports = {
    primary = try(interconnect_connection.primary[0].id, var.physical_connection_ids.primary)
    backup  = try(interconnect_connection.backup[0].id, var.physical_connection_ids.backup)
  }
}

module "router" {
  source        = "./router"
  for_each      = var.routers
  name          = "${var.name}-${each.key}"
  connection_id = local.ports[each.key]
  router        = each.value
  local_asn     = var.local_asn
  peer_asn      = var.peer_asn
  auth_key      = var.auth_key != "" ? var.auth_key : null
  on_destroy    = var.on_destroy
  tags          = merge(var.tags, { Role = each.key })
}

# What is there already in three clouds, taken over: each object by an import block, whose ids are in one map.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws     = { region = "us-east-1" }
  huawei  = { region = "cn-north-4" }
  alibaba = { region = "cn-hangzhou" }
  owner   = "modules/brownfield"
}

locals {
  regions = { aws = "us-east-1", huawei = "cn-north-4", alibaba = "cn-hangzhou" }
}

import {
  for_each = { for name, one in var.existing : name => one if one.connection_id != null }
  to       = interconnect_connection.this[each.key]
  id       = "${each.value.cloud}/${local.regions[each.value.cloud]}/${each.value.connection_id}"
}

import {
  for_each = { for name, one in var.existing : name => one if one.interface_id != null }
  to       = interconnect_virtual_interface.this[each.key]
  id       = "${each.value.cloud}/${local.regions[each.value.cloud]}/${each.value.interface_id}"
}

import {
  for_each = { for name, one in var.existing : name => one if one.peer_id != null }
  to       = interconnect_bgp_peer.v6[each.key]
  id       = "${each.value.cloud}/${local.regions[each.value.cloud]}/${each.value.peer_id}"
}

import {
  for_each = { for name, one in var.existing : name => one if one.advertised != null }
  to       = interconnect_bgp_cidr.this[each.key]
  id       = "${each.value.cloud}/${local.regions[each.value.cloud]}/${coalesce(each.value.advertised_by, each.value.interface_id)}/${each.value.advertised}"
}

import {
  for_each = { for name, one in var.existing : name => one.group if one.group != null }
  to       = interconnect_bgp_group.this[each.key]
  id       = "${var.existing[each.key].cloud}/${local.regions[var.existing[each.key].cloud]}/${each.value.id}"
}

import {
  for_each = { for name, one in var.existing : name => one.group if one.group != null }
  to       = interconnect_bgp_peer.member[each.key]
  id       = "${var.existing[each.key].cloud}/${local.regions[var.existing[each.key].cloud]}/${each.value.peer_id}"
}

# A line that no API orders is named by `adopt` too, and no API ends it.
resource "interconnect_connection" "this" {
  for_each   = var.existing
  cloud      = each.value.cloud
  adopt      = each.value.location == null ? each.value.connection_id : null
  name       = each.key
  location   = each.value.location
  bandwidth  = each.value.bandwidth
  on_destroy = each.value.location == null ? "keep" : var.on_destroy
  tags       = var.tags
  alibaba    = each.value.line_operator == null ? null : { line_operator = each.value.line_operator }

  lifecycle {
    ignore_changes = [location]
  }
}

resource "interconnect_virtual_interface" "this" {
  for_each          = var.existing
  cloud             = each.value.cloud
  name              = each.value.interface_name
  connection_id     = interconnect_connection.this[each.key].id
  vlan              = each.value.vlan
  gateway_id        = each.value.gateway_id
  bandwidth         = each.value.rate
  cloud_address     = each.value.cloud_address
  customer_address  = each.value.customer_address
  customer_asn      = each.value.group == null ? each.value.customer_asn : null
  customer_prefixes = each.value.customer_prefixes
  on_destroy        = var.on_destroy
  tags              = var.tags

  lifecycle {
    ignore_changes = [cloud_address, customer_address]
  }
}

resource "interconnect_bgp_peer" "v6" {
  for_each             = { for name, one in var.existing : name => one if one.peer_id != null }
  cloud                = each.value.cloud
  virtual_interface_id = interconnect_virtual_interface.this[each.key].id
  address_family       = "ipv6"
  customer_asn         = each.value.customer_asn
  on_destroy           = var.on_destroy
}

resource "interconnect_bgp_cidr" "this" {
  for_each      = { for name, one in var.existing : name => one if one.advertised != null }
  cloud         = each.value.cloud
  advertised_by = coalesce(each.value.advertised_by, interconnect_virtual_interface.this[each.key].id)
  cidr          = each.value.advertised
  on_destroy    = var.on_destroy
}

resource "interconnect_bgp_group" "this" {
  for_each             = { for name, one in var.existing : name => one if one.group != null }
  cloud                = each.value.cloud
  virtual_interface_id = interconnect_virtual_interface.this[each.key].id
  name                 = each.value.group.name
  customer_asn         = each.value.customer_asn
  on_destroy           = var.on_destroy
}

resource "interconnect_bgp_peer" "member" {
  for_each         = { for name, one in var.existing : name => one if one.group != null }
  cloud            = each.value.cloud
  bgp_group_id     = interconnect_bgp_group.this[each.key].id
  customer_address = each.value.customer_address
  on_destroy       = var.on_destroy
}

# Two dedicated ports at two places, each with an interface to each of two gateways.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws              = { region = var.region }
  owner            = "modules/redundant-pair"
  allow_disruption = var.may_go_down
}

module "link" {
  source     = "./link"
  for_each   = var.sites
  name       = "${var.name}-${each.key}"
  location   = each.value.location
  bandwidth  = each.value.bandwidth
  on_destroy = var.on_destroy
  tags       = merge(var.tags, { Site = each.key })
  interfaces = {
    for gateway, one in var.gateways : gateway => {
      gateway_id   = one.id
      vlan         = one.vlan + each.value.vlan_offset
      dual_stack   = one.dual_stack
      customer_asn = var.customer_asn
      mtu          = one.mtu
    }
  }
}

locals {
  # One entry a gateway and prefix, with a key that says both.
  advertised = merge([
    for gateway, one in var.gateways : {
      for prefix in one.advertised : "${gateway} ${prefix}" => { by = one.association_id, cidr = prefix }
    }
  ]...)
}

resource "interconnect_bgp_cidr" "advertised" {
  for_each      = local.advertised
  cloud         = "aws"
  advertised_by = each.value.by
  cidr          = each.value.cidr
  on_destroy    = var.on_destroy
}

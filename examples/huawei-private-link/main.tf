# Two lines that were ordered in Huawei Cloud's console, each with an interface on one virtual gateway and an IPv4 and an
# IPv6 session. They back each other up: a run that would take the last healthy one down is refused.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  huawei = { region = "ap-southeast-1" }
  owner  = "net-team/huawei-private-link"
}

# Huawei Cloud's API orders no line: it is taken over. Destroying this forgets it and leaves it in service.
resource "interconnect_connection" "line" {
  for_each = var.lines
  cloud    = "huawei"
  adopt    = each.value.id
  name     = "huawei-${each.key}"
  tags     = { team = "net" }
}

resource "interconnect_virtual_interface" "line" {
  for_each            = var.lines
  cloud               = "huawei"
  name                = "private-${each.key}"
  connection_id       = interconnect_connection.line[each.key].id
  vlan                = each.value.vlan
  gateway_id          = var.gateway_id
  bandwidth           = var.bandwidth
  customer_asn        = var.customer_asn
  cloud_address       = "${cidrhost(each.value.link, 1)}/30"
  customer_address    = "${cidrhost(each.value.link, 2)}/30"
  customer_prefixes   = var.customer_prefixes
  auth_key_wo         = var.bgp_key
  auth_key_wo_version = 1
  bfd                 = { enabled = true, min_transmit_interval = 300, min_receive_interval = 300, detect_multiplier = 3 }
  huawei              = { priority = each.value.priority }
  redundancy_group    = "huawei-private-link"
  tags                = { team = "net" }
}

resource "interconnect_bgp_peer" "line_v6" {
  for_each             = var.lines
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.line[each.key].id
  name                 = "private-${each.key}-v6"
  address_family       = "ipv6"
  customer_asn         = var.customer_asn
  cloud_address        = "${cidrhost(each.value.link_v6, 1)}/64"
  customer_address     = "${cidrhost(each.value.link_v6, 2)}/64"
  auth_key_wo          = var.bgp_key
  auth_key_wo_version  = 1
}

# Beside the subnets that the gateway has already, whoever manages those.
resource "interconnect_bgp_cidr" "advertised" {
  for_each      = var.advertised
  cloud         = "huawei"
  advertised_by = var.gateway_id
  cidr          = each.value
}

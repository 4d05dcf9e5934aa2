variable "bgp_key" {
  type      = string
  ephemeral = true # never in state or plan
}

# Huawei Cloud has no groups either: the peer that names one takes its address family and numbers.
resource "interconnect_virtual_interface" "beijing" {
  cloud               = "huawei"
  name                = "prod"
  connection_id       = "6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a"
  vlan                = 125
  gateway_id          = "f65e89e9-2a1b-4c3d-8e4f-5a6b7c8d9e0f"
  bandwidth           = "100Mbps"
  customer_asn        = "65000"
  cloud_address       = "169.254.64.1/30"
  customer_address    = "169.254.64.2/30"
  auth_key_wo         = var.bgp_key
  auth_key_wo_version = 1
}

resource "interconnect_bgp_group" "beijing" {
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.beijing.id
  name                 = "beijing"
  address_family       = "ipv6"
  customer_asn         = "64600"
}

resource "interconnect_bgp_peer" "beijing" {
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.beijing.id
  bgp_group_id         = interconnect_bgp_group.beijing.id
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
  auth_key_wo          = var.bgp_key
  auth_key_wo_version  = 1
}

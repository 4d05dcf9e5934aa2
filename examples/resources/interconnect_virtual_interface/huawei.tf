variable "bgp_key" {
  type      = string
  ephemeral = true # never in state or plan
}

# Huawei Cloud: both ends of the link are written, the part of the line that the interface has, and a key, which its guide wants.
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

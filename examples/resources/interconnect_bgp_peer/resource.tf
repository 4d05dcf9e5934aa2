variable "bgp_key" {
  type      = string
  ephemeral = true # never in state or plan
}

# The session of the other address family, beside the one the interface carries itself.
resource "interconnect_bgp_peer" "prod_v6" {
  cloud                = "aws"
  virtual_interface_id = "dxvif-fg1vuj3d"
  address_family       = "ipv6"
  customer_asn         = "64600"
  auth_key_wo          = var.bgp_key
  auth_key_wo_version  = 1 # raise it to rotate the key
}

# The key in force: another session gets the same one. A router's provider takes it likewise, in its own write-only attributes.
ephemeral "interconnect_bgp_key" "prod" {
  cloud                = "aws"
  virtual_interface_id = "dxvif-fg1vuj3d"
}

resource "interconnect_bgp_peer" "prod_v6" {
  cloud                = "aws"
  virtual_interface_id = "dxvif-fg1vuj3d"
  address_family       = "ipv6"
  customer_asn         = "64600"
  auth_key_wo          = ephemeral.interconnect_bgp_key.prod.key
  auth_key_wo_version  = 1
}

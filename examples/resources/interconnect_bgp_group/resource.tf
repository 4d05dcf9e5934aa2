# What several sessions share. AWS has no such object: nothing is created, and each peer that names the group takes its
# address family and numbers from it. The key belongs on the peer there.
resource "interconnect_bgp_group" "core" {
  cloud                = "aws"
  virtual_interface_id = "dxvif-fg1vuj3d"
  name                 = "core"
  address_family       = "ipv6"
  customer_asn         = "64600"
}

resource "interconnect_bgp_peer" "core" {
  cloud                = "aws"
  virtual_interface_id = "dxvif-fg1vuj3d"
  bgp_group_id         = interconnect_bgp_group.core.id
}

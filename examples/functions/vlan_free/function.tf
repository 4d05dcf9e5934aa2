# Another interface on the lowest VLAN that none of the others has.
locals {
  vlans = { prod = 100, stage = 101 }
}

resource "interconnect_virtual_interface" "test" {
  cloud         = "aws"
  name          = "test"
  connection_id = "dxcon-fguhmqlc"
  vlan          = provider::interconnect::vlan_free(values(local.vlans), "100-199") # 102
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
}

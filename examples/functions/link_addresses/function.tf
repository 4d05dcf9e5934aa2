# Both ends of a link from its prefix.
locals {
  ends = provider::interconnect::link_addresses("169.254.255.0/30")
}

resource "interconnect_virtual_interface" "prod" {
  cloud            = "aws"
  name             = "prod"
  connection_id    = "dxcon-fguhmqlc"
  vlan             = 126
  gateway_id       = "vgw-f9eb0c90"
  customer_asn     = "65000"
  cloud_address    = local.ends.cloud_address    # "169.254.255.1/30"
  customer_address = local.ends.customer_address # "169.254.255.2/30"
}

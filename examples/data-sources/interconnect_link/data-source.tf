# The link as your router sees it, with what AWS chose: both addresses, both numbers, BFD.
resource "interconnect_virtual_interface" "prod" {
  cloud         = "aws"
  name          = "prod"
  connection_id = "dxcon-fguhmqlc"
  vlan          = 126
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "4200000000"
}

data "interconnect_link" "prod" {
  cloud             = "aws"
  id                = interconnect_virtual_interface.prod.id
  customer_prefixes = ["198.51.100.0/24"]
}

output "router_address" {
  value = data.interconnect_link.prod.sessions[0].local
}

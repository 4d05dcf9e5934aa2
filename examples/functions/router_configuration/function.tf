# What FRR on the router at your end is to be told; a placeholder stands where the BGP key belongs.
resource "interconnect_virtual_interface" "prod" {
  cloud         = "aws"
  name          = "prod"
  connection_id = "dxcon-fguhmqlc"
  vlan          = 126
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
}

data "interconnect_link" "prod" {
  cloud             = "aws"
  id                = interconnect_virtual_interface.prod.id
  customer_prefixes = ["198.51.100.0/24"]
}

output "frr" {
  value = provider::interconnect::router_configuration(data.interconnect_link.prod, "frr", "eth1")
}

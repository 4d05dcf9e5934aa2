# Gateways stay with the cloud's own provider; here one is named by what it is called.
data "interconnect_gateway" "hub" {
  cloud = "aws"
  type  = "direct_connect_gateway"
  name  = "hub"
}

resource "interconnect_virtual_interface" "prod" {
  cloud         = "aws"
  name          = "prod-b"
  connection_id = "dxcon-fguhmqlc"
  type          = "transit"
  vlan          = 126
  gateway_id    = data.interconnect_gateway.hub.id
  customer_asn  = "65000"
}

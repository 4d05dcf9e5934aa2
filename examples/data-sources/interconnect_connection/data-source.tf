# A connection that another configuration, or nobody's, ordered: what is put on it here names it by what it is called.
data "interconnect_connection" "shared" {
  cloud = "aws"
  name  = "dc1-aws"
  tags  = { team = "net" }
}

resource "interconnect_virtual_interface" "prod" {
  cloud         = "aws"
  name          = "prod-b"
  connection_id = data.interconnect_connection.shared.id
  vlan          = 126
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
}

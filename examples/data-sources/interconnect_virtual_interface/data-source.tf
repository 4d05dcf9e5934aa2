# The interface of that VLAN on that connection, so that a further session stands on it.
data "interconnect_connection" "shared" {
  cloud = "aws"
  name  = "dc1-aws"
}

data "interconnect_virtual_interface" "theirs" {
  cloud         = "aws"
  connection_id = data.interconnect_connection.shared.id
  vlan          = 125
}

resource "interconnect_bgp_peer" "six" {
  cloud                = "aws"
  virtual_interface_id = data.interconnect_virtual_interface.theirs.id
  address_family       = "ipv6"
  customer_asn         = "64600"
}

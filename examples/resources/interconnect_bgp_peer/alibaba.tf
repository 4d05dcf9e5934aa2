# Alibaba Cloud: a session with a second device of yours, beside the own one of the virtual border router.
resource "interconnect_connection" "hangzhou" {
  cloud     = "alibaba"
  name      = "dc1-alibaba"
  location  = "ap-cn-hangzhou-yh-B"
  bandwidth = "1Gbps"
  alibaba   = { line_operator = "CT", port_type = "10GBase-LR", enabled = true }
}

resource "interconnect_virtual_interface" "hangzhou" {
  cloud            = "alibaba"
  name             = "prod"
  connection_id    = interconnect_connection.hangzhou.id
  vlan             = 125
  customer_asn     = "65000"
  cloud_address    = "10.0.0.1/30"
  customer_address = "10.0.0.2/30"
}

resource "interconnect_bgp_peer" "second_device" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.hangzhou.id
  address_family       = "ipv4"
  customer_asn         = "64701"
  customer_address     = "192.168.7.2/32"
}

# Alibaba Cloud has groups: numbers and key are the group's, a peer brings the address of your router.
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

resource "interconnect_bgp_group" "routers" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.hangzhou.id
  name                 = "routers"
  customer_asn         = "64600"
}

resource "interconnect_bgp_peer" "router" {
  cloud            = "alibaba"
  bgp_group_id     = interconnect_bgp_group.routers.id
  customer_address = "192.168.7.3/32"
}

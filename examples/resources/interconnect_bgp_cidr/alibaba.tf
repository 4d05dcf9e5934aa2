# Alibaba Cloud: a network that a virtual border router advertises.
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

resource "interconnect_bgp_cidr" "network" {
  cloud         = "alibaba"
  advertised_by = interconnect_virtual_interface.hangzhou.id
  cidr          = "10.1.0.0/16"
}

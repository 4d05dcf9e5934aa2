# Alibaba Cloud: a port at an access point, in use as soon as it is built.
resource "interconnect_connection" "hangzhou" {
  cloud     = "alibaba"
  name      = "dc1-alibaba"
  location  = "ap-cn-hangzhou-yh-B"
  bandwidth = "1Gbps"
  alibaba   = { line_operator = "CT", port_type = "10GBase-LR", enabled = true }
}

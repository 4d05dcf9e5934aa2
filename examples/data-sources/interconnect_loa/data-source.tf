resource "interconnect_connection" "dc1" {
  cloud     = "aws"
  name      = "dc1"
  location  = "EqDC2"
  bandwidth = "1Gbps"
}

data "interconnect_loa" "dc1" {
  cloud         = "aws"
  connection_id = interconnect_connection.dc1.id
}

output "letter" {
  value     = data.interconnect_loa.dc1.content_base64
  sensitive = true
}

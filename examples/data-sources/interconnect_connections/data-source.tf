# All there are in one place, whoever manages them. None is no error.
data "interconnect_connections" "here" {
  cloud    = "aws"
  location = "EqDC2"
}

output "ports" {
  value = { for port in data.interconnect_connections.here.connections : port.name => port.bandwidth }
}

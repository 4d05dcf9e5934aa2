# A private interface with its own IPv4 session; addresses are the cloud's choice.
resource "interconnect_virtual_interface" "prod" {
  cloud            = "aws"
  name             = "prod"
  connection_id    = "dxcon-fguhmqlc"
  vlan             = 125
  gateway_id       = "vgw-f9eb0c90"
  customer_asn     = "65000"
  redundancy_group = "dc1"
}

# A public interface: your prefixes are the cloud's route filter and cannot change afterwards.
resource "interconnect_virtual_interface" "public" {
  cloud             = "aws"
  name              = "public"
  connection_id     = "dxcon-fguhmqlc"
  type              = "public"
  vlan              = 300
  customer_asn      = "4200000000"
  cloud_address     = "203.0.113.0/31"
  customer_address  = "203.0.113.1/31"
  customer_prefixes = ["198.51.100.0/24"]
}

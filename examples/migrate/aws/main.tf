terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
    # Until the move is applied, because the state names it:
    # aws = { source = "hashicorp/aws" }
  }
}

provider "interconnect" {
  aws = { region = "us-east-1" }
}

# It was:
#   resource "aws_dx_connection" "dc1" {
#     name      = "dc1"
#     bandwidth = "1Gbps"
#     location  = "EqDC2"
#   }
resource "interconnect_connection" "dc1" {
  cloud     = "aws"
  name      = "dc1"
  location  = "EqDC2"
  bandwidth = "1Gbps"
}

moved {
  from = aws_dx_connection.dc1
  to   = interconnect_connection.dc1
}

# It was:
#   resource "aws_dx_private_virtual_interface" "prod" {
#     connection_id  = aws_dx_connection.dc1.id
#     name           = "prod"
#     vlan           = 125
#     address_family = "ipv4"
#     bgp_asn        = 65000
#     vpn_gateway_id = "vgw-f9eb0c90"
#   }
resource "interconnect_virtual_interface" "prod" {
  cloud         = "aws"
  name          = "prod"
  connection_id = interconnect_connection.dc1.id
  vlan          = 125
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
}

moved {
  from = aws_dx_private_virtual_interface.prod
  to   = interconnect_virtual_interface.prod
}

# It was:
#   resource "aws_dx_bgp_peer" "prod_v6" {
#     virtual_interface_id = aws_dx_private_virtual_interface.prod.id
#     address_family       = "ipv6"
#     bgp_asn              = 64600
#   }
resource "interconnect_bgp_peer" "prod_v6" {
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.prod.id
  address_family       = "ipv6"
  customer_asn         = "64600"
}

moved {
  from = aws_dx_bgp_peer.prod_v6
  to   = interconnect_bgp_peer.prod_v6
}

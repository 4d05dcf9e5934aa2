terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
    # Until the move is applied, because the state names it:
    # alicloud = { source = "aliyun/alicloud" }
  }
}

provider "interconnect" {
  alibaba = { region = "cn-hangzhou" }
}

# It was an alicloud_express_connect_physical_connection.
resource "interconnect_connection" "dc1" {
  cloud     = "alibaba"
  name      = "line-1"
  location  = "ap-cn-hangzhou-yh-B"
  bandwidth = "100Mbps"
  alibaba = {
    line_operator = "CT"
    port_type     = "1000Base-LX"
    peer_location = "data centre 1"
    enabled       = true
  }
}

moved {
  from = alicloud_express_connect_physical_connection.dc1
  to   = interconnect_connection.dc1
}

# It was an alicloud_express_connect_virtual_border_router, with its mask in an attribute of its own.
resource "interconnect_virtual_interface" "prod" {
  cloud            = "alibaba"
  name             = "prod"
  connection_id    = interconnect_connection.dc1.id
  vlan             = 120
  cloud_address    = "10.0.0.1/30"
  customer_address = "10.0.0.2/30"
}

moved {
  from = alicloud_express_connect_virtual_border_router.prod
  to   = interconnect_virtual_interface.prod
}

# A group and its peer stay two objects. The group's key is left behind: the sessions keep it.
resource "interconnect_bgp_group" "core" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.prod.id
  name                 = "core"
  customer_asn         = "64600"
}

moved {
  from = alicloud_vpc_bgp_group.core
  to   = interconnect_bgp_group.core
}

resource "interconnect_bgp_peer" "core" {
  cloud            = "alibaba"
  bgp_group_id     = interconnect_bgp_group.core.id
  customer_address = "10.0.0.2/30"
}

moved {
  from = alicloud_vpc_bgp_peer.core
  to   = interconnect_bgp_peer.core
}

resource "interconnect_bgp_cidr" "vpc" {
  cloud         = "alibaba"
  advertised_by = interconnect_virtual_interface.prod.id
  cidr          = "192.168.0.0/24"
}

moved {
  from = alicloud_vpc_bgp_network.vpc
  to   = interconnect_bgp_cidr.vpc
}

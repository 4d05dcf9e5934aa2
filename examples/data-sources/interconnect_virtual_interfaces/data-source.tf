# Whatever ends at one gateway.
data "interconnect_gateway" "hub" {
  cloud = "aws"
  name  = "hub"
}

data "interconnect_virtual_interfaces" "on_hub" {
  cloud      = "aws"
  gateway_id = data.interconnect_gateway.hub.id
}

data "interconnect_health" "on_hub" {
  cloud = "aws"
  kind  = "virtual_interface"
  ids   = data.interconnect_virtual_interfaces.on_hub.ids
}

terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
    # Until the move is applied, because the state names it:
    # huaweicloud = { source = "huaweicloud/huaweicloud" }
  }
}

provider "interconnect" {
  huawei = { region = "cn-north-4" }
}

# It was, on a line and a gateway that stay where they are:
#   resource "huaweicloud_dc_virtual_interface" "prod" {
#     direct_connect_id    = "6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a"
#     vgw_id               = "f65e89e9-2a1b-4c3d-8e4f-5a6b7c8d9e0f"
#     name                 = "prod"
#     type                 = "private"
#     route_mode           = "static"
#     vlan                 = 120
#     bandwidth            = 50
#     remote_ep_group      = ["10.1.0.0/16", "10.2.0.0/16"]
#     address_family       = "ipv4"
#     local_gateway_v4_ip  = "169.254.64.1/30"
#     remote_gateway_v4_ip = "169.254.64.2/30"
#     enable_nqa           = true
#   }
resource "interconnect_virtual_interface" "prod" {
  cloud             = "huawei"
  name              = "prod"
  connection_id     = "6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a"
  gateway_id        = "f65e89e9-2a1b-4c3d-8e4f-5a6b7c8d9e0f"
  vlan              = 120
  bandwidth         = "50Mbps"
  route_mode        = "static"
  customer_prefixes = ["10.1.0.0/16", "10.2.0.0/16"]
  cloud_address     = "169.254.64.1/30"
  customer_address  = "169.254.64.2/30"
  huawei            = { nqa = true }
}

moved {
  from = huaweicloud_dc_virtual_interface.prod
  to   = interconnect_virtual_interface.prod
}

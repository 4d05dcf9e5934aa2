import {
  to = interconnect_virtual_interface.prod
  id = "aws/us-east-1/dxvif-fg1vuj3d"
}

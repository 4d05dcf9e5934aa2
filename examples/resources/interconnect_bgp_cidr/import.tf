import {
  to = interconnect_bgp_cidr.vpc
  id = "aws/us-east-1/be85116d-46eb-4b43-a27a-da0c2ad648de/10.0.0.0/16"
}

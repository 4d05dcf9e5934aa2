# CLOUD/REGION/WHAT ADVERTISES IT/PREFIX
terraform import interconnect_bgp_cidr.vpc aws/us-east-1/be85116d-46eb-4b43-a27a-da0c2ad648de/10.0.0.0/16
terraform import interconnect_bgp_cidr.subnet huawei/cn-north-4/f65e89e9-2a1b-4c3d-8e4f-5a6b7c8d9e0f/10.1.0.0/16
terraform import interconnect_bgp_cidr.network alibaba/cn-hangzhou/vbr-bp15zckdt37pq72zvw3/10.1.0.0/16

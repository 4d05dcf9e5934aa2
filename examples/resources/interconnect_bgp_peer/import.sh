# CLOUD/REGION/ID
terraform import interconnect_bgp_peer.prod_v6 aws/us-east-1/dxpeer-fg3abcde
terraform import interconnect_bgp_peer.beijing_v6 huawei/cn-north-4/1c5e7f3a-2b4d-4c6e-8f0a-1b2c3d4e5f60
terraform import interconnect_bgp_peer.second_device alibaba/cn-hangzhou/bgp-bp1xnb3kz8u1rqx2tqfge

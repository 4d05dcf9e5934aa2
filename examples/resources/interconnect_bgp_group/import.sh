# CLOUD/REGION/ID where the cloud has groups; elsewhere CLOUD/REGION/INTERFACE/FAMILY/NAME, with the name that the group has from then on
terraform import interconnect_bgp_group.core aws/us-east-1/dxvif-fg1vuj3d/ipv6/core
terraform import interconnect_bgp_group.beijing huawei/cn-north-4/0d2a2d7c-3a53-4cf3-9a2d-7a4b7c8d9e0f/ipv6/beijing
terraform import interconnect_bgp_group.routers alibaba/cn-hangzhou/bgpg-bp1k25cyp26cllath

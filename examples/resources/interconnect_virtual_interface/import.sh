# CLOUD/REGION/ID; its own session comes with it
terraform import interconnect_virtual_interface.prod aws/us-east-1/dxvif-fg1vuj3d
terraform import interconnect_virtual_interface.beijing huawei/cn-north-4/0d2a2d7c-3a53-4cf3-9a2d-7a4b7c8d9e0f
terraform import interconnect_virtual_interface.hangzhou alibaba/cn-hangzhou/vbr-bp15zckdt37pq72zvw3

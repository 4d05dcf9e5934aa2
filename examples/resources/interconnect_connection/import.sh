# CLOUD/REGION/ID
terraform import interconnect_connection.dc1 aws/us-east-1/dxcon-fguhmqlc
terraform import interconnect_connection.line huawei/cn-north-4/6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a
terraform import interconnect_connection.hangzhou alibaba/cn-hangzhou/pc-bp1ca4wca27ex9fpk5slq

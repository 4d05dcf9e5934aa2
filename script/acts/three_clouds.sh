# The second act of script/demo, which sources it: one module, for_each over three clouds.

step "Second act: one module, for_each over three clouds (examples/three-clouds)"
folder=$work/three
cp -r "$root/examples/three-clouds" "$folder"
association=$(control POST /create '{"cloud": "aws", "type": "association"}' 'answer["id"]')
line=$(control POST /create '{"cloud": "huawei", "type": "direct_connect", "members": {"name": "line"}}' 'answer["id"]')
gateway=$(control POST /create '{"cloud": "huawei", "type": "virtual_gateway", "members": {"local_ep_group": ["10.2.0.0/16"]}}' 'answer["id"]')
cat >"$folder/terraform.tfvars" <<TFVARS
clouds = {
  aws = {
    location = "EqDC2", bandwidth = "1Gbps", vlan = 125, gateway_id = "vgw-f9eb0c90"
    advertised_by = "$association", advertised = ["10.1.0.0/16"]
  }
  huawei = {
    adopt = "$line", vlan = 125, gateway_id = "$gateway", rate = "200Mbps", prefixes = ["192.168.52.0/24"]
    addresses     = { cloud = "10.9.0.1/30", customer = "10.9.0.2/30" }
    addresses_v6  = { cloud = "2407:c080::1/64", customer = "2407:c080::2/64" }
    advertised_by = "$gateway", advertised = ["10.3.0.0/16"]
  }
  alibaba = {
    location = "ap-cn-hangzhou-yh-B", bandwidth = "1Gbps", vlan = 125
    port         = { line_operator = "CT", port_type = "10GBase-LR", enabled = true }
    addresses    = { cloud = "10.8.0.1/30", customer = "10.8.0.2/30" }
    addresses_v6 = { cloud = "2408:4004:cc::1/64", customer = "2408:4004:cc::2/64" }
    advertised   = ["10.4.0.0/16"]
  }
}
TFVARS
initialise
tf 0 apply -auto-approve
tf 0 plan -detailed-exitcode
step "A limit of one of them is found while planning, before any of them is touched"
sed -i 's/vlan = 125, gateway_id = "vgw/vlan = 4095, gateway_id = "vgw/' "$folder/terraform.tfvars"
tf 1 plan
sed -i 's/vlan = 4095/vlan = 125/' "$folder/terraform.tfvars"
tf 0 destroy -auto-approve

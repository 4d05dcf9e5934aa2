# A session with a key that nobody has chosen, and that is stored nowhere.
ephemeral "interconnect_generated_key" "prod" {
  cloud = "aws"
}

resource "interconnect_virtual_interface" "prod" {
  cloud               = "aws"
  name                = "prod"
  connection_id       = "dxcon-fguhmqlc"
  vlan                = 126
  gateway_id          = "vgw-f9eb0c90"
  customer_asn        = "65000"
  auth_key_wo         = ephemeral.interconnect_generated_key.prod.key
  auth_key_wo_version = 1 # another key: another number
}

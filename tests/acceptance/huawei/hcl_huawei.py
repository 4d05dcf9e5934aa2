"""Configuration for tests of Huawei Cloud."""

VIF = "interconnect_virtual_interface.prod"
PEER = "interconnect_bgp_peer.six"


def interface(cloud, name="prod", vlan=125, asn="65000", more=""):
    return f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud            = "huawei"
  name             = "{name}"
  connection_id    = "{cloud.line}"
  vlan             = {vlan}
  gateway_id       = "{cloud.vgw}"
  bandwidth        = "100Mbps"
  customer_asn     = "{asn}"
  cloud_address    = "169.254.64.1/30"
  customer_address = "169.254.64.2/30"
  {more}
}}
"""


def peer(asn="64600", more=""):
    return f"""
resource "interconnect_bgp_peer" "six" {{
  cloud                = "huawei"
  virtual_interface_id = {VIF}.id
  address_family       = "ipv6"
  customer_asn         = "{asn}"
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
  {more}
}}
"""


def subnets(cloud, count, first=1):
    return f"""
resource "interconnect_bgp_cidr" "lan" {{
  count         = {count}
  cloud         = "huawei"
  advertised_by = "{cloud.vgw}"
  cidr          = "10.${{count.index + {first}}}.0.0/16"
}}
"""

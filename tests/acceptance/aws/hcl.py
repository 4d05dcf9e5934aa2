"""Configurations that several tests share. `more` is put inside the block."""

OWNER = """
provider "interconnect" {
  owner = "net-team/prod"
}
"""


def connection(name="port", more="", bandwidth="1Gbps", location="EqDC2"):
    return f"""
resource "interconnect_connection" "{name}" {{
  cloud      = "aws"
  name       = "{name}"
  location   = "{location}"
  bandwidth  = "{bandwidth}"
  on_destroy = "delete"
  {more}
}}
"""


def interface(name="vif", more="", port="port", vlan=125, asn="65000", connection_id=None, gateway="vgw-f9eb0c90"):
    target = connection_id or f"interconnect_connection.{port}.id"
    asn_line = f'customer_asn  = "{asn}"' if asn else ""
    gateway_line = f'gateway_id    = "{gateway}"' if gateway else ""
    return f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud         = "aws"
  name          = "{name}"
  connection_id = {target}
  vlan          = {vlan}
  {gateway_line}
  {asn_line}
  {more}
}}
"""


def peer(name="six", more="", interface="vif", family="ipv6", asn="64600"):
    return f"""
resource "interconnect_bgp_peer" "{name}" {{
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.{interface}.id
  address_family       = "{family}"
  customer_asn         = "{asn}"
  {more}
}}
"""


def provider(more=""):
    return f'provider "interconnect" {{\n  {more}\n}}\n'


VIF = "interconnect_virtual_interface.vif"
PORT = "interconnect_connection.port"
PEER = "interconnect_bgp_peer.six"

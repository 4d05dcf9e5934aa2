"""Configurations of Alibaba Cloud, in pieces."""

PORT = "interconnect_connection.port"
VIF = "interconnect_virtual_interface.vif"
GROUP = "interconnect_bgp_group.core"
PEER = "interconnect_bgp_peer.far"
CIDR = "interconnect_bgp_cidr.lan"


def resource(kind, name, body):
    return f'resource "interconnect_{kind}" "{name}" {{\n  cloud = "alibaba"\n  {body}\n}}\n'


def port(more=""):
    return resource("connection", "port", f"""name = "port"
  location   = "ap-cn-hangzhou-yh-B"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
  alibaba    = {{ line_operator = "CT", port_type = "10GBase-LR", enabled = true }}
  {more}""")


def router(more="", name="vif", vlan=125, connection=f"{PORT}.id"):
    return resource("virtual_interface", name, f"""name = "{name}"
  connection_id    = {connection}
  vlan             = {vlan}
  cloud_address    = "10.0.0.1/30"
  customer_address = "10.0.0.2/30"
  {more}""")


def group(more=""):
    return resource("bgp_group", "core", f"""virtual_interface_id = {VIF}.id
  name         = "core"
  customer_asn = "64600"
  {more}""")


def peer(more="", address="192.168.7.1/32", name="far"):
    return resource("bgp_peer", name, f"""bgp_group_id = {GROUP}.id
  customer_address = "{address}"
  {more}""")


def cidr(prefix="10.10.0.0/16", name="lan"):
    return resource("bgp_cidr", name, f'advertised_by = {VIF}.id\n  cidr = "{prefix}"')


EVERYTHING = port() + router('customer_asn = "65000"') + group() + peer() + cidr()

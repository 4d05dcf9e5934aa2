"""Configurations in pieces, of whatever cloud."""

VIF = "interconnect_virtual_interface.vif"
PORT = "interconnect_connection.port"
PEER = "interconnect_bgp_peer.six"


def provider(more=""):
    return f'provider "interconnect" {{\n  {more}\n}}\n'


def link(cloud, more="", name="vif", vlan=125):
    """A port and an interface on it."""
    text, port = cloud.port("port")
    return text + cloud.interface(name, port, vlan, more=more)


def port_of(ws, cloud, name):
    """The id of that port as an expression, for another configuration."""
    made = ws.state().get(f"interconnect_connection.{name}")
    return f'"{made["id"]}"' if made else cloud.port(name)[1]


def variable(name, how="ephemeral"):
    return f'variable "{name}" {{\n  type = string\n  {how} = true\n}}\n'


def write_only(key, version):
    return f"auth_key_wo = {key}\n  auth_key_wo_version = {version}"

"""What aliyun/alicloud writes. foreign/testdata/states has a state of its own program."""

from foreign_state import Beside, Refused, Source

PROVIDER = "aliyun/alicloud"


def port(cloud, make):
    return """
resource "interconnect_connection" "x" {
  cloud     = "alibaba"
  name      = "line-1"
  location  = "ap-cn-hangzhou-yh-B"
  bandwidth = "100Mbps"
  alibaba = {
    line_operator = "CT"
    port_type     = "1000Base-LX"
    circuit_code  = "circuit-1"
    peer_location = "XX-YY-ZZ"
    description   = "line one"
    enabled       = true
  }
}
"""


def router(cloud, make, name="x"):
    return f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud            = "alibaba"
  name             = "{name}1"
  connection_id    = "{cloud.seed("physical_connection")}"
  vlan             = 120
  cloud_address    = "10.0.0.1/30"
  customer_address = "10.0.0.2/30"
  bfd              = {{ detect_multiplier = 10 }}
  alibaba          = {{ description = "to dc1" }}
}}
"""


def group(cloud, make, name="x"):
    base = make(router(cloud, make, "base"))
    return f"""
resource "interconnect_bgp_group" "{name}" {{
  cloud                = "alibaba"
  virtual_interface_id = "{base["id"]}"
  name                 = "group-0"
  description          = "group"
  customer_asn         = "1111"
  cloud_asn            = "64512"
}}
"""


def peer(cloud, make):
    base = make(group(cloud, make, "base"))
    return f"""
resource "interconnect_bgp_peer" "x" {{
  cloud            = "alibaba"
  bgp_group_id     = "{base["id"]}"
  customer_address = "10.0.0.2/30"
  bfd              = {{ enabled = true }}
  alibaba          = {{ bfd_hops = 10 }}
}}
"""


def network(cloud, make):
    base = make(router(cloud, make, "base"))
    return f"""
resource "interconnect_bgp_cidr" "x" {{
  cloud         = "alibaba"
  advertised_by = "{base["id"]}"
  cidr          = "192.168.0.0/24"
}}
"""


def live(cloud, listed, member, object_id):
    (one,) = [item for item in cloud.objects()[listed] if item[member] == object_id]
    return one


def port_state(cloud, a):
    o = live(cloud, "physicalConnections", "PhysicalConnectionId", a["id"])
    return {"id": a["id"], "access_point_id": o["AccessPointId"], "bandwidth": str(o["Bandwidth"]), "circuit_code": o["CircuitCode"],
            "description": o["Description"], "line_operator": o["LineOperator"], "order_id": "", "peer_location": o["PeerLocation"],
            "period": None, "physical_connection_name": o["Name"], "port_type": o["PortType"], "pricing_cycle": None,
            "redundant_physical_connection_id": "", "status": o["Status"], "timeouts": None, "type": "VPC"}


def router_state(cloud, a):
    o = live(cloud, "virtualBorderRouters", "VbrId", a["id"])
    return {"id": a["id"], "associated_physical_connections": None, "bandwidth": o["Bandwidth"], "circuit_code": o["CircuitCode"],
            "create_time": o["CreationTime"], "description": o["Description"], "detect_multiplier": o["DetectMultiplier"],
            "enable_ipv6": False, "include_cross_account_vbr": None, "local_gateway_ip": o["LocalGatewayIp"],
            "local_ipv6_gateway_ip": "", "min_rx_interval": o["MinRxInterval"], "min_tx_interval": o["MinTxInterval"],
            "mtu": o["Mtu"], "peer_gateway_ip": o["PeerGatewayIp"], "peer_ipv6_gateway_ip": "", "peering_ipv6_subnet_mask": "",
            "peering_subnet_mask": o["PeeringSubnetMask"], "physical_connection_id": o["PhysicalConnectionId"],
            "resource_group_id": o["ResourceGroupId"], "route_table_id": o["RouteTableId"], "sitelink_enable": o["SitelinkEnable"],
            "status": o["Status"], "tags": {}, "timeouts": None, "vbr_owner_id": None, "virtual_border_router_name": o["Name"],
            "vlan_id": o["VlanId"]}


def flag(value):
    """The API writes some as text."""
    return value in (True, "true")


def group_state(cloud, a):
    o = live(cloud, "bgpGroups", "BgpGroupId", a["id"])
    return {"id": a["id"], "auth_key": "", "bgp_group_name": o["Name"], "clear_auth_key": None, "description": o["Description"],
            "ip_version": o["IpVersion"], "is_fake_asn": flag(o["IsFake"]), "local_asn": o["LocalAsn"], "peer_asn": o["PeerAsn"],
            "region_id": "cn-hangzhou", "route_limit": o["RouteLimit"], "router_id": o["RouterId"], "status": o["Status"],
            "timeouts": None}


def peer_state(cloud, a):
    o = live(cloud, "bgpPeers", "BgpPeerId", a["id"])
    return {"id": a["id"], "bfd_multi_hop": o["BfdMultiHop"], "bgp_group_id": o["BgpGroupId"], "bgp_peer_name": "",
            "enable_bfd": flag(o["EnableBfd"]), "ip_version": o["IpVersion"], "peer_ip_address": o["PeerIpAddress"],
            "status": o["Status"], "timeouts": None}


def network_state(cloud, a):
    return {"id": f"{a['advertised_by']}:{a['cidr']}", "dst_cidr_block": a["cidr"], "router_id": a["advertised_by"],
            "status": "Available", "timeouts": None, "vpc_id": ""}


def of(type_, kind, hcl, attributes, **more):
    return Source(type_, PROVIDER, kind, hcl, attributes, **more)


# None but a group says its region.
SOURCES = [
    of("alicloud_express_connect_physical_connection", "connection", port, port_state, whole=False),
    of("alicloud_express_connect_virtual_border_router", "virtual_interface", router, router_state, whole=False),
    of("alicloud_vpc_bgp_group", "bgp_group", group, group_state, key="auth_key"),
    of("alicloud_vpc_bgp_peer", "bgp_peer", peer, peer_state, whole=False, spelled=("customer_address",)),
    of("alicloud_vpc_bgp_network", "bgp_cidr", network, network_state, whole=False),
]

REFUSED = [
    Refused("alicloud_vpc_bgp_group", PROVIDER, "bgp_peer", {"id": "bgpg-bp1"}, ("no single object", "interconnect_bgp_group")),
    Refused("alicloud_vpc_bgp_peer", PROVIDER, "bgp_group", {"id": "bgp-bp1"}, ("is an interconnect_bgp_peer here",)),
]

BESIDE = [
    Beside("alicloud_vpc_vbr_ha", {"id": "h"}, "left", "stays with its provider"),
    Beside("alicloud_vpc", {"id": "v"}, "left", "no object of private links"),
]

# A configuration of each kind that passes for one.
SMALLEST = {
    "bgp_peer": '  cloud = "alibaba"\n  bgp_group_id = "bgpg-bp179jzx6pkp6j95do8d"\n  customer_address = "10.0.0.2/30"\n',
    "bgp_group": '  cloud = "alibaba"\n  virtual_interface_id = "vbr-bp1osqeg9x5rzljcznb8"\n  customer_asn = "1111"\n',
}

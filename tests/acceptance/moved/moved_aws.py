"""What hashicorp/aws writes of Direct Connect: made of the schemas that it published, from 2 to 6.63."""

from vendors.aws import ACCOUNT, PARTNER_ACCOUNT

from foreign_state import Beside, Refused, Source

PROVIDER = "hashicorp/aws"
GATEWAY = 'gateway_id    = "vgw-f9eb0c90"'


def arn(kind, object_id, account=ACCOUNT):
    return f"arn:aws:directconnect:us-east-1:{account}:{kind}/{object_id}"


def connection(cloud, make):
    return """
resource "interconnect_connection" "x" {
  cloud     = "aws"
  name      = "dc1"
  location  = "EqDC2"
  bandwidth = "1Gbps"
  tags      = { team = "net" }
}
"""


def hosted_connection(cloud, make):
    return f"""
resource "interconnect_connection" "x" {{
  cloud = "aws"
  adopt = "{cloud.seed("hosted_connection", connectionName="from-the-partner")}"
  name  = "from-the-partner"
}}
"""


def port(cloud):
    return f'"{cloud.seed("connection", connectionName="port")}"'


def private(cloud, make):
    return cloud.interface("x", port(cloud), more='mtu = 9001\n  tags = { team = "net" }')


def transit(cloud, make):
    hub = cloud.seed("direct_connect_gateway", directConnectGatewayName="hub", amazonSideAsn=64512)
    return cloud.interface("x", port(cloud), more='type = "transit"\n  mtu = 8500\n  aws = { site_link = true }').replace(
        "vgw-f9eb0c90", hub)


def public(cloud, make, more=""):
    return cloud.interface("x", port(cloud), more=f"""type = "public"
  cloud_address     = "203.0.113.1/30"
  customer_address  = "203.0.113.2/30"
  customer_prefixes = ["198.51.100.0/24", "192.0.2.0/24"]
  {more}""").replace(GATEWAY, "")


def for_partner(text):
    return text.replace(GATEWAY, f'aws = {{ owner_account = "{PARTNER_ACCOUNT}" }}')


def hosted_private(cloud, make):
    return for_partner(cloud.interface("x", port(cloud)))


def hosted_transit(cloud, make):
    return for_partner(cloud.interface("x", port(cloud), more='type = "transit"'))


def hosted_public(cloud, make):
    return public(cloud, make, f'aws = {{ owner_account = "{PARTNER_ACCOUNT}" }}')


def offered(cloud, type_, gateway, **members):
    """On the partner's connection, for this account; taken over with the name that it has."""
    line = cloud.seed("connection", connectionName="theirs", ownerAccount=PARTNER_ACCOUNT)
    interface = cloud.seed("virtual_interface", virtualInterfaceName="theirs", connectionId=line, virtualInterfaceType=type_,
                           vlan=140, bgpPeers=[{"addressFamily": "ipv4", "asn": 65000, "amazonAddress": "169.254.7.1/30",
                                                "customerAddress": "169.254.7.2/30"}], **members)
    text = cloud.interface("x", f'"{line}"', vlan=140, more=f'adopt = "{interface}"\n  type = "{type_}"')
    return text.replace('"x"\n  connection_id', '"theirs"\n  connection_id').replace(GATEWAY, gateway)


def offered_private(cloud, make):
    return offered(cloud, "private", GATEWAY)


def offered_transit(cloud, make):
    hub = cloud.seed("direct_connect_gateway", directConnectGatewayName="hub", amazonSideAsn=64512)
    return offered(cloud, "transit", f'gateway_id = "{hub}"')


THEIR_PREFIXES = 'customer_prefixes = ["198.51.100.0/24"]'


def offered_public(cloud, make):
    return offered(cloud, "public", THEIR_PREFIXES, routeFilterPrefixes=[{"cidr": "198.51.100.0/24"}])


def peer(cloud, make):
    base = make(cloud.interface("base", port(cloud)))
    return cloud.second_session("base").replace('"six"', '"x"').replace(
        "interconnect_virtual_interface.base.id", f'"{base["id"]}"')


def connection_state(cloud, a, vlan=0):
    (c,) = [one for one in cloud.objects()["connections"] if one["connectionId"] == a["id"]]
    return {"id": a["id"], "arn": arn("dxcon", a["id"]), "aws_device": c.get("awsDeviceV2", ""), "bandwidth": c["bandwidth"],
            "encryption_mode": c.get("encryptionMode", ""), "has_logical_redundancy": c.get("hasLogicalRedundancy", ""),
            "jumbo_frame_capable": c.get("jumboFrameCapable", False), "location": c["location"],
            "macsec_capable": c.get("macSecCapable", False), "name": c["connectionName"], "owner_account_id": ACCOUNT,
            "partner_name": c.get("partnerName", ""), "port_encryption_status": c.get("portEncryptionStatus", ""),
            "provider_name": c.get("providerName", ""), "request_macsec": False, "skip_destroy": False,
            "tags": {"team": "net"}, "tags_all": {"team": "net"}, "vlan_id": vlan}


def hosted_connection_state(cloud, a):
    (c,) = [one for one in cloud.objects()["connections"] if one["connectionId"] == a["id"]]
    return {"id": a["id"], "aws_device": c.get("awsDeviceV2", ""), "bandwidth": c["bandwidth"], "connection_id": "dxcon-ffpartner",
            "has_logical_redundancy": "", "jumbo_frame_capable": False, "lag_id": "", "loa_issue_time": "",
            "location": c["location"], "name": c["connectionName"], "owner_account_id": ACCOUNT,
            "partner_name": c.get("partnerName", ""), "provider_name": "", "region": "us-east-1", "state": c["connectionState"],
            "vlan": c["vlan"]}


def interface_state(cloud, a, without=(), **more):
    """What every type has; each lacks some."""
    v = cloud.interface_of(a["id"])
    state = {"id": a["id"], "address_family": v["addressFamily"], "amazon_address": v.get("amazonAddress", ""),
             "amazon_side_asn": str(v.get("amazonSideAsn", 0)), "arn": arn("dxvif", a["id"], v["ownerAccount"]),
             "aws_device": v.get("awsDeviceV2", ""), "bgp_asn": v["asn"], "bgp_asn_long": None,
             "bgp_auth_key": v.get("authKey", ""), "connection_id": v["connectionId"],
             "customer_address": v.get("customerAddress", ""), "jumbo_frame_capable": v.get("jumboFrameCapable", False),
             "mtu": v.get("mtu", 1500), "name": v["virtualInterfaceName"],
             "prefix_pool_allocated_count_ipv4": v.get("prefixPoolAllocatedCountIpv4", 0),
             "prefix_pool_allocated_count_ipv6": v.get("prefixPoolAllocatedCountIpv6", 0),
             "rate_limit": v.get("rateLimit", ""), "region": "us-east-1", "timeouts": None, "vlan": v["vlan"], **more}
    return {name: value for name, value in state.items() if name not in without}


def own(tags=None, **more):
    tags = tags or {}
    return lambda cloud, a: interface_state(cloud, a, tags=tags, tags_all=tags, **more)


PUBLIC_LACKS = ("mtu", "jumbo_frame_capable", "prefix_pool_allocated_count_ipv4", "prefix_pool_allocated_count_ipv6")


def private_state(cloud, a):
    return own({"team": "net"}, dx_gateway_id="", vpn_gateway_id="vgw-f9eb0c90", sitelink_enabled=False)(cloud, a)


def old_private_state(cloud, a):
    """Before version 6 there was no region, before 5 no sitelink, before 3.38 one list of tags."""
    state = private_state(cloud, a)
    return {name: value for name, value in state.items()
            if name not in ("region", "tags_all", "bgp_asn_long", "rate_limit", "sitelink_enabled", *PUBLIC_LACKS[2:])}


def transit_state(cloud, a):
    return own(dx_gateway_id=a["gateway_id"], sitelink_enabled=True)(cloud, a)


def prefixes(cloud, a):
    return [one["cidr"] for one in cloud.interface_of(a["id"])["routeFilterPrefixes"]]


def public_state(cloud, a):
    return own(without=PUBLIC_LACKS, route_filter_prefixes=prefixes(cloud, a))(cloud, a)


def hosted_state(cloud, a):
    return interface_state(cloud, a, owner_account_id=PARTNER_ACCOUNT)


def hosted_public_state(cloud, a):
    return interface_state(cloud, a, without=PUBLIC_LACKS, owner_account_id=PARTNER_ACCOUNT,
                           route_filter_prefixes=prefixes(cloud, a))


def accepter_state(cloud, a, **gateway):
    return {"id": a["id"], "arn": arn("dxvif", a["id"]), "region": "us-east-1", "tags": {}, "tags_all": {}, "timeouts": None,
            "virtual_interface_id": a["id"], **gateway}


def peer_state(cloud, a):
    p = cloud.sessions(a["virtual_interface_id"])["ipv6"]
    return {"id": f"{a['virtual_interface_id']}-ipv6-64600", "address_family": "ipv6", "amazon_address": p["amazonAddress"],
            "aws_device": p.get("awsDeviceV2", ""), "bgp_asn": p["asn"], "bgp_asn_long": None, "bgp_auth_key": p["authKey"],
            "bgp_peer_id": p["bgpPeerId"], "bgp_status": p["bgpStatus"], "customer_address": p["customerAddress"],
            "region": "us-east-1", "timeouts": None, "virtual_interface_id": a["virtual_interface_id"]}


def old_peer_state(cloud, a):
    """Before version 6: it does not say where it is."""
    return {name: value for name, value in peer_state(cloud, a).items() if name not in ("region", "bgp_asn_long")}


def confirmation_state(cloud, a):
    return {"id": a["id"], "connection_id": a["id"]}


def of(type_, kind, hcl, attributes, **more):
    return Source(type_, PROVIDER, kind, hcl, attributes, **more)


VIF = "virtual_interface"
SOURCES = [
    of("aws_dx_connection", "connection", connection, connection_state, version=1),
    of("aws_dx_connection", "connection", connection, lambda cloud, a: connection_state(cloud, a, "")),
    of("aws_dx_hosted_connection", "connection", hosted_connection, hosted_connection_state),
    of("aws_dx_connection_confirmation", "connection", hosted_connection, confirmation_state, whole=False),
    of("aws_dx_private_virtual_interface", VIF, private, private_state, key="bgp_auth_key"),
    of("aws_dx_private_virtual_interface", VIF, private, old_private_state, key="bgp_auth_key"),
    of("aws_dx_transit_virtual_interface", VIF, transit, transit_state, key="bgp_auth_key"),
    of("aws_dx_public_virtual_interface", VIF, public, public_state, key="bgp_auth_key"),
    of("aws_dx_hosted_private_virtual_interface", VIF, hosted_private, hosted_state, key="bgp_auth_key"),
    of("aws_dx_hosted_transit_virtual_interface", VIF, hosted_transit, hosted_state, key="bgp_auth_key"),
    of("aws_dx_hosted_public_virtual_interface", VIF, hosted_public, hosted_public_state, key="bgp_auth_key"),
    of("aws_dx_hosted_private_virtual_interface_accepter", VIF, offered_private,
       lambda cloud, a: accepter_state(cloud, a, dx_gateway_id="", vpn_gateway_id="vgw-f9eb0c90"), whole=False),
    of("aws_dx_hosted_transit_virtual_interface_accepter", VIF, offered_transit,
       lambda cloud, a: accepter_state(cloud, a, dx_gateway_id=a["gateway_id"]), whole=False),
    of("aws_dx_hosted_public_virtual_interface_accepter", VIF, offered_public, accepter_state, whole=False,
       theirs=THEIR_PREFIXES),
    of("aws_dx_bgp_peer", "bgp_peer", peer, peer_state, key="bgp_auth_key"),
    of("aws_dx_bgp_peer", "bgp_peer", peer, old_peer_state, key="bgp_auth_key", whole=False),
]

REFUSED = [
    Refused("aws_dx_gateway_association", PROVIDER, "bgp_cidr",
            {"id": "ga-1", "dx_gateway_association_id": "be85116d-46eb-4b43-a27a-da0c2ad648de", "region": "us-east-1",
             "allowed_prefixes": ["10.0.0.0/16"]},
            ('id = "aws/us-east-1/be85116d-46eb-4b43-a27a-da0c2ad648de/10.0.0.0/16"',)),
    Refused("aws_dx_connection", PROVIDER, VIF, {"id": "dxcon-ffabc123"}, ("is an interconnect_connection here",)),
    Refused("aws_dx_lag", PROVIDER, "connection", {"id": "dxlag-ffabc123"}, ("named by its id",)),
]

BESIDE = [
    Beside("aws_dx_lag", {"id": "dxlag-ffabc123"}, "left", "named by its id"),
    Beside("aws_vpc", {"id": "vpc-1"}, "left", "no object of private links"),
    Beside("aws_dx_gateway_association", REFUSED[0].attributes, "refused", REFUSED[0].words[0]),
]

# A configuration of each kind that passes for one.
SMALLEST = {
    "connection": '  cloud = "aws"\n  name = "x"\n  location = "EqDC2"\n  bandwidth = "1Gbps"\n',
    "virtual_interface": '  cloud = "aws"\n  name = "x"\n  connection_id = "dxcon-ffabc123"\n  vlan = 7\n'
                         '  gateway_id = "vgw-f9eb0c90"\n  customer_asn = "65000"\n',
    "bgp_cidr": '  cloud = "aws"\n  advertised_by = "be85116d-46eb-4b43-a27a-da0c2ad648de"\n  cidr = "10.0.0.0/16"\n',
}

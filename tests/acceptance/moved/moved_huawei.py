"""What huaweicloud/huaweicloud and opentelekomcloud/opentelekomcloud (version 3 of the API) write. foreign/testdata/states has a state of the
first one's own program."""

from vendors.huawei import PARTNER_KEY, PARTNER_PROJECT, PARTNER_SECRET, PROJECT

from foreign_state import Beside, Refused, Source

PROVIDER = "huaweicloud/huaweicloud"
TELEKOM = "opentelekomcloud/opentelekomcloud"
VIF = "virtual_interface"


def hosted(cloud, make):
    return f"""
resource "interconnect_connection" "x" {{
  cloud     = "huawei"
  name      = "slice"
  bandwidth = "100Mbps"
  huawei = {{
    hosting_id         = "{cloud.seed("operations_connect", tenant_id=PROJECT)}"
    resource_tenant_id = "{PARTNER_PROJECT}"
    vlan               = 301
    description        = "for a partner"
  }}
}}
"""


def interface(cloud, make):
    return cloud.interface("x", cloud.port("line")[1], more="""customer_prefixes = ["10.1.0.0/16", "10.2.0.0/16"]
  bfd    = { enabled = true }
  tags   = { env = "prod" }
  huawei = { description = "production" }""")


def static(cloud, make):
    text = cloud.interface("x", cloud.port("line")[1], more="""route_mode = "static"
  customer_prefixes = ["10.4.0.0/16"]
  huawei = { nqa = true }""")
    return text.replace('customer_asn     = "65000"\n', "")


def accepted(cloud, make):
    """A partner's offer on its line, for a gateway of this project."""
    line = cloud.seed("direct_connect", name="theirs", bandwidth=10000, tenant_id=PARTNER_PROJECT)
    text = cloud.interface("theirs", f'"{line}"')
    offer = make(text.replace("bandwidth  ", f'huawei = {{ resource_tenant_id = "{PROJECT}" }}\n  bandwidth  '),
                               {"HW_ACCESS_KEY": PARTNER_KEY, "HW_SECRET_KEY": PARTNER_SECRET})
    return text.replace('"interconnect_virtual_interface" "theirs"', '"interconnect_virtual_interface" "x"').replace(
        "  name ", f'  adopt            = "{offer["id"]}"\n  name ')


def peer(cloud, make):
    base = make(cloud.interface("base", cloud.port("line")[1]))
    return cloud.second_session("base", 'name = "six"\n  customer_prefixes = ["fd00:1::/64"]').replace(
        'bgp_peer" "six"', 'bgp_peer" "x"').replace("interconnect_virtual_interface.base.id", f'"{base["id"]}"')


def hosted_state(cloud, a):
    return {"id": a["id"], "bandwidth": 100, "description": "for a partner", "hosting_id": a["huawei"]["hosting_id"],
            "name": "slice", "peer_location": "", "region": "cn-north-4", "resource_tenant_id": PARTNER_PROJECT, "status": "BUILD",
            "timeouts": None, "vlan": 301}


def text(value):
    return "" if value is None else value


def interface_state(cloud, a):
    v = cloud.interface_of(a["id"])
    named = {name: text(v[name]) for name in (
        "address_family", "bandwidth", "bgp_route_limit", "description", "device_id", "direct_connect_id", "enable_bfd",
        "enable_nqa", "enterprise_project_id", "gateway_id", "ies_id", "lag_id", "lgw_id", "local_gateway_v4_ip",
        "local_gateway_v6_ip", "name", "priority", "rate_limit", "reason", "remote_ep_group", "remote_gateway_v4_ip",
        "remote_gateway_v6_ip", "route_limit", "service_type", "status", "type", "vgw_id", "vlan")}
    session = v["vif_peers"][0]
    return named | {"id": a["id"], "asn": session["bgp_asn"] or 0, "route_mode": session["route_mode"], "bgp_md5": "", "region": "cn-north-4", "resource_tenant_id": None,
                    "created_at": v["create_time"], "updated_at": v["update_time"], "extend_attribute": [],
                    "service_ep_group": [], "timeouts": None,
                    "tags": {tag["key"]: tag["value"] for tag in v["tags"] if not tag["key"].startswith("interconnect:")},
                    "vif_peers": [{"id": p["id"], "bgp_md5": "", "vif_id": a["id"]} for p in v["vif_peers"]]}


def telekom_state(cloud, a):
    state = interface_state(cloud, a)
    lacks = ("bgp_route_limit", "enterprise_project_id", "extend_attribute", "gateway_id", "ies_id", "lgw_id", "priority",
             "rate_limit", "reason", "route_limit", "service_type", "tags", "timeouts")
    return {name: value for name, value in state.items() if name not in lacks}


def peer_state(cloud, a):
    p = cloud.sessions(a["virtual_interface_id"])["ipv6"]
    named = {name: text(p[name]) for name in ("bgp_asn", "bgp_route_limit", "bgp_status", "description", "device_id",
                                              "enable_bfd", "enable_nqa", "local_gateway_ip", "name", "receive_route_num",
                                              "remote_ep_group", "remote_gateway_ip", "route_mode", "status")}
    return named | {"id": a["id"], "address_family": "IPv6", "bgp_md5": "", "project_id": PROJECT, "region": "cn-north-4",
                    "service_ep_group": [], "vif_id": a["virtual_interface_id"]}


def accepter_state(cloud, a):
    return {"id": a["id"], "action": "ACCEPT", "region": "cn-north-4", "timeouts": None, "virtual_interface_id": a["id"]}


SOURCES = [
    Source("huaweicloud_dc_virtual_interface", PROVIDER, VIF, interface, interface_state, key="bgp_md5"),
    Source("huaweicloud_dc_virtual_interface", PROVIDER, VIF, static, interface_state),
    Source("huaweicloud_dc_virtual_interface_accepter", PROVIDER, VIF, accepted, accepter_state, whole=False),
    Source("huaweicloud_dc_hosted_connect", PROVIDER, "connection", hosted, hosted_state),
    # Its state tells no tags and no type of gateway.
    Source("opentelekomcloud_dc_virtual_interface_v3", TELEKOM, VIF, interface, telekom_state, key="bgp_md5", whole=False),
    Source("opentelekomcloud_dc_virtual_interface_peer_v3", TELEKOM, "bgp_peer", peer, peer_state, key="bgp_md5"),
    Source("opentelekomcloud_dc_hosted_connect_v3", TELEKOM, "connection", hosted, hosted_state),
]

REFUSED = [
    Refused("huaweicloud_dc_virtual_interface_accepter", PROVIDER, VIF,
            {"id": "v", "virtual_interface_id": "v", "action": "REJECT", "region": "cn-north-4"}, ("was not accepted",)),
    Refused("huaweicloud_dc_virtual_gateway", PROVIDER, "connection", {"id": "g"}, ("named by its id",)),
    Refused("opentelekomcloud_dc_virtual_interface_v2", TELEKOM, VIF, {"id": "v"}, ("version 2 of the API",)),
]

UUID = "2245bd5f-bb68-4f68-a2eb-92502318fa4e"
BESIDE = [
    Beside("huaweicloud_dc_virtual_gateway", {"id": "g"}, "left", "named by its id"),
    Beside("huaweicloud_vpc", {"id": "v"}, "left", "no object of private links"),
    Beside(REFUSED[0].type, REFUSED[0].attributes, "refused", "destroy = false"),
]

# A configuration of each kind that passes for one.
SMALLEST = {
    "connection": f'  cloud = "huawei"\n  adopt = "{UUID}"\n  name = "x"\n',
    "virtual_interface": f'  cloud = "huawei"\n  name = "x"\n  connection_id = "{UUID}"\n  vlan = 7\n  gateway_id = "{UUID}"\n'
                         '  bandwidth = "5Mbps"\n  customer_asn = "65000"\n  cloud_address = "169.254.64.1/30"\n'
                         '  customer_address = "169.254.64.2/30"\n',
}

"""The shapes, with what others manage in each, and a change."""

from shape import Change, Shape

KEY = "SimulatorKey1"


def two_gateways(world):
    aws = world.of("aws")
    ids = {}
    for name, asn in (("PROD", 64512), ("DEV", 64513)):
        gateway = aws.create("direct_connect_gateway", directConnectGatewayName=name.lower(), amazonSideAsn=asn)
        ids |= {f"{name}_GATEWAY": gateway, f"{name}_ASSOCIATION": aws.create("association", directConnectGatewayId=gateway)}
    return ids


def gateways(prod, dev):
    return {"gateways": {
        "prod": {"id": "<<PROD_GATEWAY>>", "association_id": "<<PROD_ASSOCIATION>>", "vlan": 101, "dual_stack": True, "mtu": 1500,
                 "advertised": prod},
        "dev": {"id": "<<DEV_GATEWAY>>", "association_id": "<<DEV_ASSOCIATION>>", "vlan": 102, "advertised": dev}}}


REDUNDANT_PAIR = Shape(
    "redundant_pair", two_gateways,
    ending={"may_go_down": ["ports", "prod", "dev"]}, may_go_down=("ports", "prod", "dev"),
    made={"aws.connections": 2, "aws.virtualInterfaces": 4, "aws.bgpPeers": 6, "aws.prefixes": 3},
    variables=gateways(["10.1.0.0/16", "10.2.0.0/16"], ["10.9.0.0/16"]),
    change=Change(
        gateways(["10.1.0.0/16", "10.2.0.0/16"], ["10.9.0.0/16", "10.10.0.0/16"]) | {"tags": {"ManagedBy": "terraform", "CostCenter": "42"}},
        dict.fromkeys(['module.link["dc1"].interconnect_connection.this[0]', 'module.link["dc2"].interconnect_connection.this[0]']
                      + [f'module.link["{site}"].interconnect_virtual_interface.this["{gateway}"]' for site in ("dc1", "dc2")
                         for gateway in ("prod", "dev")], "update")
        | {'interconnect_bgp_cidr.advertised["dev 10.10.0.0/16"]': "create"},
        (("ManagedBy: terraform", "ManagedBy: terraform, CostCenter: '42'"),
         ("cidr: 10.9.0.0/16}", "cidr: 10.9.0.0/16}\n  dev-b: {<<: *advertised, advertised_by: \"${env:DEV_ASSOCIATION}\", cidr: 10.10.0.0/16}")),
        dict.fromkeys(["connection.corp-dc1", "connection.corp-dc2"]
                      + [f"virtual_interface.corp-{site}-{gateway}" for site in ("dc1", "dc2") for gateway in ("prod", "dev")], "update")
        | {"bgp_cidr.dev-b": "create"}))


def circuits_of_a_partner(world):
    aws = world.of("aws")
    partner = {"connectionState": "ordering", "partnerName": "Megaport"}
    return {f"CIRCUIT_{name.upper()}": aws.create("hosted_connection", connectionName=f"circuit-{name}", vlan=vlan, bandwidth="500Mbps",
                                                  **partner) for name, vlan in (("a", 101), ("b", 102))}


CIRCUITS = {"circuit-a": {"connection_id": "<<CIRCUIT_A>>", "addresses": {"cloud": "169.254.100.1/30", "customer": "169.254.100.2/30"}},
            "circuit-b": {"connection_id": "<<CIRCUIT_B>>", "customer_asn": "65353"}}
PARTNER_CIRCUITS = Shape(
    "partner_circuits", circuits_of_a_partner,
    made={"aws.virtualInterfaces": 2, "aws.bgpPeers": 2},
    ends=("CIRCUIT_A", "CIRCUIT_B"), ending={"may_go_down": ["<<circuit-a-tenant>>"]},
    variables={"own_account": "123456789012", "tenant_account": "210987654321", "tenant_gateway": "vgw-0a1b2c3d4e5f60718",
               "circuits": CIRCUITS},
    change=Change(
        {"tenant_tags": {"Side": "Accepter", "CostCenter": "42"}},
        {f'module.circuit["circuit-{name}"].interconnect_virtual_interface.accepted': "update" for name in "ab"},
        (("{Side: Accepter}", "{Side: Accepter, CostCenter: '42'}"),),
        {f"virtual_interface.circuit-{name}-accepted": "update" for name in "ab"}))


def a_bundle(world):
    aws = world.of("aws")
    return {"LAG": aws.create("lag", lagName="bundle", location="EqDC2", connectionsBandwidth="100Gbps", requestMACSec=True, providerName="Equinix"),
            "GATEWAY": aws.create("direct_connect_gateway", directConnectGatewayName="hub", amazonSideAsn=64512)}


MACSEC_BUNDLE = Shape(
    "macsec_bundle", a_bundle,
    made={"aws.connections": 2, "aws.virtualInterfaces": 1, "aws.bgpPeers": 2},
    variables={"lag_id": "<<LAG>>", "gateway_id": "<<GATEWAY>>", "encryption_mode": "should_encrypt", "provider_name": "Equinix"},
    ending={"may_go_down": ["<<LAG>>"]}, may_go_down=("LAG",),
    change=Change(
        {"encryption_mode": "must_encrypt", "site_link": True},
        {f"interconnect_connection.port[{n}]": "update" for n in (0, 1)} | {"interconnect_virtual_interface.transit[0]": "update"},
        (("should_encrypt", "must_encrypt"), ("site_link: false", "site_link: true")),
        {"connection.prod-port-01": "update", "connection.prod-port-02": "update", "virtual_interface.prod-transit": "update"}))

INTERFACES = {
    "hub-a": {"vlan": 201, "site_link": True},
    "hub-b": {"vlan": 201, "site_link": True, "location": "EqDA2"},
    "branch": {"vlan": 202, "location": "EqDA2", "customer_asn": 65001, "tags": {"Team": "branch"}},
    "office": {"vlan": 203, "type": "private", "mtu": 9001, "site_link": True},
    "internet": {"vlan": 204, "type": "public", "subnet": "203.0.113.0/30", "prefixes": ["198.51.100.0/24"]}}
SITELINK_MESH = Shape(
    "sitelink_mesh",
    lambda world: {f"{kind.upper()}_GATEWAY": world.of("aws").create("direct_connect_gateway", directConnectGatewayName=kind, amazonSideAsn=asn)
                   for kind, asn in (("transit", 64512), ("private", 64513))},
    made={"aws.connections": 2, "aws.virtualInterfaces": 5, "aws.bgpPeers": 5},
    # An empty list is passed where there is none.
    imported_otherwise=tuple(f'interconnect_virtual_interface.this["{name}"]' for name in ("hub-a", "hub-b", "office", "lab")),
    variables={"gateways": {"transit": "<<TRANSIT_GATEWAY>>", "private": "<<PRIVATE_GATEWAY>>"}, "interfaces": INTERFACES},
    change=Change(
        {"interfaces": {name: one for name, one in INTERFACES.items() if name != "branch"}
         | {"hub-b": INTERFACES["hub-b"] | {"site_link": False}, "lab": {"vlan": 205, "type": "private", "site_link": True}}},
        {'interconnect_virtual_interface.this["branch"]': "delete", 'interconnect_virtual_interface.this["hub-b"]': "update",
         'interconnect_virtual_interface.this["lab"]': "create"},
        (("  branch: {<<: *transit, connection: dallas, vlan: 202, customer_asn: \"65001\", tags: {Name: branch, Team: branch}, aws: {site_link: false}}\n",
          "  lab: {<<: *transit, connection: ashburn, type: private, vlan: 205, gateway_id: \"${env:PRIVATE_GATEWAY}\", tags: {Name: lab}}\n"),
         ("vlan: 201, tags: {Name: hub-b}}", "vlan: 201, tags: {Name: hub-b}, aws: {site_link: false}}")),
        {"virtual_interface.branch": "delete", "virtual_interface.hub-b": "update", "virtual_interface.lab": "create"},
        allow=("virtual_interface.branch",)))

WEST = {"name": "corp-west", "location": "EqSe2-EQ", "vlan": 301, "gateway_id": "vgw-0f1e2d3c4b5a69788"}
TWO_REGIONS = Shape(
    "two_regions", lambda world: {},
    made={"aws.connections": 2, "aws.virtualInterfaces": 2, "aws.bgpPeers": 2},
    variables={"links": {"east": {"name": "corp-east", "location": "EqDC2", "vlan": 301, "gateway_id": "vgw-0a1b2c3d4e5f60718"}, "west": WEST}},
    change=Change(
        {"backup": WEST | {"name": "corp-backup", "location": "PEH51", "vlan": 302}},
        {f"module.backup[0].interconnect_{one}": "create" for one in ("connection.port", "virtual_interface.private")},
        (("\nvirtual_interface:\n", "  corp-backup: {<<: *life, cloud: aws, region: us-west-2, location: PEH51, bandwidth: 1Gbps}\n\nvirtual_interface:\n"
                                   "  corp-backup: {<<: *interface, connection: corp-backup, vlan: 302, gateway_id: vgw-0f1e2d3c4b5a69788}\n"),),
        {"connection.corp-backup": "create", "virtual_interface.corp-backup": "create"}))


def two_lines(world):
    huawei = world.of("huawei")
    return {f"LINE_{name}": huawei.create("direct_connect", name=f"line-{name.lower()}") for name in "AB"} | {
        "GATEWAY": huawei.create("virtual_gateway", local_ep_group=["10.0.0.0/16"], local_ep_group_ipv6=["2001:db8:aaaa::/48"])}


LINES = {
    "line-a": {"direct_connect_id": "<<LINE_A>>", "vlan": 301, "description": "primary", "local_gateway_v4_ip": "169.254.64.1/30",
               "remote_gateway_v4_ip": "169.254.64.2/30", "local_gateway_v6_ip": "fd00:1::1/64", "remote_gateway_v6_ip": "fd00:1::2/64"},
    "line-b": {"direct_connect_id": "<<LINE_B>>", "vlan": 302, "priority": "low", "local_gateway_v4_ip": "169.254.64.5/30",
               "remote_gateway_v4_ip": "169.254.64.6/30", "local_gateway_v6_ip": "fd00:2::1/64", "remote_gateway_v6_ip": "fd00:2::2/64"}}
HUAWEI_DUAL = Shape(
    "huawei_dual", two_lines,
    made={"huawei.virtual_interfaces": 2, "huawei.vif_peers": 4, "huawei.prefixes": 2},
    variables={"lines": LINES, "virtual_gateway_id": "<<GATEWAY>>", "bgp_md5": KEY, "local_ep_group": ["10.1.0.0/16", "10.2.0.0/16"]},
    ending={"may_go_down": ["prod"]}, may_go_down=("prod",),
    change=Change(
        {"lines": {name: line | {"bandwidth": 200} for name, line in LINES.items()}, "remote_ep_group": ["192.168.52.0/24", "192.168.54.0/24"],
         "remote_ep_group_v6": ["2001:db8:1::/48", "2001:db8:2::/48"], "local_ep_group": ["10.1.0.0/16", "10.3.0.0/16"]},
        {f'interconnect_{kind}["line-{name}"]': "update" for name in "ab" for kind in ("virtual_interface.this", "bgp_peer.v6")}
        | {'interconnect_bgp_cidr.local["10.2.0.0/16"]': "delete", 'interconnect_bgp_cidr.local["10.3.0.0/16"]': "create"},
        (("100Mbps", "200Mbps"), ("[192.168.52.0/24]", "[192.168.52.0/24, 192.168.54.0/24]"),
         ('["2001:db8:1::/48"]', '["2001:db8:1::/48", "2001:db8:2::/48"]'), ("local-b: {<<: *local, cidr: 10.2.0.0/16}", "local-c: {<<: *local, cidr: 10.3.0.0/16}")),
        {f"{one}": "update" for name in "ab" for one in (f"virtual_interface.line-{name}-prod", f"bgp_peer.line-{name}-v6")}
        | {"bgp_cidr.local-b": "delete", "bgp_cidr.local-c": "create"}))


def routers(**backup):
    return {"routers": {
        "primary": {"vlan_id": 401, "subnet": "10.0.0.0/30", "subnet_v6": "2408:4004:cc::/64", "networks": ["10.10.0.0/16"],
                    "detection": {"interval": 300, "multiplier": 3}},
        "backup": {"vlan_id": 402, "subnet": "10.0.0.4/30", "subnet_v6": "2408:4004:dd::/64", "networks": ["10.10.0.0/16"]}
        | {"routes": ["172.16.0.0/16", "172.17.0.0/16"]} | backup}}


ALIBABA_PAIR = Shape(
    "alibaba_pair", lambda world: {},
    made={"alibaba.physicalConnections": 2, "alibaba.virtualBorderRouters": 2, "alibaba.bgpGroups": 4, "alibaba.bgpPeers": 4,
          "alibaba.bgpNetworks": 2, "alibaba.routeEntries": 2},
    # A router with sessions is taken for one that has its routes from them: its entries may be somebody else's.
    imported_otherwise=('module.router["backup"].interconnect_virtual_interface.this',),
    after_import={"virtual_interface.corp-backup": "update"},
    variables=routers() | {"tags": {"Team": "net"}},
    ending={"may_go_down": ["routers"]}, may_go_down=("routers",),
    change=Change(
        routers(routes=["172.16.0.0/16", "172.18.0.0/16"], networks=["10.10.0.0/16", "10.11.0.0/16"]),
        {'module.router["backup"].interconnect_virtual_interface.this': "update",
         'module.router["backup"].interconnect_bgp_cidr.this["10.11.0.0/16"]': "create"},
        (("172.17.0.0/16", "172.18.0.0/16"),
         ("  backup: {<<: *life, virtual_interface: corp-backup,",
          "  more: {<<: *life, virtual_interface: corp-backup, cidr: 10.11.0.0/16}\n  backup: {<<: *life, virtual_interface: corp-backup,")),
        {"virtual_interface.corp-backup": "update", "bgp_cidr.more": "create"}))

SHAPES = [REDUNDANT_PAIR, PARTNER_CIRCUITS, MACSEC_BUNDLE, SITELINK_MESH, TWO_REGIONS, HUAWEI_DUAL, ALIBABA_PAIR]

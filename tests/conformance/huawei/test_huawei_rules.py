"""What the service refuses, with its codes: the seed's and the reference's rules, one row each."""

import pytest

from huawei_sdk import Failure, peer


def refused(code, status, call, *arguments, **members):
    with pytest.raises(Failure) as failure:
        call(*arguments, **members)
    assert (failure.value.status, failure.value.code) == (status, code), failure.value
    return failure.value


def subnets(count):
    return [f"172.{16 + i // 256}.{i % 256}.0/24" for i in range(count)]


NAMES = [
    ("DC.0001", {"name": "x" * 65}),
    ("DC.0001", {"name": "a b"}),
    ("DC.0001", {"description": "x" * 129}),
]

INTERFACE = NAMES + [
    ("DC.0001", {"description": "<b>"}),
    ("DC.0001", {"type": "secret"}),
    ("DC.0001", {"type": None}),
    ("DC.0001", {"vlan": 4000}),
    ("DC.0001", {"vlan": -1}),
    ("DC.0001", {"vlan": "100"}),
    ("DC.0001", {"bandwidth": 1}),
    ("DC.1000", {"bandwidth": 1001}),
    ("DC.0001", {"route_mode": "ospf"}),
    ("DC.0001", {"priority": "high"}),
    ("DC.0001", {"priority": "low", "route_mode": "static", "bgp_asn": None, "bgp_md5": None}),
    ("DC.0001", {"enable_bfd": True, "enable_nqa": True}),
    ("DC.0001", {"colour": "blue"}),
    ("DC.1200", {"direct_connect_id": None}),
    ("DC.1015", {"direct_connect_id": "00000000-0000-0000-0000-000000000000"}),
    ("DC.0001", {"vgw_id": None}),
    ("DC.1111", {"vgw_id": "00000000-0000-0000-0000-000000000000"}),
    ("DC.0001", {"service_type": "GDGW"}),
    ("DC.1111", {"service_type": "GDGW", "gateway_id": "00000000-0000-0000-0000-000000000000"}),
    ("DC.1214", {"resource_tenant_id": "0" * 32}),
    ("DC.0001", {"address_family": "ipx"}),
    ("DC.0001", {"address_family": "ipv6"}),
    ("DC.0001", {"remote_gateway_v4_ip": None}),
    ("DC.0004", {"remote_gateway_v4_ip": "192.168.100.6/30"}),
    ("DC.0004", {"remote_gateway_v4_ip": "192.168.100.2"}),
    ("DC.1105", {"local_gateway_v4_ip": "10.0.9.1/30", "remote_gateway_v4_ip": "10.0.9.2/30"}),
    ("DC.1203", {"bgp_asn": None}),
    ("DC.0008", {"bgp_asn": 0}),
    ("DC.0008", {"bgp_asn": 4294967296}),
    ("DC.0001", {"bgp_asn": "65001"}),
    ("DC.0001", {"bgp_asn": 65001.5}),
    ("DC.1223", {"bgp_asn": 64512}),
    ("DC.0001", {"bgp_md5": "Short-1"}),
    ("DC.0001", {"bgp_md5": "x" * 255 + "1"}),
    ("DC.0001", {"bgp_md5": "onlyletters"}),
    ("DC.0001", {"bgp_md5": "With space 1"}),
    ("DC.0001", {"bgp_md5": "Quote'less1"}),
    ("DC.0001", {"bgp_md5": "Umläute12"}),
    ("DC.0001", {"route_mode": "static"}),
    ("DC.1105", {"remote_ep_group": ["10.0.5.0/24"]}),
    ("DC.1401", {"remote_ep_group": ["192.168.0.0/24", "192.168.0.0/24"]}),
    ("DC.0004", {"remote_ep_group": ["2001:db8::/64"]}),
    ("DC.0004", {"remote_ep_group": ["224.0.0.0/8"]}),
    ("DC.0001", {"remote_ep_group": "192.168.0.0/24"}),
    ("DC.0001", {"remote_ep_group": subnets(51)}),
    ("DC.0001", {"tags": [{"key": "_sys_x", "value": ""}]}),
    ("DC.0001", {"tags": [{"key": str(i), "value": ""} for i in range(11)]}),
]  # fmt: skip


@pytest.mark.parametrize("code,members", INTERFACE, ids=str)
def test_interfaces(account, site, code, members):
    refused(code, 400, account.interface, *site, **members)
    assert account.get("virtual-interfaces")["virtual_interfaces"] == []


ACCEPTED = [
    {"name": ""},
    {"name": "x" * 64},
    {"name": "北京-1_a.b"},
    {"description": "x" * 128},
    {"vlan": 0},
    {"vlan": 3999},
    {"bandwidth": 1000},
    {"bgp_asn": 4294967295},
    {"bgp_asn": 1},
    {"bgp_md5": None},
    {"bgp_md5": "12345678a"},
    {"bgp_md5": "aB~`!,.:;-_?\"(){}[]/@#$%^&*+|\\="},
    {"bgp_md5": "x" * 254 + "1"},
    {"address_family": "IPv4"},
    {"local_gateway_v4_ip": "192.168.100.10/24", "remote_gateway_v4_ip": "192.168.100.200/24"},
    {"remote_ep_group": None},
    {"remote_ep_group": []},
    {"remote_ep_group": ["192.168.100.0/30"]},
    {"remote_ep_group": ["100.64.0.0/10"]},
    {"remote_ep_group": subnets(50)},
    {"enable_bfd": True},
    {"priority": "low"},
    {"service_type": "vpc"},
]


@pytest.mark.parametrize("members", ACCEPTED, ids=str)
def test_the_edges_that_are_taken(account, site, members):
    made = account.interface(*site, **members)
    for name, value in members.items():
        if name not in ("address_family", "service_type") and value is not None:
            shown = account.show(made["id"])
            # How the session is routed, its ASN and its key are the peer's alone.
            assert shown.get(name, shown["vif_peers"][0].get(name)) == value
    assert account.show(made["id"])["address_family"] == "ipv4"


def test_vlans_of_a_line(account, site):
    account.interface(*site, vlan=100)
    refused("DC.1209", 400, account.interface, *site, vlan=100)
    refused("DC.1219", 400, account.interface, *site, vlan=0)
    account.interface(*site, vlan=101)


def test_vlan_zero_takes_the_whole_line(account, site):
    account.interface(*site, vlan=0)
    refused("DC.1219", 400, account.interface, *site, vlan=7)


def test_lines_that_take_no_interface(sim, account, site):
    line, gateway = site
    operations_line = sim.create("operations_connect", tenant_id=account.project)
    refused("DC.1204", 400, account.interface, operations_line, gateway)
    sim.edit(line, status="APPLY")
    refused("DC.1005", 400, account.interface, line, gateway)
    sim.edit(line, status="DOWN")
    account.interface(line, gateway)


def test_hosted_lines(sim, account, site):
    hosted = sim.create("hosted_connect", vlan=310, bandwidth=200)
    refused("DC.1207", 400, account.interface, hosted, site[1], vlan=311)
    made = account.interface(hosted, site[1], vlan=310)
    refused("DC.1206", 400, account.interface, hosted, site[1], vlan=310)
    refused("DC.1208", 400, account.put, f"virtual-interfaces/{made['id']}", "virtual_interface", bandwidth=60)
    assert account.get(f"direct-connects/{hosted}")["direct_connect"]["status"] == "ACTIVE"
    refused("DC.1007", 400, account.delete, f"direct-connects/{hosted}")


def test_quotas_bind_and_can_be_raised(sim, account, site):
    sim.edit("quotas", virtualInterface=1, remoteSubnetsPerPeer=60, virtualGateway=1)
    account.interface(*site, remote_ep_group=subnets(60))
    refused("DC.0001", 400, account.interface, *site, vlan=101)
    refused("DC.0001", 400, account.gateway, vpc_id="another")
    sim.edit("quotas", virtualInterface=-1)
    account.interface(*site, vlan=101)


GATEWAY = NAMES + [
    ("DC.0001", {"vpc_id": None}),
    ("DC.0007", {"vpc_id": "missing"}),
    ("DC.0001", {"enterprise_router_id": "8f1c"}),
    ("DC.0001", {"local_ep_group": None}),
    ("DC.0001", {"local_ep_group": []}),
    ("DC.0004", {"local_ep_group": ["fd00::/64"]}),
    ("DC.0004", {"local_ep_group": ["10.0.0.0"]}),
    ("DC.1401", {"local_ep_group": ["10.0.0.0/16", "10.0.0.0/16"]}),
    ("DC.1101", {"local_ep_group": subnets(51)}),
    ("DC.1101", {"local_ep_group": subnets(40), "local_ep_group_ipv6": [f"2001:db8:{i}::/48" for i in range(11)]}),
    ("DC.0008", {"bgp_asn": 0}),
    ("DC.0008", {"bgp_asn": 4294967296}),
]


@pytest.mark.parametrize("code,members", GATEWAY, ids=str)
def test_gateways(account, code, members):
    members = {"vpc_id": "vpc", "local_ep_group": ["10.0.0.0/16"], **members}
    members = {name: value for name, value in members.items() if value is not None}
    refused(code, 400, account.post, "virtual-gateways", "virtual_gateway", **members)


def test_gateways_on_other_networks(account):
    account.gateway()
    refused("DC.1110", 400, account.gateway)
    made = account.post("virtual-gateways", "virtual_gateway", enterprise_router_id="8f1c", bgp_asn=4200000001)
    assert made["vpc_id"] is None and made["bgp_asn"] == 4200000001
    six = account.post("virtual-gateways", "virtual_gateway", vpc_id="six", local_ep_group=[],
                       local_ep_group_ipv6=["2001:db8::/48"])
    assert six["local_ep_group_ipv6"] == ["2001:db8::/48"]


def test_changes_of_a_gateway(account, site):
    path = f"virtual-gateways/{site[1]}"
    account.interface(*site)
    for members in ({"vpc_id": "other"}, {"bgp_asn": 65000}, {"enterprise_project_id": "1"}, {}):
        refused("DC.0001", 400, account.put, path, "virtual_gateway", **members)
    refused("DC.1105", 400, account.put, path, "virtual_gateway", local_ep_group=["192.168.0.0/16"])
    refused("DC.1106", 400, account.delete, path)
    assert account.put(path, "virtual_gateway", name="only")["local_ep_group"] == ["10.0.0.0/16"]


def test_the_gateways_own_asn_is_refused(account, line):
    gateway = account.gateway(bgp_asn=65146)
    refused("DC.1223", 400, account.interface, line, gateway, bgp_asn=65146)
    refused("DC.1223", 400, account.interface, line, gateway, bgp_asn=64512)


IMMUTABLE = ["type", "route_mode", "address_family", "local_gateway_v4_ip", "bgp_md5", "direct_connect_id", "vgw_id",
             "service_type", "resource_tenant_id", "enterprise_project_id"]


@pytest.mark.parametrize("name", IMMUTABLE)
def test_what_an_interface_cannot_change(account, site, name):
    made = account.interface(*site)
    refused("DC.0001", 400, account.put, f"virtual-interfaces/{made['id']}", "virtual_interface", **{name: "x"})


def test_couplings_of_an_interfaces_changes(account, site):
    path = f"virtual-interfaces/{account.interface(*site)['id']}"

    def change(**members):
        return account.put(path, "virtual_interface", **members)

    refused("DC.0001", 400, change)
    refused("DC.0001", 400, change, priority="low", name="x")
    assert change(priority="low")["priority"] == "low"
    assert change(enable_bfd=True)["enable_bfd"] is True
    refused("DC.0001", 400, change, enable_nqa=True)
    refused("DC.0001", 400, change, enable_bfd=False, enable_nqa=True)
    change(enable_bfd=False)
    changed = change(enable_nqa=True)
    assert changed["enable_nqa"] is True and changed["vif_peers"][0]["enable_nqa"] is True
    assert change(description="")["description"] == ""
    refused("DC.1105", 400, change, remote_ep_group=["10.0.0.0/8"])
    assert change(remote_ep_group=["192.168.7.0/24"])["vif_peers"][0]["remote_ep_group"] == ["192.168.7.0/24"]


def test_an_interfaces_subnets_are_those_of_its_first_peer(account, site):
    made = account.interface(*site)
    account.post("vif-peers", "vif_peer", **peer(made["id"]))
    path = f"virtual-interfaces/{made['id']}"
    refused("DC.0004", 400, account.put, path, "virtual_interface", remote_ep_group=["2001:db8:7::/64"])
    account.put(path, "virtual_interface", remote_ep_group=["192.168.7.0/24"])
    by_family = {one["address_family"]: one for one in account.show(made["id"])["vif_peers"]}
    assert by_family["ipv4"]["remote_ep_group"] == ["192.168.7.0/24"]
    assert by_family["ipv6"]["remote_ep_group"] == ["2001:db8::/64"]


ATTRIBUTES = [
    {"detect_multiplier": 2}, {"detect_multiplier": 21}, {"min_rx_interval": 199}, {"min_tx_interval": 5001},
    {"ha_type": "icmp"}, {"ha_mode": "manual"}, {"local_disclaim": 0}, {"ipv6_remote_disclaim": 16385},
]  # fmt: skip


@pytest.mark.parametrize("members", ATTRIBUTES, ids=str)
def test_tuning(account, site, members):
    path = f"virtual-interfaces/{account.interface(*site)['id']}/extend-attributes"
    refused("DC.0001", 400, account.put, path, "extend_attribute", **members)


PEER = [
    ("DC.0001", {"name": None}),
    ("DC.0001", {"name": ""}),
    ("DC.0001", {"name": "a b"}),
    ("DC.0001", {"address_family": None}),
    ("DC.0001", {"address_family": "ipv4", "local_gateway_ip": "192.168.1.1/30", "remote_gateway_ip": "192.168.1.2/30"}),
    ("DC.0001", {"local_gateway_ip": None}),
    ("DC.0004", {"local_gateway_ip": "192.168.1.1/30"}),
    ("DC.0004", {"remote_gateway_ip": "fd00::1/64"}),
    ("DC.1203", {"bgp_asn": None}),
    ("DC.1223", {"bgp_asn": 64512}),
    ("DC.0001", {"bgp_md5": "short"}),
    ("DC.1401", {"remote_ep_group": ["2001:db8::/64", "2001:DB8::1/64"]}),
    ("DC.1211", {"vif_id": "00000000-0000-0000-0000-000000000000"}),
]


@pytest.mark.parametrize("code,members", PEER, ids=str)
def test_peers(account, site, code, members):
    made = account.interface(*site)
    body = peer(**{"vif": made["id"], **members}) if "vif_id" not in members else {**peer(made["id"]), **members}
    refused(code, 400, account.post, "vif-peers", "vif_peer", **body)


def test_changes_of_a_peer(account, site):
    made = account.interface(*site)
    first = f"vif-peers/{made['vif_peers'][0]['id']}"
    for name in ("bgp_asn", "bgp_md5", "local_gateway_ip", "route_mode", "address_family"):
        refused("DC.0001", 400, account.put, first, "vif_peer", **{name: 1 if name == "bgp_asn" else "x"})
    assert refused("DC.0001", 400, account.delete, first).message.startswith("the last peer")
    assert account.put(first, "vif_peer", name="n")["remote_ep_group"] == ["192.168.0.0/24"]
    second = account.post("vif-peers", "vif_peer", **peer(made["id"]))
    account.delete(first)
    refused("DC.0001", 400, account.delete, f"vif-peers/{second['id']}")


def test_bodies_without_their_wrapper(account):
    for body in ({}, {"virtual_gateways": {}}, {"virtual_gateway": []}):
        refused("DC.0000", 400, account.send, "POST", "dcaas/virtual-gateways", body)


UNKNOWN = "00000000-0000-0000-0000-000000000000"
MISSING = [("direct-connects", "direct_connect", "DC.1012"), ("hosted-connects", "hosted_connect", "DC.1012"),
           ("virtual-gateways", "virtual_gateway", "DC.1111"), ("virtual-interfaces", "virtual_interface", "DC.1211"),
           ("vif-peers", "vif_peer", "DC.0002")]  # fmt: skip


@pytest.mark.parametrize("collection,wrapper,code", MISSING)
def test_unknown_ids(account, collection, wrapper, code):
    path = f"{collection}/{UNKNOWN}"
    refused(code, 404, account.delete, path)
    refused(code, 400, account.put, path, wrapper, name="x")
    # A peer has no read: that path is not there at all.
    refused("APIGW.0101" if wrapper == "vif_peer" else code, 404, account.get, path)


def test_lines_are_adopted_not_created(account, line):
    refused("APIGW.0101", 404, account.post, "direct-connects", "direct_connect", name="x")
    refused("DC.1010", 400, account.put, f"direct-connects/{line}", "direct_connect", bandwidth=500)
    refused("DC.0012", 400, account.delete, f"direct-connects/{line}")


HOSTED = [
    ("DC.1003", {"vlan": None}),
    ("DC.1017", {"vlan": 0}),
    ("DC.0001", {"vlan": 4000}),
    ("DC.0001", {"bandwidth": 1}),
    ("DC.1000", {"bandwidth": 10001}),
    ("DC.1012", {"hosting_id": UNKNOWN}),
    ("DC.1214", {"resource_tenant_id": "0" * 32}),
    ("DC.0001", {"resource_tenant_id": None}),
    ("DC.0001", {"name": "a b"}),
    ("DC.0001", {"peer_location": "x" * 256}),
]


@pytest.mark.parametrize("code,members", HOSTED, ids=str)
def test_hosted_connections(sim, account, partner, code, members):
    body = {"bandwidth": 100, "vlan": 10, "hosting_id": sim.create("operations_connect"),
            "resource_tenant_id": account.project, **members}
    body = {name: value for name, value in body.items() if value is not None}
    refused(code, 400, partner.post, "hosted-connects", "hosted_connect", **body)


def test_slices_share_their_line(sim, account, partner):
    operations_line = sim.create("operations_connect", bandwidth=1000)
    standard = sim.create("direct_connect", tenant_id=partner.project)
    members = {"bandwidth": 600, "vlan": 10, "hosting_id": operations_line, "resource_tenant_id": account.project}
    made = partner.post("hosted-connects", "hosted_connect", **members)
    refused("DC.1008", 400, partner.post, "hosted-connects", "hosted_connect", **{**members, "bandwidth": 100})
    refused("DC.1000", 400, partner.post, "hosted-connects", "hosted_connect", **{**members, "vlan": 11})
    refused("DC.1000", 400, partner.put, f"hosted-connects/{made['id']}", "hosted_connect", bandwidth=1001)
    refused("DC.1004", 400, partner.post, "hosted-connects", "hosted_connect", **{**members, "hosting_id": standard})
    refused("DC.0001", 400, partner.put, f"hosted-connects/{made['id']}", "hosted_connect", vlan=12)


def test_lenient_ignores_what_strict_refuses(start, connect):
    simulator = start("--lenient")
    account = connect(simulator)
    line, gateway = simulator.create("direct_connect"), account.gateway()
    made = account.interface(line, gateway, colour="blue")
    changed = account.put(f"virtual-interfaces/{made['id']}", "virtual_interface", vlan=7, name="x")
    assert changed["vlan"] == 100 and changed["name"] == "x"

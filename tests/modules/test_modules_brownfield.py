"""What is there already in three clouds, made by hand, is taken over as it is: by import blocks, and by `import --all`. Then a
change, once more into an empty state, and the end of it."""

import json
import re

import pytest

import interconnect
from shape import FOLDER, changing_calls, live

SESSION = {"addressFamily": "ipv4", "asn": 65000, "authKey": "SimulatorKey1", "amazonAddress": "169.254.10.1/30",
           "customerAddress": "169.254.10.2/30", "bgpPeerState": "available", "bgpStatus": "up"}
SIX = {"addressFamily": "ipv6", "asn": 65000, "amazonAddress": "2620:107:300f::1/125", "customerAddress": "2620:107:300f::2/125",
       "bgpPeerState": "available", "bgpStatus": "up"}


def by_hand_at_aws(aws):
    port = aws.create("connection", connectionName="legacy-aws", location="EqDC2", bandwidth="1Gbps")
    interface = aws.create("virtual_interface", virtualInterfaceName="legacy", connectionId=port, vlan=501, virtualGatewayId="vgw-f9eb0c90",
                           virtualInterfaceState="available", bgpPeers=[SESSION | {"bgpPeerId": "dxpeer-fg000004"}, SIX | {"bgpPeerId": "dxpeer-fg000006"}])
    association = aws.create("association", directConnectGatewayId=aws.create("direct_connect_gateway"),
                             allowedPrefixesToDirectConnectGateway=["10.5.0.0/16"])
    return {"cloud": "aws", "connection_id": port, "location": "EqDC2", "bandwidth": "1Gbps", "interface_id": interface,
            "interface_name": "legacy", "vlan": 501, "gateway_id": "vgw-f9eb0c90", "customer_asn": "65000", "peer_id": "dxpeer-fg000006",
            "advertised_by": association, "advertised": "10.5.0.0/16"}


def by_hand_at_alibaba(alibaba):
    port = alibaba.create("physical_connection", Name="legacy-alibaba", LineOperator="CT")
    router = alibaba.create("virtual_border_router", Name="legacy", PhysicalConnectionId=port, VlanId=503, LocalGatewayIp="10.0.0.1",
                            PeerGatewayIp="10.0.0.2", PeeringSubnetMask="255.255.255.252")
    group = alibaba.create("bgp_group", RouterId=router, Name="legacy-group", PeerAsn=65000)
    peer = alibaba.create("bgp_peer", BgpGroupId=group, PeerIpAddress="10.0.0.2")
    return {"cloud": "alibaba", "connection_id": port, "line_operator": "CT", "location": "ap-cn-hangzhou-yh-B", "bandwidth": "10Gbps",
            "interface_id": router, "interface_name": "legacy", "vlan": 503,
            "cloud_address": "10.0.0.1/30", "customer_address": "10.0.0.2/30", "customer_asn": "65000",
            "group": {"id": group, "name": "legacy-group", "peer_id": peer}}


def by_hand_at_huawei(huawei, environment):
    """The control address makes no interfaces there: the API does, and what tells who called it is taken off."""
    line = huawei.create("direct_connect", name="legacy-huawei")
    gateway = huawei.create("virtual_gateway", local_ep_group=["10.6.0.0/16"])
    console = interconnect.Repository(environment)
    console.write(f"""
virtual_interface:
  legacy:
    cloud: huawei
    connection_id: {line}
    vlan: 502
    gateway_id: {gateway}
    bandwidth: 100Mbps
    cloud_address: 169.254.64.1/30
    customer_address: 169.254.64.2/30
    customer_asn: "65000"
    customer_prefixes: [192.168.52.0/24]
""")
    console.apply()
    console.close()
    (interface,) = huawei.objects()["virtual_interfaces"]
    huawei.edit(interface["id"], tags=[])
    return {"cloud": "huawei", "connection_id": line, "interface_id": interface["id"], "interface_name": "legacy", "vlan": 502,
            "gateway_id": gateway, "rate": "100Mbps", "cloud_address": "169.254.64.1/30", "customer_address": "169.254.64.2/30",
            "customer_asn": "65000", "customer_prefixes": ["192.168.52.0/24"], "advertised_by": gateway, "advertised": "10.6.0.0/16"}


@pytest.fixture
def existing(world, shell):
    made = {"legacy-aws": by_hand_at_aws(world.of("aws")), "legacy-alibaba": by_hand_at_alibaba(world.of("alibaba")),
            "legacy-huawei": by_hand_at_huawei(world.of("huawei"), shell)}
    world.reset_calls()
    return made


def own_of(existing):
    """Ids of what is taken over."""
    ids = {one[member] for one in existing.values() for member in ("connection_id", "interface_id", "peer_id") if one.get(member)}
    return ids | {one["group"][member] for one in existing.values() if one.get("group") for member in ("id", "peer_id")}


def left_of(existing, world):
    return {(name, id_) for name, id_ in live(world) if id_ in own_of(existing)}


def add_a_subnet(existing, world):
    """The gateway is others', and keeps a local subnet of theirs: its last one can be taken by nobody."""
    old = existing["legacy-huawei"]
    world.control("POST", "/edit", {"cloud": "huawei", "id": old["advertised_by"], "set": {"local_ep_group": [old["advertised"], "10.9.0.0/16"]}})


def test_import_blocks_take_it_over(existing, world, new_workspace):
    def workspace(**variables):
        ws = new_workspace()
        for path in (FOLDER / "brownfield").glob("*.tf"):
            ws.write(path.read_text(), name=path.name, header=False)
        ws.write(json.dumps({"existing": existing} | variables), name="terraform.tfvars.json")
        return ws

    there = live(world)
    for _ in range(2):  # a second, empty state has it as the first
        ws = workspace()
        imported = ws.apply()
        assert set(imported.changes.values()) == {"import"}, str(imported)
        assert not changing_calls(world) and live(world) == there
        assert not ws.plan(expect=0).changes

    tags = {"Owner": "net"}
    ws.write(json.dumps({"existing": existing, "tags": tags}), name="terraform.tfvars.json")
    planned = ws.plan(expect=2)
    assert set(planned.changes.values()) == {"update"} and len(planned.changes) == 6, str(planned)
    ws.apply()
    assert not ws.plan(expect=0).changes
    assert live(world) == there

    ws.destroy()  # what was imported is kept
    assert live(world) == there
    ws = workspace(on_destroy="delete", tags=tags)
    ws.apply()
    add_a_subnet(existing, world)
    ws.destroy()
    assert {id_ for _, id_ in left_of(existing, world)} == {existing["legacy-huawei"]["connection_id"]}


def test_import_all_writes_it(existing, world, new_repository):
    there = live(world)

    def repository(*files):
        made = new_repository()
        made.write((FOLDER / "brownfield/interconnect.yaml").read_text())
        for name, text in files:
            made.write(text, name=name)
        return made

    first = repository()
    first.run("import", "--all", "--write", "found.yaml")
    written = (first.folder / "found.yaml").read_text()
    assert first.plan("-f", ".", expect=0)["steps"] == [], written
    first.run("drift", "-f", ".")
    assert not changing_calls(world) and live(world) == there

    changed, tagged = re.subn(r"(?m)^(    vlan: 50\d)$", r"\1\n    tags: {Owner: net}", written)
    assert tagged == 3, written
    other = repository(("found.yaml", changed))
    other.run("import", "--all", "-f", ".")
    plan = other.plan("-f", ".", expect=2)
    assert [step["action"] for step in plan["steps"]] == ["update"] * 3, plan
    other.apply("-f", ".")
    assert other.plan("-f", ".", expect=0)["steps"] == []

    # Each object says that it may go; the line is kept, as no API ends it.
    ending = re.sub(r"(?m)^(  [\w.-]+:)$", r"\1\n    on_destroy: delete", re.sub(r"(?m)^    on_destroy: .*\n", "", changed))
    ending = re.sub(r"(?m)^(    on_destroy: )delete(\n(?:    .*\n)*?    adopt: )", r"\1keep\2", ending)
    other.write(ending, name="found.yaml")
    other.apply("-f", ".")
    add_a_subnet(existing, world)
    plan = other.plan("--destroy", "-f", ".", expect=None)
    other.run("destroy", "--yes", "-f", ".", *[word for step in plan["steps"] for word in ("--allow", step["address"])])
    assert {id_ for _, id_ in left_of(existing, world)} == {existing["legacy-huawei"]["connection_id"]}

"""Every example is planned against the simulated clouds, with what it names there: what it shows can be had, and nothing in it is
refused or warned of."""

import json

import pytest

import clouds
import terraform
from test_documents import EXAMPLES, name_of

GATEWAY, ASSOCIATION = "8384da05-13ce-4a91-aada-5a1ba92b7d40", "be85116d-46eb-4b43-a27a-da0c2ad648de"
LINE, VIRTUAL_GATEWAY = "6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a", "f65e89e9-2a1b-4c3d-8e4f-5a6b7c8d9e0f"
FAR = "ap-southeast-1"  # where the example of Huawei Cloud is
SESSION = {"bgpPeerState": "available", "bgpStatus": "up"}
OWN = SESSION | {"bgpPeerId": "dxpeer-fg3abcd0", "asn": 65000, "addressFamily": "ipv4", "authKey": "SimulatorKey1",
                 "amazonAddress": "169.254.10.1/30", "customerAddress": "169.254.10.2/30"}
FURTHER = SESSION | {"bgpPeerId": "dxpeer-fg3abcde", "asn": 64600, "addressFamily": "ipv6", "authKey": "SimulatorKey1",
                     "amazonAddress": "2620:107:300f::1/125", "customerAddress": "2620:107:300f::2/125"}
CLI_EXAMPLES = sorted(path for path in (terraform.ROOT / "examples/cli").iterdir() if path.is_dir())


def furnish(world, example=""):
    """What the examples name, of those that manage it; what `example` imports is there too."""
    sessions = [OWN, FURTHER] if example == "interconnect_bgp_peer" else [OWN]
    aws = world.of("aws")
    aws.create("direct_connect_gateway", directConnectGatewayId=GATEWAY, directConnectGatewayName="hub")
    aws.create("association", associationId=ASSOCIATION, directConnectGatewayId=GATEWAY,
               allowedPrefixesToDirectConnectGateway=["10.0.0.0/16"] if example == "interconnect_bgp_cidr" else [])
    aws.create("connection", connectionId="dxcon-fguhmqlc", connectionName="dc1-aws", location="EqDC2",
               tags=[{"key": "team", "value": "net"}])
    aws.create("hosted_connection", connectionId="dxcon-ffhosted", connectionName="from-the-partner")
    aws.create("virtual_interface", virtualInterfaceId="dxvif-fg1vuj3d", virtualInterfaceName="prod", connectionId="dxcon-fguhmqlc",
               vlan=125, virtualGatewayId="vgw-f9eb0c90", virtualInterfaceState="available", bgpPeers=sessions)
    if example == "interconnect_virtual_interfaces":
        aws.create("virtual_interface", virtualInterfaceName="on-the-hub", connectionId="dxcon-fguhmqlc", vlan=127,
                   virtualInterfaceType="transit", directConnectGatewayId=GATEWAY, virtualInterfaceState="available", bgpPeers=[OWN])
    world.of("huawei").create("direct_connect", id=LINE, name="dc1-huawei")
    world.of("huawei").create("virtual_gateway", id=VIRTUAL_GATEWAY, local_ep_group=["10.0.0.0/24"], local_ep_group_ipv6=["2001:db8:aaaa::/48"])


def lines(world):
    """Two of them, in the region of the example."""
    huawei = world.of("huawei")
    gateway = huawei.create("virtual_gateway", region=FAR, local_ep_group=["10.0.0.0/24"], local_ep_group_ipv6=["2001:db8:aaaa::/48"])
    entries = {name: {"id": huawei.create("direct_connect", region=FAR, name=name), "vlan": vlan, "link": f"169.254.64.{4 * n}/30",
                      "link_v6": f"fd00:{n}::/64", "priority": priority}
               for n, (name, vlan, priority) in enumerate((("dc1", 125, "normal"), ("dc2", 126, "low")), 1)}
    return {"gateway_id": gateway, "lines": entries, "bgp_key": "SimulatorKey1"}


VARIABLES = {
    "aws-private-link": lambda world: {"gateway_id": GATEWAY, "association_id": ASSOCIATION},
    "huawei-private-link": lines,
    **{f"interconnect_{kind}": lambda world: {"bgp_key": "SimulatorKey1"} for kind in ("virtual_interface", "bgp_group", "bgp_peer")},
    "three-clouds": lambda world: {"bgp_key": "three-Clouds-1",
                                   "clouds": {name: cloud(simulator=world).link() for name, cloud in clouds.CLOUDS.items()}},
    "link": None}  # a part of three-clouds


def shell(world):
    environment = clouds.environment(world.addresses)
    near = "HUAWEICLOUD_SDK_REGION_DC_CN_NORTH_4"
    return environment | {near.replace("CN_NORTH_4", FAR.upper().replace("-", "_")): environment[near], "BGP_KEY": "SimulatorKey1"}


@pytest.mark.parametrize("folder", [folder for folder in EXAMPLES if VARIABLES.get(folder.name, folder) is not None], ids=name_of)
def test_examples_are_planned(world, new_workspace, folder):
    furnish(world, folder.name)
    ws = new_workspace(shell(world))
    for path in folder.rglob("*.tf"):
        ws.write(path.read_text(), name=str(path.relative_to(folder)), header=False)
    if "required_providers" not in "".join(path.read_text() for path in folder.glob("*.tf")):
        ws.write(terraform.HEADER, name="versions.tf", header=False)
    if folder.name in VARIABLES and folder.parent.name != "data-sources":
        ws.write(json.dumps(VARIABLES[folder.name](world)), name="terraform.tfvars.json")
    ws.run("get")
    planned = ws.plan()
    assert planned.code in (0, 2) and not planned.errors, str(planned)
    about_the_world = ("Takeover changes what is there", "Check block assertion failed")
    assert not [said for said in planned.warnings if said.summary not in about_the_world], str(planned)


@pytest.mark.parametrize("folder", CLI_EXAMPLES, ids=name_of)
def test_examples_of_the_command_line_are_planned(world, new_repository, folder):
    furnish(world)
    repository = new_repository(shell(world))
    for path in folder.glob("*.yaml"):
        repository.write(path.read_text(), name=path.name)
    plan = repository.plan(expect=2)
    assert plan["applicable"] and not plan["diagnostics"], plan

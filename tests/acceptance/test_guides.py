"""What the guides show works: their YAML and their HCL are applied to a simulated cloud, and leave nothing to do; their tests pass.

All blocks of a language in one guide are one configuration, as whoever pastes them one after the other has it."""

import re

import pytest

import terraform
import vendors
from test_documents import BLOCK, TEST, blocks_of, name_of

GUIDES = sorted((terraform.ROOT / "docs/guides").glob("*.md"))
YAML = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
KEY = "SimulatorKey1"
GATEWAY, ASSOCIATION = "8384da05-13ce-4a91-aada-5a1ba92b7d40", "be85116d-46eb-4b43-a27a-da0c2ad648de"


def guides(shows):
    return pytest.mark.parametrize("guide", [guide for guide in GUIDES if shows(guide)], ids=name_of)


def yaml_of(guide):
    return YAML.findall(guide.read_text())


def hcl_of(guide):
    return blocks_of(guide)[0]


def files_of_tests(guide):
    """File → text of what a guide shows of Terraform's tests."""
    return {TEST.match(block)[1]: block for block in BLOCK.findall(guide.read_text()) if TEST.match(block)}


@pytest.fixture
def shell(world, tmp_path):
    """The environment of a person whose cloud has what the guides name, with a profile for each of two accounts."""
    aws = world.of("aws")
    aws.create("direct_connect_gateway", directConnectGatewayId=GATEWAY)
    aws.create("association", associationId=ASSOCIATION, directConnectGatewayId=GATEWAY)
    aws.create("connection", connectionId="dxcon-fg6gssa7", connectionName="old-port")
    aws.create("connection", connectionId="dxcon-fgvwxyz1", connectionName="keys")
    aws.create("hosted_connection", connectionId="dxcon-fgg1b6c1", connectionName="from-the-partner", vlan=305, bandwidth="500Mbps")
    session = {"bgpPeerId": "dxpeer-fg3abcde", "asn": 65000, "addressFamily": "ipv4", "authKey": KEY, "amazonAddress": "169.254.10.1/30",
               "customerAddress": "169.254.10.2/30", "bgpPeerState": "available", "bgpStatus": "up"}
    aws.create("virtual_interface", virtualInterfaceId="dxvif-fgospmyf", virtualInterfaceName="prod", connectionId="dxcon-fg6gssa7",
               vlan=125, virtualGatewayId="vgw-f9eb0c90", virtualInterfaceState="available", bgpPeers=[session])
    own, partner = vendors.aws.Cloud.shell(""), vendors.aws.Cloud.another_shell
    profiles = tmp_path / "credentials"
    profiles.write_text("".join(f"[{name}]\naws_access_key_id = {keys['AWS_ACCESS_KEY_ID']}\n"
                                f"aws_secret_access_key = {keys['AWS_SECRET_ACCESS_KEY']}\n"
                                for name, keys in (("default", own), ("prod", own), ("partner", partner))))
    profiles.chmod(0o600)
    keys = {name: text for name, text in vendors.environment(world.addresses).items() if name not in partner}
    return keys | {"AWS_SHARED_CREDENTIALS_FILE": str(profiles), "BGP_KEY": KEY, "TF_VAR_bgp_key": KEY,
                   "TF_VAR_connection_id": "dxcon-fgvwxyz1", "TF_VAR_read_only": "false"}


@guides(yaml_of)
def test_yaml_of_guides_is_applied(new_repository, shell, guide):
    repository = new_repository(shell)
    for number, block in enumerate(yaml_of(guide)):
        repository.write(block, name=f"{number}.yaml")
    repository.run("validate", "-f", ".")
    repository.run("apply", "--yes", "-f", ".")
    repository.run("plan", "-f", ".")
    repository.run("drift", "-f", ".")


@guides(hcl_of)
def test_hcl_of_guides_is_applied(new_workspace, shell, guide):
    ws = new_workspace(shell)
    text = hcl_of(guide)
    ws.write(text, header="required_providers" not in text)
    formatted = ws.run("fmt", "-check", "-diff")
    assert formatted.code == 0, formatted.out
    ws.apply()
    ws.plan(expect=0)


@guides(files_of_tests)
def test_tests_of_guides_pass(new_workspace, guide):
    ws = new_workspace()
    ws.write(hcl_of(guide))
    for name, text in files_of_tests(guide).items():
        ws.write(text, name=name)
    formatted = ws.run("fmt", "-check", "-diff", "-recursive")
    assert formatted.code == 0, formatted.out
    result = ws.run("test", "-json")
    assert result.code == 0, f"{result}\n{result.out}"


def test_there_are_some():
    assert len([guide for guide in GUIDES if yaml_of(guide)]) >= 6 and len([guide for guide in GUIDES if hcl_of(guide)]) >= 7
    assert any(map(files_of_tests, GUIDES))

"""The ids of the page about mocks are ids: with each cloud's, what stands on a mocked object is taken, and without them it is refused
(docs/guides/mocks-and-tests.md)."""

import re

import pytest

import terraform
from vendors import NAMES

PAGE = terraform.ROOT / "docs/guides/mocks-and-tests.md"
# What is on a connection, as each cloud wants it. The group's members have its family and number.
MODULES = {
    "aws": ('location = "EqDC2"\n  bandwidth = "1Gbps"', 'gateway_id = "vgw-f9eb0c90"\n  customer_asn = "65000"', ""),
    "huawei": ('adopt = "6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a"',
               'gateway_id = "f65e89e9-2a1b-4c3d-8e4f-5a6b7c8d9e0f"\n  bandwidth = "100Mbps"\n  customer_asn = "65000"\n'
               '  cloud_address = "169.254.64.1/30"\n  customer_address = "169.254.64.2/30"',
               'cloud_address = "fd00::1/64"\n  customer_address = "fd00::2/64"'),
    "alibaba": ('location = "ap-cn-hangzhou-yh-B"\n  bandwidth = "1Gbps"\n'
                '  alibaba = { line_operator = "CT", port_type = "10GBase-LR" }',
                'cloud_address = "10.0.0.1/30"\n  customer_address = "10.0.0.2/30"\n  customer_asn = "65000"',
                'cloud_address = "2408:4004:cc::1/64"\n  customer_address = "2408:4004:cc::2/64"')}
RUN = 'run "all" {\n  assert {\n    condition     = interconnect_bgp_peer.it.bgp_group_id == interconnect_bgp_group.it.id\n' \
      '    error_message = "Another group."\n  }\n}\n'


def ids(cloud):
    """Kind → the id that the page gives for the cloud."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    column = {name: at for at, name in enumerate(NAMES, 1)}[cloud]
    return {row[0].strip("`"): found[0] for row in rows if (found := re.findall(r"^`([^`]+)`$", row[column]))}


def module(cloud):
    connection, interface, peer = MODULES[cloud]
    return f"""
resource "interconnect_connection" "it" {{
  cloud = "{cloud}"
  name = "dc1"
  {connection}
}}

resource "interconnect_virtual_interface" "it" {{
  cloud = "{cloud}"
  name = "prod"
  connection_id = interconnect_connection.it.id
  vlan = 125
  {interface}
}}

resource "interconnect_bgp_group" "it" {{
  cloud = "{cloud}"
  virtual_interface_id = interconnect_virtual_interface.it.id
  name = "core"
  address_family = "ipv6"
  customer_asn = "65000"
}}

resource "interconnect_bgp_peer" "it" {{
  cloud = "{cloud}"
  virtual_interface_id = interconnect_virtual_interface.it.id
  bgp_group_id = interconnect_bgp_group.it.id
  {peer}
}}
"""


def mocks(given):
    lines = [f'  mock_resource "interconnect_{kind}" {{\n    defaults = {{ id = "{one}" }}\n  }}\n' for kind, one in given.items()]
    return 'mock_provider "interconnect" {\n' + "".join(lines) + "}\n\n" + RUN


@pytest.mark.parametrize("cloud", NAMES)
def test_ids_of_the_page_are_ids(new_workspace, cloud):
    if reason := terraform.why_not():
        pytest.skip(reason)
    given = ids(cloud)
    assert {"connection", "virtual_interface", "bgp_group"} <= set(given), given
    ws = new_workspace()
    ws.write(module(cloud))
    ws.write(mocks(given), name="tests/mocked.tftest.hcl")
    passed = ws.run("test", "-json")
    assert passed.code == 0, f"{passed}\n{passed.out}"
    ws.write(mocks({}), name="tests/mocked.tftest.hcl")
    made_up = ws.run("test", "-json")
    assert made_up.code == 1 and made_up.find("connection_id", severity="error"), f"{made_up}\n{made_up.out}"

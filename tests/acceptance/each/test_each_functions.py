"""The provider's functions on plain values, with the real terraform: known when planning, and of use where they are said to be."""

import pytest

pytestmark = pytest.mark.needs("has_interfaces")
F = "provider::interconnect::"


def test_functions_are_known_when_planning_and_say_the_same_when_applying(ws, cloud):
    port, expression = cloud.port("dc1")
    ws.write(port + cloud.interface("vif", expression, vlan=f'{F}vlan_free([100, 101, null], "100-199")') + f"""
output "plain" {{ value = {F}asn_plain("64086.59904") }}
output "dotted" {{ value = {F}asn_dot(4200000000) }}
output "ends" {{ value = {F}link_addresses("2001:db8::/125") }}
output "parts" {{ value = {F}parse_id({F}import_id("{cloud.name}", "here-1", "a/10.0.0.0/16")) }}
""")
    ws.apply()
    told = ws.state()
    assert told["interconnect_virtual_interface.vif"]["vlan"] == 102
    assert ws.run("output", "-raw", "plain").out == "4200000000" and ws.run("output", "-raw", "dotted").out == "64086.59904"
    ends = ws.run("output", "-json", "ends").out
    assert '"2001:db8::1/125"' in ends and '"2001:db8::2/125"' in ends and '"netmask":null' in ends
    assert '"id":"a/10.0.0.0/16"' in ws.run("output", "-json", "parts").out
    assert ws.plan().changes == {}


@pytest.mark.parametrize("call, parameter", (
    ('asn_plain("AS65000")', "asn"),
    ('asn_dot("4294967296")', "asn"),
    ('link_addresses("10.0.0.1/30")', "cidr"),
    ('import_id("moor", "here-1", "a")', "cloud"),
    ('parse_id("a/b")', "import_id"),
    ('vlan_free([1], "1-1")', "range"),
), ids=lambda value: value.partition("(")[0])
def test_what_is_wrong_is_said_of_its_parameter(ws, call, parameter):
    ws.write(f'output "text" {{ value = {F}{call} }}')
    failed = ws.validate(expect=1)
    assert failed.find(f'"{parameter}" parameter'), failed

"""Nothing is destroyed whose successor is refused, or for a value that comes out as it was."""

import re

import pytest

from pieces import VIF, link, port_of

pytestmark = pytest.mark.needs("has_interfaces")

KEPT_BY = 'resource "terraform_data" "asn" {{\n  input            = "{}"\n  triggers_replace = "{}"\n}}\n'
FIRST = "lifecycle {\n    create_before_destroy = true\n  }"


def moved(cloud, asn="65000", more=""):
    """The interface where another takes its place, and where that is."""
    text, port = cloud.port("port")
    spare_text, spare = cloud.port("spare")
    there, vlan = cloud.replaced(port, spare, 125)
    return text + spare_text + cloud.interface("vif", there, vlan, asn=asn, more=more), there, vlan


@pytest.mark.needs("replaces_interfaces")
def test_a_place_that_is_taken_meanwhile_leaves_what_is_there(ws, cloud, new_workspace):
    text, _, vlan = moved(cloud)
    port_text, port = cloud.port("port")
    ws.write(port_text + cloud.port("spare")[0] + cloud.interface("vif", port))
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(text)
    assert ws.plan("-out=saved", expect=2).changes[VIF] == "replace"
    there = "spare" if "spare" in cloud.replaced("port", "spare", 125)[0] else "port"
    other = new_workspace(cloud.environment())
    other.write(cloud.interface("theirs", port_of(ws, cloud, there), vlan, asn="65001"))
    other.apply()
    result = ws.run("apply", "-json", "saved")
    assert result.code == 1 and result.find("was not deleted", severity="error"), str(result)
    assert before in cloud.interface_ids() and ws.state()[VIF]["id"] == before
    refused = ws.plan(expect=1)
    assert refused.find(VIF, str(vlan), severity="error"), str(refused)
    other.destroy()
    ws.apply()
    assert ws.state()[VIF]["id"] != before and len(cloud.interface_ids()) == 1
    ws.plan(expect=0)


@pytest.mark.needs("replaces_sessions")
def test_create_before_destroy_where_both_cannot_be(ws, cloud):
    """Refused with the setting named, the old one left; without the setting the next run does it."""
    text = link(cloud, more=FIRST)
    ws.write(text)
    ws.apply()
    before = ws.state()[VIF]["id"]
    changed = text.replace("65000", "65010")
    ws.write(changed)
    for _ in range(2):
        result = ws.apply(expect=1)
        assert result.find(VIF, "create_before_destroy", severity="error"), str(result)
        assert cloud.interface_ids() == [before] and ws.state()[VIF]["id"] == before
    ws.write(changed.replace(FIRST, ""))
    ws.apply()
    assert ws.state()[VIF]["id"] != before and len(cloud.interface_ids()) == 1
    ws.plan(expect=0)


@pytest.mark.needs("replaces_sessions")
def test_create_before_destroy_handed_on_from_downstream(ws, cloud):
    below = f'resource "terraform_data" "below" {{\n  input = {VIF}.id\n  triggers_replace = {VIF}.customer_asn\n  {FIRST}\n}}\n'
    text = link(cloud) + below
    ws.write(text)
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(text.replace("65000", "65010"))
    result = ws.apply(expect=1)
    assert result.find(VIF, "create_before_destroy", "depends on it", severity="error"), str(result)
    assert cloud.interface_ids() == [before]
    ws.write(text.replace("65000", "65010").replace(FIRST, ""))
    ws.apply()
    assert len(cloud.interface_ids()) == 1
    ws.plan(expect=0)


@pytest.mark.needs("replaces_sessions")
def test_a_value_that_comes_out_as_it_was_replaces_nothing(ws, cloud):
    text = link(cloud).replace('"65000"', "terraform_data.asn.output")
    ws.write(KEPT_BY.format("65000", 1) + text)
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(KEPT_BY.format("65000", 2) + text)
    planned = ws.plan(expect=2)
    assert planned.changes[VIF] == "update" and planned.find(VIF, "not known yet", severity="warning"), str(planned)
    cloud.reset_calls()
    ws.apply()
    assert ws.state()[VIF]["id"] == before and not cloud.changes()
    ws.plan(expect=0)
    # One that does not leaves it alone in that run, says so, and is planned with all that is known in the next.
    ws.write(KEPT_BY.format("65020", 3) + text)
    cloud.reset_calls()
    result = ws.apply(expect=1)
    assert result.find(VIF, "plan and apply again", severity="error"), str(result)
    assert ws.state()[VIF]["id"] == before and not cloud.changes()
    assert ws.plan(expect=2).changes[VIF] == "replace"
    ws.apply()
    ws.plan(expect=0)


@pytest.mark.needs("orders_connections")
def test_a_vlan_twice_on_a_port_of_the_same_run(ws, cloud):
    text, port = cloud.port("port")
    ws.write(text + cloud.interface("vif", port) + cloud.interface("other", port, asn="65001"))
    refused = ws.plan(expect=1)
    assert refused.find("125", severity="error"), str(refused)
    ws.write(text + cloud.port("spare")[0] + cloud.interface("vif", port) + cloud.interface("other", cloud.port("spare")[1]))
    assert ws.plan(expect=2).changes[VIF] == "create"


@pytest.mark.needs("orders_connections")
def test_an_id_of_another_provider_beside_a_new_port(ws, cloud, new_workspace):
    """Nothing tells it from that of the new port: refused, with the way to tell; and no destroy is in the way of that."""
    other = new_workspace(cloud.environment())
    other.write(cloud.port("theirs")[0])
    other.apply()
    theirs = other.state()["interconnect_connection.theirs"]["id"]
    elsewhere = f'resource "terraform_data" "theirs" {{\n  input = "{theirs}"\n}}\n'
    text, port = cloud.port("port")
    ws.write(elsewhere + text + cloud.interface("vif", port) + cloud.interface("other", "terraform_data.theirs.output", asn="65001"))
    refused = ws.plan(expect=1)
    assert refused.find("125", "another provider", "-target", severity="error"), str(refused)
    assert not cloud.interfaces()
    ws.apply("-target=terraform_data.theirs")
    ws.apply()
    ws.plan(expect=0)
    assert len(cloud.interfaces()) == 2
    ws.destroy()
    assert not cloud.interfaces()


@pytest.mark.needs("orders_connections")
def test_a_place_that_is_none_is_found_when_planning(ws, cloud):
    text, _ = cloud.port("port")
    ws.write(re.sub(r'location( *)= "[^"]*"', r'location\1= "nowhere-1"', text))
    refused = ws.plan(expect=1)
    assert refused.find("location", "nowhere-1", severity="error"), str(refused)
    assert not cloud.changes()

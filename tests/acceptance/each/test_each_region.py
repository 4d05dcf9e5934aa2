"""Two regions at once: what names none goes where its parent is, though the provider's region is another one; through both
front doors."""

import json

import pytest

from test_each_owner import converted

pytestmark = pytest.mark.needs("has_interfaces", "orders_connections")


def away(cloud):
    """(HCL of a port elsewhere, HCL of an interface and a session on it that name no region, that region)"""
    region, here, there = cloud.elsewhere
    text, port = cloud.port("port")
    port_text = text.replace(here, there).replace("on_destroy", f'region = "{region}"\n  on_destroy')
    return port_text, cloud.interface("vif", port) + cloud.second_session("vif"), region


def regions(ws):
    return {values["region"] for values in ws.state().values()}


def test_made_with_its_parent(ws, cloud):
    port, children, region = away(cloud)
    ws.write(port + children)
    ws.apply()
    assert regions(ws) == {region}
    ws.plan(expect=0)


def test_on_a_parent_that_is_there(ws, cloud):
    port, children, region = away(cloud)
    ws.write(port)
    ws.apply()
    cloud.reset_calls()
    ws.write(port + children)
    run = ws.plan(expect=1)
    assert f'Write region = "{region}"' in " ".join(str(run).split()), run
    assert cloud.changes() == {}
    ws.write(port + children.replace("customer_asn", f'region = "{region}"\n  customer_asn'))
    ws.apply()
    assert regions(ws) == {region}


def test_another_one_is_refused(ws, cloud):
    port, children, region = away(cloud)
    ws.write(port)
    ws.apply()
    cloud.reset_calls()
    ws.write(port + children.replace("customer_asn", f'region = "{cloud.region}"\n  customer_asn'))
    run = ws.plan(expect=1)
    assert "Parent in another region" in str(run) and cloud.changes() == {}, run


def test_by_the_command_line(ws, cloud, new_repository):
    port, children, region = away(cloud)
    ws.write(port)
    repository = new_repository(cloud.environment())
    repository.write(desired_of(ws))
    repository.apply()
    ws.write(port + children)
    repository.write(desired_of(ws))
    repository.apply()
    assert repository.plan()["steps"] == []
    assert {step["region"] for step in repository.plan("--destroy", expect=None)["steps"]} == {region}


def desired_of(ws):
    return json.dumps(converted(ws))

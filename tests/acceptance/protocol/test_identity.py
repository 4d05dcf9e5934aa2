"""Identities, with a Terraform that knows them (1.12 and later): they are in the state, survive a run, and import an object."""

import json

import pytest

import terraform
from vendors import CLOUDS, NAMES


NEWER = terraform.at_least(1, 12)


@pytest.fixture(params=NAMES)
def cloud(request):
    if reason := terraform.why_not():
        pytest.skip(reason)
    with CLOUDS[request.param]() as cloud:
        yield cloud


@pytest.fixture
def ws(cloud, new_workspace):
    if NEWER is None:
        pytest.skip("there is no Terraform that knows identities: neither on the PATH nor in tests/support/newest_terraform")
    return new_workspace(cloud.environment(), program=NEWER)


def identities(ws):
    state = json.loads((ws.folder / "terraform.tfstate").read_text())
    return {f"{one['type']}.{one['name']}": one["instances"][0].get("identity") for one in state["resources"]}


def test_what_is_made_has_one_and_keeps_it(ws, cloud):
    port, port_id = cloud.port("port")
    ws.write(port + cloud.interface("vif", port_id) + cloud.second_session("vif"))
    ws.apply()
    made = identities(ws)
    for address, attributes in ws.state().items():
        assert made[address] == {"cloud": cloud.name, "region": cloud.region, "id": attributes["id"]}, address
    ws.plan(expect=0)
    ws.apply("-refresh-only")
    assert identities(ws) == made


@pytest.mark.parametrize("region", [True, False])
def test_an_object_is_imported_by_it(ws, cloud, new_workspace, region):
    port, port_id = cloud.port("port")
    ws.write(port + cloud.interface("vif", port_id))
    ws.apply()
    text = cloud.interface("vif", f'"{ws.state()["interconnect_virtual_interface.vif"]["connection_id"]}"')
    identity = identities(ws)["interconnect_virtual_interface.vif"]
    if not region:
        identity = {name: value for name, value in identity.items() if name != "region"}
    written = "".join(f'    {name} = "{value}"\n' for name, value in identity.items())
    other = new_workspace(cloud.environment(), program=NEWER)
    other.write(text + f"import {{\n  to = interconnect_virtual_interface.vif\n  identity = {{\n{written}  }}\n}}\n")
    cloud.reset_calls()
    planned = other.plan("-out=import.tfplan", expect=2)
    (change,) = other.show("import.tfplan")["resource_changes"]
    assert change["change"]["actions"] == ["no-op"], str(planned)
    other.apply("import.tfplan")
    assert not cloud.changes()
    assert identities(other)["interconnect_virtual_interface.vif"]["region"] == cloud.region
    other.plan(expect=0)


@pytest.mark.parametrize("identity, words", [
    ({"cloud": '"moon"', "id": '"x"'}, "moon"), ({"cloud": "null", "id": '"x"'}, "too little"), ({"id": '"nothing-there"'}, "nothing-there")])
def test_an_identity_of_nothing_is_refused(ws, cloud, identity, words):
    identity = {"cloud": f'"{cloud.name}"'} | identity
    written = "".join(f"    {name} = {value}\n" for name, value in identity.items())
    port, port_id = cloud.port("port")
    ws.write(port + cloud.interface("vif", port_id)
             + f"import {{\n  to = interconnect_virtual_interface.vif\n  identity = {{\n{written}  }}\n}}\n")
    refused = ws.run("plan", "-json")
    assert refused.code == 1 and words in str(refused).lower(), str(refused)

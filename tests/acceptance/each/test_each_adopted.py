"""What is taken over is not deleted to be taken over again: a replacement of it is refused by the plan, however it was asked for."""

import pytest

from doors import CommandLine
from pieces import PORT, VIF, link, port_of

pytestmark = pytest.mark.needs("has_interfaces")
REASONS = ("taint", "-replace", "replace_triggered_by")
WHY = 'resource "terraform_data" "why" {{\n  input = {}\n}}\n'


def adopted_port(cloud, object_id):
    """A line of an interface's, taken over. With `more` as the interfaces have it."""
    return (f'resource "interconnect_connection" "port" {{\n  cloud = "{cloud.name}"\n  adopt = "{object_id}"\n  on_destroy = "delete"\n'
            "  LIFECYCLE\n}\n")


@pytest.fixture
def taken(ws, cloud, new_workspace):
    """A workspace that takes over what another made: (address, configuration with LIFECYCLE in it)."""
    ws.write(link(cloud))
    ws.apply()
    port, vif = port_of(ws, cloud, "port"), ws.state()[VIF]["id"]
    other = new_workspace(cloud.environment())
    texts = {PORT: adopted_port(cloud, port.strip('"')),
             VIF: cloud.interface("vif", port, more=f'adopt = "{vif}"\n  on_destroy = "delete"\n  LIFECYCLE')}
    return other, texts


@pytest.mark.parametrize("address", [PORT, VIF])
@pytest.mark.parametrize("first", [False, True], ids=["after", "create_before_destroy"])
@pytest.mark.parametrize("reason", REASONS)
def test_replacing_what_was_taken_over(taken, cloud, address, first, reason):
    ws, texts = taken
    settings = ["create_before_destroy = true"] if first else []
    triggered = reason == "replace_triggered_by"

    def write(trigger, triggered=triggered):
        lines = settings + (["replace_triggered_by = [terraform_data.why]"] if triggered else [])
        life = "lifecycle {\n" + "".join(f"    {line}\n" for line in lines) + "  }" if lines else ""
        ws.write(texts[address].replace("LIFECYCLE", life) + WHY.format(trigger))

    write(1)
    ws.apply()
    before = ws.state()[address]["id"]
    cloud.reset_calls()
    options = [f"-replace={address}"] if reason == "-replace" else []
    if reason == "taint":
        assert ws.run("taint", address).code == 0
    write(2)
    for more in ((), ("-refresh=false",)):
        refused = ws.plan(*options, *more, expect=1)
        assert refused.find(address, "adopt", severity="error"), str(refused)
    assert ws.apply(*options, expect=1).code == 1
    assert not cloud.changes() and ws.state()[address]["id"] == before, str(cloud.changes())
    if reason == "taint":
        assert refused.find("terraform untaint", severity="error"), str(refused)
        assert ws.run("untaint", address).code == 0
    write(2, triggered=False)
    ws.apply()
    assert not cloud.changes() and ws.state()[address]["id"] == before
    ws.plan(expect=0)


@pytest.mark.parametrize("address", ["connection.port", "virtual_interface.vif"])
def test_replacing_it_by_the_command_line(ws, cloud, new_workspace, new_repository, address):
    ws.write(link(cloud))
    ws.apply()
    port, vif = port_of(ws, cloud, "port").strip('"'), ws.state()[VIF]["id"]
    door = CommandLine(cloud, new_workspace, new_repository)
    door.write(adopted_port(cloud, port).replace("LIFECYCLE", "")
               + cloud.interface("vif", f"{PORT}.id", more=f'adopt = "{vif}"\n  on_destroy = "delete"'))
    door.apply().expect("changes")
    cloud.reset_calls()
    for refused in (door.plan(replace=[address]), door.apply(replace=[address])):
        assert "adopt" in refused.expect("refused"), refused.text
    assert not cloud.changes() and cloud.interface_ids() == [vif]
    door.plan().expect("nothing")


def test_an_imported_connection_may_be_named_by_its_id_alone(ws, cloud, new_workspace):
    """Validation does not know of an import, and asks for what a new connection needs; an `adopt` answers it."""
    ws.write(link(cloud))
    ws.apply()
    port = port_of(ws, cloud, "port").strip('"')
    other = new_workspace(cloud.environment())
    block = f'import {{\n  to = {PORT}\n  id = "{cloud.name}/{cloud.region}/{port}"\n}}\n'
    other.write(f'resource "interconnect_connection" "port" {{\n  cloud = "{cloud.name}"\n  adopt = "{port}"\n}}\n' + block)
    cloud.reset_calls()
    other.apply()
    assert cloud.changes() == {} and other.state()[PORT]["id"] == port
    assert other.plan(expect=0).changes == {}


def placeless(text):
    lines = text.splitlines()
    return "\n".join(line for line in lines if line.split("=")[0].strip() not in ("connection_id", "vlan")) + "\n"


def test_where_an_interface_stands_need_not_be_written(ws, cloud, new_workspace, new_repository):
    """It is read, and the plan shows it; without `adopt` it has to be."""
    ws.write(link(cloud))
    ws.apply()
    place = {"connection_id": port_of(ws, cloud, "port").strip('"'), "vlan": ws.state()[VIF]["vlan"]}
    vif = ws.state()[VIF]["id"]
    other = new_workspace(cloud.environment())
    other.write(placeless(cloud.interface("vif", '""')))
    missing = other.plan(expect=1)
    assert all(missing.find(f"Missing {name}", severity="error") for name in place), str(missing)
    text = placeless(cloud.interface("vif", '""', more=f'adopt = "{vif}"'))
    door = CommandLine(cloud, new_workspace, new_repository)
    door.write(text)
    assert "adopt" in door.plan().expect("changes")
    other.write(text)
    other.plan("-out=take.tfplan", expect=2)
    (change,) = [one["change"] for one in other.show("take.tfplan")["resource_changes"]]
    assert {name: change["after"].get(name) for name in place} == place, change
    cloud.reset_calls()
    other.apply("take.tfplan")
    other.plan(expect=0)
    assert {name: other.state()[VIF][name] for name in place} == place
    other.write(cloud.interface("vif", f'"{place["connection_id"]}"', more=f'adopt = "{vif}"'))
    other.plan(expect=0)
    door.apply().expect("changes")
    door.plan().expect("nothing")
    assert cloud.interface_ids() == [vif]

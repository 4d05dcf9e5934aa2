"""What somebody else changed is not undone by a replacement that nobody asked for; whoever acknowledges it has it. Every field, and what
another account decides: tests/behaviour/others_test.cc."""

import pytest

import desired
from pieces import VIF, provider

pytestmark = pytest.mark.needs("has_interfaces", "replaces_interfaces")


def moved(ws, cloud):
    """An interface that somebody moved after it was made: its configuration and its id."""
    text, port = cloud.port("port")
    spare_text, spare = cloud.port("spare")
    text += spare_text + cloud.interface("vif", port)
    ws.write(text)
    ws.apply()
    there, vlan = cloud.replaced(port, spare, 125)
    state = ws.state()
    ids = {name: state[made]["id"] if (made := f"interconnect_connection.{name}") in state else cloud.ports_made[name]
           for name in ("port", "spare")}
    before = state[VIF]["id"]
    cloud.move(before, ids["spare" if there == spare else "port"], vlan)
    return text, before


def test_by_terraform(ws, cloud):
    text, before = moved(ws, cloud)
    cloud.reset_calls()
    for _ in range(2):
        refused = ws.apply(expect=1)
        assert refused.find(VIF, "to undo what somebody else changed", severity="error"), str(refused)
    assert not cloud.changes() and cloud.interface_ids() == [before]
    ws.apply("-refresh-only", expect=None)
    refused = ws.plan("-refresh=false", expect=1)
    assert refused.find(VIF, "to undo what somebody else changed", severity="error"), str(refused)
    ws.write(provider(f'allow_replacement = ["{before}"]') + text)
    ws.apply()
    assert cloud.interface_ids() == [ws.state()[VIF]["id"]] != [before]
    ws.write(text)
    ws.plan(expect=0)


def test_by_the_command_line(ws, cloud, new_repository):
    text, port = cloud.port("port")
    spare_text, spare = cloud.port("spare")
    ws.write(text + spare_text + cloud.interface("vif", port))
    ws.plan("-out=convert.tfplan", expect=2)
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    repository.apply()
    (before,) = cloud.interface_ids()
    there, vlan = cloud.replaced(port, spare, 125)
    if there == spare:
        pytest.skip("nothing but a move to another connection replaces one here")
    cloud.move(before, cloud.interfaces()[0][cloud.interface_place[0]], vlan)
    cloud.reset_calls()
    run = repository.run("plan", expect=3)
    assert "to undo what somebody else changed" in " ".join(run.out.split()), run
    assert not cloud.changes()
    repository.run("apply", "--yes", "--allow", "virtual_interface.vif")
    assert cloud.interface_ids() != [before]

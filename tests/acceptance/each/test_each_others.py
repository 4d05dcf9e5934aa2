"""What somebody else changed is not undone by a replacement that nobody asked for; whoever acknowledges it has it. Every field, and what
another account decides: tests/behaviour/others_test.cc."""

import re

import pytest

import desired
from doors import DOORS, NAMES
from pieces import VIF, link, provider

pytestmark = pytest.mark.needs("has_interfaces")
undoes = pytest.mark.needs("replaces_interfaces")


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


@undoes
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


@undoes
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
    run = repository.run("plan", "--json", expect=3)
    (refusal,) = run.json()["refusals"]  # one cause, one word
    assert "to undo what somebody else changed" in refusal["why"] and "--allow" in refusal["why"], run
    assert not cloud.changes()
    repository.run("apply", "--yes", "--allow", "virtual_interface.vif")
    assert cloud.interface_ids() != [before]


@pytest.fixture(params=NAMES)
def door(request, cloud, new_workspace, new_repository):
    return DOORS[request.param](cloud, new_workspace, new_repository)


def test_what_the_account_that_it_is_for_gives_it_is_that_ones(door, cloud):
    """It accepts, and names a gateway or addresses: nothing to do, and nothing is replaced for it."""
    assert cloud.accepted
    text, port = cloud.port("port")
    text += cloud.offered("vif", port)
    door.write(text)
    door.apply().expect("changes")
    door.plan().expect("nothing")
    (it,) = cloud.interface_ids()
    cloud.edit(it, **cloud.accepted)
    cloud.reset_calls()
    for _ in range(2):
        door.plan().expect("nothing")
        door.apply().expect("changes")  # of nothing
    assert not cloud.changes() and cloud.interface_ids() == [it]


def test_a_lost_state_is_rebuilt_without_what_the_other_account_gave_it(cloud, new_workspace, new_repository):
    """What that account decides is neither refused nor shown as if it went."""
    door = DOORS[NAMES[1]](cloud, new_workspace, new_repository)
    text, port = cloud.port("port")
    text += cloud.offered("vif", port)
    door.write(text)
    door.apply().expect("changes")
    (it,) = cloud.interface_ids()
    cloud.edit(it, **cloud.accepted)
    cloud.name_tags(it, {"who": "theirs"})
    door.plan().expect("nothing")
    # By its mark it would be known as what was made here; under another name it is known by its place.
    door.write(re.sub(r'(\n *name *= )"vif"', r'\1"renamed"', text))
    if door.apply().what == "refused":  # the name is that account's too
        door.write(text)
    (door.folder / "interconnect.state.db").unlink()
    cloud.reset_calls()
    door.repository.run("import", "--all", "--write", "more.yaml")
    planned = door.plan()
    assert planned.what != "refused", planned.text
    if cloud.name == "huawei":  # elsewhere: a name that only the state knows, or tags that are told to both
        steps = door.repository.run("plan", "--json", expect=None).json()["steps"]
        assert not [step for step in steps if step["kind"] == "virtual_interface"], steps
    door.apply().expect("changes")
    door.plan().expect("nothing")
    assert not cloud.changes() and cloud.interface_ids() == [it]


def test_the_own_account_written_and_left_out_again(door, cloud):
    field, own, _ = cloud.owner_field
    written = link(cloud, more=f'{cloud.name} = {{ {field} = "{own}" }}')
    door.write(written)
    door.apply().expect("changes")
    cloud.reset_calls()
    for text in (written, link(cloud), written):
        door.write(text)
        door.apply().expect("changes")  # of nothing
        door.plan().expect("nothing")
    assert not cloud.changes()


def test_the_own_account_as_the_one_it_is_for(ws, cloud):
    """However it came in: written, or by `ignore_changes` from a state that shows it."""
    field, own, _ = cloud.owner_field
    written = link(cloud, more=f'{cloud.name} = {{ {field} = "{own}" }}')
    ws.write(written)
    ws.apply()
    ws.plan(expect=0)
    cloud.reset_calls()
    ws.write(link(cloud, more=f"lifecycle {{ ignore_changes = [{cloud.name}] }}"))
    ws.plan(expect=0)
    ws.write(link(cloud))
    ws.apply()
    ws.plan(expect=0)
    ws.write(written)
    ws.apply()
    ws.plan(expect=0)
    assert not cloud.changes()
    ws.destroy()
    assert cloud.interface_ids() == []


@pytest.mark.needs("tells_declined_offers")
def test_an_offer_that_was_declined(ws, cloud):
    member, (word,) = cloud.declined
    text, port = cloud.port("port")
    text += cloud.offered("vif", port)
    ws.write(text)
    ws.apply()
    ws.plan(expect=0)
    before = ws.state()[VIF]["id"]
    cloud.edit(before, **{member: word})
    cloud.reset_calls()
    refused = ws.plan(expect=1)
    assert refused.find(VIF, f'is in state "{word}": ', severity="error"), str(refused)
    assert not cloud.changes()
    ws.write(provider(f'allow_replacement = ["{before}"]') + text)
    ws.apply()
    again = ws.state()[VIF]["id"]
    assert again != before
    ws.write(text)
    ws.plan(expect=0)


@pytest.mark.needs("tells_declined_offers")
def test_an_offer_that_was_declined_by_the_command_line(ws, cloud, new_repository):
    member, (word,) = cloud.declined
    text, port = cloud.port("port")
    ws.write(text + cloud.offered("vif", port))
    ws.plan("-out=convert.tfplan", expect=2)
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    repository.apply()
    (before,) = cloud.interface_ids()
    cloud.edit(before, **{member: word})
    run = repository.run("plan", "--json", expect=3)
    (refusal,) = run.json()["refusals"]
    assert f'is in state "{word}": ' in refusal["why"], run
    run = repository.run("drift", "--json", expect=2)
    assert [one for one in run.json()["findings"] if one["class"] == "material" and word in one["summary"]], run
    repository.run("apply", "--yes", "--allow", "virtual_interface.vif")
    assert cloud.interface_ids() != [before]
    repository.run("plan", expect=0)

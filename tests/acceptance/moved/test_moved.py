"""Objects of the clouds' own providers, taken over by `moved` with the real terraform: nothing to do, no call that changes anything, and
the object counts as imported. Terraform wants the program of the provider that a state names: a copy of the plugin stands in for it."""

import base64
import json

import pytest

from foreign_state import moved_block, state_file
from moving import KEY, MODULES, REFUSED, SOURCES, Move, only_moves, started
from vendors import NAMES


@pytest.fixture(params=SOURCES, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def move(request, new_workspace):
    name, source = request.param
    cloud = started(name)
    yield Move(cloud, source, new_workspace)
    cloud.stop()


def flat(attributes, path=""):
    """Path → value, of all values that there are."""
    found = {}
    for name, value in attributes.items():
        if isinstance(value, dict) and name != "tags":
            found |= flat(value, f"{path}{name}.")
        elif value is not None:
            found[path + name] = value
    return found


def stored(ws):
    """What the state has of the only object, beside its attributes."""
    (resource,) = json.loads((ws.folder / "terraform.tfstate").read_text())["resources"]
    (instance,) = resource["instances"]
    return json.loads(base64.b64decode(instance["private"]))


def test_it_plans_nothing_changes_nothing_and_is_kept(move):
    ws = move.workspace()
    planned, changes = only_moves(ws)
    assert changes == {move.source.new: (["no-op"], move.source.old)}, str(planned)
    said = planned.find("Key is not taken along", move.source.key or "-", severity="warning")
    assert bool(said) == bool(move.source.key), str(planned)
    ws.apply("move.tfplan")
    ws.plan(expect=0)
    state = ws.state()[move.source.new]
    assert state["id"] == move.made["id"] and state["on_destroy"] == "keep" and state["region"] == move.cloud.region
    assert KEY not in (ws.folder / "terraform.tfstate").read_text()
    ws.destroy()
    assert not move.cloud.changes() and move.is_there()


def test_it_ends_as_an_import_does(move):
    imported = move.imported()
    planned = imported.plan("-out=import.tfplan", expect=2)
    (change,) = imported.show("import.tfplan")["resource_changes"]
    assert change["change"]["actions"] == ["no-op"] and "importing" in change["change"], str(planned)
    imported.apply("import.tfplan")
    ws = move.workspace()
    only_moves(ws)
    ws.apply("move.tfplan")
    # The old state may tell more, and spell it in another way.
    told, found = flat(imported.state()[move.source.new]), flat(ws.state()[move.source.new])
    assert {path: value for path, value in told.items() if found.get(path) != value}.keys() <= set(move.source.spelled)
    assert stored(ws) == stored(imported)


def test_nothing_is_to_do_without_a_refresh_either(move):
    if not move.source.whole:
        pytest.skip("its state names the object, and tells nothing of it")
    ws = move.workspace()
    planned = ws.plan("-out=move.tfplan", "-refresh=false", expect=2)
    (change,) = ws.show("move.tfplan")["resource_changes"]
    assert (change["address"], change["previous_address"]) == (move.source.new, move.source.old)
    # Of kinds with a sensitive attribute Terraform says `update`, because what was moved has no marks until a refresh.
    assert change["change"]["before"] == change["change"]["after"], str(planned)
    ws.apply("move.tfplan")
    assert not move.cloud.changes()
    ws.plan(expect=0)


@pytest.fixture(params=NAMES)
def first_move(request, new_workspace):
    cloud = started(request.param)
    yield Move(cloud, MODULES[request.param].SOURCES[0], new_workspace)
    cloud.stop()


def test_what_is_not_found_is_an_error_and_is_not_made_again(first_move):
    """In a wrong region, or with credentials of somebody else, it would look just so."""
    ws = first_move.workspace()
    first_move.cloud.remove(first_move.made["id"])
    refused = ws.plan(expect=1)
    assert refused.find("Import failed", first_move.made["id"], severity="error"), str(refused)
    assert not first_move.cloud.changes()


@pytest.mark.parametrize("name", NAMES)
def test_many_move_at_once_for_less_than_a_call_each(new_workspace, name):
    cloud = started(name)
    settings, text = cloud.many(40)
    text = f'provider "interconnect" {{\n  {settings}\n}}\n' + text.replace("COUNT", "20")
    ws = new_workspace(cloud.environment())
    ws.write(text)
    ws.apply()
    made = [attributes for _, attributes in sorted(ws.state().items(), key=lambda item: int(item[0].rpartition("[")[2][:-1]))]
    (kind,) = {address.partition(".")[0].removeprefix("interconnect_") for address in ws.state()}
    source = next(one for one in MODULES[name].SOURCES if one.kind == kind)
    ws = new_workspace(cloud.environment())
    ws.stands_in_for(source.provider)
    ws.write(text.replace('  on_destroy = "delete"\n', "") + moved_block(source))
    (ws.folder / "terraform.tfstate").write_text(state_file(
        source.provider, source.type, *(source.attributes(cloud, a) for a in made), version=source.version))
    cloud.reset_calls()
    planned, changes = only_moves(ws)
    assert changes == {f"{source.new}[{n}]": (["no-op"], f"{source.old}[{n}]") for n in range(20)}, str(planned)
    assert not cloud.changes() and sum(cloud.calls().values()) < 20, cloud.calls()
    cloud.stop()


@pytest.mark.parametrize("name, refused", REFUSED, ids=[f"{name}-{one.type}-{one.kind}" for name, one in REFUSED])
def test_what_cannot_be_one_object_is_refused_with_what_to_write(new_workspace, name, refused):
    cloud = started(name)
    ws = new_workspace(cloud.environment())
    ws.stands_in_for(refused.provider)
    ws.write(f'resource "interconnect_{refused.kind}" "x" {{\n{MODULES[name].SMALLEST[refused.kind]}}}\n' + moved_block(refused))
    (ws.folder / "terraform.tfstate").write_text(state_file(refused.provider, refused.type, refused.attributes))
    result = ws.plan(expect=1)
    assert result.find("State of another provider cannot be taken over", *refused.words, severity="error"), str(result)
    assert not cloud.calls()
    cloud.stop()

"""Forty circuits of three clouds, of every source type there is, migrated at once and with the real terraform: nothing is to do, and no
request changed anything, as the simulator's own log has it."""

import json
import shutil

import pytest

from estate import Estate
from moving import SOURCES, only_moves


@pytest.fixture(scope="module")
def estate(module_world, module_workspaces):
    return Estate(module_world, module_workspaces)


@pytest.fixture
def calm(estate):
    """No request of the test changes anything, and what there is stays as it was."""
    before = estate.objects()
    estate.world.reset_calls()
    yield estate
    assert not estate.changing_calls()
    assert estate.objects() == before


def migrated(estate, new_repository, texts, to):
    """The repository, with the folder `new`; and the answer."""
    repository = new_repository(estate.environment)
    arguments = []
    for number, text in enumerate(texts):
        repository.write(text, f"old-{number}.tfstate")
        arguments += ["--from", f"old-{number}.tfstate"]
    answer = repository.run("migrate", *arguments, "--to", to, "--out", "new", "--json").json()
    assert answer["proven"] and answer["changes"] == 0
    rows = {one["from"]: one for one in answer["objects"]}
    assert rows.keys() == {circuit.old for circuit in estate.circuits}
    assert {one["outcome"] for one in rows.values()} == {"moved"}, rows
    assert {circuit.old: circuit.made["id"] for circuit in estate.circuits} == {old: one["id"] for old, one in rows.items()}
    for number, text in enumerate(texts):
        assert (repository.folder / f"old-{number}.tfstate").read_text() == text
        assert (repository.folder / "new" / "back" / f"{number + 1}-old-{number}.tfstate").read_text() == text
    return repository, answer


def terraform_of(estate, new_workspace, repository):
    ws = new_workspace(estate.environment)
    ws.stands_in_for(*estate.providers)
    for file in (repository.folder / "new").glob("*.tf"):
        shutil.copy(file, ws.folder)
    return ws


def test_every_source_type_is_there(estate):
    assert len(estate.circuits) == 40
    assert {str(circuit.source) for circuit in estate.circuits} == {str(source) for _, source in SOURCES}


def test_one_state_of_all_moves_there_and_back(calm, new_workspace, new_repository):
    old = calm.state_of(calm.circuits)
    repository, answer = migrated(calm, new_repository, [old], "hcl")
    assert {one["by"] for one in answer["objects"]} == {"moved"}
    ws = terraform_of(calm, new_workspace, repository)
    state = ws.folder / "terraform.tfstate"
    expected = {one["to"]: (["no-op"], one["from"]) for one in answer["objects"]}
    state.write_text(old)
    for way in ("there", "there again, after the way back"):
        planned, changes = only_moves(ws)
        assert changes == expected, f"{way}: {planned}"
        ws.apply("move.tfplan")
        ws.plan(expect=0)
        assert {address: one["id"] for address, one in ws.state().items()} == {one["to"]: one["id"] for one in answer["objects"]}
        back = ws.run("state", "push", "-force", str(repository.folder / "new" / "back" / "1-old-0.tfstate"))
        assert back.code == 0, str(back)
        pulled, before = json.loads(ws.run("state", "pull").out), json.loads(old)
        assert pulled["lineage"] == before["lineage"]
        assert by_address(pulled) == by_address(before), "the old providers find what they wrote"


def by_address(state):
    return {(one["type"], one["name"]): (one["provider"], one["instances"]) for one in state["resources"]}


@pytest.mark.parametrize("to", ["yaml", "hcl"])
def test_several_states_at_once(calm, new_workspace, new_repository, to):
    repository, answer = migrated(calm, new_repository, calm.dealt(4), to)
    removed = [path.read_text() for path in (repository.folder / "new").glob("old-*/removed.tf")]
    assert len(removed) == 4
    for circuit in calm.circuits:
        assert sum(f"from = {circuit.old}\n" in text for text in removed) == 1, circuit.old
    if to == "yaml":
        assert repository.plan("-f", "new", expect=0)["steps"] == []
        repository.apply("-f", "new")
        return
    ws = terraform_of(calm, new_workspace, repository)
    ws.plan("-out=import.tfplan", expect=2)
    changes = {one["address"]: one["change"] for one in ws.show("import.tfplan")["resource_changes"]}
    assert changes.keys() == {one["to"] for one in answer["objects"]}
    assert all(one["actions"] == ["no-op"] and "importing" in one for one in changes.values())
    ws.apply("import.tfplan")
    ws.plan(expect=0)
    ws.plan("-refresh=false", expect=0)

"""`interconnect migrate`: a state of the clouds' own providers becomes a folder of YAML with its state, or of HCL that moves; nothing is to do
then, no call changed anything, and what was there before is kept for the way back."""

import json
import shutil

import pytest

import clouds
from foreign_state import state_file
from moving import KEY, MODULES, SOURCES, Move, only_moves, started
from vendors import NAMES

OLD = "old.tfstate"


@pytest.fixture(params=SOURCES, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def move(request, new_workspace):
    name, source = request.param
    cloud = started(name)
    yield Move(cloud, source, new_workspace)
    cloud.stop()


@pytest.fixture(params=NAMES)
def first_move(request, new_workspace):
    cloud = started(request.param)
    yield Move(cloud, MODULES[request.param].SOURCES[0], new_workspace)
    cloud.stop()


def resources_of(move):
    return json.loads(state_file(move.source.provider, move.source.type, move.state, version=move.source.version))["resources"]


def state_of(*resources):
    empty = json.loads(state_file("a/b", "c", {}))
    return json.dumps(empty | {"resources": list(resources)})


def shown_of(*resources):
    """The same as `terraform show -json` has it."""
    return json.dumps({"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {"resources": [
        {"address": f"{one['type']}.{one['name']}", "mode": "managed", "type": one["type"], "name": one["name"],
         "provider_name": one["provider"].removeprefix('provider["').removesuffix('"]'),
         "schema_version": instance["schema_version"], "values": instance["attributes"], "sensitive_values": {}}
        for one in resources for instance in one["instances"]]}}})


def repository_of(move, new_repository):
    repository = new_repository(move.cloud.environment())
    repository.write(state_of(*resources_of(move)), OLD)
    move.cloud.reset_calls()
    return repository


def migrate(repository, *options, expect=0):
    return repository.run("migrate", "--from", OLD, "--json", *options, expect=expect)


def became(answer):
    return {one["from"]: (one["outcome"], one["to"]) for one in answer["objects"]}


def test_yaml_with_its_state_has_nothing_to_do(move, new_repository):
    repository = repository_of(move, new_repository)
    answer = migrate(repository, "--to", "yaml", "--out", "new").json()
    assert became(answer) == {move.source.old: ("moved", f"{move.source.kind}.x")}, answer
    assert answer["proven"] and answer["changes"] == 0
    said = [one for one in answer["objects"][0]["said"] if "Key is not taken along" in one]
    assert bool(said) == bool(move.source.key)
    planned = repository.plan("-f", "new", expect=0)
    assert planned["steps"] == [], planned
    kept = json.loads(repository.run("show", "-f", "new", "--json").out)["objects"]
    assert [one["address"] for one in kept] == [f"{move.source.kind}.x"]
    repository.run("destroy", "-f", "new", "--yes", "--allow", f"{move.source.kind}.x")
    assert not move.cloud.changes() and move.is_there()


def test_hcl_moves_and_does_nothing_else(move, new_repository):
    repository = repository_of(move, new_repository)
    answer = migrate(repository, "--to", "hcl", "--out", "new").json()
    assert became(answer) == {move.source.old: ("moved", move.source.new)}, answer
    assert answer["proven"] and answer["objects"][0]["by"] == "moved"
    ws = move.new_workspace(move.cloud.environment())
    ws.stands_in_for(move.source.provider)
    for file in (repository.folder / "new").glob("*.tf"):
        shutil.copy(file, ws.folder)
    formatted = ws.run("fmt", "-check", "-diff")
    assert formatted.code == 0, formatted.out + formatted.err
    shutil.copy(repository.folder / OLD, ws.folder / "terraform.tfstate")
    planned, changes = only_moves(ws)
    assert changes == {move.source.new: (["no-op"], move.source.old)}, str(planned)
    ws.apply("move.tfplan")
    ws.plan(expect=0)
    assert ws.state()[move.source.new]["id"] == move.made["id"]
    assert not move.cloud.changes()


@pytest.mark.parametrize("to", ["yaml", "hcl"])
def test_keys_stay_behind_and_the_old_state_is_kept_for_the_way_back(first_move, new_repository, to):
    move = first_move
    with_key = next((source for source in MODULES[move.cloud.name].SOURCES if source.key), None)
    if with_key is not None and with_key is not move.source:
        move = Move(move.cloud, with_key, move.new_workspace)
    repository = repository_of(move, new_repository)
    answer = migrate(repository, "--to", to, "--out", "new")
    new = repository.folder / "new"
    assert KEY not in answer.out + answer.err
    (copy,) = [path for path in (new / "back").iterdir() if path.suffix == ".tfstate"]
    assert copy.read_bytes() == (repository.folder / OLD).read_bytes() and copy.stat().st_mode & 0o077 == 0
    assert (new / "back" / ".gitignore").read_text() == "*\n"
    with_keys = [path.name for path in new.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert with_keys == ([copy.name] if move.source.key else [])
    back = (new / "BACK.md").read_text()
    assert f"back/{copy.name}" in back and "terraform state push" in back and move.source.old in back
    # What it says: the old configuration with the old state knows what is there, for nothing was changed.
    assert not move.cloud.changes() and move.is_there()


def test_a_check_writes_nothing_and_tells_what_is_not_so(first_move, new_repository):
    repository = repository_of(first_move, new_repository)
    before = sorted(repository.folder.iterdir())
    for to in ("yaml", "hcl"):
        answer = migrate(repository, "--to", to, "--check").json()
        assert answer["proven"] and answer["changes"] == 0 and answer["out"] is None
    assert "0 to change, 0 calls" in repository.run("migrate", "--from", OLD, "--check").out
    first_move.cloud.remove(first_move.made["id"])
    refused = migrate(repository, "--check", expect=1)
    assert not refused.json()["proven"] and "Import failed" in refused.out
    refused = migrate(repository, "--out", "new", expect=1)
    assert not (repository.folder / "new").exists()
    # With its provider, the rest can be moved: here that is nothing.
    answer = migrate(repository, "--check", "--leave", first_move.source.old).json()
    assert became(answer) == {first_move.source.old: ("left", None)}
    assert sorted(repository.folder.iterdir()) == before and not first_move.cloud.changes()


def test_what_terraform_shows_is_read_as_well(first_move, new_repository):
    repository = repository_of(first_move, new_repository)
    repository.write(shown_of(*resources_of(first_move)), OLD)
    answer = migrate(repository, "--to", "yaml", "--out", "new").json()
    assert became(answer) == {first_move.source.old: ("moved", f"{first_move.source.kind}.x")}, answer
    assert repository.plan("-f", "new", expect=0)["steps"] == []
    # It cannot be pushed back: the page says what can.
    assert "terraform state pull" in (repository.folder / "new" / "BACK.md").read_text()


def test_what_exists_is_not_touched(first_move, new_repository):
    repository = repository_of(first_move, new_repository)
    repository.write("mine\n", "new/notes.txt")
    refused = repository.run("migrate", "--from", OLD, "--to", "yaml", "--out", "new", expect=1)
    assert "not empty" in refused.err
    repository.write("mine\n", "file")
    assert "no folder" in repository.run("migrate", "--from", OLD, "--out", "file", expect=1).err
    # What a run that was killed has left.
    repository.write("half\n", "other.part/interconnect.yaml")
    refused = repository.run("migrate", "--from", OLD, "--to", "yaml", "--out", "other", expect=1)
    assert "other.part" in refused.err and not (repository.folder / "other").exists()
    assert (repository.folder / "new" / "notes.txt").read_text() == "mine\n"
    assert (repository.folder / "other.part" / "interconnect.yaml").read_text() == "half\n"
    assert not first_move.cloud.calls(), "asked before anything else"
    (repository.folder / "empty").mkdir()
    migrate(repository, "--to", "yaml", "--out", "empty")
    assert repository.plan("-f", "empty", expect=0)["steps"] == []


@pytest.mark.parametrize("to", ["yaml", "hcl"])
def test_every_object_has_its_row(first_move, new_repository, to):
    repository = repository_of(first_move, new_repository)
    others = MODULES[first_move.cloud.name].BESIDE
    beside = [json.loads(state_file(first_move.source.provider, one.type, one.attributes))["resources"][0] for one in others]
    beside[0]["instances"][0]["dependencies"] = [first_move.source.old]  # what stays may refer to what moves
    repository.write(state_of(*resources_of(first_move), *beside), OLD)
    answer = migrate(repository, "--to", to, "--out", "new").json()
    rows = {one["type"]: one for one in answer["objects"]}
    assert len(rows) == 1 + len(others) and rows[first_move.source.type]["outcome"] == "moved"
    for one in others:
        row = rows[one.type]
        assert (row["outcome"], row["to"], row["provider"]) == (one.outcome, None, first_move.source.provider), row
        assert one.words in row["why"] + (row["blocks"] or ""), row
    assert first_move.source.old in rows[others[0].type]["why"]
    assert json.loads((repository.folder / "new" / "migration.json").read_text()) == answer
    text = repository.run("migrate", "--from", OLD, "--to", to, "--check").out
    assert all(type_ in text for type_ in rows), text


def test_one_object_under_two_addresses_moves_once(first_move, new_repository):
    repository = repository_of(first_move, new_repository)
    (resource,) = resources_of(first_move)
    repository.write(state_of(resource, resource | {"name": "y"}), OLD)
    answer = migrate(repository, "--to", "hcl", "--check").json()
    rows = {one["from"]: one for one in answer["objects"]}
    again = rows[f"{first_move.source.type}.y"]
    assert rows[first_move.source.old]["outcome"] == "moved"
    assert again["outcome"] == "refused" and first_move.source.old in again["why"] and "removed {" in again["blocks"]


def test_what_cannot_move_is_imported(first_move, new_repository):
    """A fork of the provider, or a schema version that is not known: the object is known by its id all the same."""
    repository = repository_of(first_move, new_repository)
    (resource,) = resources_of(first_move)
    resource["instances"][0]["schema_version"] = 99
    repository.write(state_of(resource), OLD)
    answer = migrate(repository, "--to", "hcl", "--out", "new").json()
    (row,) = answer["objects"]
    assert (row["outcome"], row["by"]) == ("moved", "import") and "99" in row["why"], row
    new = repository.folder / "new"
    assert f"from = {first_move.source.old}\n" in (new / "removed.tf").read_text()
    ws = first_move.new_workspace(first_move.cloud.environment())
    for file in ("providers.tf", "interconnect.tf"):  # the stand-in knows no old type, and cannot forget one
        shutil.copy(new / file, ws.folder)
    ws.plan("-out=import.tfplan", expect=2)
    (change,) = [one for one in ws.show("import.tfplan")["resource_changes"] if one["address"] == first_move.source.new]
    assert change["change"]["actions"] == ["no-op"] and "importing" in change["change"]
    assert not first_move.cloud.changes()


def test_what_is_tainted_is_refused(first_move, new_repository):
    repository = repository_of(first_move, new_repository)
    (resource,) = resources_of(first_move)
    resource["instances"][0]["status"] = "tainted"
    repository.write(state_of(resource), OLD)
    (row,) = migrate(repository, "--check").json()["objects"]
    assert row["outcome"] == "refused" and "terraform untaint" in row["why"]


@pytest.mark.parametrize("to", ["yaml", "hcl"])
def test_states_of_three_clouds_become_one_folder(world, new_workspace, new_repository, to):
    moves = [Move(clouds.CLOUDS[name](simulator=world), MODULES[name].SOURCES[0], new_workspace) for name in NAMES]
    environment = clouds.environment(world.addresses)
    repository = new_repository(environment)
    arguments = []
    for move in moves:
        repository.write(state_of(*resources_of(move)), f"{move.cloud.name}.tfstate")
        arguments += ["--from", f"{move.cloud.name}.tfstate"]
        move.cloud.reset_calls()
    answer = repository.run("migrate", *arguments, "--to", to, "--out", "new", "--json").json()
    assert answer["proven"] and [one["outcome"] for one in answer["objects"]] == ["moved"] * len(moves)
    new = repository.folder / "new"
    removed = sorted(path.read_text() for path in new.glob("old-*/removed.tf"))
    assert len(removed) == len(moves), "a state has one configuration, and its objects are forgotten there"
    assert all(any(f"from = {move.source.old}\n" in text and "destroy = false" in text for text in removed) for move in moves)
    if to == "yaml":
        assert repository.plan("-f", "new", expect=0)["steps"] == []
    else:
        ws = new_workspace(environment)
        for file in new.glob("*.tf"):
            shutil.copy(file, ws.folder)
        ws.plan("-out=import.tfplan", expect=2)
        changes = [one["change"] for one in ws.show("import.tfplan")["resource_changes"]]
        assert [one["actions"] for one in changes] == [["no-op"]] * len(moves) and all("importing" in one for one in changes)
    assert not any(move.cloud.changes() for move in moves)
    assert len(list((new / "back").glob("*.tfstate"))) == len(moves)


@pytest.mark.parametrize("name", NAMES)
def test_what_count_made_moves_instance_by_instance(new_workspace, new_repository, name):
    cloud = started(name)
    settings, text = cloud.many(6)
    ws = new_workspace(cloud.environment())
    ws.write(f'provider "interconnect" {{\n  {settings}\n}}\n' + text.replace("COUNT", "6"))
    ws.apply()
    made = [attributes for _, attributes in sorted(ws.state().items())]
    (kind,) = {address.partition(".")[0].removeprefix("interconnect_") for address in ws.state()}
    source = next(one for one in MODULES[name].SOURCES if one.kind == kind)
    repository = new_repository(cloud.environment())
    repository.write(state_file(source.provider, source.type, *(source.attributes(cloud, a) for a in made),
                                version=source.version), OLD)
    cloud.reset_calls()
    migrate(repository, "--to", "hcl", "--out", "new")
    ws = new_workspace(cloud.environment())
    ws.stands_in_for(source.provider)
    for file in (repository.folder / "new").glob("*.tf"):
        shutil.copy(file, ws.folder)
    shutil.copy(repository.folder / OLD, ws.folder / "terraform.tfstate")
    planned, changes = only_moves(ws)
    assert changes == {f"{source.new}-{n}": (["no-op"], f"{source.old}[{n}]") for n in range(6)}, str(planned)
    assert not cloud.changes()
    cloud.stop()


@pytest.mark.parametrize("text, words", [
    ("{", "no JSON"), ("[]", "no JSON object"), ('{"version": 3}', "version 3"), ('{"version": 99}', "version 99"),
    ("{}", "neither"), ('{"format_version": "2.0"}', "newer"), (state_of(), "nothing")])
def test_what_is_no_state_is_said(new_repository, text, words):
    repository = new_repository()
    repository.write(text, OLD)
    refused = repository.run("migrate", "--from", OLD, "--check", expect=1 if text != state_of() else 0)
    assert words in refused.err + refused.out and (OLD in refused.err or text == state_of()), str(refused)
    assert "not be read" in repository.run("migrate", "--from", "none.tfstate", "--check", expect=1).err

"""Another version of the provider than before, as `terraform init` brings it: a later one, the former one again, another architecture's
sums in the lock file, and a state that a later one wrote."""

import json
import pathlib
import re

import pytest

import clouds
import terraform
from mirror import Mirror, required

FORMER, LATER = "0.1.0", "0.2.0"
EXAMPLE = terraform.ROOT / "examples/three-clouds"


@pytest.fixture
def mirror(tmp_path):
    return Mirror(tmp_path / "mirror", FORMER)


@pytest.fixture
def ws(new_workspace, mirror):
    if reason := terraform.why_not():
        pytest.skip(reason)
    made = new_workspace()
    made.cli_config.write_text(mirror.settings())
    return made


@pytest.fixture
def links(world, ws):
    """A link of each cloud, applied by the former version."""
    ws.environment |= clouds.environment(world.addresses) | {"TF_VAR_bgp_key": "three-Clouds-1"}
    for path in EXAMPLE.rglob("*.tf"):
        ws.write(path.read_text(), name=str(path.relative_to(EXAMPLE)), header=False)
    entries = {name: cloud(simulator=world).link() for name, cloud in clouds.CLOUDS.items()}
    ws.write(json.dumps({"clouds": entries}), name="terraform.tfvars.json")
    initialise(ws)
    ws.apply()
    return ws


def initialise(ws, *options, expect=0):
    done = ws.run("init", "-input=false", "-no-color", *options)
    assert done.code == expect, f"{done.out}\n{done.err}"
    return " ".join(done.err.replace("│", " ").split())


def lock(ws):
    return (ws.folder / ".terraform.lock.hcl").read_text()


def locked(ws):
    return re.search(r'version += "(.*)"', lock(ws))[1]


def rewrite(ws, change):
    """Changes each object of the state file, as another version would have written it."""
    path = ws.folder / "terraform.tfstate"
    state = json.loads(path.read_text())
    for resource in state["resources"]:
        if resource["mode"] == "managed":
            for instance in resource["instances"]:
                change(instance)
    state["serial"] += 1
    path.write_text(json.dumps(state))
    return path.read_text()


def test_a_later_version_and_the_former_one_again(links, mirror):
    """A version is changed by whoever asks for it; the objects of every cloud stay as they are."""
    mirror.add(LATER)
    initialise(links)
    assert locked(links) == FORMER
    initialise(links, "-upgrade")
    assert locked(links) == LATER
    assert not links.plan(expect=0).changes
    links.write(required(f"~> {FORMER}"), name="versions_override.tf")
    assert "init -upgrade" in initialise(links, expect=1)
    assert locked(links) == LATER
    initialise(links, "-upgrade")
    assert locked(links) == FORMER
    assert not links.plan(expect=0).changes


def test_what_a_former_version_did_not_know_is_no_change(links):
    """Its state lacks whatever attribute came later, be it one that the cloud decides."""
    def forget(instance):
        instance["attributes"] = {name: value for name, value in instance["attributes"].items() if value is not None}
        for name in ("tags_all",):
            instance["attributes"].pop(name, None)

    rewrite(links, forget)
    shown = links.plan(expect=0)
    assert not shown.changes and not shown.errors, str(shown)


def test_what_a_later_version_knows_beside_is_left_out(links):
    """Of one schema version: Terraform takes off what this version has not, and the cloud is read again."""
    rewrite(links, lambda instance: instance["attributes"].update(flux_capacitor="1.21"))
    assert not links.plan(expect=0).changes


@pytest.mark.parametrize("command", [("plan",), ("apply", "-auto-approve"), ("destroy", "-auto-approve")], ids=lambda words: words[0])
def test_a_state_that_a_later_version_wrote_is_refused(links, world, command):
    """The objects that others stand on are named, nothing is called, and the state stays as it is."""
    written = rewrite(links, lambda instance: instance.update(schema_version=99))
    world.reset_calls()
    refused = links.run(*command, "-json", "-input=false")
    assert refused.code == 1
    named = " ".join(said.detail for said in refused.find("newer provider version", severity="error"))
    assert all(f'module.link["{cloud}"].interconnect_connection.port' in named for cloud in clouds.NAMES), str(refused)
    assert len(refused.errors) == len(clouds.NAMES), str(refused)
    assert not any(world.control("GET", "/calls").values())
    assert json.loads((links.folder / "terraform.tfstate").read_text())["serial"] == json.loads(written)["serial"]


def test_a_lock_file_for_both_architectures(ws, mirror):
    """Made where one of them is, it installs on the other without being changed."""
    mirror.add(FORMER, "arm64")
    ws.write(required(f"~> {FORMER}"), header=False)
    done = ws.run("providers", "lock", "-no-color", "-platform=linux_amd64", "-platform=linux_arm64", f"-fs-mirror={mirror.folder}")
    assert done.code == 0, done.out + done.err
    assert len(re.findall(r'"h1:[^"]+"', lock(ws))) == 2
    before = lock(ws)
    initialise(ws, "-lockfile=readonly")
    assert lock(ws) == before
    # What is installed is what was locked.
    program = next(pathlib.Path(mirror.folder).rglob("linux_amd64/*"))
    program.unlink()
    program.write_text("something else\n")
    (ws.folder / ".terraform").rename(ws.folder / "before")
    assert "checksum" in initialise(ws, "-lockfile=readonly", expect=1)

"""Another version of the provider than before, as `terraform init` brings it: a later one, the former one again, another architecture's
sums in the lock file, and a state that a later one wrote."""

import json
import pathlib
import re
import shutil

import pytest

import clouds
import terraform
from mirror import Mirror, required

FORMER, LATER = "0.1.0", "0.2.0"
EXAMPLE = terraform.ROOT / "examples/three-clouds"


@pytest.fixture(scope="module")
def applied(tmp_path_factory):
    """A link of each cloud, applied by the former version: the clouds, the workspace and the mirror, which all tests start from."""
    if reason := terraform.why_not() or clouds.why_not_all():
        pytest.skip(reason)
    mirror = Mirror(tmp_path_factory.mktemp("mirror"), FORMER)
    with clouds.world() as world:
        ws = terraform.Workspace(clouds.environment(world.addresses) | {"TF_VAR_bgp_key": "three-Clouds-1"})
        ws.cli_config.write_text(mirror.settings())
        for path in EXAMPLE.rglob("*.tf"):
            ws.write(path.read_text(), name=str(path.relative_to(EXAMPLE)), header=False)
        entries = {name: cloud(simulator=world).link() for name, cloud in clouds.CLOUDS.items()}
        ws.write(json.dumps({"clouds": entries}), name="terraform.tfvars.json")
        initialise(ws)
        ws.apply()
        yield world, ws, mirror
        ws.close()


@pytest.fixture
def links(applied, new_workspace):
    """A copy of that workspace. No test changes the clouds."""
    world, ws, _ = applied
    made = new_workspace({name: value for name, value in ws.environment.items() if name not in ("HOME", "TF_CLI_CONFIG_FILE")})
    shutil.copytree(ws.folder, made.folder, dirs_exist_ok=True, symlinks=True)
    world.reset_calls()
    return made


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


def test_a_later_version_and_the_former_one_again(links, applied):
    """A version is changed by whoever asks for it; the objects of every cloud stay as they are."""
    applied[2].add(LATER)
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
        for name in ("tags_all", "marks_changed"):
            instance["attributes"].pop(name, None)

    rewrite(links, forget)
    shown = links.plan(expect=0)
    assert not shown.changes and not shown.errors, str(shown)


def test_what_a_later_version_knows_beside_is_left_out(links):
    """Of one schema version: Terraform takes off what this version has not, and the cloud is read again."""
    rewrite(links, lambda instance: instance["attributes"].update(flux_capacitor="1.21"))
    assert not links.plan(expect=0).changes


@pytest.mark.parametrize("command", [("plan",), ("apply", "-auto-approve"), ("destroy", "-auto-approve")], ids=lambda words: words[0])
def test_a_state_that_a_later_version_wrote_is_refused(links, applied, command):
    """The objects that others stand on are named, nothing is called, and the state stays as it is."""
    written = rewrite(links, lambda instance: instance.update(schema_version=99))
    refused = links.run(*command, "-json", "-input=false")
    assert refused.code == 1
    named = " ".join(said.detail for said in refused.find("newer provider version", severity="error"))
    assert all(f'module.link["{cloud}"].interconnect_connection.port' in named for cloud in clouds.NAMES), str(refused)
    assert len(refused.errors) == len(clouds.NAMES), str(refused)
    assert not any(applied[0].control("GET", "/calls").values())
    assert json.loads((links.folder / "terraform.tfstate").read_text())["serial"] == json.loads(written)["serial"]


def test_a_lock_file_for_both_architectures(new_workspace, tmp_path):
    """Made where one of them is, it installs on the other without being changed."""
    if reason := terraform.why_not():
        pytest.skip(reason)
    mirror, ws = Mirror(tmp_path / "mirror", FORMER), new_workspace()
    mirror.add(FORMER, "arm64")
    ws.cli_config.write_text(mirror.settings())
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

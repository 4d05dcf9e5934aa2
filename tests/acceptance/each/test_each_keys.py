"""A key that does not come, and one that is taken out: never silently none. Every object: tests/behaviour/keys_test.cc."""

import json

import pytest

import desired
from pieces import VIF, link, variable, write_only

pytestmark = pytest.mark.needs("has_interfaces")

KEY, NEXT = "first-key-1", "second-key-2"
WAYS = {"kept": lambda version: "auth_key = var.key", "hidden": lambda version: write_only("var.key", version)}


def live_key(cloud):
    return cloud.sessions(cloud.interface_ids()[0])["ipv4"].get(cloud.session_key) or ""


@pytest.mark.parametrize("way", WAYS)
def test_an_empty_key_by_terraform(ws, cloud, way):
    declared = variable("key", "sensitive" if way == "kept" else "ephemeral")
    name = "auth_key" if way == "kept" else "auth_key_wo"
    ws.write(declared + link(cloud, WAYS[way](1)))
    assert ws.plan(expect=1, env={"TF_VAR_key": ""}).find(name, "empty text", severity="error")
    assert not cloud.changes()
    ws.apply(env={"TF_VAR_key": KEY})
    made = live_key(cloud)
    cloud.reset_calls()
    ws.write(declared + link(cloud, WAYS[way](2)))
    assert ws.plan(expect=1, env={"TF_VAR_key": ""}).find(name, "empty text", severity="error")
    assert not cloud.changes() and live_key(cloud) == made == KEY


def test_a_key_that_is_gone_when_it_is_applied(ws, cloud):
    text = variable("key") + link(cloud, write_only("var.key", 1)) + cloud.second_session("vif")
    ws.write(text)
    ws.apply(env={"TF_VAR_key": KEY})
    cloud.reset_calls()
    ws.write(text.replace("version = 1", "version = 2"))
    for gone in ("", None):
        if gone is None:
            ws.write(text.replace("version = 1", "version = 2").replace("type = string", "type = string\n  default = null"))
        ws.plan("-out=rotate.tfplan", expect=2, env={"TF_VAR_key": NEXT})
        refused = ws.apply("rotate.tfplan", expect=None, env={} if gone is None else {"TF_VAR_key": gone})
        if gone is None and refused.code == 0:  # some versions take the value of the plan
            break
        assert refused.code == 1, str(refused)
        assert not cloud.changes(), cloud.changes()
        assert ws.state()[VIF]["auth_key_wo_version"] == 1
    assert live_key(cloud) in (KEY, NEXT)


@pytest.mark.parametrize("name", ["auth_key", "auth_key_wo"])
def test_an_empty_variable_by_the_command_line(ws, cloud, new_repository, name):
    ws.write(link(cloud))
    ws.plan("-out=convert.tfplan")
    plain = json.loads(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))

    def text(version):
        keyed = json.loads(json.dumps(plain))
        keyed["virtual_interface"]["vif"][name] = "${env:BGP_KEY}"
        if name == "auth_key_wo":
            keyed["virtual_interface"]["vif"]["auth_key_wo_version"] = version
        return json.dumps(keyed)

    repository = new_repository(cloud.environment())
    repository.write(text(1))
    for command in (("plan",), ("apply", "--yes")):
        refused = repository.run(*command, expect=1, env={"BGP_KEY": ""})
        assert "BGP_KEY" in refused.out + refused.err and "empty" in refused.out + refused.err, str(refused)
    assert not cloud.changes()
    repository.run("apply", "--yes", env={"BGP_KEY": KEY})
    cloud.reset_calls()
    repository.write(text(2))
    for command in (("plan",), ("apply", "--yes")):
        repository.run(*command, expect=1, env={"BGP_KEY": ""})
    # A version of its own, without the key.
    if name == "auth_key_wo":
        alone = json.loads(text(2))
        del alone["virtual_interface"]["vif"]["auth_key_wo"]
        repository.write(json.dumps(alone))
        refused = repository.run("apply", "--yes", expect=1)
        assert "auth_key_wo_version" in refused.out + refused.err, str(refused)
    assert not cloud.changes() and live_key(cloud) == KEY
    repository.write(text(1))
    assert repository.run("plan", "--json", env={"BGP_KEY": KEY}).json()["steps"] == []


@pytest.mark.parametrize("door", ["terraform", "command line"])
@pytest.mark.parametrize("way", WAYS)
def test_a_key_that_is_taken_out(ws, cloud, new_workspace, new_repository, door, way):
    """It goes, or the plan says that it stays."""
    keyed = link(cloud, WAYS[way](1).replace("var.key", f'"{KEY}"'))
    if door == "terraform":
        ws.write(keyed)
        ws.apply()
        ws.write(link(cloud))
        said = " ".join(str(ws.plan(expect=2)).split())
        ws.apply()
        ws.plan(expect=0)
    else:
        repository = new_repository(cloud.environment())
        for text in (keyed, link(cloud)):
            ws.write(text)
            ws.plan("-out=convert.tfplan")
            repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
            said = " ".join(str(repository.run("plan", expect=None)).split())
            repository.apply()
        assert repository.plan()["steps"] == []
        repository.run("drift")
    stays = "Key stays in force" in said
    assert live_key(cloud) == (KEY if stays else ""), said
    if not stays:
        assert door == "terraform" or "interrupts" in said, said

"""Credentials of another account: nothing of the state looks gone to them, and nothing is ordered or changed, through both
front doors. Every kind: tests/behaviour/owner_test.cc."""

import base64
import json

import pytest

import desired
from pieces import link, provider

pytestmark = pytest.mark.needs("has_interfaces", "tells_accounts")

DEEDS = (("plan",), ("plan", "-destroy"), ("plan", "-refresh-only"), ("plan", "-refresh=false", "-destroy"), ("apply", "-auto-approve"),
         ("apply", "-refresh-only", "-auto-approve"), ("destroy", "-auto-approve"))


def converted(ws):
    ws.plan("-out=convert.tfplan")
    return json.loads(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))


def owners(ws):
    """What is kept beside each object of the state."""
    state = json.loads((ws.folder / "terraform.tfstate").read_text())
    kept = [json.loads(base64.b64decode(instance["private"])) for resource in state["resources"] for instance in resource["instances"]]
    return [sorted(str(one).split("owner")[1:]) for one in kept]


def forget_owners(ws):
    """As a version wrote the state that did not keep them."""
    path = ws.folder / "terraform.tfstate"
    state = json.loads(path.read_text())
    for resource in state["resources"]:
        for instance in resource["instances"]:
            instance["private"] = base64.b64encode(json.dumps(without_owner(json.loads(base64.b64decode(instance["private"])))).encode()).decode()
    state["serial"] += 1
    path.write_text(json.dumps(state))


def without_owner(private):
    """The facts may be a text inside."""
    if isinstance(private, str):
        return json.dumps(without_owner(json.loads(private)))
    return {name: without_owner(value) if isinstance(value, (dict, str)) and "owner" in str(value) else value
            for name, value in private.items() if name != "owner"}


def refused(run):
    said = " ".join(str(run).split())
    return "belongs to" in said and "Use credentials of" in said and "is gone" not in said


def test_by_terraform(ws, cloud):
    ws.write(link(cloud))
    ws.apply()
    state, objects = ws.state(), cloud.objects()
    cloud.reset_calls()
    for deed in DEEDS:
        run = ws.run(deed[0], "-json", *deed[1:], env=cloud.another_shell)
        assert run.code == 1 and refused(run), run
    assert len(ws.plan(env=cloud.another_shell, expect=1).errors) == 1, "one cause is one error"
    ws.write(link(cloud, vlan=126))
    run = ws.plan("-refresh=false", env=cloud.another_shell, expect=1)
    assert refused(run), run
    assert cloud.changes() == {} and ws.state() == state and cloud.objects() == objects
    ws.write(link(cloud))
    ws.plan(expect=0)


def test_a_state_of_an_older_version(ws, cloud):
    ws.write(link(cloud))
    ws.apply()
    kept = owners(ws)
    assert all(kept), kept
    forget_owners(ws)
    assert not any(owners(ws))
    ws.apply()
    assert owners(ws) == kept
    assert refused(ws.plan(env=cloud.another_shell, expect=1))
    assert ws.plan("-refresh-only", expect=0).drift == {}


def test_by_the_command_line(ws, cloud, new_repository):
    ws.write(link(cloud))
    repository = new_repository(cloud.environment())
    repository.write(json.dumps(converted(ws)))
    repository.apply()
    objects = cloud.objects()
    cloud.reset_calls()
    for deed in (("plan",), ("plan", "--json"), ("drift",), ("apply", "--yes"), ("destroy", "--yes")):
        run = repository.run(*deed, env=cloud.another_shell, expect=None)
        assert run.code in (1, 3) and refused(run), run
    assert cloud.changes() == {} and cloud.objects() == objects
    assert repository.plan()["steps"] == []


def test_it_is_asked_once(ws, cloud, new_repository):
    """Of the steps of an apply, each process; never an object."""
    text, port = cloud.port("port")
    ws.write(text + "".join(cloud.interface(f"vif{i}", port, 100 + i) for i in range(3)))
    cloud.reset_calls()
    ws.apply()
    assert cloud.calls().get(cloud.tells_account, 0) <= 2
    cloud.reset_calls()
    ws.plan(expect=0)
    assert cloud.calls().get(cloud.tells_account, 0) <= 1


@pytest.mark.parametrize("rule", ["allowed_account_ids", "forbidden_account_ids"])
def test_accounts_that_may_be_used(ws, cloud, new_repository, rule):
    ids = ["somebody-elses"] if rule.startswith("allowed") else cloud.account_ids
    settings = f'{cloud.name} = {{ {rule} = {json.dumps(ids)} }}'
    text = link(cloud)
    ws.write(text)
    plain = converted(ws)
    cloud.reset_calls()
    ws.write(provider(settings) + text)
    for run in (ws.plan(expect=1), ws.apply(expect=1)):
        assert rule in " ".join(str(run).split()), run
    repository = new_repository(cloud.environment())
    plain.setdefault("clouds", {}).setdefault(cloud.name, {})
    plain["clouds"][cloud.name] = (plain["clouds"][cloud.name] or {}) | {rule: ids}
    repository.write(json.dumps(plain))
    for deed in (("plan",), ("apply", "--yes")):
        run = repository.run(*deed, expect=None)
        assert run.code == 1 and rule in run.out + run.err, run
    # Beside it only what finds out whose the credentials are.
    assert set(cloud.calls()) <= {cloud.tells_account, "KeystoneListProjects"}, cloud.calls()


def test_one_rule_or_the_other(ws, cloud):
    ws.write(provider(f'{cloud.name} = {{ allowed_account_ids = ["1"], forbidden_account_ids = ["2"] }}') + link(cloud))
    cloud.reset_calls()
    run = ws.plan(expect=1)
    assert "give one of the two" in " ".join(str(run).split()), run
    assert cloud.calls() == {}


@pytest.mark.parametrize("bad", ["", " team", "team ", "a\\nb", "x" * 300, "M\u00fcnchen"], ids=["empty", "before", "after", "line", "long", "umlaut"])
def test_what_is_no_name_of_an_owner(ws, cloud, bad):
    ws.write(provider(f'owner = "{bad}"') + link(cloud))
    refused = ws.plan(expect=1)
    assert "Not the name of an owner" in str(refused) and not cloud.changes(), refused

"""create_before_destroy on everything that a case of cases.py describes: why it is replaced × with an `owner` or without.

Terraform never tells a provider of the setting. Either both can be there at once, and the replacement works; or it is
refused by name before anything is destroyed, the state is as it was, and without the setting the next run does it.
"""

import json

import pytest

import clouds
from cases import CASES

pytestmark = pytest.mark.takes_turns

OWNER = 'provider "interconnect" {\n  owner = "net-team/prod"\n}\n'
TRIGGER = 'resource "terraform_data" "why" {{\n  input = {}\n}}\n'
REASONS = ("change", "taint", "-replace", "replace_triggered_by")
# Their members are replaced with them, and Terraform destroys those first, or beside it: it tells nobody which.
LEAVES = [case for case in CASES if (case.cloud, case.name) != ("alibaba", "group") and "adopt" not in case.hcl]


def cases():
    for case in LEAVES:
        for reason in REASONS:
            if reason == "change" and not case.replace:
                continue
            for owner in (False, True):
                yield pytest.param(case, reason, owner, id=f"{case.cloud}-{case.name}-{reason}-{'owner' if owner else 'nobody'}")


class Setting:
    """A configuration of the case, in which its object has that lifecycle."""

    def __init__(self, case, owner, new_workspace):
        if reason := clouds.why_not(case.cloud):
            pytest.skip(reason)
        self.case, self.owner = case, owner
        self.cloud = clouds.CLOUDS[case.cloud]()
        self.ws = new_workspace(self.cloud.environment())
        self.text = case.hcl
        for name, object_id in case.seed(self.cloud).items():
            self.text = self.text.replace(f"<<{name}>>", object_id)

    def write(self, *settings, changed=False, trigger=None):
        """`settings`: lines of the lifecycle."""
        kind, name = self.case.address.split(".")
        head = f'resource "{kind}" "{name}" {{\n'
        assert head in self.text
        lines = "".join(f"    {line}\n" for line in settings)
        text = self.text.replace(head, f"{head}  lifecycle {{\n{lines}  }}\n") if settings else self.text
        if changed:
            text = text.replace(*self.case.replace[:2])
        self.ws.write((OWNER if self.owner else "") + text + (TRIGGER.format(trigger) if trigger else ""))

    def entries(self):
        """(id, deposed) of the case's object in the state."""
        path = self.ws.folder / "terraform.tfstate"
        kind, name = self.case.address.split(".")
        return [(one["attributes"]["id"], one.get("deposed")) for found in json.loads(path.read_text())["resources"]
                if (found["type"], found["name"]) == (kind, name) for one in found["instances"]]

    def put_aside(self, keep=False):
        """The object's entry becomes a deposed one, as a run leaves it that was killed between the two."""
        path = self.ws.folder / "terraform.tfstate"
        state = json.loads(path.read_text())
        state["serial"] += 1
        kind, name = self.case.address.split(".")
        for found in state["resources"]:
            if (found["type"], found["name"]) == (kind, name):
                aside = [one | {"deposed": "0123abcd"} for one in found["instances"]]
                found["instances"] = (found["instances"] if keep else []) + aside
        path.write_text(json.dumps(state))

    def world(self):
        return sorted(json.dumps(one, sort_keys=True) for value in self.cloud.objects().values()
                      if isinstance(value, list) for one in value)

    def converges(self, *options, runs=1):
        for _ in range(runs):
            last = self.ws.apply(*options, expect=None)
        assert last.code == 0, str(last)
        after = self.ws.plan(expect=0)
        assert not after.changes, str(after)
        assert [deposed for _, deposed in self.entries()] == [None]


@pytest.fixture
def setting(new_workspace):
    made = []

    def make(case, owner):
        made.append(Setting(case, owner, new_workspace))
        return made[-1]

    yield make
    for one in made:
        one.cloud.stop()


@pytest.mark.parametrize("case, reason, owner", cases())
def test_create_before_destroy(setting, case, reason, owner):
    it = setting(case, owner)
    first, triggered = "create_before_destroy = true", "replace_triggered_by = [terraform_data.why]"
    because = [triggered] if reason == "replace_triggered_by" else []
    trigger = 1 if because else None
    it.write(first, *because, trigger=trigger)
    it.ws.apply()
    before, world = it.entries(), it.world()
    it.cloud.reset_calls()
    changed = reason == "change"
    options = [f"-replace={case.address}"] if reason == "-replace" else []
    if reason == "taint":
        assert it.ws.run("taint", case.address).code == 0
    it.write(first, *because, changed=changed, trigger=trigger and 2)
    assert it.ws.plan(*options, expect=2).changes[case.address] == "replace"
    result = it.ws.apply(*options, expect=None)
    if result.code == 0:  # both could be there
        assert changed and it.entries() != before and it.cloud.changes()
    else:
        assert result.find("create_before_destroy", "depends on it", severity="error"), str(result)
        assert not it.cloud.changes() and it.world() == world, str(it.cloud.changes())
        assert {one for one, _ in it.entries()} == {one for one, _ in before}
    it.cloud.reset_calls()
    it.write(*because, changed=changed, trigger=trigger and 2)
    it.converges(*options)


def alone():
    for case in LEAVES:
        for owner in (False, True):
            yield pytest.param(case, owner, id=f"{case.cloud}-{case.name}-{'owner' if owner else 'nobody'}")


@pytest.mark.parametrize("case, owner", alone())
def test_a_deposed_object_alone(setting, case, owner):
    """It is taken over if it is shown to be this configuration's; if not, the refusal names the way out. It is not destroyed."""
    it = setting(case, owner)
    it.write()
    it.ws.apply()
    before, world = it.ws.state()[case.address], it.world()
    it.put_aside()
    it.cloud.reset_calls()
    result = it.ws.apply(expect=None)
    if result.find("Object was not replaced", severity="error"):  # taken over: the next run ends it
        result = it.ws.apply()
    if result.code != 0:
        assert result.find("terraform state rm", severity="error"), str(result)
        assert it.ws.run("state", "rm", case.address).code == 0
        imported = it.ws.run("import", "-no-color", case.address, case.import_id(before))
        assert imported.code == 0, str(imported)
    assert it.entries() == [(before["id"], None)]
    assert not it.cloud.changes() and it.world() == world, str(it.cloud.changes())


@pytest.mark.parametrize("case, owner", alone())
def test_a_deposed_object_that_is_the_object_itself(setting, case, owner):
    """A run that was killed between the two may leave it so. Destroying the one would end the other."""
    it = setting(case, owner)
    it.write()
    it.ws.apply()
    world = it.world()
    it.put_aside(keep=True)
    it.cloud.reset_calls()
    for _ in range(2):
        result = it.ws.apply(expect=1)
        assert result.find("in the state twice", "terraform state rm", severity="error"), str(result)
        assert not it.cloud.changes() and it.world() == world

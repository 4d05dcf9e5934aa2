"""Every case of cases.py that names its create, with Ctrl-C while a changing call is answered: the call that makes the object,
and every other one that no other case is about; through both front doors. The answer is waited for, what was made is in the
state, and the next plain run ends with one of each."""

import json
import os
import signal
import sqlite3

import pytest

import clouds
import desired
from cases import CASES
from processes import wait_until
from test_lifecycle import flat, is_live

pytestmark = pytest.mark.takes_turns

ANSWERED_AFTER_MS = 1500


class Door:
    """One run of a case on a cloud of its own."""

    def __init__(self, case):
        self.case = case
        self.cloud = clouds.CLOUDS[case.cloud]()
        self.text = case.hcl
        for name, object_id in case.seed(self.cloud).items():
            self.text = self.text.replace(f"<<{name}>>", object_id)

    def live(self):
        return sum(1 for item in flat(self.cloud.objects()) if is_live(item))

    def interrupt(self, verb, operation):
        """Runs until the operation was carried out and is not answered yet; returns what was said."""
        self.cloud.reset_calls()
        self.cloud.fault(operation, "late_response", delay_ms=ANSWERED_AFTER_MS)
        process = self.start(verb)
        wait_until(lambda: self.cloud.calls().get(operation), operation)
        os.killpg(process.pid, signal.SIGINT)
        return self.finish(process)


    def edited(self):
        """The configuration with the case's change."""
        text = self.text
        for old, new in self.case.update[0]:
            text = text.replace(old, new)
        return text


class Terraform(Door):
    def __init__(self, case, new_workspace, new_repository):
        super().__init__(case)
        self.ws = new_workspace(self.cloud.environment())
        self.ws.write(self.text)
        self.cloud.reset_calls()

    def edit(self):
        self.ws.write(self.edited())

    def start(self, verb):
        return self.ws.start(verb, "-json", "-auto-approve")

    def finish(self, process):
        result = self.ws.finish(process)
        assert result.code == 1, str(result)
        return result.out + result.err

    def run(self, verb):
        result = getattr(self.ws, verb)(expect=None)
        if verb == "destroy" and result.find("-refresh=false", severity="error"):
            result = self.ws.destroy("-refresh=false", expect=None)  # what it says is the way out
        assert result.code == 0, str(result)

    def settled(self):
        return not self.ws.plan(expect=0).changes

    def id(self):
        state = self.ws.state().get(self.case.address, {})
        assert state.get("(status)") != "tainted", state
        return state.get("id")


class CommandLine(Door):
    def __init__(self, case, new_workspace, new_repository):
        super().__init__(case)
        self.ws = new_workspace(self.cloud.environment())
        self.repository = new_repository(self.cloud.environment())
        self.write(self.text)
        self.cloud.reset_calls()

    def write(self, text):
        self.ws.write(text)
        self.ws.plan("-out=convert.tfplan")
        self.yaml = desired.yaml_of(self.ws.show("convert.tfplan")["configuration"])
        self.repository.write(self.yaml)

    def edit(self):
        self.write(self.edited())

    def start(self, verb):
        return self.repository.start(verb, "--yes", *self.allowed(verb))

    def allowed(self, verb):
        if verb == "apply":
            return []
        return [option for kind, objects in json.loads(self.yaml).items()
                for name in objects for option in ("--allow", f"{kind}.{name}")]

    def finish(self, process):
        outcome = self.repository.finish(process)
        return outcome.out + outcome.err

    def run(self, verb):
        self.repository.run(verb, "--yes", *self.allowed(verb))

    def settled(self):
        return self.repository.plan()["steps"] == []

    def id(self):
        kind, name = self.case.address.removeprefix("interconnect_").split(".")
        with sqlite3.connect(self.repository.folder / "interconnect.state.db") as state:
            rows = dict(state.execute("SELECT address, id FROM objects"))
        return rows.get(f"{kind}.{name}")


@pytest.fixture(params=[Terraform, CommandLine], ids=["terraform", "cli"])
def open_door(request, new_workspace, new_repository):
    opened = []

    def make(case):
        opened.append(request.param(case, new_workspace, new_repository))
        return opened[-1]

    yield make
    for door in opened:
        door.cloud.stop()


def about(case, changes):
    """The operations among `changes` that this case is to be interrupted at."""
    others = {other.create for other in CASES if other.cloud == case.cloud} - {case.create}
    return sorted(set(changes) - others)


@pytest.mark.parametrize("case", [case for case in CASES if case.create], ids=lambda case: f"{case.cloud}-{case.name}")
def test_interrupted(case, open_door):
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    calm = open_door(case)
    calm.run("apply")
    made, live = about(case, calm.cloud.changes()), calm.live()
    assert case.create in made, calm.cloud.changes()
    calm.cloud.reset_calls()
    for operation in made:
        door = open_door(case)
        said = door.interrupt("apply", operation)
        assert " lost" not in said, said
        assert operation != case.create or door.id(), said
        door.run("apply")
        assert door.settled() and door.live() == live, operation


# Others change what an earlier change of their life brought.
CHANGED = [case for case in CASES if any(old in case.hcl for old, _ in case.update[:1] and case.update[0])]


@pytest.mark.parametrize("case", CHANGED, ids=lambda case: f"{case.cloud}-{case.name}")
def test_interrupted_while_it_changes(case, open_door):
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    calm = open_door(case)
    calm.run("apply")
    calm.edit()
    calm.cloud.reset_calls()
    calm.run("apply")
    live = calm.live()
    for operation in sorted(calm.cloud.changes()):
        door = open_door(case)
        door.run("apply")
        door.edit()
        said = door.interrupt("apply", operation)
        assert " lost" not in said and door.id(), said
        door.run("apply")
        assert door.settled() and door.live() == live, operation


@pytest.mark.parametrize("case", [case for case in CASES if case.create], ids=lambda case: f"{case.cloud}-{case.name}")
def test_interrupted_while_it_goes(case, open_door):
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    calm = open_door(case)
    calm.run("apply")
    calm.cloud.reset_calls()
    calm.run("destroy")
    live = calm.live()
    for operation in sorted(calm.cloud.changes()):
        door = open_door(case)
        door.run("apply")
        said = door.interrupt("destroy", operation)
        assert " lost" not in said, said
        door.run("destroy")
        assert door.live() == live and not door.id(), operation

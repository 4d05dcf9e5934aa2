"""Terraform's lifecycle settings over everything that a case of cases.py describes. Whatever was set or moved: no call changes
anything where nothing was asked for, the next plain run comes to an end, and nothing is deleted whose successor is refused.
create_before_destroy has a file of its own."""

import re

import pytest

import clouds
from cases import CASES

pytestmark = pytest.mark.takes_turns

# The session that somebody takes away leaves its numbers in the state, and ignoring all changes brings them back as a
# configuration of half a session, which is refused.
UNDRIFTED = ("alibaba-router_with_session",)
IDS = [f"{case.cloud}-{case.name}" for case in CASES]


class Life:
    def __init__(self, case, new_workspace):
        if reason := clouds.why_not(case.cloud):
            pytest.skip(reason)
        self.case = case
        self.cloud = clouds.CLOUDS[case.cloud]()
        self.ws = new_workspace(self.cloud.environment())
        self.text = case.hcl
        for name, object_id in case.seed(self.cloud).items():
            self.text = self.text.replace(f"<<{name}>>", object_id)
        self.kind, self.name = case.address.split(".")
        self.head = f'resource "{self.kind}" "{self.name}" {{\n'
        assert self.head in self.text

    def write(self, *lines, changes=(), more="", text=None):
        """`lines`: of the lifecycle."""
        text = text or self.text
        if lines:
            inner = "".join(f"    {line}\n" for line in lines)
            text = text.replace(self.head, f"{self.head}  lifecycle {{\n{inner}  }}\n")
        for old, new, *_ in changes:
            assert old in text, old
            text = text.replace(old, new)
        self.ws.write(text + more)

    def keyed(self, key, named=False):
        """The object as the only instance of a for_each; what refers to it refers to that. `named`: the key is its name."""
        text = self.text.replace(self.head, f'{self.head}  for_each = toset(["{key}"])\n')
        text = re.sub(rf"{self.kind}\.{self.name}\b(?!\[)", f'{self.case.address}["{key}"]', text)
        if not named:
            return text
        start = text.index(self.head)
        end = text.index("\n}\n", start)
        body, number = re.subn(r'(\n  name +=) "[^"]*"', r"\1 each.key", text[start:end])
        return text[:start] + body + text[end:] if number == 1 else None

    def written_name(self):
        start = self.text.index(self.head)
        found = re.search(r'\n  name +=\s*"([^"]*)"', self.text[start:self.text.index("\n}\n", start)])
        return found[1] if found else "first"

    def ids(self):
        return sorted(one["id"] for address, one in self.ws.state().items()
                      if re.sub(r"\[.*", "", address) == self.case.address)

    def apply_nothing(self, *options):
        """An apply that changes nothing at the cloud."""
        self.cloud.reset_calls()
        self.ws.apply(*options)
        assert not self.cloud.changes(), self.cloud.changes()

    def settled(self):
        self.cloud.reset_calls()
        after = self.ws.plan(expect=0)
        assert not after.changes, str(after)
        assert not self.cloud.changes()

    def whole_or_untouched(self, *options):
        """The run comes to its end, or is refused before anything was deleted; a second run need not mend anything."""
        self.cloud.reset_calls()
        before = self.ids()
        result = self.ws.apply(*options, expect=None)
        if result.code != 0:
            assert not self.cloud.changes(), f"{self.cloud.changes()}\n{result}"
            # What is adopted is only forgotten where it leaves, and the next run takes it over.
            assert self.ids() == before or "adopt" in self.text and not self.ids(), str(result)
        return result


@pytest.fixture(params=CASES, ids=IDS)
def life(request, new_workspace):
    made = Life(request.param, new_workspace)
    yield made
    made.cloud.stop()


def test_prevent_destroy(life):
    life.write("prevent_destroy = true")
    life.ws.apply()
    life.settled()
    if life.case.replace:
        life.write("prevent_destroy = true", changes=[life.case.replace])
        life.ws.apply(expect=1)
    life.write("prevent_destroy = true")
    life.ws.destroy(expect=1)
    assert not life.cloud.changes()
    life.settled()


def test_an_instance_gets_another_key(life):
    """With a moved block it is nothing. Without, one goes and its like comes, in an order that nobody knows."""
    life.ws.write(life.keyed("a"))
    life.ws.apply()
    (before,) = life.ids()
    life.ws.write(life.keyed("b"))
    result = life.whole_or_untouched()
    if result.code != 0 and not life.ids():
        life.ws.apply()
    elif result.code != 0:
        assert result.find("moved", severity="error"), str(result)
        life.ws.write(life.keyed("b") + f'moved {{\n  from = {life.case.address}["a"]\n  to   = {life.case.address}["b"]\n}}\n')
        life.apply_nothing()
        assert life.ids() == [before]
    life.settled()


def test_an_instance_gets_another_key_and_name(life):
    first = life.written_name()  # an offer is taken over by the name it has
    text = life.keyed(first, named=True)
    if text is None:
        pytest.skip("it has no name")
    life.ws.write(text)
    life.ws.apply()
    text = life.keyed("second", named=True)
    life.ws.write(text)
    result = life.whole_or_untouched()
    if result.code != 0 and not life.ids():
        life.ws.apply()
    elif result.code != 0:
        assert result.find("moved", severity="error"), str(result)
        life.ws.write(text + f'moved {{\n  from = {life.case.address}["{first}"]\n  to   = {life.case.address}["second"]\n}}\n')
        life.ws.apply()
    life.settled()


def test_refresh_only(life):
    if not life.case.drift:
        pytest.skip("nothing of it can be edited by hand")
    life.write()
    life.ws.apply()
    life.case.drift(life.cloud, life.ws.state()[life.case.address])
    life.apply_nothing("-refresh-only")
    assert life.ws.plan(expect=2).changes[life.case.address] == life.case.drift_shows
    life.ws.apply()
    life.settled()


def test_ignoring_all_changes(life):
    life.write("ignore_changes = all")
    life.ws.apply()
    life.settled()
    if life.case.drift and life.case.drift_shows == "update" and f"{life.case.cloud}-{life.case.name}" not in UNDRIFTED:
        life.case.drift(life.cloud, life.ws.state()[life.case.address])
    life.write("ignore_changes = all", changes=[life.case.replace] if life.case.replace else [])
    life.apply_nothing()
    life.settled()
    life.write()
    life.ws.apply()
    life.settled()


def test_ignoring_one_field(life):
    """Every field that the configuration writes, by itself: whoever ignores it plans nothing for it."""
    life.write()
    life.ws.apply()
    start = life.text.index(life.head) + len(life.head)
    fields = re.findall(r"^  (\w+) +=", life.text[start:life.text.index("\n}\n", start)], re.MULTILINE)
    assert fields
    for field in fields:
        life.write(f"ignore_changes = [{field}]")
        life.settled()


@pytest.mark.parametrize("reason", ["-replace", "replace_triggered_by"])
def test_a_replacement_is_asked_for(life, reason):
    def trigger(value):
        return f'resource "terraform_data" "why" {{\n  input = {value}\n}}\n'

    lines = ["replace_triggered_by = [terraform_data.why]"] if reason != "-replace" else []
    life.write(*lines, more=trigger(1))
    life.ws.apply()
    life.settled()
    life.write(*lines, more=trigger(2 if lines else 1))
    result = life.whole_or_untouched(*([f"-replace={life.case.address}"] if reason == "-replace" else []))
    if result.code != 0:
        assert "adopt" in life.text, str(result)  # the only one there is
        life.write(*lines, more=trigger(1))
    life.settled()


def test_removed_from_the_state(life):
    life.write()
    life.ws.apply()
    before = life.ws.state()[life.case.address]
    end = life.text.index("\n}\n", life.text.index(life.head)) + 3
    if re.search(rf"{life.kind}\.{life.name}\b", life.text.replace(life.head, "")):
        pytest.skip("others refer to it")
    life.ws.write(life.text[:life.text.index(life.head)] + life.text[end:] +
                  f"removed {{\n  from = {life.case.address}\n  lifecycle {{\n    destroy = false\n  }}\n}}\n")
    life.apply_nothing()
    assert life.ids() == []
    life.write(more=f'import {{\n  to = {life.case.address}\n  id = "{life.case.import_id(before)}"\n}}\n')
    life.cloud.reset_calls()
    result = life.ws.apply(expect=None)
    assert result.code == 0, str(result)
    assert not [call for call in life.cloud.changes() if re.match("Delete|Terminate|Cancel|Remove", call)]
    assert life.ids() == [before["id"]]
    life.settled()


def parents(case):
    """What the object stands on, or what that stands on."""
    return [address for address in re.findall(r'^resource "(\S+)" "(\S+)"', case.hcl, re.M)
            if ".".join(address) != case.address]


UNDER = [(case, ".".join(parent)) for case in CASES for parent in parents(case)]


@pytest.mark.parametrize(("case", "parent"), UNDER, ids=[f"{case.cloud}-{case.name}-{parent}" for case, parent in UNDER])
def test_what_is_under_it_is_replaced(case, parent, new_workspace):
    """All that stands on it and cannot move goes and comes with it, or nothing is touched and the plan says so."""
    life = Life(case, new_workspace)
    try:
        life.write()
        life.ws.apply()
        life.settled()
        life.cloud.reset_calls()
        before = life.ids()
        result = life.ws.apply(f"-replace={parent}", expect=None)
        if result.code != 0:  # an interface moves in place, which only another order allows
            assert "create_before_destroy" in str(result) and life.ids() == before, str(result)
            interfaces = re.findall(r'^resource "(interconnect_virtual_interface)" "(\S+)"', life.text, re.M)
            life.ws.apply(f"-replace={parent}", *(f"-replace={'.'.join(one)}" for one in interfaces))
        life.settled()
    finally:
        life.cloud.stop()

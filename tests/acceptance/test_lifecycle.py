"""Every case of cases.py through its whole life, with the real terraform."""

import re

import pytest

import clouds
from cases import CASES


@pytest.fixture(params=CASES, ids=lambda case: f"{case.cloud}-{case.name}")
def life(request, new_workspace):
    case = request.param
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    cloud = clouds.CLOUDS[case.cloud]()
    ws = new_workspace(cloud.environment())
    text = case.hcl
    for name, object_id in case.seed(cloud).items():
        text = text.replace(f"<<{name}>>", object_id)
    yield Life(case, cloud, ws, text, new_workspace)
    cloud.stop()


class Life:
    def __init__(self, case, cloud, ws, text, new_workspace):
        self.case, self.cloud, self.ws, self.text, self.new_workspace = case, cloud, ws, text, new_workspace
        self.seeded = list(flat(cloud.objects()))

    def was_there(self, item):
        """Before the test; what was taken over may have another name by now."""
        return any(identity(item) == identity(one) or ("id" in item and item["id"] == one.get("id"))
                   for one in self.seeded)

    def attributes(self):
        return self.ws.state()[self.case.address]

    def nothing_to_do(self, ws=None):
        result = (ws or self.ws).plan(expect=0)
        assert not result.changes, str(result)

    def create(self):
        self.ws.write(self.text)
        result = self.ws.apply()
        assert not result.errors
        self.nothing_to_do()

    def drift(self):
        """An edit by hand is shown, repaired by apply, and gone after it."""
        self.case.drift(self.cloud, self.attributes())
        shown = self.ws.plan(expect=2)
        assert shown.changes.get(self.case.address) == self.case.drift_shows, str(shown)
        assert shown.drift, str(shown)
        self.ws.apply()
        self.nothing_to_do()

    def update(self):
        edits, expected = self.case.update
        before = self.attributes()["id"]
        for old, new in edits:
            self.text = self.text.replace(old, new)
        self.ws.write(self.text)
        planned = self.ws.plan(expect=2)
        assert planned.changes == dict.fromkeys((self.case.address, *self.case.follows), "update"), str(planned)
        self.ws.apply()
        self.nothing_to_do()
        assert self.attributes()["id"] == before
        live = find(self.cloud.objects(), before)
        assert {member: live.get(member) for member in expected} == expected

    def replace(self):
        """The plan says which attribute replaces the object, and why, in words of the attribute."""
        old, new, words = self.case.replace
        before = self.attributes()["id"]
        self.text = self.text.replace(old, new)
        self.ws.write(self.text)
        planned = self.ws.plan("-out=tfplan", expect=2)
        assert planned.changes.get(self.case.address) == "replace", str(planned)
        assert planned.find("replace", *words, severity="warning"), str(planned)
        self.ws.apply()
        self.nothing_to_do()
        assert self.attributes()["id"] != before

    def import_(self):
        """A second configuration takes the live object over and finds nothing to do."""
        other = self.new_workspace(self.cloud.environment())
        lines = [line for line in self.text.splitlines() if line.strip().split(" ")[0] not in self.case.not_imported]
        text = "\n".join(lines) + "\n"
        for old, new in self.case.import_edits:
            assert old in text, old
            text = text.replace(old, new)
        state = self.ws.state()
        for address, attributes in state.items():
            text += f'import {{\n  to = {address}\n  id = "{import_id(self.case, address, attributes)}"\n}}\n'
        other.write(text)
        imported = other.apply()
        summary = [m["changes"] for m in imported.messages if m.get("type") == "change_summary"][-1]
        assert (summary["add"], summary["change"], summary["remove"]) == (0, 0, 0), str(imported)
        self.nothing_to_do(other)

    def destroy(self):
        self.ws.destroy()
        left = [item for item in flat(self.cloud.objects()) if is_live(item) and not self.was_there(item)]
        assert not left, left


def import_id(case, address, attributes):
    if address == case.address:
        return case.import_id(attributes)
    if address.startswith("interconnect_bgp_group.") and attributes["id"].startswith("lowered/"):
        return f"{attributes['cloud']}/{attributes['region']}/{attributes['virtual_interface_id']}/" + \
            f"{attributes['address_family']}/{attributes['name']}"
    return f"{attributes['cloud']}/{attributes['region']}/{attributes['id']}"


def flat(objects):
    """Every object of the cloud, whatever its kind, but those that others made and the simulator shows on demand."""
    for name, value in objects.items():
        if isinstance(value, list) and name != "gateways":
            yield from value


def identity(item):
    """What stays of an object that others made: its numbers may count what this configuration put on it."""
    return {member: value for member, value in item.items() if not isinstance(value, int)}


def find(objects, object_id):
    for item in flat(objects):
        if object_id in item.values() and item.get("RouterId") != object_id:  # what stands on it names it so
            return item
    raise AssertionError(f"{object_id} is not there: {objects}")


def is_live(item):
    states = [v for k, v in item.items() if re.search(r"stat(e|us)$", k, re.IGNORECASE) and isinstance(v, str)]
    gone = ("deleted", "deleting", "rejected", "pending_delete", "terminated", "canceled")
    return not any(state.lower() in gone for state in states)


def test_life(life):
    life.create()
    if life.case.drift:
        life.drift()
    if life.case.update:
        life.update()
    life.import_()
    if life.case.replace:
        life.replace()
    life.destroy()

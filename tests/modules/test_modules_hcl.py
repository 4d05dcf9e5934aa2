"""Each shape with the real Terraform: apply, nothing to do, a change, taken over by an empty state, destroyed."""

import json
import re

import pytest

from shape import changing_calls, counted, live

STATE_ALONE = ("timeouts", "auth_key", "auth_key_wo_version")  # no cloud tells them


class Life:
    def __init__(self, shape, world, new_workspace):
        self.shape, self.world, self.new_workspace = shape, world, new_workspace
        self.ids = shape.seed(world)
        self.before = live(world)
        self.variables = dict(shape.variables)
        self.ws = self.workspace()

    def workspace(self, imports=""):
        ws = self.new_workspace()
        for path, text in self.shape.files().items():
            ws.write(text, name=path, header=False)
        if imports:
            ws.write(imports, name="imports.tf", header=False)
        self.set(ws)
        got = ws.run("get", "-no-color")
        assert got.code == 0, got.out + got.err
        return ws

    def set(self, ws, **variables):
        """What the shape says of variables, with the ids of what is there; those it does not name are ids as they are."""
        self.variables |= variables
        text = json.dumps(self.variables)
        for name, value in self.ids.items():
            text = text.replace(f"<<{name}>>", value)
        ws.write(text, name="terraform.tfvars.json")

    def rest(self):
        """What is there in the end."""
        return {(name, id_) for name, id_ in self.before if id_ not in [self.ids[one] for one in self.shape.ends]}

    def made(self):
        return counted(live(self.world) - self.before)


@pytest.fixture
def life(shape, world, new_workspace):
    return Life(shape, world, new_workspace)


def nothing_to_do(ws):
    planned = ws.plan(expect=0)
    assert not planned.changes and not planned.find("Marks were changed"), str(planned)


def import_id(attributes):
    """Of what is in a state."""
    if attributes["id"].startswith("lowered/"):
        own = f"{attributes['virtual_interface_id']}/{attributes['address_family']}/{attributes['name']}"
    else:
        own = attributes["id"]
    return f"{attributes['cloud']}/{attributes['region']}/{own}"


@pytest.mark.takes_turns
def test_a_module_lives(life):
    formatted = life.ws.run("fmt", "-check", "-recursive", "-diff")
    assert formatted.code == 0, formatted.out
    life.ws.validate()
    life.ws.apply()
    nothing_to_do(life.ws)
    assert life.made() == life.shape.made

    life.set(life.ws, **life.shape.change.variables)
    planned = life.ws.plan(expect=2)
    assert planned.changes == life.shape.change.planned, str(planned)
    life.ws.apply()
    nothing_to_do(life.ws)

    there = live(life.world)
    state = {address: one for address, one in life.ws.state().items() if re.search(r"(^|\.)interconnect_", address) and "data." not in address}
    other = life.workspace("".join(f'import {{\n  to = {address}\n  id = "{import_id(one)}"\n}}\n' for address, one in state.items()))
    life.world.reset_calls()
    imported = other.apply()
    # What only the state keeps is an update without a call: Terraform has no other word for it.
    assert set(imported.changes.values()) <= {"import", "update"}, str(imported)
    updated = {address for address, action in imported.changes.items() if action == "update"}
    alone = {address for address, one in state.items() if any(one.get(field) for field in STATE_ALONE)}
    assert updated == alone | set(life.shape.imported_otherwise), str(imported)
    assert not changing_calls(life.world)
    nothing_to_do(other)
    assert live(life.world) == there

    # What was imported is kept, until it is written that it is not. What goes down with that is said by names from the configuration, too.
    life.ids |= {one["name"]: one["id"] for one in state.values() if one.get("name")}
    life.set(other, on_destroy="delete", **life.shape.ending)
    other.apply()
    nothing_to_do(other)
    other.destroy()
    assert not other.state() and live(life.world) == life.rest()

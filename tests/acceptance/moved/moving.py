"""Objects that are in a cloud and in another provider's state, for the tests of this folder."""

import importlib
import json

import pytest

import clouds
from foreign_state import moved_block, state_file
from vendors import NAMES

KEY = "Sp0ken-0nce"
MODULES = {name: importlib.import_module(f"moved_{name}") for name in NAMES}
SOURCES = [(name, source) for name, module in MODULES.items() for source in module.SOURCES]
REFUSED = [(name, refused) for name, module in MODULES.items() for refused in module.REFUSED]


def started(name):
    if reason := clouds.why_not(name):
        pytest.skip(reason)
    return clouds.CLOUDS[name]()


class Move:
    """An object that is in the cloud and in another provider's state, and the configuration that it moves to."""

    def __init__(self, cloud, source, new_workspace):
        self.cloud, self.source, self.new_workspace = cloud, source, new_workspace
        self.text = source.hcl(cloud, self.make)
        self.made = self.make(self.text)
        self.text = self.text.replace(source.theirs, "") if source.theirs else self.text
        self.state = dict(source.attributes(cloud, self.made))
        if source.key:
            self.state[source.key] = KEY

    def make(self, text, shell=None):
        """What this provider makes of it; what it made before stays. Returns the attributes of the only resource. `shell`: of
        somebody else."""
        ws = self.new_workspace(self.cloud.environment() | (shell or {}))
        ws.write(text)
        ws.apply()
        (attributes,) = ws.state().values()
        return attributes

    def workspace(self):
        ws = self.new_workspace(self.cloud.environment())
        ws.stands_in_for(self.source.provider)
        ws.write(self.text + moved_block(self.source))
        (ws.folder / "terraform.tfstate").write_text(
            state_file(self.source.provider, self.source.type, self.state, version=self.source.version))
        self.cloud.reset_calls()
        return ws

    def imported(self):
        ws = self.new_workspace(self.cloud.environment())
        ws.write(self.text + f'import {{\n  to = {self.source.new}\n  id = "{self.import_id()}"\n}}\n')
        self.cloud.reset_calls()
        return ws

    def import_id(self):
        return "/".join((self.cloud.name, self.cloud.region, self.made["id"]))

    def is_there(self):
        text = json.dumps(self.cloud.objects())
        return all(part in text for part in self.made["id"].split("/", 1))


def only_moves(ws, *options):
    """A plan that moves and does nothing else."""
    planned = ws.plan("-out=move.tfplan", *options, expect=2)
    return planned, {change["address"]: (change["change"]["actions"], change.get("previous_address"))
                     for change in ws.show("move.tfplan")["resource_changes"]}

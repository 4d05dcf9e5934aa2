"""Estates: circuits of all clouds in one simulated world, which the clouds' own providers have in their states. What there is, and which
state has what, is drawn; the seed is printed, and IC_SEED takes it again."""

import json
import os
import random
import re

import clouds
from foreign_state import state_file
from moving import SOURCES, Move

# So many at one place were allowed once; a migration asks nobody again.
AT_A_PLACE = [kind.told_limit.row for kind in clouds.CLOUDS.values() if kind.told_limit and kind.told_limit.counts == "connection"]
RAISED = 'provider "interconnect" {\n  limits = { ' + ", ".join(f'"{row}" = 99' for row in AT_A_PLACE) + " }\n}\n"
LINES = re.compile(r'^(  name\s*= )"([^"]+)"$', re.MULTILINE)


def seed():
    chosen = int(os.environ.get("IC_SEED", random.SystemRandom().randrange(1 << 32)))
    print(f"IC_SEED={chosen}")
    return chosen


class Circuit(Move):
    """One of many in an account: what it is made of is called by its number."""

    def __init__(self, number, *of):
        self.number = number
        super().__init__(*of)
        if "name" in self.state:
            self.state["name"] = self.made["name"]

    def make(self, text, shell=None):
        if '"theirs"' not in text and "adopt" not in text:  # what another account made is called as it made it
            text = LINES.sub(rf'\1"\2-{self.number}"', text)
        return super().make(RAISED + text, shell)

    @property
    def old(self):
        return f"{self.source.type}.{self.name}"

    @property
    def name(self):
        return f"x{self.number}"

    def resource(self):
        """Of a state file."""
        text = state_file(self.source.provider, self.source.type, self.state, version=self.source.version)
        (resource,) = json.loads(text)["resources"]
        return resource | {"name": self.name}


class Estate:
    def __init__(self, world, new_workspace, count=40):
        self.world = world
        self.random = random.Random(seed())
        self.environment = clouds.environment(world.addresses)
        drawn = SOURCES + self.random.choices(SOURCES, k=count - len(SOURCES))  # each source type, and more of some
        self.random.shuffle(drawn)
        for name in clouds.NAMES:
            clouds.CLOUDS[name](simulator=world).many(99)  # raises the cloud's quotas
        # Each has a view of the cloud of its own, and with it a port of its own.
        self.circuits = [Circuit(number, clouds.CLOUDS[name](simulator=world), source, new_workspace)
                         for number, (name, source) in enumerate(drawn)]
        self.providers = sorted({circuit.source.provider for circuit in self.circuits})
        self.world.reset_calls()

    def dealt(self, hands):
        """The texts of that many state files; each has something."""
        order = self.random.sample(self.circuits, len(self.circuits))
        ends = [0, *sorted(self.random.sample(range(1, len(order)), hands - 1)), len(order)]
        return [self.state_of(order[begin:end]) for begin, end in zip(ends, ends[1:])]

    def state_of(self, circuits, lineage="e0b65011-45cd-3d74-8521-a5bb8f32fbaf"):
        empty = json.loads(state_file("a/b", "c", {}))
        return json.dumps(empty | {"lineage": lineage, "resources": [circuit.resource() for circuit in circuits]}, indent=2) + "\n"

    def changing_calls(self):
        """Of the log of requests: every one that could change something, as it came in."""
        log = self.world.call_log()
        assert log, "nothing was asked at all"
        return [call for call in log if not clouds.CLOUDS[call["cloud"]].changes_nothing(call["operation"])]

    def objects(self):
        return {name: self.world.objects(name) for name in clouds.NAMES}

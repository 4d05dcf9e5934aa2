"""The redundancy guard against a rule of its own making: legs, what is up of them and what a run does to each are drawn, and a run is
carried out exactly where each address family that was up keeps a leg that the run leaves alone."""

import datetime
import random

import pytest

from doors import DOORS, NAMES

pytestmark = [pytest.mark.needs("has_interfaces", "replaces_interfaces"), pytest.mark.takes_turns]

LEGS = {"one": 101, "two": 102, "three": 103}
KEY = 'auth_key_wo = "key-00{0}-00{0}"\n  auth_key_wo_version = {0}'
# What a run does to a leg, and the families that go down with it.
DOES = {"nothing": (), "tags": (), "key": ("ipv4",), "second session": ("ipv6",), "replace": ("ipv4", "ipv6"), "remove": ("ipv4", "ipv6")}
SEEDS = [*range(24), *(datetime.date.today().toordinal() * 100 + number for number in range(12))]


class Drawn:
    def __init__(self, seed):
        dice = random.Random(seed)
        self.legs = list(LEGS)[: dice.choice((2, 3))]
        self.grouped = {leg: dice.random() < 0.85 for leg in self.legs}
        self.dual = {leg: dice.random() < 0.6 for leg in self.legs}
        self.up = {leg: dice.random() < 0.7 for leg in self.legs}
        self.does = {leg: dice.choice(list(DOES)) for leg in self.legs}
        self.stranger = dice.random() < 0.3
        for leg in self.legs:
            # The key of an only session has a rail of its own where a new key is a new session.
            if self.does[leg] in ("second session", "key") and not self.dual[leg]:
                self.does[leg] = "nothing"

    def carries(self, leg, family):
        return self.up[leg] and self.grouped[leg] and (family == "ipv4" or self.dual[leg])

    def is_safe(self):
        for family in ("ipv4", "ipv6"):
            healthy = [leg for leg in self.legs if self.carries(leg, family)]
            if healthy and all(family in DOES[self.does[leg]] for leg in healthy):
                return False
        return True

    def __str__(self):
        return "; ".join(f"{leg}: {'up' if self.up[leg] else 'down'}{' dual' if self.dual[leg] else ''}"
                         f"{'' if self.grouped[leg] else ' alone'}, {self.does[leg]}" for leg in self.legs)


def configuration(cloud, drawn, does):
    ports = {name: cloud.port(name) for name in (*drawn.legs, "spare")}
    text = "".join(hcl for hcl, _ in ports.values())
    for leg in drawn.legs:
        what = does.get(leg, "nothing")
        if what == "remove":
            continue
        place = ports[leg][1], LEGS[leg]
        if what == "replace":
            place = cloud.replaced(*(ports[name][1] for name in (leg, "spare")), LEGS[leg])
        more = [KEY.format(2 if what == "key" else 1)]
        more += ['redundancy_group = "pair"'] if drawn.grouped[leg] else []
        more += ['tags = { site = "b" }'] if what == "tags" else []
        text += cloud.interface(leg, *place, more="\n  ".join(more))
        if drawn.dual[leg] and what != "second session":
            text += cloud.second_session(leg).replace('"six"', f'"six_{leg}"')
    return text


def interface_of(cloud, leg):
    (it,) = [one[cloud.interface_id] for one in cloud.interfaces() if int(one[cloud.interface_place[1]]) == LEGS[leg]]
    return it


def another_teams_leg(cloud, new_workspace):
    """Up, in a group of the same name, on a port of its own, and nobody of ours."""
    theirs = new_workspace(cloud.environment())
    hcl, port = cloud.port("theirs")
    theirs.write('provider "interconnect" {\n  owner = "others"\n}\n' + hcl
                 + cloud.interface("theirs", port, 301, more='redundancy_group = "pair"'))
    theirs.apply()
    cloud.router_answers(theirs.state()["interconnect_virtual_interface.theirs"]["id"], True)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_leg_of_each_family_is_left_alone(cloud, new_workspace, new_repository, name, seed):
    drawn = Drawn(seed)
    door = DOORS[name](cloud, new_workspace, new_repository)
    door.write(configuration(cloud, drawn, {}))
    door.apply().expect("changes")
    if drawn.stranger and not (cloud.name == "alibaba" and len(drawn.legs) == 3):  # there four ports are all that two places take
        another_teams_leg(cloud, new_workspace)
    for leg in drawn.legs:
        cloud.router_answers(interface_of(cloud, leg), drawn.up[leg])
    cloud.reset_calls()
    door.write(configuration(cloud, drawn, drawn.does))
    said = door.apply()
    if drawn.is_safe():
        said.expect("changes")
        door.plan().expect("nothing")
    else:
        said.expect("refused")
        assert "pair" in said and door.names_disruption in said, f"{drawn}: {said.text}"
        assert not cloud.changes(), f"{drawn}: {cloud.changes()}: {said.text}"

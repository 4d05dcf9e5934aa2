"""What takes a whole port along at AWS (another MTU of one interface), beside legs of a redundancy group: through both front doors."""

import pytest

from doors import DOORS, NAMES
from hcl import connection, interface

GROUP = 'redundancy_group = "pair"'
LEGS = connection("one") + connection("two") + interface("left", GROUP, "one", 101) + interface("right", GROUP, "two", 102)
KEPT = 'on_destroy = "keep"\n  mtu = '


@pytest.fixture(params=NAMES)
def door(request, aws, new_workspace, new_repository):
    return DOORS[request.param](aws, new_workspace, new_repository)


def beside(mtu_one, mtu_two=None):
    """Interfaces in no group, on the legs' ports."""
    text = interface("beside", KEPT + mtu_one, "one", 103)
    return text + (interface("other", KEPT + mtu_two, "two", 104) if mtu_two else "")


def up(aws, *vlans):
    for one in aws.interfaces():
        aws.router_answers(one["virtualInterfaceId"], one["vlan"] in vlans)


def refused(aws, door):
    aws.reset_calls()
    for said in (door.plan(), door.apply()):
        assert "pair" in said.expect("refused") and door.names_disruption in said, said.text
    assert not aws.changes()


def test_a_change_beside_the_last_healthy_leg(door, aws):
    door.write(LEGS + beside("1500"))
    door.apply().expect("changes")
    up(aws, 101)
    door.write(LEGS + beside("9001"))
    refused(aws, door)
    up(aws, 101, 102)
    door.apply().expect("changes")
    door.plan().expect("nothing")


def test_two_changes_beside_both_legs(door, aws):
    door.write(LEGS + beside("1500", "1500"))
    door.apply().expect("changes")
    up(aws, 101, 102)
    door.write(LEGS + beside("9001", "9001"))
    refused(aws, door)
    door.write(LEGS + beside("9001", "1500"))
    door.apply().expect("changes")
    door.write(LEGS + beside("9001", "9001"))
    door.apply().expect("changes")
    door.plan().expect("nothing")


def test_a_takeover_beside_the_last_healthy_leg(door, aws):
    door.write(LEGS + beside("1500"))
    door.apply().expect("changes")
    (it,) = [one["virtualInterfaceId"] for one in aws.interfaces() if one["vlan"] == 103]
    door.write(LEGS)
    door.apply().expect("changes")
    up(aws, 101)
    door.write(LEGS + beside(f'9001\n  adopt = "{it}"'))
    refused(aws, door)
    up(aws, 101, 102)
    door.apply().expect("changes")
    assert aws.interface_of(it)["mtu"] == 9001

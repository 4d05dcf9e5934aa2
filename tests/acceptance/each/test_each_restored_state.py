"""A state from before an interface was made comes back: no second one is made beside it, through both front doors. What is told of a lost state:
tests/behaviour/namesake_test.cc."""

import shutil

import pytest

from doors import DOORS, NAMES
from pieces import link, provider

pytestmark = pytest.mark.needs("has_interfaces")

STATES = {"terraform": "terraform.tfstate", "command line": "interconnect.state.db"}
OWNER = provider('owner = "net-team/prod"')


@pytest.mark.parametrize("vlan", [125, 126], ids=["as it is", "another VLAN"])
@pytest.mark.parametrize("owner", ["", OWNER], ids=["no owner", "an owner"])
@pytest.mark.parametrize("door", NAMES)
def test_no_second_interface(cloud, new_workspace, new_repository, door, owner, vlan):
    if owner and door == "command line":
        pytest.skip("what it takes for its own its state says")
    sees_all = door == "command line"
    state, door = STATES[door], DOORS[door](cloud, new_workspace, new_repository)
    door.write(owner + cloud.port("port")[0] + cloud.port("spare")[0])
    door.apply()
    if (door.folder / state).exists():
        shutil.copy(door.folder / state, door.folder / "kept")
    door.write(owner + link(cloud) + cloud.port("spare")[0])
    door.apply().expect("changes")
    there = cloud.interface_ids()
    assert len(there) == 1
    for beside in door.folder.glob(state + "*"):
        beside.unlink()
    if (door.folder / "kept").exists():
        shutil.copy(door.folder / "kept", door.folder / state)
    cloud.reset_calls()
    door.write(owner + link(cloud, vlan=vlan) + cloud.port("spare")[0])
    said = door.plan()
    if said.what != "refused" and vlan != 125 and not sees_all:
        # It may be another resource's: whoever reads the plan is asked (docs/adr/0034-namesakes-are-asked-about.md).
        assert there[0] in said and ("Object may exist already" in said or owner), said.text
        return
    applied = door.apply()
    assert cloud.interface_ids() == there, said.text + applied.text
    assert cloud.create_interface not in cloud.changes(), cloud.changes()
    assert owner or said.what == "refused", said.text

"""The redundancy guard, on each cloud and through both front doors: what may go down, when it is refused, which is the way out."""

import pytest

from doors import DOORS, NAMES
from pieces import port_of, provider

pytestmark = pytest.mark.needs("has_interfaces", "replaces_interfaces")

LEFT = "interconnect_virtual_interface.left"
VLANS = {"left": 101, "right": 102}
GROUP = 'redundancy_group = "pair"'


def pair(cloud, replaced=(), more="", of=None):
    """Two interfaces on two ports; those in `replaced` so that they cannot be changed in place. `of`: what each has more, if not both."""
    ports = {name: cloud.port(name) for name in ("one", "two", "spare")}
    text = "".join(hcl for hcl, _ in ports.values())
    for name, port, vlan in (("left", "one", VLANS["left"]), ("right", "two", VLANS["right"])):
        if of is not None and name not in of:
            continue
        place = ports[port][1], vlan
        if name in replaced:
            place = cloud.replaced(ports[port][1], ports["spare"][1], vlan)
        text += cloud.interface(name, *place, more=f"{GROUP}\n  {of[name] if of else more}")
    return text


@pytest.fixture(params=NAMES)
def door(request, cloud, new_workspace, new_repository):
    return DOORS[request.param](cloud, new_workspace, new_repository)


def set_up(door, cloud, up=True, text=""):
    """Applies the pair, and lets all sessions come up (or go)."""
    door.write(text or pair(cloud))
    door.apply().expect("changes")
    for name in VLANS:
        answer(cloud, name, up)


def id_of(cloud, name):
    vlan = cloud.interface_place[1]
    (it,) = [one[cloud.interface_id] for one in cloud.interfaces() if int(one[vlan]) == VLANS[name]]
    return it


def answer(cloud, name, up):
    cloud.router_answers(id_of(cloud, name), up)


def test_one_of_two_healthy_members_may_go(door, cloud):
    set_up(door, cloud)
    door.write(pair(cloud, replaced=("left",)))
    door.plan().expect("changes")
    door.apply().expect("changes")
    door.plan().expect("nothing")


def test_the_last_healthy_member_may_not(door, cloud):
    set_up(door, cloud)
    answer(cloud, "right", False)
    cloud.reset_calls()
    door.write(pair(cloud, replaced=("left",)))
    refused = door.plan().expect("refused")
    assert "pair" in refused and door.names_disruption in refused, refused.text
    door.apply().expect("refused")
    assert not cloud.changes()
    # Naming the group is the way out.
    door.plan(disruption=["pair"]).expect("changes")
    door.apply(disruption=["pair"]).expect("changes")


def test_two_members_in_one_run_may_not(door, cloud):
    set_up(door, cloud)
    cloud.reset_calls()
    door.write(pair(cloud, replaced=("left", "right")))
    refused = door.apply().expect("refused")
    assert "pair" in refused and not cloud.changes(), refused.text


def test_nor_by_replacing_on_request(door, cloud):
    """-replace: Terraform plans no delete of its own, so the guard must see it in the replacement."""
    set_up(door, cloud)
    answer(cloud, "right", False)
    before = cloud.interface_ids()
    cloud.reset_calls()
    refused = door.apply(replace=["virtual_interface.left"]).expect("refused")
    assert "pair" in refused, refused.text
    assert cloud.interface_ids() == before and not cloud.changes()


def test_it_looks_again_when_applying(door, cloud):
    """Healthy when planned, down when applied: the saved plan is refused before anything is taken down."""
    set_up(door, cloud)
    door.write(pair(cloud, replaced=("left",)))
    door.save().expect("changes")
    answer(cloud, "right", False)
    cloud.reset_calls()
    refused = door.apply_saved().expect("refused")
    assert "pair" in refused, refused.text
    assert not cloud.changes()


def test_a_group_that_is_wholly_down_may_be_repaired(door, cloud):
    set_up(door, cloud, up=False)
    door.write(pair(cloud, replaced=("left",)))
    door.plan().expect("changes")
    door.apply().expect("changes")


OWNERS = [("net-team/prod", "net-team/prod", True), ("net-team/prod", "others", False), ("net-team/prod", "", False)]


@pytest.mark.parametrize("ours, theirs, counts", OWNERS, ids=["same owner", "another owner", "no owner"])
def test_only_members_of_the_same_owner_count(ws, cloud, new_workspace, ours, theirs, counts):
    """The other half of the pair lives in another configuration; the mark on it says whose it is."""
    spare = cloud.port("spare")
    one, other = cloud.port("one"), cloud.port("two")

    def leg(name, port, vlan):
        return cloud.interface(name, port[1], vlan, more=GROUP)

    ws.write(provider(f'owner = "{ours}"') + spare[0] + one[0] + other[0] + leg("left", one, 101))
    ws.apply()
    cloud.router_answers(ws.state()[LEFT]["id"], True)
    theirs_ws = new_workspace(cloud.environment())
    named = provider(f'owner = "{theirs}"') if theirs else ""
    theirs_ws.write(named + cloud.interface("third", port_of(ws, cloud, "two"), 301, more=GROUP))
    theirs_ws.apply()
    cloud.router_answers(theirs_ws.state()["interconnect_virtual_interface.third"]["id"], True)
    place = cloud.replaced(one[1], spare[1], 101)
    ws.write(provider(f'owner = "{ours}"') + spare[0] + one[0] + other[0]
             + cloud.interface("left", *place, more=GROUP))
    if counts:
        ws.apply()
    else:
        refused = ws.plan(expect=1)
        assert refused.find("pair", "Not counted", "third", "allow_disruption", severity="error"), str(refused)


KEY = 'auth_key_wo = "key-00{0}-00{0}"\n  auth_key_wo_version = {0}'


def two_families(cloud, version=1, six=("left", "right")):
    """The pair, each leg with a session of both families and a key of the first."""
    text = pair(cloud, more=KEY.format(version))
    return text + "".join(cloud.second_session(leg).replace('"six"', f'"six_{leg}"') for leg in six)


@pytest.mark.parametrize("change", [{"version": 2}, {"six": ()}], ids=["both keys", "both second sessions"])
def test_each_family_is_judged_for_itself(door, cloud, change):
    """The other family's sessions stay up on both legs, and carry nothing of this one."""
    set_up(door, cloud, text=two_families(cloud))
    door.write(two_families(cloud, **change))
    cloud.reset_calls()
    refused = door.apply().expect("refused")
    assert "pair" in refused and door.names_disruption in refused, refused.text
    assert not cloud.changes()


def test_one_second_session_may_go(door, cloud):
    set_up(door, cloud, text=two_families(cloud))
    door.write(two_families(cloud, six=("left",)))
    door.apply().expect("changes")


def test_a_takeover_may_not_interrupt_the_last_leg(door, cloud):
    """With another key than it has, an interface that is taken over goes down for a while; where a key comes with another session, it is refused."""
    kept = 'on_destroy = "keep"\n  '
    one = {name: kept + KEY.format(1) for name in VLANS}
    set_up(door, cloud, text=pair(cloud, of=one))
    it = id_of(cloud, "left")
    before = cloud.sessions(it)
    door.write(pair(cloud, of={"right": one["right"]}))
    door.apply().expect("changes")
    assert it in cloud.interface_ids()
    answer(cloud, "right", False)
    cloud.reset_calls()
    door.write(pair(cloud, of=one | {"left": f'{kept}{KEY.format(2)}\n  adopt = "{it}"'}))
    said = door.apply().expect("refused")
    assert not cloud.changes()
    if cloud.why_not("replaces_sessions"):
        assert "pair" in said and door.names_disruption in said, said.text
        answer(cloud, "right", True)
    else:
        assert "Give the key that is in force" in said, said.text
        door.write(pair(cloud, of=one | {"left": f'{kept}{KEY.format(1)}\n  adopt = "{it}"'}))
    door.apply().expect("changes")
    if not cloud.why_not("replaces_sessions"):
        assert cloud.sessions(it) == before
    door.plan().expect("nothing")

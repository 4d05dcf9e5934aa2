"""The redundancy guard, on each cloud: what may go down, when it is refused, which is the way out."""

import pytest

from pieces import port_of, provider

pytestmark = pytest.mark.needs("has_interfaces", "replaces_interfaces")

LEFT, RIGHT = "interconnect_virtual_interface.left", "interconnect_virtual_interface.right"
GROUP = 'redundancy_group = "pair"'


def pair(cloud, replaced=(), more=""):
    """Two interfaces on two ports; those in `replaced` so that they cannot be changed in place."""
    ports = {name: cloud.port(name) for name in ("one", "two", "spare")}
    text = "".join(hcl for hcl, _ in ports.values())
    for name, port, vlan in (("left", "one", 101), ("right", "two", 102)):
        place = ports[port][1], vlan
        if name in replaced:
            place = cloud.replaced(ports[port][1], ports["spare"][1], vlan)
        text += cloud.interface(name, *place, more=f"{GROUP}\n  {more}")
    return text


def set_up(ws, cloud, up=True):
    """Applies the pair, and lets both sessions come up (or go)."""
    ws.write(pair(cloud))
    ws.apply()
    for address in (LEFT, RIGHT):
        answer(ws, cloud, address, up)


def answer(ws, cloud, address, up):
    cloud.router_answers(ws.state()[address]["id"], up)


def test_one_of_two_healthy_members_may_go(ws, cloud):
    set_up(ws, cloud)
    ws.write(pair(cloud, replaced=("left",)))
    assert ws.plan(expect=2).changes == {LEFT: "replace"}
    ws.apply()


def test_the_last_healthy_member_may_not(ws, cloud):
    set_up(ws, cloud)
    answer(ws, cloud, RIGHT, False)
    ws.write(pair(cloud, replaced=("left",)))
    refused = ws.plan(expect=1)
    assert refused.find("pair", "allow_disruption", severity="error"), str(refused)
    # Naming the group is the way out.
    ws.write(provider('allow_disruption = ["pair"]') + pair(cloud, replaced=("left",)))
    ws.plan(expect=2)
    ws.apply()


def test_two_members_in_one_run_may_not(ws, cloud):
    set_up(ws, cloud)
    ws.write(pair(cloud, replaced=("left", "right")))
    refused = ws.plan(expect=1)
    assert refused.find("pair", severity="error"), str(refused)


def test_nor_by_replacing_on_request(ws, cloud):
    """-replace: Terraform plans no delete of its own, so the guard must see it in the replacement."""
    set_up(ws, cloud)
    answer(ws, cloud, RIGHT, False)
    before = ws.state()[LEFT]["id"]
    cloud.reset_calls()
    result = ws.apply(f"-replace={LEFT}", expect=1)
    assert result.find("pair", severity="error"), str(result)
    assert before in cloud.interface_ids() and not cloud.changes()


def test_it_looks_again_when_applying(ws, cloud):
    """Healthy when planned, down when applied: the saved plan is refused before anything is taken down."""
    set_up(ws, cloud)
    ws.write(pair(cloud, replaced=("left",)))
    ws.plan("-out=tfplan", expect=2)
    answer(ws, cloud, RIGHT, False)
    cloud.reset_calls()
    result = ws.run("apply", "-json", "tfplan")
    assert result.code == 1 and result.find("pair", severity="error"), str(result)
    assert not cloud.changes()


def test_a_group_that_is_wholly_down_may_be_repaired(ws, cloud):
    set_up(ws, cloud, up=False)
    ws.write(pair(cloud, replaced=("left",)))
    ws.plan(expect=2)
    ws.apply()


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
    answer(ws, cloud, LEFT, True)
    theirs_ws = new_workspace(cloud.environment())
    named = provider(f'owner = "{theirs}"') if theirs else ""
    theirs_ws.write(named + cloud.interface("third", port_of(ws, cloud, "two"), 301, more=GROUP))
    theirs_ws.apply()
    answer(theirs_ws, cloud, "interconnect_virtual_interface.third", True)
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


def both_families_up(ws, cloud):
    ws.write(two_families(cloud))
    ws.apply()
    for address in (LEFT, RIGHT):
        answer(ws, cloud, address, True)


@pytest.mark.parametrize("change", [{"version": 2}, {"six": ()}], ids=["both keys", "both second sessions"])
def test_each_family_is_judged_for_itself(ws, cloud, change):
    """The other family's sessions stay up on both legs, and carry nothing of this one."""
    both_families_up(ws, cloud)
    ws.write(two_families(cloud, **change))
    cloud.reset_calls()
    refused = ws.apply(expect=1)
    assert refused.find("pair", "allow_disruption", severity="error"), str(refused)
    assert not cloud.changes()


def test_one_second_session_may_go(ws, cloud):
    both_families_up(ws, cloud)
    ws.write(two_families(cloud, six=("left",)))
    ws.apply()

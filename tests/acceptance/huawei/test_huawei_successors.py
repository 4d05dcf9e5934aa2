"""Huawei Cloud: an interface is not deleted for a successor that the cloud would refuse, through both front doors. What is live stays, and nothing
is called that changes anything. Every reason, of every cloud: tests/behaviour/refused_test.cc."""

import pytest

from doors import DOORS, NAMES
from hcl_huawei import interface


def line(cloud, **members):
    return cloud.seed("direct_connect", **({"name": "other", "bandwidth": 10000} | members))


def hosted(cloud, vlan=0, bandwidth=1000):
    return cloud.seed("hosted_connect", name="hosted", vlan=vlan, bandwidth=bandwidth)


def on(cloud, connection):
    return interface(cloud).replace(cloud.line, connection)


# Of each: what is written instead, and what the refusal names.
REFUSED = {
    "the gateway's own number": lambda cloud: (interface(cloud, asn="64999"), "64999"),
    "a prefix of a local subnet, and another VLAN": lambda cloud: (
        interface(cloud, vlan=126, more='customer_prefixes = ["10.0.5.0/24"]'), "10.0.5.0/24"),
    "a gateway that is not there": lambda cloud: (
        interface(cloud, vlan=126).replace(cloud.vgw, "00000000-0000-4000-8000-00000000dead"), "gateway"),
    "a hosted line of another VLAN": lambda cloud: (on(cloud, hosted(cloud, vlan=2021)), "2021"),
    "a line of less bandwidth": lambda cloud: (on(cloud, line(cloud, bandwidth=50)), "bandwidth"),
    "a line that goes": lambda cloud: (on(cloud, line(cloud, status="PENDING_DELETE")), "PENDING_DELETE"),
}


@pytest.mark.parametrize("door", NAMES)
@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_live_stays(huawei, new_workspace, new_repository, door, reason):
    door = DOORS[door](huawei, new_workspace, new_repository)
    huawei.edit(huawei.vgw, bgp_asn=64999)
    door.write(interface(huawei))
    door.apply().expect("changes")
    before = huawei.interfaces()
    text, named = REFUSED[reason](huawei)
    door.write(text)
    huawei.reset_calls()
    refused = door.plan().expect("refused")
    assert named in refused, refused.text
    door.apply().expect("refused")
    assert not huawei.changes() and huawei.interfaces() == before
    door.write(interface(huawei))
    door.plan().expect("nothing")

"""A run that is killed while the last call for an object is under way, and the next one at once: what was sent comes while that waits. Every
kind of change: reconcile/run/begun_change_test.cc."""

import os
import signal

import pytest

from processes import wait_until

pytestmark = pytest.mark.takes_turns
# Longer than what is under way takes (DELAY), and short enough to wait for where nothing shows that it has come.
PATIENCE = {"INTERCONNECT_CREATE_PATIENCE": "15s"}
DELAY = 6000

ROUTER = """
owner: net-team/test
clouds: {{alibaba: {{region: cn-hangzhou}}}}
connection:
  l1: {{cloud: alibaba, location: ap-cn-hangzhou-yh-B, bandwidth: 1Gbps, on_destroy: delete,
       alibaba: {{line_operator: CT, port_type: 10GBase-LR, enabled: true}}}}
"""
INTERFACE = """virtual_interface:
  r1: {{cloud: alibaba, connection: l1, vlan: 101, cloud_address: 10.255.1.1/29, customer_address: {}/29, customer_asn: 65001}}
"""


def die_in(repository, cloud, operation, *options):
    """Applies, and is killed while a call of the operation is on its way."""
    cloud.fault(operation, "delay", delay_ms=DELAY)
    process = repository.start("apply", "--yes", *options)
    wait_until(lambda: cloud.sim.control("POST", "/faults", [])["pending"] == 0, f"{operation} on its way")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("operation", ["CreateBgpGroup", "CreateBgpPeer"])
def test_a_routers_own_session_is_made_once(alibaba, new_repository, operation, edited):
    repository = new_repository(alibaba.environment() | PATIENCE)
    repository.write(ROUTER.format())
    repository.apply()
    repository.write(ROUTER.format() + INTERFACE.format("10.255.1.2"))
    die_in(repository, alibaba, operation)
    address = "10.255.1.3" if edited else "10.255.1.2"
    repository.write(ROUTER.format() + INTERFACE.format(address))
    repository.apply()
    wait_until(lambda: any(call["fault"] for call in alibaba.sim.call_log()), "what was on its way")
    peers, groups = alibaba.there("bgpPeers"), alibaba.there("bgpGroups")
    assert [peer["PeerIpAddress"] for peer in peers] == [address] and len(groups) == 1, (peers, groups)
    repository.run("plan", expect=0)
    repository.run("drift", expect=0)


LINK = """
owner: net-team/test
clouds: {{aws: {{region: us-east-1}}}}
connection:
  c1: {{cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}}
virtual_interface:
  v1: {{cloud: aws, connection: c1, vlan: 101, gateway_id: vgw-f9eb0c90, customer_asn: 65001, auth_key_wo: {key}, auth_key_wo_version: {version}}}
bgp_peer:
  v1-6: {{cloud: aws, virtual_interface: v1, address_family: ipv6, customer_asn: 65001}}
"""


@pytest.mark.parametrize("operation", ["DeleteBGPPeer", "CreateBGPPeer"])
@pytest.mark.parametrize("version", [1, 2])
def test_a_key_that_is_taken_back_is_in_force_again(aws, new_repository, operation, version):
    repository = new_repository(aws.environment() | PATIENCE)
    repository.write(LINK.format(key="first-key-1", version=1))
    repository.apply()
    repository.write(LINK.format(key="second-key-2", version=2))
    die_in(repository, aws, operation, "--allow", "virtual_interface.v1")
    key = {1: "first-key-1", 2: "second-key-2"}[version]
    repository.write(LINK.format(key=key, version=version))
    planned = repository.run("plan", expect=None)
    assert "no known end" in planned.out + planned.err, planned
    for _ in range(3):  # what comes meanwhile ends a run
        if repository.apply("--allow", "virtual_interface.v1", expect=None).code == 0:
            break
    (interface,) = aws.interfaces()
    assert aws.sessions(interface["virtualInterfaceId"])["ipv4"]["authKey"] == key
    assert len(interface["bgpPeers"]) == 2
    repository.run("plan", expect=0)


TWIN = """
owner: net-team/test
clouds: {aws: {region: us-east-1}}
connection:
  c1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
"""


def test_of_twins_the_noted_one_is_gone_on_with(aws, new_repository):
    """Two states of one owner, both killed in the same create; one of them gives its block another name."""
    ours, theirs = new_repository(aws.environment() | PATIENCE), new_repository(aws.environment() | PATIENCE)
    for repository in (ours, theirs):
        repository.write(TWIN)
        die_in(repository, aws, "CreateConnection")
    ours.write(TWIN.replace("  c1:", "  c9:") + "moved: {connection: {c1: c9}}\n")
    for repository in (ours, theirs):
        for _ in range(3):  # what comes meanwhile ends a run
            if repository.apply(expect=None).code == 0:
                break
        repository.run("plan", expect=0)
    assert sorted(port["connectionName"] for port in aws.connections()) == ["c1", "c9"]

"""A key that is not there (an environment variable that is not set) is asked for only by a run that needs it: what makes a session, or
brings it a new key. Everything else is planned, applied and looked at without."""

import pytest

TEXT = """
clouds: {aws: {region: us-east-1}}
owner: net/keys
x-key: &key
  customer_asn: "65000"
  auth_key_wo: "${env:BGP_KEY}"
  auth_key_wo_version: 1
connection:
  port: {cloud: aws, location: EqDC2, bandwidth: 1Gbps}
virtual_interface:
  vif: {<<: *key, connection: port, vlan: 125, gateway_id: vgw-f9eb0c90}
bgp_peer:
  six: {<<: *key, virtual_interface: vif, address_family: ipv6}
"""
UNSET = "Environment variable not set"


@pytest.fixture
def repository(aws, new_repository):
    made = new_repository(aws.environment() | {"BGP_KEY": "SimulatorKey1"})
    made.write(TEXT)
    made.apply()
    del made.environment["BGP_KEY"]
    return made


def test_nothing_needs_it_where_nothing_changes(repository, aws):
    aws.reset_calls()
    assert repository.plan(expect=0)["steps"] == []
    repository.run("drift")
    repository.run("apply", "--yes")
    assert not aws.changes()


def test_a_change_of_something_else_leaves_the_key(repository, aws):
    before = {family: session["authKey"] for family, session in aws.sessions(aws.interface_ids()[0]).items()}
    repository.write(TEXT.replace("gateway_id: vgw-f9eb0c90", "gateway_id: vgw-f9eb0c90, tags: {team: net}"))
    repository.apply()
    assert {family: session["authKey"] for family, session in aws.sessions(aws.interface_ids()[0]).items()} == before
    assert repository.plan(expect=0)["steps"] == []


@pytest.mark.parametrize("old,new", [("auth_key_wo_version: 1", "auth_key_wo_version: 2"), ("vlan: 125", "vlan: 126"),
                                     ("bgp_peer:\n  six:", "bgp_peer:\n  other: {<<: *key, virtual_interface: vif, address_family: ipv6}\nx-six:\n  six:")])
def test_what_needs_it_says_so(repository, aws, old, new):
    aws.reset_calls()
    repository.write(TEXT.replace(old, new))
    plan = repository.plan(expect=1)
    assert [said["summary"] for said in plan["diagnostics"] if said["severity"] == "error"].count(UNSET) == 1, plan
    repository.run("apply", "--yes", "--allow", "virtual_interface.vif", "--allow", "bgp_peer.six", expect=1)
    looked = repository.run("drift", expect=None)  # sends none
    assert looked.code in (0, 2) and UNSET not in str(looked), looked
    assert not aws.changes()


def test_a_session_that_is_lost_needs_it(repository, aws):
    (interface,) = aws.interfaces()
    (own,) = [one["bgpPeerId"] for one in interface["bgpPeers"] if one["addressFamily"] == "ipv4"]
    aws.remove(own)
    plan = repository.plan(expect=1)
    assert UNSET in str(plan["diagnostics"]), plan


def test_a_key_without_a_version_is_needed_always(repository):
    repository.write(TEXT.replace("  auth_key_wo_version: 1\n", ""))
    assert UNSET in str(repository.run("plan", expect=1))
    assert UNSET in str(repository.run("drift", expect=1))

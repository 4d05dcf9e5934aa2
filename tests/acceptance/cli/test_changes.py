"""Changes that a slip or a bad order would turn into an outage."""

import pytest

import clouds
import interconnect

# Two legs that back each other, each with a session of either family.
LEG = """\
  {name}:
    connection: {name}
    vlan: 125
    gateway_id: vgw-f9eb0c90
    customer_asn: 65000
    redundancy_group: pair
    auth_key_wo: ${{env:BGP_KEY}}
    auth_key_wo_version: {version}
"""
PEER = """\
  {name}-v6:
    virtual_interface: {name}
    address_family: ipv6
    customer_asn: 64600
    auth_key_wo: ${{env:BGP_KEY}}
    auth_key_wo_version: {version}
"""
NAMES = ("dc1", "dc2")


def configuration(version):
    connections = "".join(f"  {name}: {{cloud: aws, location: {place}, bandwidth: 1Gbps, on_destroy: delete}}\n"
                          for name, place in zip(NAMES, ("EqDC2", "EqDA2")))
    return ("clouds: {aws: {region: us-east-1}}\nconnection:\n" + connections + "virtual_interface:\n"
            + "".join(LEG.format(name=name, version=version) for name in NAMES) + "bgp_peer:\n"
            + "".join(PEER.format(name=name, version=version) for name in NAMES))


@pytest.fixture
def aws():
    if reason := interconnect.why_not():
        pytest.skip(reason)
    cloud = clouds.CLOUDS["aws"](("--router-up",))
    yield cloud
    cloud.stop()


def test_a_rotated_key_leaves_each_interface_a_session(aws, new_repository):
    repository = new_repository(aws.environment() | {"BGP_KEY": "first-key-77"})
    repository.write(configuration(1))
    repository.apply()
    aws.reset_calls()
    repository.write(configuration(2))
    repository.environment["BGP_KEY"] = "second-key-88"
    plan = repository.plan(expect=3)
    allowed = [word for refusal in plan["refusals"] for word in (refusal["allow"] or "").split()]
    # Of each family both legs' sessions go, one after the other: that somebody has to want.
    assert any("pair" in refusal["why"] for refusal in plan["refusals"] if not refusal["allow"]), plan["refusals"]
    refused = repository.run("apply", "--yes", *allowed, expect=3)
    assert "--allow-disruption pair" in refused.out + refused.err and not aws.changes()
    repository.apply(*allowed, "--allow-disruption", "pair")
    assert repository.plan(expect=0)["steps"] == []
    sessions = {interface["virtualInterfaceId"]: 2 for interface in aws.interfaces()}
    for call in aws.sim.call_log():
        if call["operation"] in ("CreateBGPPeer", "DeleteBGPPeer"):
            sessions[call["target"]] += 1 if call["operation"] == "CreateBGPPeer" else -1
            assert sessions[call["target"]] >= 1, aws.sim.call_log()
    assert len(sessions) == 2 and all(count == 2 for count in sessions.values())
    for interface in aws.interfaces():
        assert [peer["authKey"] for peer in interface["bgpPeers"]] == ["second-key-88"] * 2


@pytest.mark.parametrize("kind, old, new", [
    ("connection", "  dc1: {cloud", "  circuit: {cloud"),
    ("bgp_peer", "  dc1-v6:", "  six:"),
])
def test_a_rename_that_is_not_said_is_refused(aws, new_repository, kind, old, new):
    repository = new_repository(aws.environment() | {"BGP_KEY": "first-key-77"})
    text = configuration(1).replace("dc1: {cloud: aws,", "dc1: {cloud: aws, name: dc1,")
    repository.write(text)
    repository.apply()
    aws.reset_calls()
    renamed = text.replace(old, new)
    if kind == "connection":
        renamed = renamed.replace("connection: dc1\n", "connection: circuit\n")
    repository.write(renamed)
    refused = repository.run("apply", "--yes", "--allow", "connection.dc1", "--allow", "connection.circuit",
                             "--allow", "bgp_peer.dc1-v6", "--allow", "bgp_peer.six", expect=1)
    assert "Two objects are the same" in refused.out + refused.err and not aws.changes()
    moved = {"connection": "{dc1: circuit}", "bgp_peer": "{dc1-v6: six}"}[kind]
    repository.write(renamed + f"moved: {{{kind}: {moved}}}\n")
    assert repository.plan(expect=0)["steps"] == [] and not aws.changes()


def test_two_connections_of_a_partner_are_adopted_at_once(aws, new_repository):
    ids = [aws.seed("connection", connectionName=f"from-{name}", bandwidth="1Gbps") for name in NAMES]
    repository = new_repository(aws.environment())
    repository.write("clouds: {aws: {region: us-east-1}}\nconnection:\n"
                     + "".join(f"  {name}: {{cloud: aws, adopt: {id_}}}\n" for name, id_ in zip(NAMES, ids)))
    repository.apply()
    assert repository.plan(expect=0)["steps"] == []

"""What is particular about Direct Connect: hosted objects, reviews, bundles, numbers that overflow elsewhere."""

import pytest

from hcl import PEER, PORT, VIF, connection, interface, peer, provider
from vendors.aws import ACCOUNT, PARTNER_ACCOUNT

SECOND = "interconnect_connection.second"


def empty_plan(ws):
    result = ws.plan(expect=0)
    assert not result.changes, str(result)


def test_four_byte_asns_in_every_spelling(ws, aws):
    ws.write(connection() + interface(asn="64086.59904") + peer(asn="4294967294"))
    ws.apply()
    empty_plan(ws)
    state = ws.state()
    assert state[VIF]["customer_asn"] == "64086.59904"
    asns = {p["asn"] or p.get("asnLong") for p in aws.interface_of(state[VIF]["id"])["bgpPeers"]}
    assert asns == {4200000000, 4294967294}
    # Another spelling of the same number is no change.
    ws.write(connection() + interface(asn="4200000000") + peer(asn="65535.65534"))
    empty_plan(ws)


def test_dual_stack(ws, aws):
    ws.write(connection() + interface() + peer())
    ws.apply()
    state = ws.state()
    assert state[VIF]["cloud_address"].endswith(("/29", "/30")) and state[VIF]["address_family"] == "ipv4"
    assert state[PEER]["customer_address"].endswith("/125") and ":" in state[PEER]["cloud_address"]
    assert len(aws.interface_of(state[VIF]["id"])["bgpPeers"]) == 2
    empty_plan(ws)
    # Changing the session of one family leaves the other alone.
    ws.write(connection() + interface() + peer(asn="64601"))
    planned = ws.plan(expect=2)
    assert planned.changes == {PEER: "replace"}, str(planned)


def test_hosted_connection_is_accepted(ws, aws):
    offered = aws.seed("hosted_connection", connectionName="offered", ownerAccount=ACCOUNT, vlan=101,
                       bandwidth="500Mbps", location="EqDC2")
    ws.write(f'resource "interconnect_connection" "port" {{\n  cloud = "aws"\n  adopt = "{offered}"\n  name = "offered"\n}}\n' +
             interface(vlan="interconnect_connection.port.vlan"))
    ws.apply()
    state = ws.state()[PORT]
    assert (state["id"], state["vlan"], state["on_destroy"]) == (offered, 101, "keep")
    assert aws.calls()["ConfirmConnection"] == 1
    empty_plan(ws)
    # Destroying forgets it: it is not ours to order off.
    ws.destroy()
    assert "DeleteConnection" not in aws.calls()


def test_a_connection_that_is_accepted_already_is_taken_over(ws, aws):
    offered = aws.seed("hosted_connection", connectionName="offered", ownerAccount=ACCOUNT, vlan=101,
                       bandwidth="500Mbps", location="EqDC2")
    aws.edit(offered, connectionState="available")
    ws.write(f'resource "interconnect_connection" "port" {{\n  cloud = "aws"\n  adopt = "{offered}"\n}}\n')
    ws.apply()
    assert "ConfirmConnection" not in aws.calls()
    empty_plan(ws)


def test_hosted_interface_is_accepted(ws, aws):
    port = aws.seed("connection", connectionName="partner", ownerAccount=PARTNER_ACCOUNT, location="EqDC2",
                    bandwidth="1Gbps")
    offered = aws.seed("virtual_interface", connectionId=port, virtualInterfaceType="private", vlan=125,
                       virtualInterfaceName="offered", ownerAccount=ACCOUNT,
                       bgpPeers=[{"addressFamily": "ipv4", "asn": 65000, "amazonAddress": "169.254.9.1/30",
                                  "customerAddress": "169.254.9.2/30", "bgpPeerState": "pending"}])
    ws.write(interface(connection_id=f'"{port}"', more=f'adopt = "{offered}"').replace('"vif"\n  conn', '"offered"\n  conn'))
    ws.apply()
    assert aws.calls()["ConfirmPrivateVirtualInterface"] == 1
    assert ws.state()[VIF]["on_destroy"] == "keep"
    empty_plan(ws)


def test_interface_for_another_account_waits_for_it(ws, aws):
    ws.write(connection() + interface(gateway=None, more=f'aws = {{ owner_account = "{PARTNER_ACCOUNT}" }}'))
    ws.apply()
    assert aws.interface_of(ws.state()[VIF]["id"])["virtualInterfaceState"] == "confirming"
    empty_plan(ws)


def test_public_interface_under_review(ws, aws):
    ws.write(connection() + interface(gateway=None, more="""
  type              = "public"
  cloud_address     = "203.0.113.1/31"
  customer_address  = "203.0.113.0/31"
  customer_prefixes = ["198.51.100.0/24"]
"""))
    ws.apply()
    object_id = ws.state()[VIF]["id"]
    assert aws.interface_of(object_id)["virtualInterfaceState"] == "verifying"
    empty_plan(ws)
    aws.edit(object_id, reviewed=True)
    empty_plan(ws)


def test_bundle_in_and_out(ws, aws):
    lag = aws.seed("lag", lagName="bundle", location="EqDC2", connectionsBandwidth="1Gbps")
    ws.write(connection() + interface())
    ws.apply()
    empty_plan(ws)
    ws.write(connection(more=f'aws = {{ lag_id = "{lag}" }}') + interface())
    assert ws.plan(expect=2).changes == {PORT: "update"}
    ws.apply()
    assert ws.state()[PORT]["aws"]["lag_id"] == lag
    # The interface now reports the bundle as its connection: no drift.
    empty_plan(ws)
    # It is its only link. Whichever of the two Terraform asks about last, the interface is said to go down.
    out = connection(more='aws = { lag_id = "" }') + interface(connection_id=f'"{lag}"')
    ws.write(out)
    refused = ws.plan(expect=1)
    assert "Bundle loses its last link" in str(refused) and '"vif"' in str(refused), str(refused)
    ws.write(provider(f'allow_disruption = ["{lag}"]') + out)
    ws.apply()
    empty_plan(ws)


def test_interface_directly_on_a_bundle(ws, aws):
    lag = aws.seed("lag", lagName="bundle", location="EqDC2", connectionsBandwidth="1Gbps", lagState="available")
    ws.write(interface(connection_id=f'"{lag}"'))
    ws.apply()
    assert ws.state()[VIF]["connection_id"] == lag
    empty_plan(ws)


def test_moving_an_interface_keeps_it(ws, aws):
    ws.write(connection() + connection("second") + interface())
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(connection() + connection("second") + interface(port="second"))
    planned = ws.plan(expect=2)
    assert planned.changes == {VIF: "update"}, str(planned)
    ws.apply()
    state = ws.state()
    assert state[VIF]["id"] == before and state[VIF]["connection_id"] == state[SECOND]["id"]
    assert "DeleteVirtualInterface" not in aws.calls()
    empty_plan(ws)


@pytest.mark.sim("--hold-requested")
def test_interface_on_a_port_not_built_yet_says_so(ws, aws):
    ws.write(connection() + interface(more='timeouts = { create = "1s" }'))
    result = ws.apply(expect=1)
    assert result.find(VIF, "requested", severity="error"), str(result)
    assert set(ws.state()) == {PORT} and ws.state()[PORT]["(status)"] != "tainted"
    aws.edit(ws.state()[PORT]["id"], connectionState="available")
    ws.apply()
    empty_plan(ws)


def test_states_never_seen_before_are_tolerated(ws, aws):
    ws.write(connection() + interface())
    ws.apply()
    aws.edit(ws.state()[VIF]["id"], virtualInterfaceState="approving")
    empty_plan(ws)


def test_removing_an_attribute_takes_it_away(ws):
    ws.write(connection(more='tags = { a = "1", b = "2" }'))
    ws.apply()
    ws.write(connection())
    assert ws.plan(expect=2).changes == {PORT: "update"}
    ws.apply()
    assert not ws.state()[PORT]["tags"]
    empty_plan(ws)


def test_own_marks_are_not_shown(ws, aws):
    ws.write('provider "interconnect" {\n  owner = "net-team/prod"\n}\n' +
             connection(more='tags = { team = "net" }\n  redundancy_group = "g"'))
    ws.apply()
    assert ws.state()[PORT]["tags"] == {"team": "net"}
    live = [c for c in aws.objects()["connections"] if c["connectionId"] == ws.state()[PORT]["id"]][0]
    keys = {tag["key"] for tag in live["tags"]}
    assert {"team", "interconnect:owner", "interconnect:group", "interconnect:mark"} == keys
    empty_plan(ws)
    # Tags that AWS or somebody else's tool sets under its own prefix are left alone.
    aws.edit(live["connectionId"], tags=[*live["tags"], {"key": "aws:cloudformation:stack-name", "value": "x"}])
    empty_plan(ws)


def test_what_waits_to_be_accepted_is_nothing_that_was_ordered_here(ws, aws):
    """Whatever mark it carries: only another account's hosted connection begins as "ordering"."""
    ws.write('provider "interconnect" {\n  owner = "net-team/prod"\n}\n' + connection())
    ws.apply()
    it = ws.state()[PORT]["id"]
    assert ws.run("state", "rm", PORT).code == 0
    assert ws.plan(expect=2).find("Existing object taken over", it)
    aws.edit(it, connectionState="ordering")
    refused = ws.plan(expect=1)
    assert refused.find("Object exists already", it, "another account allocated it", severity="error"), str(refused)

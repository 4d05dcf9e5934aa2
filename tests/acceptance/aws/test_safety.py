"""The rails: what is refused, when, with which way out."""

import pytest

from hcl import PEER, PORT, VIF, connection, interface, peer, provider

A, B = "interconnect_virtual_interface.a", "interconnect_virtual_interface.b"
GROUP = 'redundancy_group = "pair"'


def pair(vlan_a=101, vlan_b=102, more=""):
    return (connection("one") + connection("two", location="EqDC2") +
            interface("a", more=GROUP + "\n" + more, port="one", vlan=vlan_a) +
            interface("b", more=GROUP + "\n" + more, port="two", vlan=vlan_b))


def set_up(ws, aws, word="available"):
    """Applies the pair, and lets both sessions come up (or go)."""
    ws.write(pair())
    ws.apply()
    for address in (A, B):
        set_state(ws, aws, address, word)


def set_state(ws, aws, address, word):
    aws.edit(ws.state()[address]["id"], router_up=word == "available", virtualInterfaceState=word)


def test_guard_lets_one_of_two_healthy_members_go(ws, aws):
    set_up(ws, aws)
    ws.write(pair(vlan_a=201))
    assert ws.plan(expect=2).changes == {A: "replace"}
    ws.apply()


def test_guard_refuses_the_last_healthy_member_at_plan(ws, aws):
    set_up(ws, aws)
    set_state(ws, aws, B, "down")
    ws.write(pair(vlan_a=201))
    refused = ws.plan(expect=1)
    assert refused.find("pair", "allow_disruption", severity="error"), str(refused)
    # Naming the group is the way out.
    ws.write(provider('allow_disruption = ["pair"]') + pair(vlan_a=201))
    ws.plan(expect=2)
    ws.apply()


def test_guard_refuses_two_members_in_one_run(ws, aws):
    set_up(ws, aws)
    ws.write(pair(vlan_a=201, vlan_b=202))
    refused = ws.plan(expect=1)
    assert refused.find("pair", severity="error"), str(refused)


def test_guard_refuses_replace_on_request(ws, aws):
    """-replace: Terraform plans no delete of its own, so the guard must see it in the replacement."""
    set_up(ws, aws)
    set_state(ws, aws, B, "down")
    before = ws.state()[A]["id"]
    result = ws.apply(f"-replace={A}", expect=1)
    assert result.find("pair", severity="error"), str(result)
    assert [v for v in aws.objects()["virtualInterfaces"]
            if v["virtualInterfaceId"] == before and v["virtualInterfaceState"] == "available"]


def test_guard_looks_again_when_applying(ws, aws):
    """Healthy when planned, down when applied: the saved plan is refused before anything is taken down."""
    set_up(ws, aws)
    ws.write(pair(vlan_a=201))
    ws.plan("-out=tfplan", expect=2)
    set_state(ws, aws, B, "down")
    aws.reset_calls()
    result = ws.run("apply", "-json", "tfplan")
    assert result.code == 1 and result.find("pair", severity="error"), str(result)
    assert "DeleteVirtualInterface" not in aws.calls()


def test_guard_lets_a_group_that_is_wholly_down_be_repaired(ws, aws):
    set_up(ws, aws, "down")
    ws.write(pair(vlan_a=201))
    ws.plan(expect=2)
    ws.apply()


def test_guard_counts_members_of_other_states(ws, aws, new_workspace):
    """The other half of the pair lives in another configuration; its tag says so."""
    set_up(ws, aws)
    other = new_workspace(aws.environment())
    port = ws.state()["interconnect_connection.one"]["id"]
    other.write(interface("c", more=GROUP, connection_id=f'"{port}"', vlan=301))
    other.apply()
    set_state(other, aws, "interconnect_virtual_interface.c", "available")
    for address in (A, B):
        set_state(ws, aws, address, "down")
    other.write(interface("c", more=GROUP, connection_id=f'"{port}"', vlan=302))
    refused = other.plan(expect=1)
    assert refused.find("pair", severity="error"), str(refused)


KEY = 'auth_key_wo = "{}"\n  auth_key_wo_version = {}'


def test_rotating_the_key_of_the_only_session_is_refused(ws):
    ws.write(connection() + interface(more=KEY.format("first-key", 1)))
    ws.apply()
    ws.write(connection() + interface(more=KEY.format("second-key", 2)))
    refused = ws.plan(expect=1)
    assert refused.find(VIF, "ipv6", "allow_disruption", severity="error"), str(refused)
    assert "second-key" not in str(refused)


def test_rotating_the_key_beside_a_second_session(ws, aws):
    ws.write(connection() + interface(more=KEY.format("first-key", 1)) + peer())
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(connection() + interface(more=KEY.format("second-key", 2)) + peer())
    assert ws.plan(expect=2).changes == {VIF: "update"}
    ws.apply()
    assert ws.state()[VIF]["id"] == before
    peers = aws.peers(before)
    assert set(peers) == {"ipv4", "ipv6"} and peers["ipv4"]["authKey"] == "second-key"
    ws.plan(expect=0)


def test_read_only_plans_but_changes_nothing(ws, aws):
    ws.write(connection())
    ws.apply()
    ws.write(provider("read_only = true") + connection() + interface())
    aws.reset_calls()
    assert ws.plan(expect=2).changes == {VIF: "create"}
    result = ws.apply(expect=1)
    assert result.find("read_only", severity="error"), str(result)
    assert not aws.changes()


def test_last_session_stays_with_the_interface(ws, aws):
    ws.write(connection() + interface() + peer())
    ws.apply()
    aws.remove(aws.peers(ws.state()[VIF]["id"])["ipv4"]["bgpPeerId"])
    result = ws.destroy(f"-target={PEER}")
    assert result.find("last", severity="warning"), str(result)
    assert PEER not in ws.state()


def test_a_created_connection_is_not_destroyed_by_default(ws, aws):
    text = connection().replace('on_destroy = "delete"', "")
    ws.write(text)
    ws.apply()
    assert ws.state()[PORT]["on_destroy"] == "refuse"
    refused = ws.destroy(expect=1)
    assert refused.find(PORT, "on_destroy", "delete", severity="error"), str(refused)
    assert "DeleteConnection" not in aws.calls()
    ws.write(connection())
    ws.apply()
    ws.destroy()
    assert aws.calls()["DeleteConnection"] == 1


def test_kept_on_destroy(ws, aws):
    ws.write(connection().replace('"delete"', '"keep"'))
    ws.apply()
    result = ws.destroy()
    assert result.find("keep", severity="warning"), str(result)
    assert "DeleteConnection" not in aws.calls() and not ws.state()


def test_replacement_obeys_on_destroy(ws):
    text = connection().replace('on_destroy = "delete"', "")
    ws.write(text)
    ws.apply()
    ws.write(text.replace("1Gbps", "10Gbps"))
    refused = ws.plan(expect=1)
    assert refused.find(PORT, "on_destroy", severity="error"), str(refused)


@pytest.mark.parametrize("attribute,value", [("name", '"other"'), ("tags", '{ a = "b" }'), ("mtu", "9001")])
def test_what_changes_in_place_never_replaces(ws, attribute, value):
    base = connection() + interface()
    ws.write(base)
    ws.apply()
    text = base.replace('"vif"\n  connection_id', f"{value}\n  connection_id") if attribute == "name" else \
        connection() + interface(more=f"{attribute} = {value}")
    ws.write(text)
    assert ws.plan(expect=2).changes == {VIF: "update"}

"""Legs that one account offers and another one accepts, and groups, in a configuration of its own: whoever offers is not told of the group."""

import pytest

from hcl import connection
from vendors.aws import PARTNER_ACCOUNT, PARTNER_KEY, PARTNER_SECRET

VLANS = {"left": 201, "right": 202}
TOGETHER = "go down together"
LAST = "would lose its last healthy member"
GROUP = 'redundancy_group = "legs"'


def offers(vlans=None, more="", allow=""):
    text = f'provider "interconnect" {{\n  owner = "net-team/prod"\n  {allow}\n}}\n'
    for name, vlan in (vlans or VLANS).items():
        text += connection(f"port_{name}") + f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud         = "aws"
  name          = "{name}"
  connection_id = interconnect_connection.port_{name}.id
  vlan          = {vlan}
  customer_asn  = "65000"
  aws           = {{ owner_account = "{PARTNER_ACCOUNT}" }}
  {more}
}}
"""
    return text


def moved(name, more=GROUP):
    """The offers, and one of them on another port: a change in place."""
    return connection("port_new") + offers(more=more).replace(f"interconnect_connection.port_{name}.id", "interconnect_connection.port_new.id")


def accepted(aws, ids):
    provider = f'region = "us-east-1", access_key = "{PARTNER_KEY}", secret_key = "{PARTNER_SECRET}"'
    text = f'provider "interconnect" {{\n  owner = "their-team"\n  aws = {{ {provider} }}\n}}\n'
    for name, it in ids.items():
        text += f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud         = "aws"
  adopt         = "{it}"
  name          = "{name}"
  connection_id = "{aws.interface_of(it)["connectionId"]}"
  vlan          = {VLANS[name]}
  customer_asn  = "65000"
  gateway_id    = "vgw-f9eb0c90"
  {GROUP}
}}
"""
    return text


@pytest.fixture
def set_up(ws, aws, new_workspace):
    def make(more=""):
        ws.write(offers(more=more))
        ws.apply()
        ids = {name: ws.state()[f"interconnect_virtual_interface.{name}"]["id"] for name in VLANS}
        theirs = new_workspace(aws.environment())
        theirs.write(accepted(aws, ids))
        theirs.apply()
        for it in ids.values():
            aws.router_answers(it, True)
        aws.reset_calls()
        return ids
    return make


BOTH = {"left": 211, "right": 212}


def test_both_may_not_go_in_one_run(ws, aws, set_up):
    ids = set_up()
    ws.write(offers(BOTH))
    for step in (ws.plan, ws.apply):
        refused = step(expect=1)
        assert refused.find(TOGETHER, PARTNER_ACCOUNT, "vgw-f9eb0c90", "allow_disruption", severity="error"), str(refused)
    assert not aws.changes()
    ws.write(offers(BOTH, allow=f'allow_disruption = {str(list(ids.values())).replace(chr(39), chr(34))}'))
    ws.plan(expect=2)


@pytest.mark.parametrize("other_is_up", [True, False])
def test_one_may(ws, aws, set_up, other_is_up):
    """Whether the other one backs it nobody here knows: only what this run does to both is refused."""
    aws.router_answers(set_up()["right"], other_is_up)
    ws.write(offers({"left": 211, "right": 202}))
    ws.plan(expect=2)


def test_a_group_on_the_offers_refuses_both(ws, aws, set_up):
    set_up(GROUP)
    ws.write(offers(BOTH, more=GROUP))
    refused = ws.apply(expect=1)
    assert refused.find(LAST, "legs", "allow_disruption", severity="error"), str(refused)
    assert not aws.changes()


@pytest.mark.parametrize("other_is_up", [True, False])
def test_a_group_on_the_offers_lets_one_go_while_the_other_is_up(ws, aws, set_up, other_is_up):
    """No tag shows it any more: the plan tells the process that deletes one that the state holds the other."""
    ids = set_up(GROUP)
    # The other one is planned first, so that the plan knows of it.
    ordered = offers({"left": 211, "right": 202}, more=GROUP).replace(
        'name          = "left"', 'name          = "left"\n  depends_on    = [interconnect_virtual_interface.right]')
    ws.write(ordered)
    ws.plan("-out=one.tfplan", expect=2)
    aws.router_answers(ids["right"], other_is_up)
    aws.reset_calls()
    applied = ws.apply("one.tfplan", expect=0 if other_is_up else 1)
    assert bool(applied.find(LAST, "legs", severity="error")) != other_is_up, str(applied)
    assert (ids["left"] in aws.interface_ids()) != other_is_up


@pytest.mark.parametrize("other_is_up", [True, False])
def test_a_group_on_the_offers_lets_one_move_while_the_other_is_up(ws, aws, set_up, other_is_up):
    """Nothing of the plan is handed on to a change in place: what leads to the same gateway of the same account is asked."""
    ids = set_up(GROUP)
    ws.write(moved("left"))
    ws.apply("-target=interconnect_connection.port_new")
    ws.plan("-out=move.tfplan", expect=2)
    aws.router_answers(ids["right"], other_is_up)
    aws.reset_calls()
    applied = ws.apply("move.tfplan", expect=0 if other_is_up else 1)
    assert bool(applied.find(LAST, "legs", severity="error")) != other_is_up, str(applied)
    assert bool(aws.changes()) == other_is_up


def test_an_offer_is_made_with_its_group_and_nothing_is_left_to_say(ws):
    """The tags went with the call that made it; the account that it is for decides them from then on."""
    ws.write(offers(more=GROUP + '\n  tags = { stage = "prod" }'))
    made = ws.apply()
    assert not made.find("only the owner of an object may tag it"), str(made)
    ws.plan(expect=0)


WAITS = "is not accepted yet"


def test_the_last_one_up_stays_while_another_one_waits(ws, aws, set_up, new_workspace):
    """Replaced one after the other: the second one not before the first one is accepted."""
    ids = set_up()
    ws.write(offers({"left": 211, "right": 202}))
    ws.apply()
    aws.reset_calls()
    after = {"left": 211, "right": 212}
    ws.write(offers(after))
    for step in (ws.plan, ws.apply):
        refused = step(expect=1)
        assert refused.find(WAITS, "left", PARTNER_ACCOUNT, "allow_disruption", severity="error"), str(refused)
    gone = ws.run("plan", "-json", "-detailed-exitcode", "-destroy", "-target=interconnect_virtual_interface.right")
    assert gone.find(WAITS, severity="error"), str(gone)
    assert not aws.changes()
    ws.write(offers(after, allow=f'allow_disruption = ["{ids["right"]}"]'))
    ws.plan(expect=2)
    theirs = new_workspace(aws.environment())
    it = ws.state()["interconnect_virtual_interface.left"]["id"]
    theirs.write(accepted(aws, {"left": it}).replace("= 201", "= 211"))
    theirs.apply()
    aws.router_answers(it, True)
    ws.write(offers(after))
    ws.plan(expect=2)

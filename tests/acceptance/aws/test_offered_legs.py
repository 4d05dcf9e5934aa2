"""Legs that one account offers and another one accepts, each with a provider configuration of its own: Terraform runs a process for each,
and none is told of the other's objects. The group stands on either half."""

import pytest

from hcl import connection
from vendors.aws import PARTNER_ACCOUNT, PARTNER_KEY, PARTNER_SECRET

VLANS = {"left": 201, "right": 202}
PROVIDERS = f"""
provider "interconnect" {{
  owner = "net-team/prod"
}}
provider "interconnect" {{
  alias = "partner"
  owner = "their-team"
  aws   = {{ region = "us-east-1", access_key = "{PARTNER_KEY}", secret_key = "{PARTNER_SECRET}" }}
}}
"""
REFUSAL = "would lose its last healthy member"
GROUP = 'redundancy_group = "legs"'


def leg(name, vlan, offered, accepted):
    return connection(f"port_{name}") + f"""
resource "interconnect_virtual_interface" "offer_{name}" {{
  cloud         = "aws"
  name          = "{name}"
  connection_id = interconnect_connection.port_{name}.id
  vlan          = {vlan}
  customer_asn  = "65000"
  aws           = {{ owner_account = "{PARTNER_ACCOUNT}" }}
  {offered}
}}
resource "interconnect_virtual_interface" "{name}" {{
  provider      = interconnect.partner
  cloud         = "aws"
  adopt         = interconnect_virtual_interface.offer_{name}.id
  name          = "{name}"
  connection_id = interconnect_connection.port_{name}.id
  vlan          = {vlan}
  customer_asn  = "65000"
  gateway_id    = "vgw-f9eb0c90"
  {accepted}
}}
"""


def legs(vlans=None, offered="", accepted=GROUP):
    return PROVIDERS + "".join(leg(name, vlan, offered, accepted) for name, vlan in (vlans or VLANS).items())


def set_up(ws, aws, text):
    ws.write(text)
    ws.apply()
    for name in VLANS:
        aws.router_answers(ws.state()[f"interconnect_virtual_interface.offer_{name}"]["id"], True)


def test_both_offers_of_a_group_may_not_go(ws, aws):
    set_up(ws, aws, legs())
    before = sorted(aws.interface_ids())
    aws.reset_calls()
    ws.write(legs({"left": 211, "right": 212}))
    for step in (ws.plan, ws.apply):
        refused = step(expect=1)
        assert refused.find(REFUSAL, "legs", "their-team", "allow_disruption", severity="error"), str(refused)
    assert sorted(aws.interface_ids()) == before and not aws.changes()


def test_one_may_while_the_other_is_up(ws, aws):
    set_up(ws, aws, legs())
    ws.write(legs({"left": 211, "right": 202}))
    planned = ws.plan(expect=None)
    assert not planned.find(REFUSAL, severity="error"), str(planned)
    aws.router_answers(ws.state()["interconnect_virtual_interface.offer_right"]["id"], False)
    refused = ws.plan(expect=1)
    assert refused.find(REFUSAL, "legs", severity="error"), str(refused)


@pytest.mark.parametrize("accepted", [GROUP, ""], ids=["on both halves", "on the offers"])
def test_a_group_on_the_offers_refuses_both_and_lets_one_go(ws, aws, accepted):
    set_up(ws, aws, legs(offered=GROUP, accepted=accepted))
    ws.write(legs({"left": 211, "right": 212}, offered=GROUP, accepted=accepted))
    refused = ws.plan(expect=1)
    assert refused.find(REFUSAL, "legs", severity="error"), str(refused)
    if not accepted:
        return
    ws.write(legs({"right": 202}, offered=GROUP, accepted=accepted))
    planned = ws.plan("-refresh=false", expect=None)
    assert not planned.find(REFUSAL, severity="error"), str(planned)

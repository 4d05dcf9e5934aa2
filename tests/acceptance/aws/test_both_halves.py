"""An interface that one account offers and another one takes over, both in one configuration: what has to be made anew is made anew with
its other half. Each provider configuration is a process of its own, and is told nothing of the other one's objects."""

import pytest

from hcl import connection
from vendors.aws import PARTNER_ACCOUNT, PARTNER_KEY, PARTNER_SECRET

OFFER, TAKEN, PEER = "interconnect_virtual_interface.offer", "interconnect_virtual_interface.taken", "interconnect_bgp_peer.six"
TEXT = """
provider "interconnect" {{
  aws = {{ region = "us-east-1" }}
  {allowed}
}}

provider "interconnect" {{
  alias = "tenant"
  aws   = {{ region = "us-east-1", access_key = "{key}", secret_key = "{secret}" }}
}}

resource "interconnect_connection" "port" {{
  cloud     = "aws"
  name      = "port"
  location  = "EqDC2"
  bandwidth = "1Gbps"
}}

resource "interconnect_virtual_interface" "offer" {{
  cloud         = "aws"
  name          = "leg"
  connection_id = interconnect_connection.port.id
  vlan          = {vlan}
  customer_asn  = {asn}
  aws           = {{ owner_account = "{account}" }}
}}

resource "interconnect_virtual_interface" "taken" {{
  provider      = interconnect.tenant
  cloud         = "aws"
  adopt         = interconnect_virtual_interface.offer.id
  name          = interconnect_virtual_interface.offer.name
  connection_id = interconnect_virtual_interface.offer.connection_id
  vlan          = interconnect_virtual_interface.offer.vlan
  customer_asn  = interconnect_virtual_interface.offer.customer_asn
  gateway_id    = "vgw-f9eb0c90"
  {more}
}}

resource "interconnect_bgp_peer" "six" {{
  provider             = interconnect.tenant
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.taken.id
  address_family       = "ipv6"
  customer_asn         = 65010
}}
"""


def text(vlan=201, more="", asn=65010, allowed=""):
    return TEXT.format(vlan=vlan, more=more, asn=asn, allowed=allowed, key=PARTNER_KEY, secret=PARTNER_SECRET, account=PARTNER_ACCOUNT)


@pytest.mark.parametrize("on_destroy", ("keep", "delete"))
def test_another_vlan_is_one_change(ws, aws, on_destroy):
    more = f'on_destroy = "{on_destroy}"'
    ws.write(text(201, more))
    ws.apply()
    before = ws.state()[OFFER]["id"]
    ws.write(text(211, more))
    planned = ws.plan(expect=2)
    for address in (OFFER, TAKEN, PEER):
        assert planned.changes[address] == "replace", (address, planned.changes)
    ws.apply()
    state = ws.state()
    assert state[OFFER]["id"] == state[TAKEN]["id"] == state[PEER]["virtual_interface_id"] != before
    assert aws.interface_of(state[TAKEN]["id"])["vlan"] == 211
    ws.plan(expect=0)


AGAIN = "lifecycle {\n    replace_triggered_by = [interconnect_virtual_interface.offer]\n  }"


@pytest.mark.parametrize("said", (True, False))
def test_the_offer_is_replaced_with_its_other_half(ws, said):
    ws.write(text(more=AGAIN if said else ""))
    ws.apply()
    before = ws.state()[OFFER]["id"]
    if not said:  # what is taken over may come out as it is
        assert "Value is not known yet" in str(ws.apply(f"-replace={OFFER}", expect=1))
    ws.apply(*([f"-replace={OFFER}"] if said else []))
    state = ws.state()
    assert state[OFFER]["id"] == state[TAKEN]["id"] != before
    ws.plan(expect=0)


# A data source that waits for something else tells its values only when it is read: they come out as they are.
def test_an_offer_whose_id_is_read_later_is_not_given_up(ws, aws):
    looked = """
data "interconnect_virtual_interface" "offer" {
  cloud      = "aws"
  name       = "leg"
  depends_on = [terraform_data.other, interconnect_virtual_interface.offer]
}

resource "terraform_data" "other" {
  input = "INPUT"
}
"""
    late = (text() + looked).replace("adopt         = interconnect_virtual_interface.offer.id", "adopt         = data.interconnect_virtual_interface.offer.id")
    ws.write(late.replace("INPUT", "one"))
    ws.apply()
    before = ws.state()
    aws.sim.reset_calls()
    ws.write(late.replace("INPUT", "two"))
    ws.apply()
    assert not [name for name in aws.sim.calls() if name.startswith(("Create", "Delete", "Confirm", "Update"))], aws.sim.calls()
    assert {name: ws.state()[name]["id"] for name in (TAKEN, PEER)} == {name: before[name]["id"] for name in (TAKEN, PEER)}
    ws.plan(expect=0)


GROUPED = 'redundancy_group = "legs"'  # its guard lists before the other half goes
LOOKED_UP = """
data "interconnect_virtual_interface" "it" {
  provider   = interconnect.tenant
  cloud      = "aws"
  name       = "leg"
  depends_on = [interconnect_virtual_interface.taken]
}

data "interconnect_virtual_interfaces" "all" {
  provider   = interconnect.tenant
  cloud      = "aws"
  depends_on = [interconnect_virtual_interface.taken]
}

data "interconnect_link" "it" {
  provider   = interconnect.tenant
  cloud      = "aws"
  id         = interconnect_virtual_interface.taken.id
  depends_on = [interconnect_bgp_peer.six]
}
"""


def test_what_the_other_process_deleted_is_not_looked_up(ws):
    """The process of the account that accepts listed before the one of the account that offers deleted."""
    ws.write(text(201, GROUPED) + LOOKED_UP)
    ws.apply()
    before = ws.state()[OFFER]["id"]
    ws.write(text(211, GROUPED) + LOOKED_UP)
    ws.apply()
    state = ws.state()
    it = state[OFFER]["id"]
    assert it != before and state["data.interconnect_virtual_interface.it"]["id"] == it
    assert state["data.interconnect_virtual_interfaces.all"]["ids"] == [it]
    assert state["data.interconnect_link.it"]["id"] == it
    ws.plan(expect=0)


def test_another_asn_is_one_change_if_it_is_acknowledged(ws):
    ws.write(text())
    ws.apply()
    before = ws.state()[OFFER]["id"]
    allowed = f'allow_replacement = ["{before}"]'
    ws.write(text(asn=65011))
    refused = ws.plan(expect=1)
    assert refused.find(OFFER, "Another account decides this", allowed, severity="error"), str(refused)
    ws.write(text(asn=65011, allowed=allowed))
    ws.apply()
    state = ws.state()
    assert state[OFFER]["id"] == state[TAKEN]["id"] != before and state[TAKEN]["customer_asn"] == "65011"
    ws.write(text(asn=65011))
    ws.plan(expect=0)


def renamed(name, ignored):
    """Both halves with a name of their own, which that of the tenant decides."""
    written = text().replace("name          = interconnect_virtual_interface.offer.name", f'name          = "{name}"')
    written = written.replace('name          = "leg"', f'name          = "{name}"')
    owner = f'aws           = {{ owner_account = "{PARTNER_ACCOUNT}" }}'
    return written.replace(owner, owner + "\n  lifecycle { ignore_changes = [name] }") if ignored else written


def test_a_name_is_changed_at_the_half_that_decides_it(ws, aws):
    ws.write(renamed("leg", ignored=False))
    ws.apply()
    it = ws.state()[OFFER]["id"]
    ws.write(renamed("arm", ignored=False))
    refused = ws.plan(expect=1)
    assert refused.find(OFFER, "Another account decides this", "ignore_changes = [name]", severity="error"), str(refused)
    ws.write(renamed("arm", ignored=True))
    assert ws.plan(expect=2).changes == {TAKEN: "update"}
    ws.apply()
    assert aws.interface_of(it)["virtualInterfaceName"] == "arm"
    ws.plan(expect=0)


def test_a_written_out_id_takes_nothing_over_any_more(ws):
    """The process of the account that accepts is told nothing of the offer's end: both say what to write instead."""
    ws.write(text())
    ws.apply()
    it = ws.state()[OFFER]["id"]
    literal = text(vlan=211).replace("interconnect_virtual_interface.offer.id\n", f'"{it}"\n')
    for line in ("vlan", "connection_id", "customer_asn"):  # no word of the offer is left
        literal = literal.replace(f"{line:13} = interconnect_virtual_interface.offer.{line}\n", "" if line != "customer_asn" else "customer_asn  = 65010\n")
    ws.write(literal)
    planned = ws.plan(expect=2)
    assert planned.find(OFFER, "adopt has to refer to the id of this resource", severity="warning"), str(planned)
    ws.apply()
    refused = ws.plan(expect=1)
    assert refused.find(TAKEN, "adopt refers to the id of the resource that offers it", severity="error"), str(refused)
    ws.write(text(vlan=211))
    ws.apply()
    ws.plan(expect=0)


def test_a_half_that_was_forgotten_may_go_with_its_offer(ws):
    ws.write(text())
    ws.apply()
    ws.write(text(vlan=211))
    said = ws.apply()
    assert said.find("was only forgotten", "it is deleted with that", severity="warning"), str(said)


def test_the_half_that_does_not_see_a_connection_does_not_move(ws):
    """It is for the other half, which is applied first."""
    spare = connection("spare")
    ws.write(text() + spare)
    ws.apply()
    moved = text().replace("connection_id = interconnect_connection.port.id", "connection_id = interconnect_connection.spare.id")
    ws.write(moved + spare)
    refused = ws.plan(expect=1)
    assert refused.find(TAKEN, "another account's", "-target", severity="error"), str(refused)
    ws.apply(f"-target={OFFER}")
    ws.plan(expect=0)

"""Whom an interface is for may be known only after the apply. Should it come out as one's own account, a plain interface needs more: that is
said when planning, and refused where a port would be ordered for it."""

import re

import pytest

pytestmark = pytest.mark.needs("orders_connections")
# What a plain interface needs and one for another account must not have.
PLAIN = {"aws": ("gateway_id",), "alibaba": ("cloud_address", "customer_address", "customer_asn")}


def pieces(cloud):
    """HCL of the account, the port, and an interface for that account, which is not known when planning."""
    member, _, another = cloud.owner_field
    port, port_id = cloud.port("port")
    interface = cloud.interface("vif", port_id, more=f"{cloud.name} = {{ {member} = terraform_data.whose.output }}")
    for name in PLAIN[cloud.name]:
        interface = re.sub(rf"\n *{name} *= [^\n]*", "", interface)
    return f'resource "terraform_data" "whose" {{\n  input = "{another}"\n}}\n', port, interface


def test_nothing_is_ordered_for_what_may_be_refused(ws, cloud):
    whose, port, interface = pieces(cloud)
    ws.write(whose + port + interface)
    refused = ws.plan(expect=1)
    assert refused.find("not known what this object needs", "-target", severity="error"), str(refused)
    ws.apply(expect=1)
    assert not cloud.changes()
    ws.apply("-target=terraform_data.whose")
    ws.plan(expect=2)


def test_on_a_port_that_is_there_it_is_said(ws, cloud):
    whose, port, interface = pieces(cloud)
    ws.write(port)
    ws.apply()
    ws.write(whose + port + interface)
    planned = ws.plan(expect=2)
    assert planned.find("not known what this object needs", severity="warning"), str(planned)
    ws.apply()
    ws.plan(expect=0)

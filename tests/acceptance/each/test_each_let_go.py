"""Terraform tells no provider what leaves the state and stays in the cloud: a connection that goes in the same apply is not deleted from under
its interface, and nothing is taken off before that is seen."""

import pytest

from pieces import PORT, VIF, link

pytestmark = pytest.mark.needs("orders_connections")


def let_go(address):
    return f"removed {{\n  from = {address}\n  lifecycle {{\n    destroy = false\n  }}\n}}\n"


def test_a_connection_stays_under_an_interface_that_the_state_let_go_of(ws, cloud):
    ws.write(link(cloud))
    ws.apply()
    interfaces, ports = cloud.interface_ids(), cloud.may_end()
    cloud.reset_calls()
    ws.write(let_go(VIF))
    refused = ws.apply(expect=1)
    assert refused.find("goes from under an interface", interfaces[0], severity="error"), str(refused)
    assert not cloud.changes() and cloud.interface_ids() == interfaces and cloud.may_end() == ports
    ws.write(let_go(VIF) + let_go(PORT))
    ws.apply()
    assert not cloud.changes() and not ws.state()

"""Interfaces of one configuration that change places, where that is a change in place: in a circle the plan is refused, whichever
Terraform plans last; in a row the apply does it, at once, whichever it begins with."""

import pytest

pytestmark = [pytest.mark.needs("has_interfaces"), pytest.mark.needs("moves_interfaces")]


def interfaces(cloud, places):
    """Interfaces i0, i1, … each at the place of that number: a port or a VLAN."""
    ports = [cloud.port(f"port{number}") for number in range(4 if cloud.moves_by == "port" else 1)]
    text = "".join(hcl for hcl, _ in ports)
    for number, place in enumerate(places):
        port, vlan = (ports[place][1], 101) if cloud.moves_by == "port" else (ports[0][1], 101 + place)
        one = cloud.interface(f"i{number}", port, vlan)
        text += one.replace("10.0.0.", f"10.0.{number}.")
    return text


@pytest.mark.parametrize("circle", [(1, 0), (1, 2, 0)])
def test_a_circle_is_refused(ws, cloud, circle):
    ws.write(interfaces(cloud, range(len(circle))))
    ws.apply()
    cloud.reset_calls()
    ws.write(interfaces(cloud, circle))
    refused = ws.apply(expect=1)
    assert "Places are exchanged" in str(refused) or "VLAN is taken" in str(refused), str(refused)
    assert not cloud.changes()


@pytest.mark.parametrize("row", [(1, 2), (1, 2, 3), (2, 0)])
def test_a_row_is_done_at_once(ws, cloud, row):
    ws.write(interfaces(cloud, range(len(row))))
    ws.apply()
    cloud.fault("*", "delay", delay_ms=150, count=1000)
    ws.write(interfaces(cloud, row))
    ws.apply()
    ws.plan(expect=0)

"""An interface's own session that is not there any more: taken away by hand, or by a change that died half-way. It is drift
that matters, it is ill health, and the next apply makes it again; on each cloud, through both front doors."""

import pytest

import desired
from pieces import VIF, link, port_of, write_only

pytestmark = pytest.mark.needs("has_interfaces")

KEY = "first-key-1"


def both_sessions(cloud, key=KEY, version=1):
    return link(cloud, write_only(f'"{key}"', version)) + cloud.second_session("vif")


def lose(cloud, interface, family="ipv4"):
    cloud.router_answers(interface, True)
    cloud.remove(cloud.session_id(interface, family))
    assert set(cloud.sessions(interface)) == {"ipv4", "ipv6"} - {family}


def whole(cloud, interface, key=KEY):
    sessions = cloud.sessions(interface)
    assert set(sessions) == {"ipv4", "ipv6"}, sessions
    assert sessions["ipv4"][cloud.session_key] == key
    assert cloud.interface_ids() == [interface], "the interface itself stayed"


HEALTH = """
data "interconnect_health" "vif" {{
  cloud = "{}"
  ids   = [{}.id]
}}
output "up" {{ value = data.interconnect_health.vif.all_up }}
"""


def is_up(ws, cloud):
    """As the data source tells it, in the configuration that says which sessions there are to be. Beside a change of the interface
    Terraform reads it when that is done, so nothing is to be changed here."""
    ws.write(both_sessions(cloud) + HEALTH.format(cloud.name, VIF))
    ws.plan("-refresh-only", "-out=health.tfplan")
    told = ws.show("health.tfplan")["planned_values"]["outputs"]["up"]["value"]
    ws.write(both_sessions(cloud))
    return told


def test_taken_away_by_hand(ws, cloud):
    ws.write(both_sessions(cloud))
    ws.apply()
    interface = ws.state()[VIF]["id"]
    addresses = [ws.state()[VIF][end] for end in ("cloud_address", "customer_address")]
    cloud.router_answers(interface, True)
    assert is_up(ws, cloud) is True
    lose(cloud, interface)
    assert is_up(ws, cloud) is False
    assert ws.plan(expect=2).changes == {VIF: "update"}
    ws.apply()
    whole(cloud, interface)
    assert [ws.state()[VIF][end] for end in ("cloud_address", "customer_address")] == addresses
    ws.plan(expect=0)


def test_another_interface_beside_a_session_that_was_made_again(ws, cloud):
    """The cloud lists the sessions in another order now; whose they are stays what the configuration says."""
    ws.write(both_sessions(cloud))
    ws.apply()
    lose(cloud, ws.state()[VIF]["id"])
    ws.apply()
    other = cloud.interface("other", port_of(ws, cloud, "port"), vlan=126)
    ws.write(both_sessions(cloud) + other.replace('"169.254.64.', '"169.254.66.').replace('"10.0.0.', '"10.0.4.'))
    assert ws.plan(expect=2).changes == {"interconnect_virtual_interface.other": "create"}
    ws.apply()
    ws.plan(expect=0)


@pytest.mark.needs("replaces_sessions")
def test_a_key_rotation_that_died_half_way(ws, cloud):
    ws.write(both_sessions(cloud))
    ws.apply()
    interface = ws.state()[VIF]["id"]
    cloud.fault(cloud.create_session, "fail", code="NotToday", message="not on a Saturday", http_status=400)
    ws.write(both_sessions(cloud, "second-key-2", 2))
    ws.apply(expect=1)
    assert set(cloud.sessions(interface)) == {"ipv6"}
    assert ws.plan(expect=2).changes == {VIF: "update"}
    ws.apply()
    whole(cloud, interface, "second-key-2")
    ws.plan(expect=0)


def test_by_the_command_line(ws, cloud, new_repository):
    text = link(cloud) + cloud.second_session("vif")
    ws.write(text)
    ws.plan("-out=convert.tfplan")
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    repository.apply()
    interface = cloud.interface_ids()[0]
    lose(cloud, interface)
    report = repository.run("drift", "--json", expect=2).json()
    found = [one for one in report["findings"] if one["address"] == "virtual_interface.vif"]
    assert [one["class"] for one in found] == ["material"], report
    health = {(one["address"], one["address_family"]): one["state"] for one in report["health"]["sessions"]}
    assert health["virtual_interface.vif", None] == "down" and health["virtual_interface.vif", "ipv4"] == "down", health
    assert health["bgp_peer.six", "ipv6"] == "up", health
    repository.apply()
    assert set(cloud.sessions(interface)) == {"ipv4", "ipv6"} and cloud.interface_ids() == [interface]
    assert repository.plan()["steps"] == []


def test_taken_over_without_its_session(ws, cloud, new_workspace):
    """What a takeover finds without a session gets one."""
    ws.write(link(cloud))
    ws.apply()
    interface = ws.state()[VIF]["id"]
    port = port_of(ws, cloud, "port")
    cloud.remove(cloud.session_id(interface, "ipv4"))
    assert not cloud.sessions(interface)
    other = new_workspace(cloud.environment())
    other.write(cloud.interface("vif", port, more=f'adopt = "{interface}"'))
    other.apply()
    assert set(cloud.sessions(interface)) == {"ipv4"} and cloud.interface_ids() == [interface]
    other.plan(expect=0)

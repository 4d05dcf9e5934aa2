"""Health names the session that it speaks of, however many an interface has."""

import re

import pytest

import desired
from pieces import link

pytestmark = pytest.mark.needs("has_interfaces")


@pytest.fixture
def repository(ws, cloud, new_repository):
    ws.write(link(cloud) + cloud.further_sessions("vif"))
    ws.plan("-out=convert.tfplan")
    made = new_repository(cloud.environment())
    made.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    made.apply()
    return made


def test_each_session_is_named_once(repository, cloud):
    metrics = repository.folder / "interconnect.prom"
    health = repository.run("drift", "--json", "--prometheus", str(metrics), expect=None).json()["health"]
    told = [one for one in health["sessions"] if one["address_family"]]
    peers = re.findall(r'"interconnect_bgp_peer" "(\w+)"', cloud.further_sessions("vif"))
    wanted = sorted([f"bgp_peer.{name}" for name in peers] + ["virtual_interface.vif"])
    assert sorted(one["address"] for one in told) == wanted, told
    assert len({one["id"] for one in told}) == len(told), told
    counted = [line for line in metrics.read_text().splitlines()
               if line.startswith("interconnect_session_up") and 'address_family="ip' in line]
    text = repository.run("drift", expect=None).out
    for address in wanted:
        assert sum(f'address="{address}"' in line for line in counted) == 1, counted
        assert address in text, text

"""What happens when something breaks half way: nothing is created twice, lost, tainted or stolen."""

import pytest

from alibaba_hcl import EVERYTHING, VIF, port, router

ONE_OF_EACH = {"physicalConnections": 1, "virtualBorderRouters": 1, "bgpGroups": 2, "bgpPeers": 2, "bgpNetworks": 1}


def converges(ws, cloud):
    for address, attributes in ws.state().items():
        assert attributes["(status)"] != "tainted", address
    ws.apply()
    ws.plan(expect=0)
    assert {name: len(cloud.there(name)) for name in ONE_OF_EACH} == ONE_OF_EACH


def test_an_error_after_the_id_exists_does_not_taint(ws_alibaba, alibaba):
    alibaba.fault("CreateBgpGroup", "fail", code="IllegalParam.PeerAsn", message="not today", http_status=400)
    ws_alibaba.write(port() + router('customer_asn = "65000"'))
    result = ws_alibaba.apply()
    assert result.find(VIF, "not today", severity="warning"), str(result)
    assert ws_alibaba.state()[VIF]["(status)"] != "tainted"
    assert ws_alibaba.plan(expect=2).changes == {VIF: "update"}
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)


def test_throttling_and_conflicts_are_waited_out(ws_alibaba, alibaba):
    alibaba.fault("*", "throttle", count=3)
    alibaba.fault("CreateVirtualBorderRouter", "fail", code="TaskConflict", message="busy", http_status=400)
    alibaba.fault("CreateBgpGroup", "fail", code="OperationConflict", message="busy", http_status=400)
    ws_alibaba.write(EVERYTHING)
    ws_alibaba.apply()
    converges(ws_alibaba, alibaba)


@pytest.mark.sim("--lifecycle")
def test_states_that_take_their_time(ws_alibaba, alibaba):
    """With time passing as in the real service every wait is one; the port alone takes a minute."""
    ws_alibaba.write(port().replace("enabled = true", "enabled = false"))
    ws_alibaba.apply()
    for _ in range(3):
        alibaba.sim.advance(600_000)
    ws_alibaba.write(EVERYTHING)
    ws_alibaba.apply()
    converges(ws_alibaba, alibaba)
    ws_alibaba.destroy()
    alibaba.sim.advance(600_000)
    assert not any(alibaba.there(name) for name in ONE_OF_EACH)

"""What happens when something breaks half way: nothing is created twice, lost, tainted or stolen."""

import os
import pathlib
import signal
import time

import pytest

from alibaba_hcl import EVERYTHING, PORT, VIF, port, router

# The create, and the list of the simulator its object is in.
CREATES = {"CreatePhysicalConnection": "physicalConnections", "CreateVirtualBorderRouter": "virtualBorderRouters",
           "CreateBgpGroup": "bgpGroups", "CreateBgpPeer": "bgpPeers", "AddBgpNetwork": "bgpNetworks"}
ONE_OF_EACH = {"physicalConnections": 1, "virtualBorderRouters": 1, "bgpGroups": 2, "bgpPeers": 2, "bgpNetworks": 1}


def plugin_of(terraform_pid):
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"PPid:\t{terraform_pid}\n" in (entry / "status").read_text():
                if "terraform-provider-interconnect" in (entry / "cmdline").read_text():
                    return int(entry.name)
        except OSError:
            continue
    raise AssertionError("terraform has no provider process")


def converges(ws, cloud):
    for address, attributes in ws.state().items():
        assert attributes["(status)"] != "tainted", address
    ws.apply()
    ws.plan(expect=0)
    assert {name: len(cloud.there(name)) for name in ONE_OF_EACH} == ONE_OF_EACH


@pytest.mark.parametrize("operation", CREATES)
def test_a_lost_answer_makes_no_second_object(ws_alibaba, alibaba, operation):
    alibaba.fault(operation, "lose_response")
    ws_alibaba.write(EVERYTHING)
    ws_alibaba.apply()
    converges(ws_alibaba, alibaba)


@pytest.mark.parametrize("operation", CREATES)
def test_killing_the_provider_in_the_middle_of_a_create(ws_alibaba, alibaba, operation):
    alibaba.fault(operation, "late_response", delay_ms=60000)
    ws_alibaba.write(EVERYTHING)
    process = ws_alibaba.start("apply", "-json", "-auto-approve")
    deadline = time.monotonic() + 60
    while not alibaba.there(CREATES[operation]):
        assert time.monotonic() < deadline, operation
        time.sleep(0.02)
    os.kill(plugin_of(process.pid), signal.SIGKILL)
    assert ws_alibaba.finish(process, ("apply",)).code == 1
    converges(ws_alibaba, alibaba)


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


def test_a_strangers_object_is_not_taken(ws_alibaba, alibaba, new_workspace):
    """The same VLAN by somebody else: refused, with the import block that would take it."""
    ws_alibaba.write(port() + router(name="theirs"))
    ws_alibaba.apply()
    state = ws_alibaba.state()
    theirs = state["interconnect_virtual_interface.theirs"]["id"]
    other = new_workspace(alibaba.environment())
    other.write(router(connection=f'"{state[PORT]["id"]}"'))
    result = other.apply(expect=1)
    assert result.find("125", theirs, "import", f"alibaba/cn-hangzhou/{theirs}", severity="error"), str(result)
    assert len(alibaba.there("virtualBorderRouters")) == 1


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

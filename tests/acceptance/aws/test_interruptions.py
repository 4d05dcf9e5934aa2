"""What happens when something breaks half way: nothing is created twice, lost, tainted or stolen."""

import os
import signal

import pytest

from hcl import PEER, PORT, VIF, connection, interface, peer
from processes import plugin_of, wait_until


def converges(ws, aws, tainted=()):
    """Another run finishes the work, and there is one of each."""
    for address, attributes in ws.state().items():
        assert attributes["(status)"] != "tainted" or address in tainted, address
    result = ws.apply()
    ws.plan(expect=0)
    assert len(aws.interfaces()) == 1 and len(aws.connections()) == 1
    return result


def exists(aws, operation):
    """True once the simulator has carried out the create."""
    if operation == "CreateConnection":
        return aws.connections()
    if operation == "CreateBGPPeer":
        return [v for v in aws.interfaces() if len(v["bgpPeers"]) > 1]
    return aws.interfaces()


CREATES = {"CreateConnection": None, "CreatePrivateVirtualInterface": PORT, "CreateBGPPeer": VIF}


def apply_until(ws, aws, operation, delay_ms):
    """Starts an apply, and returns when the create is carried out but not yet answered."""
    ws.write(connection() + interface() + peer())
    if CREATES[operation]:
        ws.apply(f"-target={CREATES[operation]}")
    aws.fault(operation, "late_response", delay_ms=delay_ms)
    process = ws.start("apply", "-json", "-auto-approve")
    wait_until(lambda: exists(aws, operation), operation)
    return process


@pytest.mark.parametrize("operation", CREATES)
def test_interrupting_an_apply_leaves_something_to_resume(ws, aws, operation):
    process = apply_until(ws, aws, operation, 1000)
    os.killpg(process.pid, signal.SIGINT)
    result = ws.finish(process, ("apply",))
    assert "interrupt" in (result.out + result.err).lower(), str(result)
    converges(ws, aws)
    assert aws.calls()[operation] == 1


@pytest.mark.parametrize("operation", CREATES)
def test_killing_the_provider_in_the_middle_of_a_create(ws, aws, operation):
    process = apply_until(ws, aws, operation, 60000)
    os.kill(plugin_of(process.pid), signal.SIGKILL)
    assert ws.finish(process, ("apply",)).code == 1
    result = converges(ws, aws)
    assert aws.calls()[operation] == 1
    assert result.warnings, "taking over what was left is said"


@pytest.mark.parametrize("operation", ["CreateConnection", "CreatePrivateVirtualInterface", "CreateBGPPeer"])
def test_a_lost_answer_is_looked_up_not_repeated(ws, aws, operation):
    aws.fault(operation, "lose_response")
    ws.write(connection() + interface() + peer())
    ws.apply()
    assert aws.calls()[operation] == 1
    ws.plan(expect=0)
    assert len(aws.interfaces()) == 1 and len(aws.connections()) == 1


def test_an_error_after_the_id_exists_does_not_taint(ws, aws):
    """Every read fails from the moment the interface exists."""
    process = apply_until(ws, aws, "CreatePrivateVirtualInterface", 1000)
    aws.fault("DescribeVirtualInterfaces", "fail", count=1000, code="DirectConnectClientException",
              message="the service is not itself today", http_status=400)
    result = ws.finish(process, ("apply",))
    assert result.find(VIF, severity="warning"), str(result)
    assert not result.find(VIF, severity="error"), str(result)
    assert ws.state()[VIF]["id"].startswith("dxvif-") and ws.state()[VIF]["(status)"] != "tainted"
    aws.sim.control("DELETE", "/faults")
    converges(ws, aws)


def test_a_refused_create_leaves_nothing(ws, aws):
    aws.fault("CreatePrivateVirtualInterface", "fail", code="DirectConnectClientException",
              message="The VirtualGateway vgw-f9eb0c90 is not available", http_status=400)
    ws.write(connection() + interface())
    result = ws.apply(expect=1)
    assert result.find(VIF, "vgw-f9eb0c90 is not available", severity="error"), str(result)
    assert set(ws.state()) == {PORT}
    converges(ws, aws)


def test_throttling_is_waited_out(ws, aws):
    aws.fault("*", "throttle", count=4)
    ws.write(connection() + interface())
    ws.apply()
    ws.plan(expect=0)


def test_a_strangers_object_is_not_taken(ws, aws, new_workspace):
    """The same VLAN by somebody else: refused, with the import block that would take it."""
    ws.write(connection() + interface(name="theirs"))
    ws.apply()
    state = ws.state()
    port, theirs = state[PORT]["id"], state["interconnect_virtual_interface.theirs"]["id"]
    other = new_workspace(aws.environment())
    other.write(interface(connection_id=f'"{port}"', asn="65001"))
    result = other.apply(expect=1)
    assert result.find("125", theirs, "import", f"aws/us-east-1/{theirs}", severity="error"), str(result)
    assert len(aws.interfaces()) == 1


def test_a_lost_state_is_rebuilt_by_running_again(ws, aws):
    """Objects carry the mark of their create, so the same configuration finds its own."""
    ws.write(connection())
    ws.apply()
    before = ws.state()[PORT]["id"]
    for path in ws.folder.glob("terraform.tfstate*"):
        path.unlink()
    result = ws.apply()
    assert ws.state()[PORT]["id"] == before and result.warnings, str(result)
    assert len(aws.connections()) == 1
    ws.plan(expect=0)


def test_an_object_deleted_by_hand_is_planned_again(ws, aws):
    ws.write(connection() + interface() + peer())
    ws.apply()
    aws.remove(ws.state()[VIF]["id"])
    planned = ws.plan(expect=2)
    assert planned.changes[VIF] == "create" and planned.changes[PEER] in ("create", "replace"), str(planned)
    ws.apply()
    ws.plan(expect=0)

"""What happens when something breaks half way: nothing is created twice, lost, tainted or stolen."""

import os
import signal

import pytest

from hcl import OWNER, PORT, VIF, connection, interface, peer
from processes import plugin_of, wait_until


def converges(ws, aws, tainted=()):
    """Another run finishes the work, and there is one of each."""
    for address, attributes in ws.state().items():
        assert attributes["(status)"] != "tainted" or address in tainted, address
    result = ws.resume()
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
    ws.write(OWNER + connection() + interface() + peer())
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
    if operation != "CreateBGPPeer":  # nothing shows whose a session is: it was imported
        assert result.find("taken over", severity="warning"), str(result)


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


def test_a_lost_state_is_rebuilt_by_running_again(ws, aws):
    """Objects carry the mark of their create, so the same configuration finds its own, if it says who it is."""
    ws.write(OWNER + connection())
    ws.apply()
    before = ws.state()[PORT]["id"]
    for path in ws.folder.glob("terraform.tfstate*"):
        path.unlink()
    result = ws.apply()
    assert ws.state()[PORT]["id"] == before and result.warnings, str(result)
    assert len(aws.connections()) == 1
    ws.plan(expect=0)

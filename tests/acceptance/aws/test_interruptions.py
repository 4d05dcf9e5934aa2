"""What happens when something breaks half way: nothing is created twice, lost, tainted or stolen."""

import os
import pathlib
import signal
import time

import pytest

from hcl import PEER, PORT, VIF, connection, interface, peer


def wait_until(condition, what, seconds=30):
    """Polls; the bound is for a broken build only."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds} s"
        time.sleep(0.02)


def in_progress(aws, operation):
    """True once the simulator has received the call."""
    return aws.calls().get(operation, 0) > 0


def live(aws, table, state):
    return [o for o in aws.objects()[table] if o.get(state) not in ("deleted", "deleting")]


def interfaces(aws):
    return live(aws, "virtualInterfaces", "virtualInterfaceState")


def connections(aws):
    return live(aws, "connections", "connectionState")


def plugin_of(terraform_pid):
    """The provider process that terraform started."""
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"PPid:\t{terraform_pid}\n" in (entry / "status").read_text():
                if "terraform-provider-interconnect" in (entry / "cmdline").read_text():
                    return int(entry.name)
        except OSError:
            continue
    raise AssertionError("terraform has no provider process")


def converges(ws, aws, tainted=()):
    """Another run finishes the work, and there is one of each."""
    for address, attributes in ws.state().items():
        assert attributes["(status)"] != "tainted" or address in tainted, address
    result = ws.apply()
    assert ws.plan(expect=0)
    assert len(interfaces(aws)) == 1 and len(connections(aws)) == 1
    return result


def test_interrupting_an_apply_leaves_something_to_resume(ws, aws):
    ws.write(connection() + interface())
    ws.apply(f"-target={PORT}")
    aws.fault("CreatePrivateVirtualInterface", nth=1, kind="delay", ms=1500)
    process = ws.start("apply", "-json", "-auto-approve")
    wait_until(lambda: in_progress(aws, "CreatePrivateVirtualInterface"), "the create")
    os.killpg(process.pid, signal.SIGINT)
    result = ws.finish(process, ("apply",))
    assert "Stopping operation" in result.out or result.code in (0, 1), str(result)
    converges(ws, aws)


@pytest.mark.parametrize("kind,operation,table", [("connection", "CreateConnection", "connections"),
                                                  ("interface", "CreatePrivateVirtualInterface", "virtualInterfaces"),
                                                  ("peer", "CreateBGPPeer", None)])
def test_killing_the_provider_in_the_middle_of_a_create(ws, aws, kind, operation, table):
    steps = {"connection": [], "interface": [f"-target={PORT}"], "peer": [f"-target={VIF}"]}[kind]
    ws.write(connection() + interface() + peer())
    if steps:
        ws.apply(*steps)
    # The call is carried out, its answer comes too late for anybody.
    aws.fault(operation, nth=1, kind="lose_response", ms=1500)
    process = ws.start("apply", "-json", "-auto-approve")
    wait_until(lambda: in_progress(aws, operation), "the create")
    os.kill(plugin_of(process.pid), signal.SIGKILL)
    assert ws.finish(process, ("apply",)).code == 1
    result = converges(ws, aws)
    assert aws.calls()[operation] in (1, 2)
    if aws.calls()[operation] == 1:
        assert result.find("existed", severity="warning") or result.warnings, str(result)


@pytest.mark.parametrize("operation", ["CreateConnection", "CreatePrivateVirtualInterface", "CreateBGPPeer"])
def test_a_lost_answer_is_looked_up_not_repeated(ws, aws, operation):
    aws.fault(operation, nth=1, kind="lose_response")
    ws.write(connection() + interface() + peer())
    ws.apply()
    assert aws.calls()[operation] == 1
    ws.plan(expect=0)
    assert len(interfaces(aws)) == 1 and len(connections(aws)) == 1


def test_an_error_after_the_id_exists_does_not_taint(ws, aws):
    """Every read fails from the moment the interface is created."""
    ws.write(connection() + interface())
    ws.apply(f"-target={PORT}")
    aws.fault("CreatePrivateVirtualInterface", nth=1, kind="delay", ms=800)
    process = ws.start("apply", "-json", "-auto-approve")
    wait_until(lambda: in_progress(aws, "CreatePrivateVirtualInterface"), "the create")
    aws.fault("DescribeVirtualInterfaces", nth=1, count=1000, kind="fail", code="DirectConnectClientException",
              message="the service is not itself today", http_status=400)
    result = ws.finish(process, ("apply",))
    assert result.code == 0 and result.warnings, str(result)
    assert ws.state()[VIF]["id"].startswith("dxvif-") and ws.state()[VIF]["(status)"] != "tainted"
    aws.sim.control("DELETE", "/faults")
    assert ws.plan().code == 0


def test_a_refused_create_leaves_nothing(ws, aws):
    aws.fault("CreatePrivateVirtualInterface", nth=1, kind="fail", code="DirectConnectClientException",
              message="The VirtualGateway vgw-f9eb0c90 is not available", http_status=400)
    ws.write(connection() + interface())
    result = ws.apply(expect=1)
    assert result.find(VIF, "vgw-f9eb0c90 is not available", severity="error"), str(result)
    assert set(ws.state()) == {PORT}
    converges(ws, aws)


def test_throttling_is_waited_out(ws, aws):
    aws.fault("*", nth=1, count=4, kind="throttle")
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
    assert len(interfaces(aws)) == 1


def test_a_lost_state_is_rebuilt_by_running_again(ws, aws):
    """Objects carry the mark of their create, so the same configuration finds its own."""
    ws.write(connection())
    ws.apply()
    before = ws.state()[PORT]["id"]
    for path in ws.folder.glob("terraform.tfstate*"):
        path.unlink()
    result = ws.apply()
    assert ws.state()[PORT]["id"] == before and result.warnings, str(result)
    assert len(connections(aws)) == 1
    ws.plan(expect=0)


def test_an_object_deleted_by_hand_is_planned_again(ws, aws):
    ws.write(connection() + interface() + peer())
    ws.apply()
    aws.remove(ws.state()[VIF]["id"])
    planned = ws.plan(expect=2)
    assert planned.changes[VIF] == "create" and planned.changes[PEER] in ("create", "replace"), str(planned)
    ws.apply()
    ws.plan(expect=0)

"""What must not happen, on each cloud: nothing is changed that was not asked for, taken down, lost or stolen."""

import re

import pytest

from leaks import places_of, run_all
from pieces import PEER, PORT, VIF, link, port_of, provider, variable, write_only

pytestmark = pytest.mark.needs("has_interfaces")

CANARY = "canary-Zq7!key-0123456789"


def test_read_only_plans_but_changes_nothing(ws, cloud):
    ws.write(cloud.port("port")[0])
    ws.apply()
    ws.write(provider("read_only = true") + link(cloud))
    cloud.reset_calls()
    assert ws.plan(expect=2).changes == {VIF: "create"}
    result = ws.apply(expect=1)
    assert result.find("read_only", severity="error"), str(result)
    assert not cloud.changes()


def test_planning_changes_nothing(ws, cloud):
    ws.write(link(cloud))
    ws.apply()
    cloud.rename(ws.state()[VIF]["id"], "by-hand")
    cloud.reset_calls()
    assert ws.plan(expect=2).changes == {VIF: "update"}
    ws.plan("-refresh-only", expect=2)
    ws.plan("-destroy", expect=2)
    assert not cloud.changes(), cloud.changes()


def test_local_changes_make_no_changing_call(ws, cloud):
    ws.write(link(cloud))
    ws.apply()
    cloud.reset_calls()
    ws.write(link(cloud, 'on_destroy = "keep"\n  timeouts = { create = "20m" }'))
    ws.apply()
    assert not cloud.changes()
    ws.plan(expect=0)


@pytest.mark.parametrize("changed", ['name = "other"', 'name = "vif"\n  tags = { a = "b" }'], ids=["name", "tags"])
def test_what_changes_in_place_never_replaces(ws, cloud, changed):
    text = link(cloud)
    ws.write(text)
    ws.apply()
    ws.write(re.sub(r'name +=  *"vif"', changed, text))
    assert ws.plan(expect=2).changes == {VIF: "update"}


@pytest.mark.needs("replaces_sessions")
def test_rotating_the_key_of_the_only_session_is_refused(ws, cloud):
    ws.write(link(cloud, write_only('"first-key-1"', 1)))
    ws.apply()
    ws.write(link(cloud, write_only('"second-key-2"', 2)))
    refused = ws.plan(expect=1)
    assert refused.find(VIF, "ipv6", "allow_disruption", severity="error"), str(refused)
    assert "second-key-2" not in str(refused)


def test_rotating_the_key_beside_a_second_session(ws, cloud):
    second = cloud.second_session("vif")
    ws.write(link(cloud, write_only('"first-key-1"', 1)) + second)
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(link(cloud, write_only('"second-key-2"', 2)) + second)
    assert ws.plan(expect=2).changes == {VIF: "update"}
    ws.apply()
    assert ws.state()[VIF]["id"] == before
    sessions = cloud.sessions(before)
    assert set(sessions) == {"ipv4", "ipv6"} and sessions["ipv4"][cloud.session_key] == "second-key-2"
    ws.plan(expect=0)


@pytest.mark.needs("keeps_last_session")
def test_the_last_session_stays_with_the_interface(ws, cloud):
    ws.write(link(cloud) + cloud.second_session("vif"))
    ws.apply()
    cloud.remove(cloud.session_id(ws.state()[VIF]["id"], "ipv4"))
    result = ws.destroy(f"-target={PEER}")
    assert result.find("last", severity="warning"), str(result)
    assert PEER not in ws.state()


@pytest.mark.needs("orders_connections")
def test_a_created_connection_is_not_destroyed_by_default(ws, cloud):
    text, _ = cloud.port("port")
    ws.write(text.replace('on_destroy = "delete"', ""))
    ws.apply()
    assert ws.state()[PORT]["on_destroy"] == "refuse"
    cloud.reset_calls()
    refused = ws.destroy(expect=1)
    assert refused.find(PORT, "on_destroy", "delete", severity="error"), str(refused)
    assert not cloud.changes()
    ws.write(text)
    ws.apply()
    ws.destroy()
    assert cloud.changes() and not ws.state()


@pytest.mark.needs("orders_connections")
def test_a_replacement_obeys_on_destroy(ws, cloud):
    text = cloud.port("port")[0].replace('on_destroy = "delete"', "")
    ws.write(text)
    ws.apply()
    ws.write(text.replace(*cloud.replaces_port))
    refused = ws.plan(expect=1)
    assert refused.find(PORT, "on_destroy", severity="error"), str(refused)


@pytest.mark.needs("orders_connections")
def test_kept_on_destroy(ws, cloud):
    ws.write(cloud.port("port")[0].replace('"delete"', '"keep"'))
    ws.apply()
    cloud.reset_calls()
    result = ws.destroy()
    assert result.find("keep", severity="warning"), str(result)
    assert not cloud.changes() and not ws.state()


def test_throttling_is_waited_out(ws, cloud):
    cloud.fault("*", "throttle", count=4)
    ws.write(link(cloud))
    ws.apply()
    ws.plan(expect=0)


def test_a_refused_create_leaves_nothing(ws, cloud):
    cloud.fault(cloud.create_interface, "fail", code="NotToday", message="not on a Saturday", http_status=400)
    ws.write(link(cloud))
    result = ws.apply(expect=1)
    assert result.find(VIF, "not on a Saturday", severity="error"), str(result)
    assert VIF not in ws.state()
    ws.apply()
    ws.plan(expect=0)
    assert len(cloud.interface_ids()) == 1


def test_a_strangers_object_is_not_taken(ws, cloud, new_workspace):
    """The same VLAN by somebody else: refused, with the import block that would take it."""
    ws.write(link(cloud, name="theirs"))
    ws.apply()
    theirs = ws.state()["interconnect_virtual_interface.theirs"]["id"]
    other = new_workspace(cloud.environment())
    other.write(cloud.interface("vif", port_of(ws, cloud, "port"), asn="65001"))
    result = other.apply(expect=1)
    assert result.find("125", theirs, "import", f"{cloud.name}/{cloud.region}/{theirs}", severity="error"), str(result)
    assert cloud.interface_ids() == [theirs]


def test_an_object_deleted_by_hand_is_planned_again(ws, cloud):
    ws.write(link(cloud) + cloud.second_session("vif"))
    ws.apply()
    cloud.remove(ws.state()[VIF]["id"])
    planned = ws.plan(expect=2)
    assert planned.changes[VIF] == "create" and planned.changes[PEER] in ("create", "replace"), str(planned)
    ws.apply()
    ws.plan(expect=0)


def test_a_write_only_key_is_nowhere(ws, cloud):
    """Not in the state, the plan, a log, a message; and no more are the credentials."""
    key = write_only("var.key", 1)
    ws.write(variable("key") + link(cloud, key) + cloud.second_session("vif", key))
    said = run_all(ws, key=CANARY)
    for secret in (CANARY, cloud.secret):
        assert secret not in said
        assert not places_of(ws, secret), secret
    # It did arrive.
    assert {s[cloud.session_key] for s in cloud.sessions(ws.state()[VIF]["id"]).values()} == {CANARY}


@pytest.mark.parametrize("tracing", ({}, {"GRPC_TRACE": "all", "GRPC_VERBOSITY": "debug"}), ids=("logged", "gRPC traced"))
def test_a_plain_key_is_in_the_state_only(ws, cloud, tracing):
    """The user chose `auth_key`: it is sensitive, so shown nowhere, but stored."""
    ws.write(variable("key", "sensitive") + link(cloud, "auth_key = var.key"))
    log = ws.folder / "trace.log"
    ws.environment |= {"TF_VAR_key": CANARY, "TF_LOG": "trace", "TF_LOG_PATH": str(log)} | tracing
    said = ws.apply()
    assert CANARY not in said.out + said.err
    ours = [line for line in log.read_text().splitlines() if "terraform-provider-interconnect" in line]
    assert not [line for line in ours if CANARY in line]
    assert any("GRPC_TRACE is not heeded" in line for line in ours) == bool(tracing)
    assert ws.state()[VIF]["auth_key"] == CANARY


@pytest.mark.needs("refuses_keys")
def test_errors_do_not_quote_the_key(ws, cloud):
    ws.write(variable("key") + link(cloud, write_only("var.key", 1)))
    ws.environment |= {"TF_VAR_key": "with space " + CANARY}
    result = ws.plan(expect=1)
    assert result.find("auth_key_wo", "characters", severity="error"), str(result)
    assert CANARY not in result.out + result.err

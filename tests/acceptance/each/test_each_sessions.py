"""What a run does to the sessions of an interface that has two: changed together, keyed, taken away, read by who has never
seen them; on each cloud, through both front doors."""

import os
import signal

import pytest

import desired
from pieces import PEER, VIF, link, write_only
from processes import plugin_of, wait_until

pytestmark = [pytest.mark.needs("has_interfaces"), pytest.mark.takes_turns]

KEY, NEXT = "first-key-1", "second-key-2"


def both(cloud, own="", six="", asn="65000", six_asn="64600"):
    text = link(cloud, own) + cloud.second_session("vif", six)
    return text.replace('"65000"', f'"{asn}"').replace('"64600"', f'"{six_asn}"')


# What changes: the texts (own, of the other session, the two numbers) before and after.
CHANGES = {
    "keys": (dict(own=write_only(f'"{KEY}"', 1), six=write_only(f'"{KEY}"', 1)),
             dict(own=write_only(f'"{NEXT}"', 2), six=write_only(f'"{NEXT}"', 2))),
    "numbers": (dict(), dict(asn="65010", six_asn="64610")),
    "a key and a number": (dict(own=write_only(f'"{KEY}"', 1)), dict(own=write_only(f'"{NEXT}"', 2), six_asn="64610")),
}


class Terraform:
    def __init__(self, cloud, new_workspace):
        self.ws = new_workspace(cloud.environment())

    def write(self, text):
        self.ws.write(text)

    def apply(self):
        """True: applied. False: refused, and nothing was changed."""
        result = self.ws.apply(expect=None)
        assert result.code == 0 or "in one run" in str(result), str(result)
        return result.code == 0

    def settled(self):
        return self.ws.plan(expect=None).code == 0


class CommandLine:
    def __init__(self, cloud, new_workspace, new_repository):
        self.reader = new_workspace(cloud.environment())
        self.repository = new_repository(cloud.environment())

    def write(self, text):
        self.reader.write(text)
        self.reader.plan("-out=convert.tfplan")
        self.repository.write(desired.yaml_of(self.reader.show("convert.tfplan")["configuration"]))

    def apply(self):
        allowed = ("--allow", "virtual_interface.vif", "--allow", "bgp_peer.six")
        result = self.repository.run("apply", "--yes", *allowed, expect=None)
        assert result.code == 0 or "in one run" in str(result), str(result)
        return result.code == 0

    def settled(self):
        return self.repository.plan(expect=None)["steps"] == []


@pytest.fixture(params=["terraform", "command line"])
def door(request, cloud, new_workspace, new_repository):
    if request.param == "terraform":
        return Terraform(cloud, new_workspace)
    return CommandLine(cloud, new_workspace, new_repository)


@pytest.mark.parametrize("change", CHANGES)
def test_both_change_in_one_run(door, cloud, change):
    """It works, one after the other, or it is refused before anything is changed, and works in two."""
    before, after = CHANGES[change]
    door.write(both(cloud, **before))
    assert door.apply()
    interface = cloud.interface_ids()
    cloud.reset_calls()
    door.write(both(cloud, **after))
    if not door.apply():
        assert not cloud.changes(), cloud.changes()
        only_six = {"own": before.get("own", ""), "asn": before.get("asn", "65000"),
                    "six": after.get("six", ""), "six_asn": after.get("six_asn", "64600")}
        door.write(both(cloud, **only_six))
        assert door.apply()
        door.write(both(cloud, **after))
        assert door.apply()
    assert cloud.interface_ids() == interface
    assert set(cloud.sessions(interface[0])) == {"ipv4", "ipv6"}
    if change == "keys":
        assert {s[cloud.session_key] for s in cloud.sessions(interface[0]).values()} == {NEXT}
    assert door.settled()


@pytest.mark.parametrize("change", ["key", "number"])
def test_the_other_goes_while_the_own_one_changes(door, cloud, change):
    door.write(both(cloud, write_only(f'"{KEY}"', 1)))
    assert door.apply()
    interface = cloud.interface_ids()
    cloud.reset_calls()
    alone = link(cloud, write_only(f'"{NEXT}"', 2) if change == "key" else write_only(f'"{KEY}"', 1))
    alone = alone.replace('"65000"', '"65010"') if change == "number" else alone
    door.write(alone)
    if not door.apply():
        assert not cloud.changes(), cloud.changes()
        door.write(alone + cloud.second_session("vif"))
        assert door.apply()
        door.write(alone)
        assert door.apply()
    assert cloud.interface_ids() == interface
    assert set(cloud.sessions(interface[0])) == {"ipv4"}
    assert door.settled()


def test_the_other_is_replaced_on_request_while_the_own_one_changes(ws, cloud):
    ws.write(both(cloud, write_only(f'"{KEY}"', 1)))
    ws.apply()
    interface = cloud.interface_ids()
    cloud.reset_calls()
    ws.write(both(cloud, write_only(f'"{NEXT}"', 2)))
    result = ws.apply(f"-replace={PEER}", expect=None)
    assert result.code == 0 or (result.find("in one run") and not cloud.changes()), str(result)
    ws.apply()
    assert cloud.interface_ids() == interface and set(cloud.sessions(interface[0])) == {"ipv4", "ipv6"}
    assert cloud.sessions(interface[0])["ipv4"][cloud.session_key] == NEXT
    ws.plan(expect=0)


@pytest.mark.parametrize("what", ["replaced", "removed"])
def test_the_other_goes_while_the_own_one_is_lost(door, cloud, what):
    door.write(both(cloud))
    assert door.apply()
    interface = cloud.interface_ids()
    cloud.remove(cloud.session_id(interface[0], "ipv4"))
    cloud.reset_calls()
    after = both(cloud, six_asn="64610") if what == "replaced" else link(cloud)
    door.write(after)
    if not door.apply():
        assert not cloud.changes(), cloud.changes()
        door.write(both(cloud))
        assert door.apply()
        door.write(after)
        assert door.apply()
    assert cloud.interface_ids() == interface
    assert set(cloud.sessions(interface[0])) == ({"ipv4", "ipv6"} if what == "replaced" else {"ipv4"})
    assert door.settled()


@pytest.mark.needs("has_keyless_sessions")
@pytest.mark.parametrize("address", [VIF, PEER])
@pytest.mark.parametrize("key", [f'auth_key = "{KEY}"', write_only(f'"{KEY}"', 1)], ids=["kept", "hidden"])
def test_a_key_for_a_session_that_has_none(ws, cloud, address, key):
    own, six, family = (key, "", "ipv4") if address == VIF else ("", key, "ipv6")
    ws.write(both(cloud))
    ws.apply()
    interface = cloud.interface_ids()[0]
    assert not cloud.sessions(interface)[family][cloud.session_key]
    ws.write(both(cloud, own, six))
    assert address in ws.plan(expect=2).changes
    ws.apply()
    assert cloud.sessions(interface)[family][cloud.session_key] == KEY
    ws.plan(expect=0)
    cloud.edit(cloud.key_holder(interface, family), **{cloud.session_key: ""})  # and somebody takes it off
    assert not cloud.sessions(interface)[family][cloud.session_key]
    assert address in ws.plan(expect=2).changes
    ws.apply()
    assert cloud.sessions(interface)[family][cloud.session_key] == KEY
    ws.plan(expect=0)
    assert cloud.interface_ids() == [interface]


def test_a_key_that_the_plan_does_not_show_is_not_sent(ws, cloud):
    """Another key with the same version is none to the plan: it does not go along with another change."""
    ws.write(both(cloud, write_only(f'"{KEY}"', 1)))
    ws.apply()
    interface = cloud.interface_ids()[0]
    ws.write(both(cloud, write_only(f'"{NEXT}"', 1), asn="65010"))
    assert ws.plan(expect=2).changes == {VIF: "update"}
    ws.apply()
    session = cloud.sessions(interface)["ipv4"]
    assert session[cloud.session_key] == KEY
    ws.plan(expect=0)


def test_the_plan_says_which_session_stays(ws, cloud):
    ws.write(both(cloud))
    ws.apply()
    ws.write(both(cloud, asn="65010"))
    said = str(ws.plan(expect=2))
    assert "all traffic" not in said, said
    if cloud.why_not("replaces_sessions") is None:
        assert "ipv4 session" in said and "ipv6 session stays" in said, said


@pytest.mark.needs("replaces_sessions")
def test_killed_between_the_old_session_and_the_new(ws, cloud):
    ws.write(both(cloud, write_only(f'"{KEY}"', 1)))
    ws.apply()
    interface = cloud.interface_ids()[0]
    cloud.router_answers(interface, True)
    cloud.fault(cloud.delete_session, "late_response", delay_ms=60000)
    ws.write(both(cloud, write_only(f'"{NEXT}"', 2)))
    process = ws.start("apply", "-json", "-auto-approve")
    wait_until(lambda: set(cloud.sessions(interface)) == {"ipv6"}, cloud.delete_session)
    os.kill(plugin_of(process.pid), signal.SIGKILL)
    assert ws.finish(process, ("apply",)).code == 1
    assert ws.plan(expect=2).changes == {VIF: "update"}
    ws.apply()
    sessions = cloud.sessions(interface)
    assert set(sessions) == {"ipv4", "ipv6"} and sessions["ipv4"][cloud.session_key] == NEXT
    assert cloud.interface_ids() == [interface]
    ws.plan(expect=0)


@pytest.fixture
def remade(ws, cloud):
    """An interface whose own session is newer than its other one. Its configuration."""
    text = both(cloud)
    ws.write(text)
    ws.apply()
    cloud.remove(cloud.session_id(cloud.interface_ids()[0], "ipv4"))
    ws.apply()
    return text


def test_an_import_takes_the_ipv4_session_for_the_own_one(ws, cloud, remade, new_workspace):
    state = ws.state()
    other = new_workspace(cloud.environment())
    blocks = "".join(f'import {{\n  to = {a}\n  id = "{s["cloud"]}/{s["region"]}/{s["id"]}"\n}}\n'
                     for a, s in state.items() if "(status)" in s and not a.startswith("data."))
    other.write(remade.replace('on_destroy = "delete"', "") + blocks)
    planned = other.plan(expect=None)
    assert planned.code != 1 and set(planned.changes.values()) <= {"import", "update", "noop"}, str(planned)
    cloud.reset_calls()
    other.apply()
    assert not cloud.changes(), cloud.changes()
    other.plan(expect=0)


def test_a_lost_state_is_rebuilt_with_the_ipv4_session_as_the_own_one(ws, cloud, remade, new_repository):
    ws.plan("-out=convert.tfplan")
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    cloud.reset_calls()
    repository.run("import", "--all", "--write", "found.yaml")
    found = [name for name in ("interconnect.yaml", "found.yaml") if (repository.folder / name).exists()]
    steps = repository.plan(*[word for name in found for word in ("-f", name)])["steps"]
    assert steps == [] and not cloud.changes(), (steps, cloud.changes())

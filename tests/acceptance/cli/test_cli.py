"""The command line through the life of a repository, as a person or a job uses it."""

import json
import os
import pty
import signal
import subprocess

import pytest

import clouds
import interconnect
import postgres
from processes import wait_until
from terraform import bin_dir

KEY = "open-sesame-77"
CONFIGURATION = """\
owner: net-team/test
clouds:
  aws: {region: us-east-1}
connection:
  dc1: {cloud: aws, name: dc1, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
virtual_interface:
  prod:
    connection: dc1
    name: prod
    vlan: 125
    gateway_id: vgw-f9eb0c90
    customer_asn: 65000
    auth_key: ${env:BGP_KEY}
  lab: {connection: dc1, name: lab, vlan: 126, mtu: 1500, gateway_id: vgw-f9eb0c90, customer_asn: 65000}
"""
ALL = [word for name in ("connection.dc1", "virtual_interface.prod", "virtual_interface.lab")
       for word in ("--allow", name)]


@pytest.fixture
def aws():
    if reason := interconnect.why_not():
        pytest.skip(reason)
    cloud = clouds.CLOUDS["aws"]()
    yield cloud
    cloud.stop()


@pytest.fixture
def repository(aws, new_repository):
    made = new_repository(aws.environment() | {"BGP_KEY": KEY})
    made.write(CONFIGURATION)
    return made


def finding_of(report, address):
    return [f for f in report["findings"] if f["address"] == address]


def test_life_of_a_repository(aws, repository):
    assert "3 objects" in repository.run("validate", env={"BGP_KEY": ""}).out
    assert not aws.calls(), "validate is offline"

    planned = repository.plan(expect=2)
    assert [s["address"] for s in planned["steps"]] == [
        "connection.dc1", "virtual_interface.lab", "virtual_interface.prod"]
    assert not aws.changes() and not (repository.folder / "interconnect.state.db").exists()

    repository.apply()
    assert {v["virtualInterfaceName"] for v in aws.interfaces()} == {"prod", "lab"}
    assert repository.plan(expect=0)["steps"] == []
    repository.run("drift")

    lab = next(v for v in aws.interfaces() if v["virtualInterfaceName"] == "lab")
    aws.edit(lab["virtualInterfaceId"], mtu=9001)
    aws.reset_calls()
    found = finding_of(repository.run("drift", "--json", expect=2).json(), "virtual_interface.lab")
    assert [(f["field"], f["class"]) for f in found] == [("mtu", "material")], found
    again = finding_of(repository.run("drift", "--json", expect=2).json(), "virtual_interface.lab")
    assert [f["id"] for f in again] == [f["id"] for f in found]
    assert not aws.changes(), "drift only reads"
    repository.apply()
    repository.run("drift")

    refused = repository.run("destroy", "--yes", expect=3)
    assert "--allow virtual_interface.prod" in refused.out
    assert len(aws.interfaces()) == 2
    repository.run("destroy", "--yes", *ALL)
    assert not aws.interfaces() and not aws.connections()
    assert "Nothing" in repository.run("destroy", "--yes").out or repository.run("plan", "--destroy").code == 0


def test_a_saved_plan_is_refused_after_the_world_moved(aws, repository):
    repository.run("plan", "--out", "first.plan", expect=2)
    assert (repository.folder / "first.plan").stat().st_mode & 0o777 == 0o600
    repository.run("apply", "first.plan")
    assert len(aws.interfaces()) == 2

    repository.write(CONFIGURATION.replace("name: lab", "name: lab-2"))
    repository.run("plan", "--out", "second.plan", expect=2)
    lab = next(v for v in aws.interfaces() if v["virtualInterfaceName"] == "lab")
    aws.edit(lab["virtualInterfaceId"], virtualInterfaceName="by-hand")
    aws.reset_calls()
    refused = repository.run("apply", "second.plan", expect=1)
    assert "The world has moved since this plan was made" in refused.out
    assert "virtual_interface.lab" in refused.out and not aws.changes()

    repository.run("plan", "--out", "third.plan", expect=2)
    repository.write(CONFIGURATION)
    assert "interconnect.yaml has changed" in repository.run("apply", "third.plan", expect=1).out


def test_a_key_is_in_nothing_that_is_kept_or_said(aws, repository):
    said = [
        repository.run("plan", "--detailed", "--out", "a.plan", "--log-level", "trace", expect=2),
        repository.run("plan", "--json", "plan.json", "--markdown", "plan.md", expect=2),
        repository.run("apply", "--yes", "--log-level", "trace"),
        repository.run("drift", "--json", "drift.json", "--sarif", "drift.sarif", "--prometheus", "drift.prom"),
        repository.run("export"), repository.run("export", "--to", "hcl"), repository.run("graph"),
    ]
    assert next(v for v in aws.interfaces() if v["virtualInterfaceName"] == "prod")["authKey"] == KEY
    assert repository.plan(expect=0)["steps"] == []
    for outcome in said:
        assert KEY not in outcome.out + outcome.err, outcome.arguments
    assert repository.files_with(KEY) == []
    # Another key is seen, although no state holds either.
    changed = repository.run("plan", "--json", env={"BGP_KEY": "other-key-88"}, expect=None)
    assert changed.code in (2, 3) and "other-key-88" not in changed.out


def test_ctrl_c_finishes_what_runs_and_begins_nothing_more(aws, repository):
    aws.fault("CreateConnection", "late_response", delay_ms=3000)
    process = repository.start("apply", "--yes")
    wait_until(lambda: aws.calls().get("CreateConnection"), "the first call")
    process.send_signal(signal.SIGINT)
    outcome = repository.finish(process, ("apply",))
    assert outcome.code == 1
    assert "Stopping" in outcome.err
    assert "virtual_interface.prod" in outcome.out and not aws.interfaces()
    repository.apply()
    assert len(aws.connections()) == 1 and len(aws.interfaces()) == 2
    assert repository.plan(expect=0)["steps"] == []


# What is only read ends without a lock, a half-written file or a part of an answer; and whoever stopped it is told.
@pytest.mark.parametrize("command", [
    ("apply", "--yes"), ("apply", "--yes", "--json"), ("plan", "--out", "a.plan"), ("destroy", "--yes"), ("drift", "--json", "a.json"), ("show",),
    ("list", "connection"), ("import", "--all", "--write", "a.yaml")], ids=" ".join)
def test_ctrl_c_while_clouds_are_read_says_that_nothing_was_begun(aws, repository, command):
    repository.apply()
    aws.edit(aws.connections()[0]["connectionId"], connectionName="by-hand")
    aws.reset_calls()
    aws.fault("DescribeConnections", "late_response", delay_ms=60000)
    process = repository.start(*command)
    wait_until(lambda: aws.calls().get("DescribeConnections"), "the first look")
    process.send_signal(signal.SIGINT)
    outcome = repository.finish(process, command, timeout=30)
    assert outcome.code == 1, str(outcome)
    assert "Stopped while" in outcome.err and "nothing was changed" in outcome.err, str(outcome)
    assert not aws.changes()
    assert not list(repository.folder.glob("a.*")), str(outcome)
    assert "Reading a" not in outcome.out, str(outcome)  # of each object the same, and nothing is wrong with any
    if "--json" in command and command[0] == "apply":
        assert "Planning was stopped" in outcome.out and outcome.json()
    repository.apply()  # no lock stays behind


def test_two_applies_do_not_interleave(aws, repository):
    aws.fault("CreateConnection", "late_response", delay_ms=4000)
    first = repository.start("apply", "--yes")
    wait_until(lambda: aws.calls().get("CreateConnection"), "the first call")
    second = repository.run("apply", "--yes", expect=1)
    assert str(first.pid) in second.out and "apply" in second.out, str(second)
    repository.run("plan", expect=2)  # reading is free
    assert repository.finish(first).code == 0
    assert len(aws.connections()) == 1
    assert repository.apply().code == 0


@pytest.mark.parametrize("operation", ["CreateConnection", "CreatePrivateVirtualInterface"])
def test_a_killed_run_is_taken_up_where_it_ended(aws, repository, operation):
    aws.fault(operation, "late_response", delay_ms=60000)
    process = repository.start("apply", "--yes")
    wait_until(lambda: aws.calls().get(operation), operation)
    os.kill(process.pid, signal.SIGKILL)
    repository.finish(process)
    repository.apply()
    assert len(aws.connections()) == 1 and len(aws.interfaces()) == 2
    assert repository.plan(expect=0)["steps"] == []


def test_a_lost_state_is_rebuilt_by_import(aws, repository):
    repository.apply()
    (repository.folder / "interconnect.state.db").unlink()
    ids = {"connection.dc1": aws.connections()[0]["connectionId"]}
    for interface in aws.interfaces():
        ids["virtual_interface." + interface["virtualInterfaceName"]] = interface["virtualInterfaceId"]
    for address, object_id in ids.items():
        repository.run("import", address, f"aws/us-east-1/{object_id}")
    # The key in force cannot be read, so it is sent once more; nothing else is to be done.
    left = repository.run("plan", "--json", expect=None).json()
    assert {c["path"] for s in left["steps"] for c in s["changes"]} <= {"auth_key", "on_destroy"}, left


def test_a_run_without_a_terminal_wants_yes(aws, repository):
    refused = repository.run("apply", expect=1)
    assert "--yes" in refused.err and not aws.calls()


def on_terminal(repository, *arguments, answer=""):
    """Runs it on a terminal of its own; returns the exit code and everything that was drawn."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([bin_dir() / "interconnect", *arguments], cwd=repository.folder, stdin=follower,
                               stdout=follower, stderr=follower, start_new_session=True,
                               env=repository.environment | {"TERM": "xterm"})
    os.close(follower)
    os.write(leader, answer.encode())
    drawn = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # how a terminal says that nobody is left
            break
        if not part:
            break
        drawn += part
    os.close(leader)
    return process.wait(timeout=60), drawn.decode()


def test_on_a_terminal_it_asks_draws_and_leaves_no_live_line(aws, repository):
    code, drawn = on_terminal(repository, "apply", answer="no\n")
    assert code == 1 and "Nothing was begun" in drawn and not aws.changes()
    aws.fault("CreateConnection", "delay", delay_ms=1200)
    code, drawn = on_terminal(repository, "apply", answer="yes\n")
    assert code == 0, drawn
    assert "connection.dc1  creating… 1 s" in drawn and "\x1b[J" in drawn
    assert "creating…" not in drawn[drawn.rindex("\x1b[J"):]
    code, drawn = on_terminal(repository, "plan", "--destroy")
    assert code == 3 and "\x1b[" in drawn
    plain = repository.run("plan", "--destroy", expect=3)
    assert "\x1b[" not in plain.out + plain.err


def test_graph_and_schema_and_completion(repository):
    svg = repository.run("graph", "--format", "svg", expect=None)
    assert svg.out.count("<svg") == 1 if svg.code == 0 else "graphviz" in svg.err
    assert json.loads(repository.run("schema").out)["$schema"].startswith("https://json-schema.org/")
    assert "complete -F _interconnect interconnect" in repository.run("completion", "bash").out


def test_a_cloud_that_cannot_be_read_is_an_error_and_never_in_sync(aws, repository):
    repository.apply()
    wrong = {"AWS_SECRET_ACCESS_KEY": "not-the-secret"}
    report = repository.run("drift", "--json", expect=1, env=wrong).json()
    assert [u["account"] for u in report["unread"]] == ["aws"], report
    assert repository.run("plan", expect=1, env=wrong).out.count("AWS") >= 1


def test_health_counts_only_if_asked(aws, repository):
    repository.apply()
    assert "down" in repository.run("drift").out
    repository.run("drift", "--fail-on-health", expect=2)
    repository.run("drift", "--fail-on", "none")


@pytest.fixture
def server():
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.Server() as running:
        yield running


def test_a_team_shares_a_state_in_postgresql(aws, repository, new_repository, server):
    repository.environment["INTERCONNECT_STATE"] = server.url
    other = new_repository(repository.environment)
    other.write(CONFIGURATION)
    repository.run("plan", expect=2)
    aws.fault("CreateConnection", "late_response", delay_ms=60000)
    process = repository.start("apply", "--yes")
    wait_until(lambda: aws.calls().get("CreateConnection"), "the first call")
    refused = other.run("apply", "--yes", expect=1)
    assert str(process.pid) in refused.out and postgres.PASSWORD not in refused.out + refused.err
    os.kill(process.pid, signal.SIGKILL)
    repository.finish(process)
    other.apply()  # the server has given the lock back
    assert len(aws.connections()) == 1 and len(aws.interfaces()) == 2
    assert repository.plan(expect=0)["steps"] == []
    assert not list(repository.folder.glob("*.db*"))

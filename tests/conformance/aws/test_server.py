"""The program: flags, faults, connections, the control address, its end."""

import concurrent.futures
import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.parse

import pytest

from aws_client import connect
from sim import ControlError, binary


def run(*flags):
    return subprocess.run([str(binary()), *flags], capture_output=True, text=True, timeout=20)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ((), "no cloud to simulate"),
        (("--aws", "0.0.0.0:0"), "binds to loopback only"),
        (("--aws", "192.168.1.1:80"), "binds to loopback only"),
        (("--aws", "127.0.0.1"), "the port is missing"),
        (("--aws", "127.0.0.1:x"), "0 to 65535"),
        (("--awz", "127.0.0.1:0"), "did you mean --aws?"),
        (("--aws", "127.0.0.1:0", "--rate", "fast"), "--rate takes a number"),
        (("--aws",), "--aws needs ADDRESS:PORT"),
        (("--lifecycle=yes",), "takes no value"),
        (("--aws", "127.0.0.1:0", "--ready", "/nonexistent/ready"), "cannot write the ready file"),
    ],
)
def test_a_wrong_command_line_is_explained(flags, message):
    ended = run(*flags)
    assert ended.returncode == 1 and message in ended.stderr and ended.stdout == ""


def test_help_and_version():
    assert "--lose" not in run("--help").stdout and "--ready FILE" in run("--help").stdout
    assert run("--version").stdout.startswith("interconnect-sim ")


def test_it_ends_cleanly_on_either_signal(start):
    for number in (signal.SIGTERM, signal.SIGINT):
        simulator = start()
        os.kill(simulator.pid, number)
        assert simulator.stop() == 0


def test_it_ends_while_a_call_is_delayed(start):
    simulator = start("--latency", "60000")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        waiting = pool.submit(lambda: connect(simulator).describe_connections())
        time.sleep(0.3)
        assert simulator.stop() == 0
        assert waiting.exception() is None or waiting.exception()


PARENT = """
import subprocess, sys, time
subprocess.Popen(sys.argv[1:])
time.sleep(1000)
"""


def test_it_dies_with_its_parent(tmp_path):
    ready = tmp_path / "ready"
    flags = ["--aws", "127.0.0.1:0", "--ready", str(ready), "--die-with-parent"]
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(binary()), *flags])
    deadline = time.monotonic() + 20
    while not ready.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    port = urllib.parse.urlsplit(json.loads(ready.read_text())["control"]).port
    parent.kill()
    parent.wait()
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/calls")
            connection.getresponse().read()
        except OSError:
            return
        assert time.monotonic() < deadline, "it still answers"
        time.sleep(0.01)


def test_a_hundred_connections_are_kept_alive_at_once(sim):
    host = urllib.parse.urlsplit(sim.url).netloc
    connections = [http.client.HTTPConnection(host, timeout=20) for _ in range(150)]
    for _ in range(3):
        for connection in connections:  # all requests are on the way before any answer is read
            connection.request("POST", "/", b"{}", {"X-Amz-Target": "OvertureService.DescribeConnections"})
        for connection in connections:
            answer = connection.getresponse()
            assert answer.status == 400 and json.loads(answer.read())["__type"].startswith("MissingAuthentication")
    assert sim.calls() == {"DescribeConnections": 450}
    for connection in connections:
        connection.close()


def test_a_lost_answer_was_carried_out(client, sim):
    sim.fault("CreateConnection", "lose_response")
    with pytest.raises(Exception, match="(?i)connection was closed|Could not connect|reset|aborted"):
        client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="lost")
    assert [c["connectionName"] for c in client.describe_connections()["connections"]] == ["lost"]
    assert [(c["operation"], c["status"], c["fault"]) for c in sim.call_log()] == [
        ("CreateConnection", 0, "lose_response"),
        ("DescribeConnections", 200, ""),
    ]


def test_other_faults(client, sim):
    sim.fault("*", "close_before")
    with pytest.raises(Exception):
        client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="never")
    sim.fault("DescribeConnections", "fail", nth=2, code="Odd", message="second call", http_status=418)
    assert client.describe_connections()["connections"] == []
    with pytest.raises(client.exceptions.ClientError, match=r"\(Odd\).*second call"):
        client.describe_connections()
    client.describe_connections()
    sim.fault("DescribeConnections", "delay", delay_ms=300)
    begin = time.monotonic()
    client.describe_connections()
    assert time.monotonic() - begin >= 0.3
    sim.fault("DescribeConnections", "garbage")
    with pytest.raises(Exception):
        client.describe_connections()["connections"]
    sim.fault("DescribeConnections", "throttle", count=5)
    sim.control("DELETE", "/faults")
    client.describe_connections()


def test_rate(start):
    simulator = start("--rate", "2")
    client = connect(simulator)
    outcomes = []
    for _ in range(4):
        try:
            client.describe_connections()
            outcomes.append("ok")
        except client.exceptions.ClientError as error:
            outcomes.append(error.response["Error"]["Code"])
    assert outcomes[:2] == ["ok", "ok"] and "ThrottlingException" in outcomes[2:]


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("GET", "/nothing", None, "there is no /nothing"),
        ("POST", "/calls", None, "does not take POST"),
        ("POST", "/faults", {"kind": "explode"}, '"kind" is "explode"'),
        ("POST", "/faults", {"kind": "delay"}, "delay_ms"),
        ("POST", "/faults", {"kind": "fail", "n": 1}, 'no member "n"'),
        ("POST", "/faults", {"kind": "fail", "nth": 0}, '"nth" must be a whole number from 1'),
        ("POST", "/faults", {"kind": "fail", "cloud": "huawei"}, "is not running"),
        ("POST", "/edit", {"cloud": "aws", "id": "dxcon-none", "set": {}}, "no object with the id"),
        ("POST", "/edit", {"cloud": "aws", "id": "dxcon-none"}, "needs"),
        ("POST", "/edit", {"id": "x"}, "not running"),
        ("POST", "/create", {"cloud": "aws", "type": "moon"}, '"type" is "moon"'),
        ("POST", "/create", {"cloud": "aws", "type": "lag", "members": {"colour": 1}}, '"colour" is not a member'),
        ("POST", "/create", {"cloud": "aws", "type": "lag", "members": {"lagName": 1}}, '"lagName"'),
        ("POST", "/clock", {"advance_ms": -1}, "advance_ms"),
    ],
)
def test_a_wrong_control_call_is_explained(sim, method, path, body, message):
    with pytest.raises(ControlError, match=".*" + message.replace("(", r"\(")):
        sim.control(method, path, body)


def test_the_ready_file_and_the_output_say_the_same(start):
    simulator = start()
    assert json.loads(simulator.output()) == simulator.addresses
    assert set(simulator.addresses) == {"aws", "control"}
    assert all(url.startswith("http://127.0.0.1:") for url in simulator.addresses.values())
    assert not list(pathlib.Path(simulator._directory.name).glob("*.tmp"))


def test_reset_begins_again(client, sim):
    first = client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="a")["connectionId"]
    sim.reset()
    assert sim.calls() == {} and sim.objects()["connections"] == []
    again = client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="a")["connectionId"]
    assert first == again

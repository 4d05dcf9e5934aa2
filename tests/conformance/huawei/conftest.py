import json
import os
import pathlib
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))

from sim import (  # noqa: E402
    HUAWEI_KEY,
    HUAWEI_PARTNER_KEY,
    HUAWEI_PARTNER_PROJECT,
    HUAWEI_PARTNER_SECRET,
    HUAWEI_PROJECT,
    HUAWEI_SECRET,
    Simulator,
)

HERE = pathlib.Path(__file__).resolve().parent
SDK = HERE / "node_modules" / "@huaweicloud" / "huaweicloud-sdk-core"


class Failure(Exception):
    """What the vendor's client threw."""

    def __init__(self, members):
        super().__init__(f"{members.get('type')} {members.get('status')} {members.get('code')}: {members.get('message')}")
        self.type = members.get("type")
        self.status = members.get("status")
        self.code = members.get("code")
        self.message = members.get("message")
        self.request_id = members.get("request_id")


class Sdk:
    """The vendor's client in a process of its own."""

    def __init__(self, directory):
        # It writes a file into the home directory, and reads variables of its own.
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("HUAWEICLOUD_", "HOME"))}
        self._process = subprocess.Popen(
            ["node", "client.js"],
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**clean, "HOME": str(directory)},
        )

    def send(self, **request):
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        while True:
            line = self._process.stdout.readline()
            if not line:
                raise RuntimeError("the client ended")
            if line.startswith("{"):  # it logs to the same place
                break
        answer = json.loads(line)
        if "error" in answer:
            raise Failure(answer["error"])
        return answer["status"], answer["body"]

    def stop(self):
        self._process.stdin.close()
        self._process.wait(timeout=20)


class Account:
    """One account of the simulated cloud, through the vendor's client."""

    def __init__(self, sdk, simulator, key, secret, project, **more):
        self._sdk = sdk
        self._request = {"endpoint": simulator.url, "ak": key, "sk": secret, "project": project, **more}
        self.project = project

    def send(self, method, path, body=None, query=None, params=None):
        """`path` below /v3/{project_id}/; returns status and body, raises Failure."""
        request = {**self._request, "method": method, "path": "/v3/{project_id}/" + path,
                   "params": {"project_id": self.project, **(params or {})}}
        if body is not None:
            request["body"] = body
        if query is not None:
            request["query"] = query
        return self._sdk.send(**request)

    def _call(self, expected, method, path, body=None, **more):
        status, answer = self.send(method, path, body, **more)
        assert status == expected, (method, path, status, answer)
        return answer

    def get(self, path, status=200, **query):
        return self._call(status, "GET", "dcaas/" + path, query=query)

    def post(self, path, wrapper, status=201, **members):
        return self._call(status, "POST", "dcaas/" + path, {wrapper: members})[wrapper]

    def put(self, path, wrapper, **members):
        return self._call(200, "PUT", "dcaas/" + path, {wrapper: members})[wrapper]

    def delete(self, path):
        self._call(204, "DELETE", "dcaas/" + path)

    # The objects of the tests, each with what its kind needs.

    def gateway(self, **members):
        members = {"name": "gw", "vpc_id": "3b6c201f-aeb3-4bce-b841-64756e66cb49", "local_ep_group": ["10.0.0.0/16"],
                   **members}
        return self.post("virtual-gateways", "virtual_gateway", **members)["id"]

    def interface(self, line, gateway, **members):
        return self.post("virtual-interfaces", "virtual_interface", **interface(line, gateway, **members))

    def show(self, id_):
        return self.get(f"virtual-interfaces/{id_}")["virtual_interface"]


def interface(line, gateway, **members):
    """The members of an interface over BGP; None takes one away."""
    all_members = {
        "name": "vif",
        "type": "private",
        "vlan": 100,
        "bandwidth": 50,
        "route_mode": "bgp",
        "bgp_asn": 65001,
        "bgp_md5": "Secret-12",
        "direct_connect_id": line,
        "vgw_id": gateway,
        "local_gateway_v4_ip": "192.168.100.1/30",
        "remote_gateway_v4_ip": "192.168.100.2/30",
        "remote_ep_group": ["192.168.0.0/24"],
        **members,
    }
    return {name: value for name, value in all_members.items() if value is not None}


def peer(vif, **members):
    all_members = {
        "vif_id": vif,
        "name": "peer",
        "address_family": "ipv6",
        "local_gateway_ip": "FD00::1/64",
        "remote_gateway_ip": "FD00::2/64",
        "route_mode": "bgp",
        "bgp_asn": 4200000000,
        "remote_ep_group": ["2001:db8::/64"],
        **members,
    }
    return {name: value for name, value in all_members.items() if value is not None}


@pytest.fixture(scope="session")
def sdk(tmp_path_factory):
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if not SDK.exists():
        pytest.skip("the vendor's client is not installed: run script/bootstrap")
    client = Sdk(tmp_path_factory.mktemp("home"))
    yield client
    client.stop()


@pytest.fixture(scope="session")
def shared_sim():
    with Simulator(cloud="huawei") as simulator:
        yield simulator


@pytest.fixture
def sim(shared_sim):
    """A simulator in its initial state, with the default flags."""
    shared_sim.reset()
    return shared_sim


@pytest.fixture
def start():
    """Starts further simulators with flags; they end with the test."""
    running = []

    def run(*flags):
        running.append(Simulator(*flags, cloud="huawei").start())
        return running[-1]

    yield run
    for simulator in running:
        simulator.stop()


@pytest.fixture
def connect(sdk):
    def make(simulator, key=HUAWEI_KEY, secret=HUAWEI_SECRET, project=HUAWEI_PROJECT, **more):
        return Account(sdk, simulator, key, secret, project, **more)

    return make


@pytest.fixture
def account(sim, connect):
    return connect(sim)


@pytest.fixture
def partner(sim, connect):
    return connect(sim, HUAWEI_PARTNER_KEY, HUAWEI_PARTNER_SECRET, HUAWEI_PARTNER_PROJECT)


@pytest.fixture
def line(sim):
    return sim.create("direct_connect", name="dc1")


@pytest.fixture
def site(account, line):
    """A line and a virtual gateway: what an interface needs."""
    return line, account.gateway()


def fetch(simulator, method, path, body=None, **headers):
    """A plain HTTP call, unsigned; returns status, JSON (None without a body) and headers."""
    request = urllib.request.Request(
        simulator.url + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    try:
        answer = urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        text = answer.read()
        return answer.status, json.loads(text) if text else None, answer.headers

"""The vendor's client in a process of its own, and accounts of the simulated cloud that speak through it."""

import json
import os
import pathlib
import subprocess
import urllib.error
import urllib.request

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

    def get(self, path, expected=200, **query):
        return self._call(expected, "GET", "dcaas/" + path, query=query)

    def post(self, path, wrapper, expected=201, **members):
        return self._call(expected, "POST", "dcaas/" + path, {wrapper: members})[wrapper]

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

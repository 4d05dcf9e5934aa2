"""Alibaba Cloud's own clients, and what the tests say to them."""

import json
import os
import pathlib
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))

from vendors.alibaba import KEY, SECRET  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SDK = HERE / "node_modules" / "@alicloud" / "vpc20160428"
POINT = "ap-cn-hangzhou-yh-B"
OTHER_POINT = "ap-cn-hangzhou-xs-C"


class Failure(Exception):
    """What the vendor's client threw."""

    def __init__(self, members):
        super().__init__(f"{members.get('name')} {members.get('status')} {members.get('code')}: {members.get('message')}")
        self.name = members.get("name")
        self.code = members.get("code")
        self.status = members.get("status")
        self.message = members.get("message")
        self.data = members.get("data") or {}


class Sdk:
    """The vendor's clients in a process of their own."""

    def __init__(self):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ALIBABA_CLOUD_")}
        self._process = subprocess.Popen(
            ["node", "client.js"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean
        )

    def send(self, **request):
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the client ended")
        answer = json.loads(line)
        if "error" in answer:
            raise Failure(answer["error"])
        return answer

    def stop(self):
        self._process.stdin.close()
        self._process.wait(timeout=20)


class Account:
    """One account of the simulated cloud, through one of the vendor's clients."""

    def __init__(self, sdk, simulator, client, key=KEY, secret=SECRET, token=None, region="cn-hangzhou"):
        self._sdk = sdk
        self._request = {"client": client, "url": simulator.url, "key": key, "secret": secret}
        if token:
            self._request["token"] = token
        self.region = region
        self.called = set()

    def call(self, action, version=None, method=None, format_params=False, **parameters):
        """The answer's body, with the names of the wire; raises Failure."""
        request = {**self._request, "action": action, "parameters": {"RegionId": self.region, **parameters}}
        if version:
            request["version"] = version
        if method:
            request["method"] = method
        if format_params:
            request["format_params"] = True
        self.called.add(action)
        answer = self._sdk.send(**request)
        assert not answer.get("unknown"), f"the client's model does not have {answer['unknown']}"
        assert answer["body"]["RequestId"] == answer["body"]["RequestId"].upper()
        return answer["body"]

    def refused(self, action, **parameters):
        """The code with which a call fails."""
        with pytest.raises(Failure) as failure:
            self.call(action, **parameters)
        return failure.value.code

    # The objects of the tests, each with what its kind needs.

    def circuit(self, **members):
        """An enabled circuit, through every step of its life."""
        id_ = self.call("CreatePhysicalConnection", **{"AccessPointId": POINT, "LineOperator": "Other", **members})
        id_ = id_["PhysicalConnectionId"]
        self.call("ConfirmPhysicalConnection", PhysicalConnectionId=id_)
        self.call("EnablePhysicalConnection", PhysicalConnectionId=id_)
        return id_

    def router(self, circuit, **members):
        return self.call("CreateVirtualBorderRouter", **router(circuit, **members))["VbrId"]

    def group(self, vbr, **members):
        return self.call("CreateBgpGroup", **{"RouterId": vbr, "PeerAsn": 65000, **members})["BgpGroupId"]

    def peer(self, group, **members):
        return self.call("CreateBgpPeer", BgpGroupId=group, **members)["BgpPeerId"]

    def show_circuit(self, id_):
        found = self.call("DescribePhysicalConnections", Filter=[{"Key": "PhysicalConnectionId", "Value": [id_]}])
        return one(found["PhysicalConnectionSet"]["PhysicalConnectionType"])

    def show_router(self, id_):
        found = self.call("DescribeVirtualBorderRouters", Filter=[{"Key": "VbrId", "Value": [id_]}])
        return one(found["VirtualBorderRouterSet"]["VirtualBorderRouterType"])

    def show_group(self, id_):
        return one(self.call("DescribeBgpGroups", BgpGroupId=id_)["BgpGroups"]["BgpGroup"])

    def show_peer(self, id_):
        return one(self.call("DescribeBgpPeers", BgpPeerId=id_)["BgpPeers"]["BgpPeer"])


def one(items):
    assert len(items) <= 1
    return items[0] if items else None


def router(circuit, **members):
    return {
        "PhysicalConnectionId": circuit,
        "VlanId": 100,
        "LocalGatewayIp": "10.0.0.1",
        "PeerGatewayIp": "10.0.0.2",
        "PeeringSubnetMask": "255.255.255.252",
        **members,
    }


def fetch(simulator, path, method="GET", form=None, **headers):
    """A plain HTTP call, unsigned; returns status and text."""
    request = urllib.request.Request(
        simulator.url + path,
        method=method,
        data=None if form is None else urllib.parse.urlencode(form).encode(),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    try:
        answer = urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.read().decode()

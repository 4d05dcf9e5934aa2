"""The simulator beside moto, where both have an operation. Each difference is listed with the reason why ours stands."""

import shutil
import socket
import subprocess
import time
import urllib.request

import pytest

from aws_client import connect

MOTO = shutil.which("moto_server")


class Moto:
    def __init__(self, url):
        self.url = url


@pytest.fixture(scope="module")
def moto():
    if not MOTO or subprocess.run([MOTO, "--help"], capture_output=True).returncode != 0:
        pytest.skip("moto_server is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [MOTO, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url + "/moto-api/", timeout=5).read()
            break
        except OSError:
            assert process.poll() is None and time.monotonic() < deadline, "moto_server does not answer"
            time.sleep(0.1)
    yield Moto(url)
    process.terminate()
    process.wait(timeout=20)


# What moto has otherwise, and why the simulator does not follow.
DIFFERENT_VALUES = {
    "connectionId": "moto gives an ARN; the service gives dxcon-…",
    "lagId": "moto gives an ARN; the service gives dxlag-…",
    "connectionState": "moto has new ports available at once; the service answers requested",
    "lagState": "moto answers available; the service answers pending",
    "hasLogicalRedundancy": "moto has a boolean; the service model has unknown, yes and no",
    "jumboFrameCapable": "moto says so of ports that are not lit",
    "macSecCapable": "moto says so without a request for MACsec",
    "connections": "their members differ as above",
    "awsDevice": "made up on both sides",
    "awsDeviceV2": "made up on both sides",
    "awsLogicalDeviceId": "made up on both sides",
}
ONLY_MOTO = {
    "awsDevice", "awsDeviceV2", "awsLogicalDeviceId",  # a requested port has no device yet
    "loaIssueTime",  # and no letter was fetched
    "encryptionMode", "macSecKeys", "portEncryptionStatus",  # MACsec was not asked for
    "providerName", "partnerName", "lagId", "vlan",  # not set
}  # fmt: skip
ONLY_OURS = {"ownerAccount", "macSecCapable", "allowsHostedConnections"}  # the service has them, moto leaves them out


def agree(ours, theirs):
    ours, theirs = ({k: v for k, v in side.items() if k != "ResponseMetadata"} for side in (ours, theirs))
    assert set(theirs) - set(ours) <= ONLY_MOTO
    assert set(ours) - set(theirs) <= ONLY_OURS
    differing = {name for name in set(ours) & set(theirs) if ours[name] != theirs[name]}
    assert differing <= set(DIFFERENT_VALUES), {n: (ours[n], theirs[n]) for n in differing - set(DIFFERENT_VALUES)}


def test_connections_lags_and_tags_agree(sim, moto):
    tags = [{"key": "team", "value": "net"}]
    sides = [connect(sim), connect(moto)]
    connections = [
        c.create_connection(location="EqDC2", bandwidth="10Gbps", connectionName="one", tags=tags) for c in sides
    ]
    agree(*connections)
    lags = [
        c.create_lag(numberOfConnections=1, location="EqDC2", connectionsBandwidth="10Gbps", lagName="bundle", tags=tags)
        for c in sides
    ]
    agree(*lags)
    updated = [
        c.update_connection(connectionId=made["connectionId"], connectionName="uno")
        for c, made in zip(sides, connections)
    ]
    assert [u["connectionName"] for u in updated] == ["uno", "uno"]
    names = [sorted(x["connectionName"] for x in c.describe_connections()["connections"]) for c in sides]
    assert "uno" in names[0] and "uno" in names[1]
    assert [c.describe_lags()["lags"][0]["lagName"] for c in sides] == ["bundle", "bundle"]


def test_an_unknown_connection_is_an_error_of_another_code(sim, moto):
    codes = []
    for side in (sim, moto):
        client = connect(side)
        with pytest.raises(client.exceptions.ClientError) as failure:
            client.describe_connections(connectionId="dxcon-ffffffff")
        codes.append(failure.value.response["Error"]["Code"])
    # AWS's own clients match on DirectConnectClientException and its message; moto made its code up.
    assert codes == ["DirectConnectClientException", "ConnectionNotFound"]

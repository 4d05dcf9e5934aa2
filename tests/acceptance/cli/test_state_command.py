"""The state itself, in a file and on a server: what it holds is listed, renamed and taken out, and no cloud is asked for that."""

import json

import pytest

import clouds
import interconnect
import postgres

KEY = "open-sesame-78"
TEXT = """\
clouds: {aws: {region: us-east-1}}
connection:
  dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
virtual_interface:
  prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000, auth_key: "${env:BGP_KEY}"}
"""


@pytest.fixture
def aws():
    if reason := interconnect.why_not():
        pytest.skip(reason)
    cloud = clouds.CLOUDS["aws"]()
    yield cloud
    cloud.stop()


@pytest.fixture(params=("file", "server"))
def repository(request, aws, new_repository):
    made = new_repository(aws.environment() | {"BGP_KEY": KEY})
    made.write(TEXT)
    if request.param == "file":
        made.apply()
        yield made
        return
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.Server() as server:
        made.environment["INTERCONNECT_STATE"] = server.url
        made.apply()
        yield made


def told(repository, *words):
    return json.loads(repository.run("state", *words, "--json").out)


def addresses(repository, *words):
    return [one["address"] for one in told(repository, "list", *words)["objects"]]


def test_renamed_and_taken_out_and_back(aws, repository):
    calls, objects = aws.calls(), aws.objects()
    moved = told(repository, "mv", "connection.dc1", "connection.port")
    assert addresses(repository) == ["connection.port", "virtual_interface.prod"]
    assert addresses(repository, "--state", moved["backup"]) == ["connection.dc1", "virtual_interface.prod"]
    gone = told(repository, "rm", "virtual_interface.prod")
    assert addresses(repository) == ["connection.port"] and gone["backup"] != moved["backup"]
    commands = [run["command"] for run in told(repository, "history")["runs"]]
    assert commands == ["state rm virtual_interface.prod", "state mv connection.dc1 connection.port", "apply"]
    assert aws.calls() == calls and aws.objects() == objects
    repository.write(TEXT.replace("dc1", "port"))
    repository.run("import", "virtual_interface.prod", gone["removed"][0]["import_id"])
    assert addresses(repository) == ["connection.port", "virtual_interface.prod"] and aws.objects() == objects


def test_no_key_and_no_password_is_in_what_is_said_or_kept(repository):
    said = ""
    for words in (("list",), ("show",), ("history",), ("mv", "connection.dc1", "connection.port"), ("rm", "connection.port")):
        for more in ((), ("--json",)):
            ran = repository.run("state", *words, *more, expect=None)
            said += ran.out + ran.err
    assert said.count("virtual_interface.prod") > 2
    for secret in (KEY, postgres.PASSWORD):
        assert secret not in said and not repository.files_with(secret)

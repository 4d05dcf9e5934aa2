"""From Terraform to the command line and back: nothing is created, changed or deleted on the way."""

import json
import shlex

import pytest

import clouds
import terraform

HCL = """
resource "interconnect_connection" "dc1" {
  cloud     = "aws"
  name      = "dc1"
  location  = "EqDC2"
  bandwidth = "1Gbps"
}
resource "interconnect_virtual_interface" "prod" {
  cloud         = "aws"
  name          = "prod"
  connection_id = interconnect_connection.dc1.id
  vlan          = 125
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
}
resource "interconnect_bgp_group" "six" {
  cloud                = "aws"
  name                 = "six of dc1's"
  virtual_interface_id = interconnect_virtual_interface.prod.id
  address_family       = "ipv6"
  customer_asn         = "65000"
}
resource "interconnect_bgp_peer" "v6" {
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.prod.id
  bgp_group_id         = interconnect_bgp_group.six.id
}
"""
NOTE = "#   interconnect "


@pytest.fixture
def aws():
    if reason := terraform.why_not():
        pytest.skip(reason)
    cloud = clouds.CLOUDS["aws"]()
    yield cloud
    cloud.stop()


def test_from_terraform_and_back(aws, new_workspace, new_repository):
    before = new_workspace(aws.environment())
    before.write(HCL)
    before.apply()
    objects = aws.objects()

    repository = new_repository(aws.environment())
    (repository.folder / "state.json").write_text(json.dumps(before.show()))
    text = repository.run("export", "--from-terraform", "state.json").out
    repository.write(text)
    commands = [shlex.split(line.removeprefix(NOTE)) for line in text.splitlines() if line.startswith(NOTE)]
    assert len(commands) == 4, text
    refused = repository.plan(expect=1)  # what no import has told of is not made again beside what is there
    assert any(one["summary"] == "Object may exist already" for one in refused["diagnostics"]), refused
    for command in commands:
        repository.run(*command)
    # No cloud knows that the peer has its values from a group: that comes from the configuration.
    told = repository.plan(expect=2)["steps"]
    assert [(step["address"], [change["path"] for change in step["changes"]]) for step in told] == \
        [("bgp_peer.v6", ["bgp_group_id"])], told
    repository.apply()
    assert repository.plan()["steps"] == []
    assert aws.objects() == objects

    after = new_workspace(aws.environment())
    after.write(repository.run("export", "--to", "hcl").out, header=False)
    after.apply()
    assert not after.plan(expect=0).errors
    assert len(after.state()) == 4
    assert aws.objects() == objects


def test_what_was_adopted_is_exported_to_be_adopted(new_repository):
    if reason := clouds.why_not("huawei"):
        pytest.skip(reason)
    cloud = clouds.CLOUDS["huawei"]()
    try:
        line = cloud.seed("direct_connect", name="ordered")
        repository = new_repository(cloud.environment())
        repository.write(f"connection:\n  kept: {{cloud: huawei, adopt: {line}}}\n")
        repository.apply()
        text = repository.run("export").out
        assert line in text and "adopt:" in text and "on_destroy" not in text, text
        assert f'"{line}"' in repository.run("export", "--to", "hcl").out
        repository.write(text)
        assert repository.plan()["steps"] == []

        repository.write(text.replace("adopt:", "on_destroy: refuse\n    adopt:"))
        repository.apply()
        text = repository.run("export").out
        assert "on_destroy: refuse" in text

        elsewhere = new_repository(cloud.environment())
        elsewhere.write(text)
        steps = elsewhere.plan(expect=2)["steps"]
        assert [(step["address"], step["action"]) for step in steps] == [("connection.kept", "adopt")]
    finally:
        cloud.stop()

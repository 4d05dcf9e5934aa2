"""Tags that the settings put on every object, with Terraform and with the command line, on every cloud."""

import json

import pytest

import interconnect
import siblings
from pieces import PORT, VIF, link, provider

pytestmark = pytest.mark.needs("has_interfaces")

ALL = {"env": "test", "team": "net"}


def defaults(tags, ignored=""):
    """Of the provider block; what it says is JSON and HCL both."""
    return provider(f"default_tags = {{ tags = {json.dumps(tags).replace(':', ' =')} }}\n  {ignored}")


def tagged(cloud):
    return link(cloud, more='tags = { team = "net" }')


def test_default_tags_with_terraform(ws, cloud):
    ws.write(defaults({"env": "test", "team": "everybody"}) + tagged(cloud))
    ws.apply()
    ws.plan(expect=0)
    state = ws.state()
    assert state[VIF]["tags"] == {"team": "net"} and state[VIF]["tags_all"] == ALL
    each = {one: "update" for one in (VIF, PORT) if one in state}  # where a port can be ordered
    if PORT in each:
        assert state[PORT]["tags_all"] == {"env": "test", "team": "everybody"} and not state[PORT]["tags"]
    ws.write(defaults({"env": "prod"}) + tagged(cloud))
    assert ws.plan(expect=2).changes == each
    ws.apply()
    ws.plan(expect=0)
    assert ws.state()[VIF]["tags_all"] == {"env": "prod", "team": "net"}
    ws.write(provider() + tagged(cloud))
    assert ws.plan(expect=2).changes == each
    ws.apply()
    ws.plan(expect=0)
    assert ws.state()[VIF]["tags"] == {"team": "net"} and not ws.state()[VIF]["tags_all"]


def test_a_plan_says_which_of_too_many_tags_are_default_ones(ws, cloud):
    many = {f"default-{number}": "x" for number in range(50)}
    ws.write(defaults(many) + tagged(cloud))
    cloud.reset_calls()
    refused = ws.plan(expect=1)
    assert refused.find("Too many tags", "default_tags", "default-49", severity="error"), str(refused)
    assert not cloud.changes()


@pytest.mark.parametrize("ignored", ['keys = ["interconnect:mark"]', 'key_prefixes = ["inter"]', 'key_prefixes = [""]'])
def test_what_tells_whose_an_object_is_cannot_be_ignored(ws, cloud, ignored):
    ws.write(provider(f"ignore_tags = {{ {ignored} }}") + tagged(cloud))
    assert ws.plan(expect=1).find("Marks cannot be ignored", severity="error")


def test_default_tags_that_come_later(ws, cloud):
    later = ('resource "terraform_data" "later" {\n  input = "test"\n}\n'
             + provider("default_tags = { tags = { env = terraform_data.later.output } }"))
    ws.write(later + tagged(cloud))
    ws.apply()
    ws.plan(expect=0)
    assert ws.state()[VIF]["tags_all"] == ALL


def test_tags_that_nobody_may_touch_come_in_time(ws, cloud):
    ws.write('resource "terraform_data" "later" {\n  input = "test"\n}\n'
             + provider("ignore_tags = { keys = [terraform_data.later.output] }") + tagged(cloud))
    assert ws.plan(expect=1).find("ignore_tags", "-target", severity="error")


@pytest.fixture
def repository(cloud, new_repository):
    if reason := interconnect.why_not():
        pytest.skip(reason)
    return new_repository(cloud.environment())


def configuration(cloud, more):
    port = siblings.Pieces(cloud).port() | {"on_destroy": "delete", "tags": {"team": "net"}}
    document = json.loads(siblings.yaml_of({"connection": {"port": port}}))
    return json.dumps(document | more)


@pytest.mark.needs("orders_connections")
def test_default_tags_with_the_command_line(repository, cloud):
    def says(**settings):
        repository.write(configuration(cloud, settings))

    says(default_tags={"tags": {"env": "test", "team": "everybody"}}, ignore_tags={"key_prefixes": ["other-"]})
    repository.apply()
    repository.plan()
    drift = repository.run("drift", "--json").json()
    assert not drift["findings"], drift
    says(default_tags={"tags": {"env": "prod"}})
    plan = repository.plan(expect=2)
    assert [change["path"] for step in plan["steps"] for change in step["changes"]] == ["tags_all"], plan["steps"]
    repository.apply()
    repository.plan()
    says(ignore_tags={"keys": ["interconnect:owner"]})
    refused = repository.run("plan", expect=1)
    assert "Marks cannot be ignored" in refused.out + refused.err

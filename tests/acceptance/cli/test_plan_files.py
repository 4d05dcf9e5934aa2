"""A saved plan decides nothing by itself: what its apply says of it, and whose seal counts."""

import json
import re

import pytest

CONFIGURATION = """\
clouds: {aws: {region: us-east-1}}
connection:
  dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
virtual_interface:
  prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000}
"""
KEY = "a key of thirty-two characters, or more"


@pytest.fixture
def repository(aws, new_repository):
    made = new_repository(aws.environment())
    made.write(CONFIGURATION)
    return made


@pytest.mark.parametrize("options", (("--no-refresh",), ("--allow", "connection.dc1"), ("--allow-disruption", "pair"),
                                     ("--no-refresh", "--allow-disruption", "pair", "--allow", "virtual_interface.prod")))
@pytest.mark.parametrize("how", ((), ("--json",)), ids=("text", "json"))
def test_every_option_of_a_plan_is_said_when_it_is_applied(repository, options, how):
    """Whether it let something pass when it was planned or not: it holds for what turns up during the run."""
    repository.run("plan", "--out", "links.plan", *options, expect=2)
    ran = repository.run("apply", "links.plan", *how)
    said = ran.err if how else ran.out
    assert "has these options" in said, ran
    for pair in re.findall(r"--\S+(?: (?!--)\S+)?", " ".join(options)):
        assert pair in said, ran


def test_what_was_acknowledged_is_in_every_output_of_the_apply(repository):
    repository.apply()
    repository.write(CONFIGURATION[:CONFIGURATION.index("virtual_interface:")])
    repository.run("plan", "--out", "links.plan", "--allow", "virtual_interface.prod", expect=2)
    dry = repository.run("apply", "links.plan", "--dry-run")
    assert "by --allow virtual_interface.prod" in dry.out, dry
    done = repository.run("apply", "links.plan", "--json").json()
    assert [one["allowed_by"] for one in done["acknowledged"]] == ["--allow virtual_interface.prod"]
    assert [one["address"] for one in done["steps"]] == ["virtual_interface.prod"]


def test_a_plan_of_a_proposal_is_none_where_there_is_a_key(repository):
    repository.environment["INTERCONNECT_PLAN_KEY"] = KEY
    repository.run("plan", "--untrusted", "--out", "links.plan", expect=2)
    assert "not sealed with a key" in repository.run("apply", "links.plan", expect=1).err
    repository.run("plan", "--out", "links.plan", expect=2)
    repository.run("apply", "links.plan")


def test_a_key_that_anybody_may_write_is_none(repository):
    repository.write(KEY, "key")
    repository.environment["INTERCONNECT_PLAN_KEY_FILE"] = "key"
    repository.run("plan", "--out", "links.plan", expect=2)
    (repository.folder / "key").chmod(0o666)
    for command in (("plan", "--out", "links.plan"), ("apply", "links.plan")):
        assert "may be written by anybody" in repository.run(*command, expect=1).err
    assert json.loads((repository.folder / "links.plan").read_text())["seal"]["method"] == "hmac-sha256"


@pytest.mark.parametrize("how", ((), ("--dry-run",), ("--json",)), ids=("text", "dry", "json"))
@pytest.mark.parametrize("other", (False, True), ids=("no state", "another one"))
def test_a_plan_is_applied_to_the_state_that_it_was_made_from(repository, aws, how, other):
    repository.apply("--state", "its.db")
    repository.write(CONFIGURATION[:CONFIGURATION.index("virtual_interface:")])
    repository.run("plan", "--state", "its.db", "--out", "links.plan", "--allow", "virtual_interface.prod", expect=2)
    if other:
        repository.run("import", "connection.dc1", f"aws/us-east-1/{aws.connections()[0]['connectionId']}", "--state", "interconnect.state.db")
    aws.reset_calls()
    ran = repository.run("apply", "links.plan", *how, expect=1)
    said = " ".join(ran.out.split())
    assert "made from another state" in said and "Name the right one with --state" in said, ran
    assert not aws.calls(), ran  # what it holds would be asked for once more
    assert (repository.folder / "interconnect.state.db").exists() == other
    repository.run("apply", "links.plan", "--state", "its.db")
    assert not aws.interfaces()

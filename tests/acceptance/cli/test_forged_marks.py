"""A mark is made of what everybody may know. A colleague who makes an object with our name, our tags and that mark does not get it into our
state: neither when a state was lost, nor between a plan and its apply, nor after a create of ours that was noted and never came to be. Every
kind of every cloud: tests/behaviour/takeover_test.cc."""

import pytest

CONFIGURATION = """
owner: net-team/test
clouds: {aws: {region: us-east-1}}
connection:
  dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete, tags: {team: net}}
"""
NO_WAIT = {"INTERCONNECT_CREATE_PATIENCE": "0s"}
pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture
def repository(aws, new_repository):
    made = new_repository(aws.environment() | NO_WAIT)
    made.write(CONFIGURATION)
    return made


def forge(aws, new_repository, random_part=""):
    """What the configuration asks for, with the mark that it would have, made by hand; its id."""
    other = new_repository(aws.environment())
    other.write(CONFIGURATION)
    other.apply()
    (seen,) = [one for one in aws.connections() if one["connectionName"] == "dc1"]
    tags = {tag["key"]: tag["value"] for tag in seen["tags"]}
    aws.remove(seen["connectionId"])
    tags["interconnect:mark"] = tags["interconnect:mark"].split(".")[0] + random_part
    return lambda: aws.seed("connection", connectionName="dc1", location="EqDC2", bandwidth="1Gbps",
                            tags=[{"key": key, "value": value} for key, value in tags.items()])


def refused(repository, aws, forged):
    before = aws.objects()
    for command in (("plan",), ("apply", "--yes")):
        run = repository.run(*command, expect=1)
        said = " ".join((run.out + run.err).split())
        assert forged in said and "interconnect import" in said and "not taken over" in said, run
    assert aws.objects() == before
    repository.run("import", "connection.dc1", f"aws/us-east-1/{forged}")
    repository.run("plan", expect=0)


def test_a_lost_state(aws, repository, new_repository):
    refused(repository, aws, forge(aws, new_repository)())


def test_between_a_plan_and_its_apply(aws, repository, new_repository):
    make = forge(aws, new_repository)
    repository.run("plan", "--out", "links.plan", expect=2)
    forged = make()
    run = repository.run("apply", "links.plan", expect=1)
    assert forged in run.out + run.err, run
    refused(repository, aws, forged)


@pytest.mark.parametrize("random_part", ["", ".0123456789abcdef0123456789abcdef"])
def test_after_a_create_that_was_noted_and_never_came_to_be(aws, repository, new_repository, random_part):
    make = forge(aws, new_repository, random_part)
    aws.fault("CreateConnection", "close_before")
    repository.run("apply", "--yes", expect=1)
    assert not aws.connections()
    refused(repository, aws, make())


def test_what_it_made_itself_is_gone_on_with(aws, repository):
    aws.fault("CreateConnection", "lose_response")
    aws.fault("DescribeConnections", "fail")
    repository.run("apply", "--yes", expect=None)
    repository.run("apply", "--yes")
    assert len(aws.connections()) == 1
    repository.run("plan", expect=0)

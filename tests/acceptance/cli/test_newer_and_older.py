"""A state of another version of the command line than this one: an older one is brought up, a newer one is refused as it is."""

import contextlib
import hashlib
import sqlite3

import pytest

import clouds
import interconnect

STATE = "interconnect.state.db"
TEXT = """\
clouds: {aws: {region: us-east-1}}
connection:
  dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
virtual_interface:
  prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000}
"""
READERS = [("plan",), ("drift",), ("export", "--to", "yaml")]
WRITERS = [("apply", "--yes"), ("destroy", "--yes", "--allow", "connection.dc1", "--allow", "virtual_interface.prod"),
           ("import", "--all", "--write", "found.yaml")]


@pytest.fixture
def aws():
    if reason := interconnect.why_not():
        pytest.skip(reason)
    cloud = clouds.CLOUDS["aws"]()
    yield cloud
    cloud.stop()


@pytest.fixture
def repository(aws, new_repository):
    made = new_repository(aws.environment())
    made.write(TEXT)
    made.apply()
    aws.reset_calls()
    return made


def store(repository, *statements):
    """Carries them out on the state, as another version's migrations would, and returns its schema version."""
    with contextlib.closing(sqlite3.connect(repository.folder / STATE)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
        return database.execute("SELECT schema_version FROM meta").fetchone()[0]


def digest(repository):
    return hashlib.sha256((repository.folder / STATE).read_bytes()).hexdigest()


@pytest.mark.parametrize("command", READERS + WRITERS, ids=lambda words: words[0])
def test_a_state_of_a_newer_version_is_refused(aws, repository, command):
    """It says both versions and the way out, calls no cloud, and leaves every byte."""
    known = store(repository)
    store(repository, "CREATE TABLE later (note TEXT)", f"UPDATE meta SET schema_version = {known + 1}")
    before = digest(repository)
    refused = repository.run(*command, expect=1)
    said = " ".join((refused.out + refused.err).split())
    assert f"schema version {known + 1}" in said and f"version {known} and older" in said and "Use the newer one" in said, said
    assert not aws.calls() and digest(repository) == before
    assert not (repository.folder / "found.yaml").exists()


@pytest.mark.parametrize("command", READERS + WRITERS[:1], ids=lambda words: words[0])
def test_a_state_of_an_older_version_is_brought_up(aws, repository, command):
    """With the objects that it holds: nothing is made a second time."""
    known = store(repository)
    store(repository, "DROP TABLE begun", "UPDATE meta SET schema_version = 1")
    repository.run(*command)
    assert not aws.changes()
    assert repository.plan(expect=0)["steps"] == []
    assert store(repository) == known > 1

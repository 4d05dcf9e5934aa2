"""The file of a state: read where nothing can be written, whole by itself, and never silently empty."""

import os
import shutil
import signal

import pytest

import clouds
import interconnect
from processes import wait_until
from terraform import bin_dir

NOBODY = 65534
STATE = "interconnect.state.db"
TEXT = """\
clouds: {aws: {region: us-east-1}}
connection:
  dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
virtual_interface:
  prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000}
"""


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
    return made


@pytest.fixture
def read_only(repository):
    """Makes the folder and what is in it such that commands can read it and nothing else."""
    if os.geteuid() == 0 and not reaches_the_program():
        pytest.skip("another user cannot start the program here")

    def lock():
        for path in repository.folder.iterdir():
            path.chmod(0o444)
        repository.folder.chmod(0o555)
        repository.user = NOBODY if os.geteuid() == 0 else None

    yield lock
    repository.folder.chmod(0o755)


def reaches_the_program():
    return all(path.stat().st_mode & 0o001 for path in (bin_dir() / "interconnect").resolve().parents)


def test_what_only_reads_needs_only_to_read(aws, repository, read_only):
    repository.apply()
    read_only()
    before = sorted(os.listdir(repository.folder))
    assert repository.plan(expect=0)["steps"] == []
    assert "no drift" in repository.run("drift").out.lower()
    repository.run("export", "--to", "yaml")
    aws.edit(aws.interfaces()[0]["virtualInterfaceId"], mtu=9001)
    found = repository.run("drift", "--json", expect=None).json()
    assert found["findings"], found
    assert not [item for item in found.get("diagnostics", []) if "when drift is there" in item["summary"]], found
    assert sorted(os.listdir(repository.folder)) == before


def test_apply_says_that_it_cannot_write_before_it_calls(aws, repository, read_only):
    repository.apply()
    repository.folder.joinpath("interconnect.yaml").write_text(TEXT.replace("65000}", "65000, tags: {a: b}}"))
    read_only()
    aws.reset_calls()
    refused = repository.run("apply", "--yes", expect=1)
    assert STATE in refused.err + refused.out and "writes the state" in refused.err + refused.out, str(refused)
    assert not aws.calls(), aws.calls()


@pytest.mark.parametrize("command", [("plan",), ("drift",), ("apply", "--yes"), ("destroy", "--yes"), ("export", "--to", "yaml"),
                                     ("import", "--all", "--write", "found.yaml")], ids=lambda words: words[0])
def test_an_empty_file_is_no_state(aws, repository, command):
    repository.apply()
    aws.reset_calls()
    (repository.folder / STATE).write_bytes(b"")
    refused = repository.run(*command, expect=1)
    said = " ".join((refused.out + refused.err).split())
    assert "empty file" in said and "import --all" in said and "remove the file" in said, said
    assert not aws.changes() and not (repository.folder / STATE).read_bytes()


def test_a_copy_of_the_file_alone_is_the_state_of_a_run_that_was_killed(aws, repository):
    aws.fault("CreatePrivateVirtualInterface", "late_response", delay_ms=60000)
    process = repository.start("apply", "--yes")
    wait_until(lambda: aws.calls().get("CreatePrivateVirtualInterface"), "the interface")
    during = repository.folder / "during.db"
    shutil.copy(repository.folder / STATE, during)
    os.kill(process.pid, signal.SIGKILL)
    repository.finish(process)
    after = repository.folder / "after.db"
    shutil.copy(repository.folder / STATE, after)
    for copy in (during, after):
        steps = repository.run("plan", "--json", "--state", str(copy), expect=None).json()["steps"]
        assert "connection.dc1" not in [step["address"] for step in steps if step["action"] != "none"], steps

"""An offer is declined by the command line, for both front doors: the import that refuses it says how, and nothing else does it."""

import pytest

from pieces import PORT


@pytest.fixture
def offer(cloud):
    kind, member = cloud.hosted
    if not kind:
        pytest.skip(f"nobody offers a connection on {cloud.name}")
    if cloud.name == "huawei":
        pytest.skip("what is hosted is its tenant's at once")
    return cloud.seed(kind, **{member: "theirs"})


def decline(cloud, repository, offer, *more, expect=0):
    return repository.run("decline", "connection", f"{cloud.name}/{cloud.region}/{offer}", "--name", "theirs", "--yes", *more, expect=expect)


def test_as_the_import_says(ws, cloud, offer, new_repository):
    words = f"interconnect decline connection {cloud.name}/{cloud.region}/{offer}"
    ws.write(f'import {{\n  to = {PORT}\n  id = "{cloud.name}/{cloud.region}/{offer}"\n}}\n'
             f'resource "interconnect_connection" "port" {{\n  cloud = "{cloud.name}"\n  adopt = "{offer}"\n  name = "theirs"\n}}\n')
    assert ws.plan(expect=1).find("Offer is not accepted", words, severity="error")
    repository = new_repository(cloud.environment())
    by_import = repository.run("import", "connection.port", f"{cloud.name}/{cloud.region}/{offer}", expect=1)
    assert words in " ".join((by_import.out + by_import.err).split()), by_import
    assert not cloud.changes()
    declined = decline(cloud, repository, offer, expect=None)
    if "has no call that declines a hosted connection" in " ".join(declined.err.split()):
        assert declined.code == 1 and not cloud.changes(), declined
        return
    assert declined.code == 0 and offer in declined.out, declined
    assert len(cloud.changes()) == 1
    assert decline(cloud, repository, offer, expect=1) and len(cloud.changes()) == 1


def test_what_was_accepted_is_left_as_it_is(ws, cloud, offer, new_repository):
    ws.write(f'resource "interconnect_connection" "port" {{\n  cloud = "{cloud.name}"\n  adopt = "{offer}"\n  name = "theirs"\n}}\n')
    ws.apply()
    cloud.reset_calls()
    refused = decline(cloud, new_repository(cloud.environment()), offer, expect=1)
    assert "is no offer that waits for this account" in " ".join(refused.err.split()), refused
    assert not cloud.changes()
    ws.plan(expect=0)


def test_what_needs_nobody_to_accept_it_is_no_offer(cloud, new_repository):
    kind, member = cloud.hosted
    if cloud.name != "huawei":
        pytest.skip("what is hosted there waits to be accepted")
    hosted = cloud.seed(kind, **{member: "theirs"})
    refused = decline(cloud, new_repository(cloud.environment()), hosted, expect=1)
    said = " ".join(refused.err.split())
    assert "is no offer: Huawei Cloud Direct Connect has none of connections" in said and "belongs to its tenant at once" in said, refused
    assert not cloud.changes()

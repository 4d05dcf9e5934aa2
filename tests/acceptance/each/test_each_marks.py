"""Somebody changes the tags that tell whose an object is: each plan shows it, at both front doors, and the next apply puts them back, with no
other change. Every kind of object: tests/behaviour/changed_marks_test.cc."""

import pytest

from doors import DOORS, NAMES
from pieces import VIF, link, provider

pytestmark = pytest.mark.needs("has_interfaces")

OWNER, MARK = "interconnect:owner", "interconnect:mark"
CHANGES = {"another owner": {OWNER: "somebody"}, "no mark": {MARK: None}, "another mark": {MARK: "0123456789abcdef0123456789abcdef"}}


def tags_of(cloud):
    """Of the only interface, whatever the cloud calls them."""
    (interface,) = cloud.interfaces()
    listed = interface.get("tags") or interface.get("Tags") or []
    listed = listed["Tags"] if isinstance(listed, dict) else listed
    return {tag.get("key") or tag.get("Key"): tag.get("value") or tag.get("Value") for tag in listed}


def edit_tags(cloud, changes):
    (interface,) = cloud.interface_ids()
    cloud.edit(interface, **{"Tags" if cloud.name == "alibaba" else "tags": changes})


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("name", NAMES)
def test_they_are_put_back(cloud, new_workspace, new_repository, name, changes):
    door = DOORS[name](cloud, new_workspace, new_repository)
    door.write(link(cloud))
    door.apply().expect("changes")
    before = tags_of(cloud)
    edit_tags(cloud, changes)
    assert tags_of(cloud) != before
    said = door.plan().expect("changes")
    assert "marks_changed" in said or "Marks were changed" in said, said.text
    cloud.reset_calls()
    door.apply().expect("changes")
    assert tags_of(cloud) == before
    assert all("tag" in call.lower() for call in cloud.changes()), cloud.changes()
    door.plan().expect("nothing")


KEYS = {"INTERCONNECT_MARK_KEY": "a-key-of-the-tests-with-32-letters"}
FORGED = {"no random part": "", "another random part": ".0123456789abcdef0123456789abcdef"}


@pytest.mark.parametrize("part", FORGED.values(), ids=FORGED)
def test_with_a_key_terraform_takes_nothing_over_that_lacks_its_part(cloud, new_workspace, part):
    """Terraform keeps nothing of a create that did not return: what such a create made is told by the key, and not by what anybody may know."""
    ws = new_workspace(cloud.environment() | KEYS)
    ws.write(provider('owner = "net-team/prod"') + link(cloud))
    ws.apply()
    (it,) = cloud.interface_ids()
    assert ws.run("state", "rm", VIF).code == 0
    assert ws.plan(expect=2).find("Existing object taken over", it), "its own is gone on with"
    edit_tags(cloud, {MARK: tags_of(cloud)[MARK].split(".")[0] + part})
    cloud.reset_calls()
    for run in (ws.plan, ws.apply):
        refused = run(expect=1)
        assert refused.find("Object exists already", it, "INTERCONNECT_MARK_KEY", "import {", severity="error"), str(refused)
    assert not cloud.changes() and cloud.interface_ids() == [it]


def test_a_key_that_is_too_short_is_refused_and_not_shown(cloud, new_workspace):
    ws = new_workspace(cloud.environment() | {"INTERCONNECT_MARK_KEY": "short-secret"})
    ws.write(link(cloud))
    refused = ws.plan(expect=1)
    assert refused.find("INTERCONNECT_MARK_KEY has 12 characters", severity="error"), str(refused)
    assert "short-secret" not in str(refused)

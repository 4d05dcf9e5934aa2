"""Somebody changes the tags that tell whose an object is: each plan shows it, at both front doors, and the next apply puts them back, with no
other change. Every kind of object: tests/behaviour/changed_marks_test.cc."""

import pytest

from doors import DOORS, NAMES
from pieces import link

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
    assert "marks_changed" in said, said.text
    cloud.reset_calls()
    door.apply().expect("changes")
    assert tags_of(cloud) == before
    assert all("tag" in call.lower() for call in cloud.changes()), cloud.changes()
    door.plan().expect("nothing")

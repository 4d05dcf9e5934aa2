"""docs/guides/permissions.md allows every operation that an adapter can call, and no other.

What an adapter can call are the rows of its client's table (operations.cc) that another file of it names. Whether one changes
anything is in that table too; it decides which of the two policies an operation is in. An operation is an action of its own
name, unless the cloud's section of the page has a table that says which actions it needs."""

import json
import re

import pytest
from test_vendors import NAMES, ROOT

PAGE = (ROOT / "docs/guides/permissions.md").read_text()
# A section is of the cloud whose name it begins with.
SECTIONS = {title.split()[0].lower(): text for title, text in re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)}
CHANGES = re.compile(r'kMutating|Changes\(|"(POST|PUT|DELETE)"')
SERVICE = re.compile(r'\.service = "(\w+)"|\bOf([A-Z]\w+)\(')  # of a row that is another service's
READS = re.compile(r'kReads|Lists\w*\(|"GET"|\.paging|\{"\w+"\}')


def texts(cloud):
    """The rows of the client's table."""
    text = (ROOT / "adapters" / cloud / "client/operations.cc").read_text()
    table = text[text.index("kOperations"):text.index("std::span")]
    return re.split(r"^    (?=\{|[A-Z]\w+\()", table, flags=re.MULTILINE)[1:]


def services(cloud):
    """Name of each operation that another service has → that service."""
    found = {}
    for row in texts(cloud):
        if service := SERVICE.search(row):
            found[re.search(r'"(\w+)"', row)[1]] = service[1] or service[2].lower()
    return found


def rows(cloud):
    """Name of each operation of the client's table → whether it changes anything."""
    found = {}
    for row in texts(cloud):
        changes, reads = bool(CHANGES.search(row)), bool(READS.search(row))
        assert changes != reads, f"a row of another form: {row}"
        found[re.search(r'"(\w+)"', row)[1]] = changes
    return found


def called(cloud):
    """What of the table the adapter's other files name; how an error is read is no call."""
    named = set()
    for path in sorted((ROOT / "adapters" / cloud).rglob("*.[ch]*")):
        if path.name in ("operations.cc", "api_errors.cc") or "_test" in path.name or "testing" in path.parts:
            continue
        named |= set(re.findall(r'"(\w+)"', re.sub(r"//[^\n]*", "", path.read_text())))
    return {name: changes for name, changes in rows(cloud).items() if name in named}


def policies(cloud):
    """The actions of the policy that looks, and of the one that applies."""
    found = []
    for block in re.findall(r"^```json\n(.*?)^```", SECTIONS[cloud], re.DOTALL | re.MULTILINE):
        [statement] = json.loads(block)["Statement"]
        assert statement["Effect"] == "Allow"
        found.append(statement["Action"])
    look, apply = found
    return look, apply


def told_actions(cloud):
    """Operation → its actions, by the section's table. Where a row has as many actions as operations, each has its own."""
    actions = {}
    for left, right in re.findall(r"^\| (`.*?) \| (.*?) \|$", SECTIONS[cloud], re.MULTILINE):
        names, needed = re.findall(r"`(\w+)`", left), re.findall(r"`([\w:]+)`", right)
        assert needed or right == "none", left
        for number, name in enumerate(names):
            assert name not in actions, name
            actions[name] = [needed[number]] if len(names) == len(needed) > 1 else needed
    return actions


def needed_actions(cloud, changes):
    operations = {name for name, does in called(cloud).items() if does == changes}
    told, others = told_actions(cloud), services(cloud)
    service = policies(cloud)[0][0].split(":")[0]  # of what neither has
    return {action for name in operations for action in told.get(name, [f"{others.get(name, service)}:{name}"])}


def test_every_cloud_has_its_section():
    assert set(SECTIONS) == set(NAMES)


@pytest.mark.parametrize("cloud", NAMES)
def test_policies_hold_what_can_be_called_and_nothing_else(cloud):
    look, apply = policies(cloud)
    for actions, changes in ((look, False), (apply, True)):
        assert len(set(actions)) == len(actions), "an action is there twice"
        assert set(actions) == needed_actions(cloud, changes)
    assert not set(look) & set(apply)


@pytest.mark.parametrize("cloud", NAMES)
def test_the_table_of_actions_has_operations_that_are_called(cloud):
    """What it leaves out is an action of its own name: the policies' test shows what is missing."""
    assert set(told_actions(cloud)) <= set(called(cloud))


@pytest.mark.parametrize("cloud", NAMES)
def test_the_tables_are_read(cloud):
    """One that is written in another form must not pass for an empty one."""
    assert len(rows(cloud)) >= 20
    calls = list(called(cloud).values())
    assert calls.count(False) >= 5 and calls.count(True) >= 10

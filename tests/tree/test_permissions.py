"""docs/guides/permissions.md allows every operation that an adapter can call, and no other.

What an adapter can call are the rows of its client's table (operations.cc) that another file of it names. Whether one changes
anything is in that table too; it decides which of the two policies an operation is in."""

import json
import re

import pytest
from test_tree import ROOT

PAGE = (ROOT / "docs/guides/permissions.md").read_text()
SECTIONS = {"aws": "AWS", "huawei": "Huawei Cloud", "alibaba": "Alibaba Cloud"}


def table_of(cloud):
    text = (ROOT / "adapters" / cloud / "client/operations.cc").read_text()
    return text[text.index("kOperations"):]


def rows(cloud):
    """Name of each operation of the client's table → whether it changes anything."""
    table = table_of(cloud)
    if cloud == "huawei":
        return {name: method != "GET" for name, method in re.findall(r'Row\("(\w+)", "(\w+)"', table)}
    if cloud == "alibaba":
        return {name: kind == "Changes(" for kind, name in re.findall(r'(Changes\(|Lists\(|ListsByToken\(|\{)"(\w+)"', table)}
    plain = {name: kind == "kMutating" for name, kind in re.findall(r'\{"(\w+)", (kReads|kMutating), ', table)}
    return plain | dict.fromkeys(re.findall(r'(?:Lists\(|\.name = )"(\w+)"', table), False)


def called(cloud):
    """What of the table the adapter's other files name; an error's reading of an answer is no call."""
    named = set()
    for path in sorted((ROOT / "adapters" / cloud).rglob("*.[ch]*")):
        if path.name in ("operations.cc", "api_errors.cc") or "_test" in path.name or "testing" in path.parts:
            continue
        named |= set(re.findall(r'"(\w+)"', re.sub(r"//[^\n]*", "", path.read_text())))
    return {name: changes for name, changes in rows(cloud).items() if name in named}


def section(cloud):
    return re.search(rf"^## {SECTIONS[cloud]}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)[1]


def policies(cloud):
    """Of each policy of a cloud's section its actions."""
    found = []
    for block in re.findall(r"^```json\n(.*?)^```", section(cloud), re.DOTALL | re.MULTILINE):
        [statement] = json.loads(block)["Statement"]
        assert statement["Effect"] == "Allow"
        found.append(statement["Action"])
    return found


def huawei_actions():
    """Operation → its actions, by the page's table. Where a row has an action for each of its operations, in their order,
    each of them has its own."""
    actions = {}
    for left, right in re.findall(r"^\| (`.*?) \| (.*?) \|$", section("huawei"), re.MULTILINE):
        names, wanted = re.findall(r"`(\w+)`", left), re.findall(r"`([\w:]+)`", right)
        assert wanted or right == "none", left
        for number, name in enumerate(names):
            assert name not in actions, name
            actions[name] = [wanted[number]] if len(names) == len(wanted) > 1 else wanted
    return actions


def wanted(cloud, changes):
    """The actions that calls of one kind need."""
    operations = {name for name, does in called(cloud).items() if does == changes}
    if cloud == "huawei":
        return {action for name in operations for action in huawei_actions()[name]}
    prefix = {"aws": "directconnect", "alibaba": "vpc"}[cloud]
    return {f"{prefix}:{name}" for name in operations}


@pytest.mark.parametrize("cloud", SECTIONS)
def test_policies_hold_what_can_be_called_and_nothing_else(cloud):
    look, change = policies(cloud)
    for actions, changes in ((look, False), (change, True)):
        assert len(set(actions)) == len(actions), "an action is there twice"
        assert set(actions) == wanted(cloud, changes)
    assert not set(look) & set(change)


def test_the_table_of_actions_has_each_operation():
    assert set(huawei_actions()) == set(called("huawei"))


@pytest.mark.parametrize(("cloud", "some"), [("aws", {"CreateBGPPeer": True, "DescribeConnections": False, "DescribeLocations": False}),
                                             ("huawei", {"CreateVifPeer": True, "ShowVirtualGateway": False}),
                                             ("alibaba", {"AddBgpNetwork": True, "DescribeBgpNetworks": False})])
def test_the_tables_are_read(cloud, some):
    """Every row of them: one that is written in another form must not be left out."""
    assert len(rows(cloud)) == len(re.findall(r"^    (?:\{|[A-Z]\w+\()", table_of(cloud), re.MULTILINE))
    assert some.items() <= called(cloud).items()


def test_every_cloud_has_its_section():
    assert set(SECTIONS) == {path.parents[1].name for path in ROOT.glob("adapters/*/client/operations.cc")}

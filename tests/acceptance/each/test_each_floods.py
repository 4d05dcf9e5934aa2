"""Answers as long as a service may give: whatever they are made of, they cost a bounded time and memory, and end in an error or in what
they say. Beside it, the rule itself: base/json_text_test.cc."""

import json

import pytest

from flood import Flood, Text, finish

pytestmark = [pytest.mark.takes_turns]

LONGEST = 64 << 20  # as docs/security.md has it
MOST = 1_400 << 20  # bytes of memory; three lists are asked for at once
LONGEST_OUTPUT = 100_000

# The unit of each, within the list that a cloud answers with; ID is the member of the id.
UNITS = {
    "brackets": (b"[", b""),
    "levels": (b'{"a":', b""),
    "objects": (b',{"ID":"a"}', b""),
    "empty objects": (b",{}", b""),
    "numbers": (b",1", b""),
    "small objects": (b',{"a":1,"b":2,"c":"345"}', b""),
    "one text": (b"a", b'"'),
    "long texts": (b',{"ID":"' + b"a" * (1 << 21) + b'"}', b""),
    "members": (b',"a123456":0', b"}"),
}


def texts(cloud, what):
    before, after, own = cloud.list_of_connections
    unit, end = UNITS[what]
    opening = {"one text": b'{"' + own + b'":"', "members": b'{"' + own + b'":"a"'}.get(what, b'{"' + own + b'":"a"}')
    yield Text(before + opening, unit.replace(b"ID", own), end + after, LONGEST - 100)
    if what == "one text":
        yield Text(before + opening, unit, end + after, LONGEST + 100)
        yield Text(b"x", b"x", b"x", LONGEST - 100)


@pytest.mark.parametrize("what", UNITS)
def test_an_answer_as_long_as_any_is_borne(cloud, new_repository, what):
    if not cloud.list_of_connections:
        pytest.skip("tests/support/vendors says no list")
    with Flood() as flood:
        repository = new_repository(cloud.shell(flood.url) | cloud.without_questions)
        repository.write(json.dumps({"clouds": {cloud.name: {"max_retries": 0}},
                                     "connection": {"c": {"cloud": cloud.name, "adopt": cloud.connection_id, "name": "circuit"}}}))
        for flood.text in texts(cloud, what):
            for command, flood.told in (("drift", True), ("drift", False), ("plan", True)):
                code, said, size = finish(repository.start(command))
                assert code == 1 and flood.asked, said[-2000:]
                assert len(said) < LONGEST_OUTPUT, len(said)
                assert size < MOST, f"{command}: {size >> 20} MB"

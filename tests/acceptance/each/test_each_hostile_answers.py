"""A cloud, or whoever is on the way to it, that answers every list with something else: nothing that is there is taken for gone
because of it, and nothing is made a second time. Both front doors; the lists are those that the plan itself asks for. Every answer
of every object, without a door: tests/behaviour/answers_test.cc."""

import copy
import json

import pytest

import clouds
import doors
from cases import CASES
from pieces import link
from recorder import Recorder

pytestmark = [pytest.mark.needs("has_interfaces"), pytest.mark.takes_turns]

DEEP = 100_000
IDS = ("bgpPeerId", "virtualInterfaceId", "associationId", "BgpPeerId", "BgpGroupId", "VbrId", "DstCidrBlock", "connectionId",
       "PhysicalConnectionId", "id", "cidr")
TEXTS = ("local_ep_group", "local_ep_group_ipv6")  # lists of texts, of which each says what it is


class Behind:
    """A simulated cloud, as it is seen through somebody on the way."""

    def __init__(self, cloud, hostile):
        self._cloud, self._hostile = cloud, hostile

    def environment(self):
        return self._cloud.shell(self._hostile.url)


def lists_in(answer, path=()):
    """Where the lists of objects of an answer are."""
    for name, value in (answer.items() if isinstance(answer, dict) else enumerate(answer)):
        if isinstance(value, list) and value and (name in TEXTS or isinstance(value[0], dict) and any(one in value[0] for one in IDS)):
            yield (*path, name)
        if isinstance(value, (dict, list)):
            yield from lists_in(value, (*path, name))


def with_at(answer, path, value):
    spoiled = copy.deepcopy(answer)
    at = spoiled
    for name in path[:-1]:
        at = at[name]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return spoiled


def at(answer, path):
    for name in path:
        answer = answer[name]
    return answer


def untold(elements):
    """The same, of which the first does not say which it is."""
    if isinstance(elements[0], str):
        return [{"cidr": elements[0]}, *elements[1:]]
    own = next(name for name in IDS if name in elements[0])
    return [{name: value for name, value in elements[0].items() if name != own}, *elements[1:]]


def spoiled(answer, path):
    """(what is done, an answer in its place), for the list at `path`."""
    yield "left out", with_at(answer, path, None)
    yield "an object", with_at(answer, path, {})
    yield "a text", with_at(answer, path, "")
    yield "an empty element", with_at(answer, path, [{}])
    yield "an element without its id", with_at(answer, path, untold(at(answer, path)))
    if isinstance(answer.get("TotalCount"), int):
        yield "less than its total", with_at(answer, path, [])


def told(exchange):
    """The answer, if it is an object of JSON."""
    try:
        answer = json.loads(exchange.answer)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def cases(exchanges):
    """(what is done, the exchange, the bytes of another answer), for every question that is answered with a list."""
    for exchange in {exchange.question: exchange for exchange in exchanges}.values():
        answer = told(exchange)
        paths = list(lists_in(answer))
        for path in paths:
            for what, body in spoiled(answer, path):
                yield f"{'.'.join(map(str, path))}: {what}", exchange, json.dumps(body).encode()
        if paths:
            yield "{}", exchange, b"{}"
            yield "nested without end", exchange, b'{"a":' * DEEP + b"1" + b"}" * DEEP


def check(cloud, front, hostile):
    """Each answer of a plan of what is there, in turn, with something else in its place."""
    hostile.exchanges.clear()
    front.plan().expect("nothing")
    asked, there, tried = list(hostile.exchanges), cloud.objects(), 0
    for what, exchange, body in cases(asked):
        tried += 1
        spoiled_at = []

        def spoil(passed, question=exchange.question, body=body, spoiled_at=spoiled_at):
            if passed.question != question:
                return passed.answer
            spoiled_at.append(passed)
            return body

        cloud.reset_calls()
        hostile.spoil = spoil
        result = front.apply()
        hostile.spoil = None
        where = f"{exchange.question[1:3]} {what}\n{result.text}"
        assert spoiled_at, f"not asked again: {where}"
        assert cloud.changes() == {}, where
        assert cloud.objects() == there, where
        assert "object is gone" not in result, where
        assert "panic" not in result and "crashed" not in result, where
    front.plan().expect("nothing")
    return tried


@pytest.mark.parametrize("door", doors.NAMES)
def test_what_is_no_answer_makes_nothing_look_gone(cloud, door, new_workspace, new_repository):
    with Recorder(cloud.sim.url) as hostile:
        front = doors.DOORS[door](Behind(cloud, hostile), new_workspace, new_repository)
        front.write(link(cloud) + cloud.further_sessions("vif"))
        front.apply().expect("changes")
        assert check(cloud, front, hostile) > 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.cloud}-{case.name}")
def test_nor_of_any_other_object(case, new_workspace, new_repository):
    """Every kind, by the command line alone: the engine is one."""
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    with clouds.CLOUDS[case.cloud]() as cloud, Recorder(cloud.sim.url) as hostile:
        front = doors.CommandLine(Behind(cloud, hostile), new_workspace, new_repository)
        text = case.hcl
        for name, object_id in case.seed(cloud).items():
            text = text.replace(f"<<{name}>>", object_id)
        front.write(text)
        front.apply().expect("changes")
        check(cloud, front, hostile)


@pytest.mark.parametrize("door", doors.NAMES)
def test_what_only_a_list_leaves_out_is_not_gone(cloud, door, new_workspace, new_repository):
    """The second look is by the id of the object, or of what it stands on, before anything is made in its place."""
    with Recorder(cloud.sim.url) as hostile:
        front = doors.DOORS[door](Behind(cloud, hostile), new_workspace, new_repository)
        front.write(link(cloud) + cloud.further_sessions("vif"))
        front.apply().expect("changes")
        hostile.exchanges.clear()
        front.plan().expect("nothing")
        for exchange in {exchange.question: exchange for exchange in hostile.exchanges}.values():
            answer = told(exchange)
            for path in lists_in(answer):
                emptied = with_at(answer, path, [])
                if "TotalCount" in emptied:
                    emptied["TotalCount"] = 0

                def spoil(passed, question=exchange.question, body=json.dumps(emptied).encode()):
                    return body if passed.question == question else passed.answer

                cloud.reset_calls()
                hostile.spoil = spoil
                result = front.apply()
                hostile.spoil = None
                assert cloud.changes() == {}, f"{exchange.question[1:3]} {path}\n{result.text}"
        front.plan().expect("nothing")

"""Limits that a cloud tells of the account: its own number counts in place of the usual one, through both front doors."""

import json

import pytest

import siblings


@pytest.fixture(autouse=True)
def told(cloud):
    if cloud.told_limit is None:
        pytest.skip("this cloud tells nobody's own limits")
    return cloud.told_limit


def environment(cloud):
    shell, told = cloud.environment(), cloud.told_limit
    return shell | ({told.endpoint: cloud.sim.addresses[cloud.name]} if told.endpoint else {})


def counted(cloud, number):
    """A set with so many of what is counted."""
    is_ = siblings.Pieces(cloud)
    if cloud.told_limit.counts == "connection":
        return {"connection": {f"p{n}": is_.port(f"p-{n}") for n in range(number)}}
    return {"connection": {"port": is_.port()}, "virtual_interface": is_.interfaces(range(number))}


class Terraform:
    def __init__(self, cloud, new_workspace):
        self.cloud, self.ws = cloud, new_workspace(environment(cloud))

    def plan(self, number, settings, limits):
        block = f"{self.cloud.name} = {{ {' '.join(f'{k} = {json.dumps(v)}' for k, v in settings.items())} }}" if settings else ""
        raised = f"limits = {{ {' '.join(f'{json.dumps(k)} = {v}' for k, v in limits.items())} }}" if limits else ""
        self.ws.write(f'provider "interconnect" {{\n  {block}\n  {raised}\n}}\n')
        self.ws.write(siblings.hcl_of(counted(self.cloud, number)), "objects.tf.json", header=False)
        result = self.ws.plan()
        return result.code, str(result)


class CommandLine:
    def __init__(self, cloud, new_repository):
        self.cloud, self.repository = cloud, new_repository(environment(cloud))

    def plan(self, number, settings, limits):
        document = json.loads(siblings.yaml_of(counted(self.cloud, number)))
        if settings:
            document["clouds"] = {self.cloud.name: settings}
        if limits:
            document["limits"] = limits
        self.repository.write(json.dumps(document))
        result = self.repository.run("plan", expect=None)
        return result.code, " ".join(str(result).split())


@pytest.fixture(params=["terraform", "command line"])
def door(request, cloud):
    if request.param == "terraform":
        return Terraform(cloud, request.getfixturevalue("new_workspace"))
    return CommandLine(cloud, request.getfixturevalue("new_repository"))


def planned(cloud, door, number, passes, settings=None, limits=None):
    """Plans that many; what it says, and how often the cloud was asked. Nothing was changed."""
    cloud.reset_calls()
    code, said = door.plan(number, settings or {}, limits or {})
    assert code == (2 if passes else 1), said
    assert not cloud.changes()
    return said, cloud.calls().get(cloud.told_limit.operation, 0)


def test_what_was_raised_is_let_through(cloud, door, told):
    said, _ = planned(cloud, door, told.usual + 1, passes=False)
    assert f"at most {told.usual} by {told.says}" in said
    cloud.edit("quotas", **{told.quota: told.usual + 1})
    said, asked = planned(cloud, door, told.usual + 1, passes=True)
    assert asked == 1, said


def test_what_was_lowered_is_refused_before_anything_is_done(cloud, door, told):
    for low in (told.low, 2):  # far below what is usual too
        cloud.edit("quotas", **{told.quota: low})
        said, asked = planned(cloud, door, low + 1, passes=False)
        assert asked == 1 and f"at most {low} by {told.says}" in said and f"Usual are {told.usual}" in said
        planned(cloud, door, low, passes=True)


def test_who_may_not_ask_has_the_usual_number(cloud, door, told):
    cloud.edit("quotas", **{told.quota: told.low})
    for kind, more in (("fail", {"code": "AccessDenied", "message": "no", "http_status": 403}), ("close_before", {})):
        for number, passes in ((told.usual, True), (told.usual + 1, False)):
            cloud.fault(told.operation, kind, count=9, **more)
            said, asked = planned(cloud, door, number, passes)
            cloud.sim.control("DELETE", "/faults")
            # One try; a connection that is found closed is opened once more.
            assert asked == 1 if kind == "fail" else asked <= 2
            assert passes or (f"at most {told.usual}," in said and "without an answer" in said)


def test_it_can_be_switched_off(cloud, door, told):
    cloud.edit("quotas", **{told.quota: told.low})
    for number, passes in ((told.usual, True), (told.usual + 1, False)):
        said, asked = planned(cloud, door, number, passes, settings={"live_limits": False})
        assert asked == 0 and told.says not in said


def test_what_the_user_says_counts_before_it(cloud, door, told):
    cloud.edit("quotas", **{told.quota: told.low})
    for number, passes in ((told.low + 1, True), (told.low + 2, False)):
        said, asked = planned(cloud, door, number, passes, limits={told.row: told.low + 1})
        assert asked == 0 and (passes or f"at most {told.low + 1}," in said)

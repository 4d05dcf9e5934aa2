"""Nothing, in all its spellings, is one thing through both front doors. Every field: tests/behaviour/absence_test.cc."""

import copy
import json

import pytest

import desired

import vendors
from pieces import link

pytestmark = pytest.mark.needs("has_interfaces")

def nothing(cloud):
    """Values of an interface that are nothing."""
    others = [name for name in vendors.NAMES if name != cloud.name]
    return {"redundancy_group": "", "tags": {"absent": None}, "bfd": {}, "timeouts": {"create": ""}} | {name: {} for name in others}


def hcl(cloud):
    return "\n  ".join(f"{name} = {json.dumps(value)}" for name, value in nothing(cloud).items())


def test_by_terraform(ws, cloud):
    ws.write(link(cloud, hcl(cloud)))
    ws.apply()
    ws.plan(expect=0)
    cloud.reset_calls()
    for text in (link(cloud), link(cloud, hcl(cloud))):
        ws.write(text)
        assert set(ws.plan(expect=None).changes.values()) <= {"update"}
        ws.apply()
        ws.plan(expect=0)
    assert cloud.changes() == {}


def test_an_empty_region_is_refused(ws, cloud):
    ws.write(link(cloud, 'region = ""'))
    run = ws.plan(expect=1)
    assert "region is an empty text" in " ".join(str(run).split()), run
    assert cloud.changes() == {}


def test_by_the_command_line(ws, cloud, new_repository):
    ws.write(link(cloud))
    ws.plan("-out=convert.tfplan")
    plain = json.loads(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    spelled = copy.deepcopy(plain)
    # A null in a map, and what only another cloud has, are refused where a file of YAML has them.
    spelled["virtual_interface"]["vif"] |= {"redundancy_group": "", "tags": {}, "bfd": {}, "timeouts": {"create": ""}}
    repository = new_repository(cloud.environment())
    repository.write(json.dumps(spelled))
    repository.apply()
    assert repository.plan()["steps"] == []
    repository.run("drift", expect=0)
    cloud.reset_calls()
    repository.write(json.dumps(plain))
    assert repository.plan()["steps"] == []
    repository.run("drift", expect=0)
    assert cloud.changes() == {}

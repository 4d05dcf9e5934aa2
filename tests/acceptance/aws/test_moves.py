"""Moves of an interface between sorts of ports: what AWS does not carry out is an error of the plan, through both front doors."""

import pytest

from doors import DOORS, NAMES
from hcl import interface

SORTS = ("dedicated", "hosted", "bundle")


@pytest.fixture(params=NAMES)
def door(request, aws, new_workspace, new_repository):
    return DOORS[request.param](aws, new_workspace, new_repository)


def port(aws, sort):
    if sort == "bundle":
        return aws.seed("lag")
    return aws.seed("hosted_connection", vlan=305, connectionState="available") if sort == "hosted" else aws.seed("connection")


@pytest.mark.parametrize("to", SORTS)
@pytest.mark.parametrize("of", SORTS)
def test_from_each_sort_to_each(door, aws, of, to):
    first, second = port(aws, of), port(aws, to)
    door.write(interface(vlan=305, connection_id=f'"{first}"'))
    door.apply().expect("changes")
    aws.reset_calls()
    door.write(interface(vlan=305, connection_id=f'"{second}"'))
    if of != "hosted" or to == "dedicated":
        door.apply().expect("changes")
        door.plan().expect("nothing")
        assert [one["connectionId"] for one in aws.interfaces()] == [second]
        return
    for said in (door.plan(), door.apply()):
        assert "is a hosted connection" in said.expect("refused") and second in said.text, said.text
    assert not aws.changes()


def test_a_hosted_connection_joins_no_bundle(door, aws):
    offer, bundle = aws.seed("hosted_connection", connectionName="theirs"), aws.seed("lag", connectionsBandwidth="500Mbps")
    circuit = f'resource "interconnect_connection" "port" {{\n  cloud = "aws"\n  adopt = "{offer}"\n  name = "theirs"\n  %s\n}}\n'
    door.write(circuit % "")
    door.apply().expect("changes")
    aws.reset_calls()
    door.write(circuit % f'aws = {{ lag_id = "{bundle}" }}')
    for said in (door.plan(), door.apply()):
        assert "is a hosted connection" in said.expect("refused") and bundle in said.text, said.text
    assert not aws.changes()

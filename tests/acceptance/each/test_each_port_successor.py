"""A port is not deleted for another one that the cloud would not order: in a region that has none, or for what only the account's own settings
tell. Through both front doors."""

import json

import pytest

import desired

pytestmark = pytest.mark.needs("orders_connections")
PORTS = {"aws": ("connections", "connectionId", "connectionState"), "alibaba": ("physicalConnections", "PhysicalConnectionId", "Status")}
NOWHERE = {"aws": "us-easy-1", "alibaba": "cn-nowhere-1"}


def in_no_region(cloud, port):
    return port | {"region": NOWHERE[cloud.name]}


def behind_one_that_is_not_there(cloud, port):
    port = another(cloud, port)
    return port | {"alibaba": port["alibaba"] | {"redundant_connection_id": "pc-missing1"}}


def while_nothing_is_billed(cloud, port):
    cloud.edit("switches", traffic_service=False)
    return another(cloud, port)


def another(cloud, port):
    """The same, so that it must be ordered anew."""
    before, after = cloud.replaces_port
    return {name: after if value == before else value for name, value in port.items()}


CASES = [("aws", in_no_region), ("alibaba", in_no_region), ("alibaba", behind_one_that_is_not_there),
         ("alibaba", while_nothing_is_billed)]


def ports(cloud):
    objects, name, state = PORTS[cloud.name]
    return [(one[name], one[state]) for one in cloud.objects()[objects]]


def hcl(port):
    fields = "".join(f"  {name} = {json.dumps(value)}\n" for name, value in port.items())
    return f'resource "interconnect_connection" "port" {{\n{fields}}}\n'


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1].__name__}")
def case(request, ws, cloud):
    """The port as a dictionary, and what it is to be."""
    name, change = request.param
    if name != cloud.name:
        pytest.skip(f"a case of {name}")
    ws.write(cloud.port("port")[0])
    ws.plan("-out=convert.tfplan", expect=2)
    port = json.loads(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))["connection"]["port"]
    return port, lambda: change(cloud, port)


def test_by_terraform(ws, cloud, case):
    port, change = case
    ws.write(hcl(port))
    ws.apply()
    before = ports(cloud)
    ws.write(hcl(change()))
    for step in (ws.plan, ws.apply):
        step(expect=1)
        assert ports(cloud) == before != []


def test_by_the_command_line(cloud, case, new_repository):
    port, change = case
    repository = new_repository(cloud.environment())
    repository.write(json.dumps({"connection": {"port": port}}))
    repository.apply()
    before = ports(cloud)
    repository.write(json.dumps({"connection": {"port": change()}}))
    for command in ("plan", "apply"):
        repository.run(command, *["--yes"][:command == "apply"], "--allow", "connection.port", expect=1)
        assert ports(cloud) == before != []

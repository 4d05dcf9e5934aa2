"""Looking up what others manage: by each value that it has, exactly one or an error that helps, or all; at both front doors, and from
the listings that everything else is made of."""

import json

import pytest

from pieces import port_of

pytestmark = pytest.mark.needs("has_interfaces")
TAGS = {"team": "net", "stage": "prod"}
# What each is found by (adapters/contract/lookup.cc).
SOUGHT_BY = {"connection": ("id", "name", "location", "tags"),
             "virtual_interface": ("id", "name", "connection_id", "type", "vlan", "gateway_id", "tags"),
             "gateway": ("id", "name", "type", "tags")}


def data(kind, label, cloud, **wanted):
    """HCL of the data source; a value that begins with = is an expression. Some of an object's tags are asked for by `filter_tags`."""
    wanted = {"filter_tags" if name == "tags" else name: value for name, value in wanted.items()}
    lines = "".join(f"  {name} = {value[1:] if str(value).startswith('=') else json.dumps(value)}\n"
                    for name, value in wanted.items())
    return f'data "interconnect_{kind}" "{label}" {{\n  cloud = "{cloud.name}"\n{lines}}}\n'


@pytest.fixture
def theirs(cloud, new_workspace):
    """Two ports and an interface with tags on the first, which another configuration made; (the workspace, the ports' ids)."""
    made = new_workspace(cloud.environment())
    one, expression = cloud.port("line-1")
    other, _ = cloud.port("line-2")
    made.write(one + other + cloud.interface("their-vif", expression, more=f"tags = {json.dumps(TAGS)}\n  auth_key = \"Theirs0001x1\""))
    made.apply()
    return made, [port_of(made, cloud, name).strip('"') for name in ("line-1", "line-2")]


def only_reads(result):
    return set(result.changes.values()) <= {"read"}


@pytest.mark.parametrize("kind", SOUGHT_BY)
def test_each_value_finds_it(ws, theirs, cloud, kind):
    gateway = cloud.name_gateway("their-hub", TAGS)
    ws.write(data(kind + "s", "all", cloud))
    ws.apply()
    all_of_them = ws.state()[f"data.interconnect_{kind}s.all"]
    ids = [one["id"] for one in all_of_them[kind + "s"]]
    assert ids == all_of_them["ids"] == sorted(ids)
    if kind == "gateway":
        assert gateway in ids
    if kind == "connection":
        assert set(theirs[1]) <= set(ids)
    wanted = gateway if kind == "gateway" else ids[0]
    it = next(one for one in all_of_them[kind + "s"] if one["id"] == wanted)
    by = {name: it[name] for name in SOUGHT_BY[kind] if it[name] is not None}
    assert {"id", "name"} <= set(by), it
    ws.write("".join(data(kind + "s", name, cloud, **({name: value} if name != "id" else {})) for name, value in by.items())
             + data(kind, "it", cloud, **by))
    ws.apply()
    state = ws.state()
    for name in by:
        assert wanted in state[f"data.interconnect_{kind}s.{name}"]["ids"], name
    one = state[f"data.interconnect_{kind}.it"]
    assert {name: one[name] for name in by} == by
    assert ws.plan(expect=0).changes == {}


def test_a_configuration_stands_on_what_others_manage(ws, theirs, cloud):
    ws.write(data("connection", "theirs", cloud, name="line-2")
             + cloud.interface("mine", "data.interconnect_connection.theirs.id", vlan=126))
    ws.apply()
    state = ws.state()
    assert state["interconnect_virtual_interface.mine"]["connection_id"] == theirs[1][1]
    assert state["data.interconnect_connection.theirs"]["id"] == theirs[1][1]
    assert ws.plan(expect=0).changes == {}
    ws.destroy()
    assert theirs[0].plan(expect=0).changes == {}


def test_none_is_said_with_what_there_is(ws, theirs, cloud):
    ws.write(data("connection", "it", cloud, name="lime-2", tags={"nobody": "has it"}))
    [error] = ws.plan(expect=1).errors
    assert error.summary == "No connection found" and error.address == "data.interconnect_connection.it"
    for word in ('name = "lime-2"', 'tags["nobody"] = "has it"', cloud.region, *theirs[1], 'Did you mean "line-2"?', "0 with that `name`"):
        assert word in error.detail, error.detail


def test_several_are_said_with_what_tells_them_apart(ws, theirs, cloud):
    ws.write(data("connection", "it", cloud))
    [error] = ws.plan(expect=1).errors
    assert error.summary == "Several connections found"
    for word in (*theirs[1], "`name`", "`id`"):
        assert word in error.detail, error.detail


def test_of_several_none_is_no_error(ws, theirs, cloud):
    ws.write("".join(data(kind + "s", "none", cloud, name="nobody's") for kind in SOUGHT_BY))
    ws.apply()
    for kind in SOUGHT_BY:
        none = ws.state()[f"data.interconnect_{kind}s.none"]
        assert none["ids"] == [] and none[kind + "s"] == [] and none["region"] == cloud.region


def test_an_empty_text_is_no_question(ws, cloud):
    ws.write("".join(data(kind, "it", cloud, name="") for kind in SOUGHT_BY))
    assert len(ws.validate(expect=1).find("Nothing to look for", severity="error")) == len(SOUGHT_BY)


def test_what_is_unknown_is_looked_up_when_it_is_known(ws, theirs, cloud):
    ws.write('resource "terraform_data" "name" {\n  input = "line-2"\n}\n'
             + data("connection", "it", cloud, name="=terraform_data.name.output")
             + cloud.interface("mine", "data.interconnect_connection.it.id", vlan=126))
    planned = ws.plan(expect=2)
    assert planned.changes["data.interconnect_connection.it"] == "read", str(planned)
    ws.apply()
    assert ws.state()["interconnect_virtual_interface.mine"]["connection_id"] == theirs[1][1]
    assert ws.plan(expect=0).changes == {}


def test_what_is_asked_for_is_shown_as_it_is_written(ws, theirs, cloud):
    """What stands on a look-up that waits is planned with the question, and applied with the answer."""
    port = next(one for one in listed(ws, cloud, "connection") if one["id"] == theirs[1][1])
    code = port["location"].lower() if port["location"] != port["location"].lower() else port["location"].upper()
    ws.write('resource "terraform_data" "name" {\n  input = "line-2"\n}\n'
             'resource "terraform_data" "vif" {\n  input = "their-vif"\n}\n'
             + data("connection", "port", cloud, name="=terraform_data.name.output", location=code)
             + data("virtual_interface", "vif", cloud, name="=terraform_data.vif.output", tags={"team": "net"})
             + 'resource "terraform_data" "seen" {\n  input = {\n    tags = data.interconnect_virtual_interface.vif.tags\n'
               '    asked = data.interconnect_virtual_interface.vif.filter_tags\n'
               '    location = data.interconnect_connection.port.location\n  }\n}\n')
    ws.apply()
    assert ws.state()["terraform_data.seen"]["output"]["value"] == {"tags": TAGS, "asked": {"team": "net"}, "location": code}
    assert ws.plan(expect=0).changes == {}


def listed(ws, cloud, kind):
    ws.write(data(kind + "s", "all", cloud))
    ws.apply()
    return ws.state()[f"data.interconnect_{kind}s.all"][kind + "s"]


@pytest.mark.needs("orders_connections")
def test_what_the_same_run_makes_is_found(ws, cloud):
    text, _ = cloud.port("line")
    ws.write(text + data("connection", "it", cloud, name="line", depends_on="=[interconnect_connection.line]"))
    ws.apply()
    state = ws.state()
    assert state["data.interconnect_connection.it"]["id"] == state["interconnect_connection.line"]["id"]
    assert only_reads(ws.plan())


def test_many_look_ups_are_the_calls_of_one(ws, theirs, cloud):
    counted = []
    for number in (1, 12):
        ws.write("".join(data("connections", f"some{one}", cloud, name="line-1") + data("connection", f"one{one}", cloud, name="line-2")
                         + data("virtual_interfaces", f"on{one}", cloud) + data("gateways", f"gateway{one}", cloud)
                         for one in range(number)))
        cloud.reset_calls()
        ws.plan()
        counted.append({operation: calls for operation, calls in cloud.calls().items()})
    assert counted[0] == counted[1]
    assert cloud.changes() == {}


def test_no_key_is_looked_up(ws, theirs, cloud):
    ws.write("".join(data(kind + "s", "all", cloud) for kind in SOUGHT_BY))
    ws.apply()
    assert ws.files_with("Theirs0001x1") == []
    assert "Theirs0001x1" not in json.dumps(ws.state())


@pytest.mark.parametrize("kind", SOUGHT_BY)
def test_the_command_line_lists_the_same(ws, theirs, cloud, new_repository, kind):
    cloud.name_gateway("their-hub", TAGS)
    ws.write(data(kind + "s", "all", cloud))
    ws.apply()
    repository = new_repository(cloud.environment())
    listed = repository.run("list", kind, "--cloud", cloud.name, "--json").json()
    assert [one["attributes"]["id"] for one in listed["objects"]] == ws.state()[f"data.interconnect_{kind}s.all"]["ids"]
    assert listed["diagnostics"] == []
    first = listed["objects"][0]["attributes"]
    text = repository.run("list", kind, "--cloud", cloud.name, "--id", first["id"]).out
    assert first["id"] in text and len(text.splitlines()) == 2
    assert "Nothing was found" in repository.run("list", kind, "--cloud", cloud.name, "--name", "nobody").err

"""What a partner offers is taken over only by its name, and the plan shows what was read of it, at both front doors. Every kind:
tests/behaviour/adopting_test.cc."""

import pytest

from pieces import PORT


@pytest.fixture
def offer(cloud):
    kind, member = cloud.hosted
    if not kind:
        pytest.skip(f"nobody offers a connection on {cloud.name}")
    return cloud.seed(kind, **{member: "theirs"})


def hcl(cloud, offer, more=""):
    return f'resource "interconnect_connection" "port" {{\n  cloud = "{cloud.name}"\n  adopt = "{offer}"\n  {more}\n}}\n'


def yaml(cloud, offer, more=""):
    return f"clouds: {{{cloud.name}: {{}}}}\nconnection:\n  port: {{cloud: {cloud.name}, adopt: {offer}{more}}}\n"


@pytest.mark.parametrize("name", ["", "thiers"])
def test_unnamed_it_is_refused(ws, cloud, offer, new_repository, name):
    ws.write(hcl(cloud, offer, f'name = "{name}"' if name else ""))
    repository = new_repository(cloud.environment())
    repository.write(yaml(cloud, offer, f", name: {name}" if name else ""))
    for step in (ws.plan, ws.apply):
        refused = step(expect=1)
        assert refused.find("Offer is not named", severity="error"), str(refused)
        assert refused.find('name = "theirs"', severity="error") and refused.find("bandwidth", severity="error"), str(refused)
    for command in (("plan",), ("apply", "--yes")):
        refused = repository.run(*command, expect=1)
        assert 'write name = "theirs"' in " ".join((refused.out + refused.err).split()), refused
    assert not cloud.changes()


def test_named_it_is_accepted_as_planned(ws, cloud, offer):
    ws.write(hcl(cloud, offer, 'name = "theirs"'))
    ws.plan("-out=take.tfplan", expect=2)
    (change,) = [one["change"] for one in ws.show("take.tfplan")["resource_changes"]]
    planned, unknown = change["after"], change["after_unknown"]
    for field in ("bandwidth", "location", "vlan", "region"):
        assert planned[field] and not unknown.get(field), (field, planned, unknown)
    ws.apply("take.tfplan")
    state = ws.state()[PORT]
    assert state["id"] == offer and {field: state[field] for field in ("bandwidth", "location", "vlan")} == {
        field: planned[field] for field in ("bandwidth", "location", "vlan")}
    ws.plan(expect=0)


def test_named_it_is_accepted_by_the_command_line(cloud, offer, new_repository):
    repository = new_repository(cloud.environment())
    repository.write(yaml(cloud, offer, ", name: theirs"))
    (step,) = repository.run("plan", "--json", expect=2).json()["steps"]
    found = {one["path"]: one["value"] for one in step["found"]}
    assert step["action"] == "adopt" and {"bandwidth", "location", "vlan"} <= set(found), step
    assert found["vlan"] in repository.run("plan", expect=2).out
    repository.run("apply", "--yes")
    repository.run("plan", expect=0)


@pytest.mark.parametrize("vlan", [305, 306])
def test_what_would_be_refused_on_it_is_refused_before_it_is_accepted(ws, cloud, vlan):
    if not cloud.hosted_to_come:
        pytest.skip(f"a circuit of {cloud.name} says no VLAN")
    kind, member = cloud.hosted
    offer = cloud.seed(kind, vlan=305, **{member: "theirs"}, **cloud.hosted_to_come)
    ws.write(hcl(cloud, offer, 'name = "theirs"') + cloud.interface("vif", "interconnect_connection.port.id", vlan=vlan))
    planned = ws.plan(expect=2 if vlan == 305 else 1)
    assert bool(planned.find("to which the partner gave VLAN 305", severity="error")) == (vlan == 306), str(planned)
    assert not cloud.changes()


def test_what_was_planned_and_is_another_now_is_not_taken_over(ws, cloud, offer):
    ws.write(hcl(cloud, offer, 'name = "theirs"'))
    ws.plan("-out=take.tfplan", expect=2)
    cloud.edit(offer, **{cloud.hosted[1]: "another"})
    ws.apply("take.tfplan", expect=1)
    assert not cloud.changes() and PORT not in ws.state()


def importing(cloud, new_repository):
    """A repository that knows nothing of what is there, after `import --all`, and what that said."""
    repository = new_repository(cloud.environment())
    repository.write(f"clouds: {{{cloud.name}: {{}}}}\n")
    run = repository.run("import", "--all", "--write", "found.yaml")
    return repository, " ".join((run.out + run.err).split())


def test_taken_it_is_imported_whole(cloud, offer, new_repository):
    taker = new_repository(cloud.environment())
    taker.write(yaml(cloud, offer, ", name: theirs"))
    taker.apply()
    cloud.reset_calls()
    repository, said = importing(cloud, new_repository)
    assert f"({offer})" in said, said
    both = ("-f", "interconnect.yaml", "-f", "found.yaml")
    repository.run("validate", *both)
    repository.run("plan", *both, expect=0)
    repository.run("drift", *both, expect=0)
    assert not cloud.changes()


def test_waiting_it_is_left_out_and_said(cloud, offer, new_repository):
    if cloud.name == "huawei":
        pytest.skip("what is hosted is its tenant's at once")
    repository, said = importing(cloud, new_repository)
    assert "Offer was left out" in said and f'adopt = "{offer}"' in said, said
    assert not (repository.folder / "found.yaml").exists()
    run = repository.run("import", "connection.port", f"{cloud.name}/{cloud.region}/{offer}", expect=1)
    assert "Offer is not accepted" in run.out + run.err, run
    assert not cloud.changes()


@pytest.mark.needs("has_interfaces")
def test_an_interface_that_is_offered_is_taken_over_as_what_was_read(ws, cloud, new_workspace, new_repository):
    """Only by its name, or where it has none by its connection; the plan of both doors shows what it is."""
    if not cloud.owner_field[0] or not cloud.another_shell:
        pytest.skip(f"nobody offers an interface on {cloud.name}")
    text, port = cloud.port("port")
    ws.write(text + cloud.offered("offered", port))
    ws.apply()
    offer = ws.state()["interconnect_virtual_interface.offered"]["id"]
    cloud.reset_calls()
    shell = cloud.environment() | cloud.another_shell
    other, repository = new_workspace(shell), new_repository(shell)
    block = 'resource "interconnect_virtual_interface" "mine" {{\n  cloud = "{}"\n  adopt = "{}"\n  {}\n}}\n'
    other.write(block.format(cloud.name, offer, 'name = "another"'))
    refused = other.plan(expect=1)
    assert refused.find("Offer is not named", severity="error") and refused.find("vlan", severity="error"), str(refused)
    repository.write(f"clouds: {{{cloud.name}: {{}}}}\nvirtual_interface:\n  mine: {{cloud: {cloud.name}, adopt: {offer}}}\n")
    said = " ".join(repository.run("plan", expect=1).out.split())
    assert "Offer is not named" in said and "125" in said, said
    assert not cloud.changes()

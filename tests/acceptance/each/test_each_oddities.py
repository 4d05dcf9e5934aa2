"""What somebody made of an object may break a rule here: it can be imported, and what the import wrote has a plan."""

import pytest

import siblings


@pytest.fixture
def theirs(cloud, new_repository):
    """The id of an interface that another configuration made."""
    is_ = siblings.Pieces(cloud)
    maker = new_repository(cloud.environment())
    maker.write(siblings.yaml_of({"connection": {"port": is_.port()}, "virtual_interface": {"vif": is_.interface(1)}}))
    maker.apply()
    [made] = cloud.interfaces()
    return made[cloud.interface_id]


@pytest.mark.needs("has_interfaces")
def test_what_an_import_writes_of_it_has_a_plan(cloud, theirs, new_repository):
    assert cloud.odd
    for members in cloud.odd:  # one after the other: in the end it has all of them
        cloud.edit(theirs, **members)
        repository = new_repository(cloud.environment())
        repository.run("import", "--all", "--account", cloud.name, "--write", "interconnect.yaml")
        cloud.reset_calls()
        said = " ".join(str(repository.run("plan")).split())
        assert "warning:" in said and "It is so in the cloud, and is left as it is." in said
        assert "`validate`, which sees neither cloud nor state, refuses it too" in said
        assert not cloud.changes()


@pytest.mark.needs("has_interfaces")
def test_a_value_that_is_not_there_is_refused_as_ever(cloud, theirs, new_repository):
    for members in cloud.odd:
        cloud.edit(theirs, **members)
    repository = new_repository(cloud.environment())
    repository.run("import", "--all", "--account", cloud.name, "--write", "interconnect.yaml")
    written = (repository.folder / "interconnect.yaml").read_text()
    assert "vlan: " in written
    lines = ["    vlan: 5000" if line.strip().startswith("vlan:") else line for line in written.splitlines()]
    repository.write("\n".join(lines) + "\n")
    said = str(repository.run("plan", expect=1))
    assert "VLAN out of range" in said

"""A connection is not deleted from under an interface that stays on it, nor an interface from under a session: refused by the plan,
before anything is touched, whichever of the two stays or goes in which way."""

import pytest

import desired
from pieces import PORT, VIF, link

pytestmark = [pytest.mark.needs("has_interfaces"), pytest.mark.needs("orders_connections")]
REFUSAL = "A connection goes from under an interface"


def kept(cloud):
    return link(cloud, more='on_destroy = "keep"')


def holds(ws, cloud, refused):
    assert [one for one in refused.errors if REFUSAL in str(one)], str(refused)
    assert not cloud.changes(), cloud.changes()
    assert set(ws.state()) >= {PORT, VIF} and len(cloud.interface_ids()) == 1


@pytest.mark.parametrize("parallelism", [1, 10])
def test_destroying_both_with_the_interface_kept(ws, cloud, parallelism):
    ws.write(kept(cloud))
    ws.apply()
    cloud.reset_calls()
    for more in ((), ("-refresh=false",)):
        holds(ws, cloud, ws.destroy(f"-parallelism={parallelism}", *more, expect=1))
    ws.write(kept(cloud).replace('on_destroy = "delete"', 'on_destroy = "keep"'))
    ws.apply()
    ws.destroy()
    assert len(cloud.interface_ids()) == 1


def test_taking_both_out_of_the_configuration(ws, cloud):
    ws.write(kept(cloud))
    ws.apply()
    cloud.reset_calls()
    ws.write("")
    holds(ws, cloud, ws.plan(expect=1))


def test_taking_the_connection_out(ws, cloud):
    text, port = cloud.port("port")
    ws.write(link(cloud))
    ws.apply()
    there = ws.state()[PORT]["id"]
    cloud.reset_calls()
    ws.write(cloud.interface("vif", f'"{there}"'))
    holds(ws, cloud, ws.plan(expect=1))


def test_by_the_command_line(ws, cloud, new_repository):
    ws.write(kept(cloud))
    ws.plan("-out=convert.tfplan", expect=2)
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    repository.apply()
    cloud.reset_calls()
    run = repository.run("destroy", "--yes", "--allow", "connection.port", "--allow", "virtual_interface.vif", expect=3)
    assert "stays on it" in " ".join(str(run).split()), run
    assert not cloud.changes(), cloud.changes()
    assert len(cloud.interface_ids()) == 1


@pytest.mark.parametrize("by", ["destroy", "removal"])
def test_an_interface_that_no_state_holds(ws, cloud, new_repository, by):
    """The command line reads everything before it plans: what it does not know then is somebody else's."""
    ws.write(cloud.port("port")[0])
    ws.plan("-out=convert.tfplan", expect=2)
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    ws.write(link(cloud))
    ws.apply()
    repository.run("import", "connection.port", f"{cloud.name}/{cloud.region}/{ws.state()[PORT]['id']}")
    repository.apply()
    (there,) = cloud.interface_ids()
    cloud.reset_calls()
    if by == "removal":
        repository.write("")
        run = repository.run("apply", "--yes", "--allow", "connection.port", expect=3)
    else:
        run = repository.run("destroy", "--yes", "--allow", "connection.port", expect=3)
    assert f"{there}) is on it" in " ".join(str(run).split()), run
    assert not cloud.changes(), cloud.changes()


@pytest.mark.parametrize("door", ["terraform", "command line"])
def test_a_session_that_is_kept(ws, cloud, new_repository, door):
    """Some clouds would refuse the deletion of the interface, once its own session is gone; the others delete both."""
    ws.write(link(cloud) + cloud.second_session("vif", more='on_destroy = "keep"'))
    if door == "terraform":
        ws.apply()
        cloud.reset_calls()
        ws.write(cloud.port("port")[0])
        refused = ws.plan(expect=1)
        assert 'on_destroy is "keep"' in str(refused), str(refused)
        cloud.reset_calls()
        refused = ws.destroy(expect=1)
        assert 'on_destroy is "keep"' in str(refused), str(refused)
    else:
        ws.plan("-out=convert.tfplan", expect=2)
        repository = new_repository(cloud.environment())
        repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
        repository.apply()
        cloud.reset_calls()
        run = repository.run("destroy", "--yes", "--allow", "connection.port", "--allow", "virtual_interface.vif",
                             "--allow", "bgp_peer.six", expect=3)
        assert 'on_destroy is "keep"' in " ".join(str(run).split()), run
    assert not cloud.changes(), cloud.changes()
    (there,) = cloud.interface_ids()
    assert len(cloud.sessions(there)) == 2

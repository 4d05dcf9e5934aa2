"""A cloud that gives no answer: the plan is an error that says so once, with the objects counted, through both front doors."""

import contextlib
import time

import pytest

import desired
from pieces import PEER, VIF, link

pytestmark = pytest.mark.needs("has_interfaces")


def whole(cloud):
    return link(cloud) + cloud.second_session("vif")


def not_reached(result):
    return result.find("Cloud cannot be asked", "was not reached", severity="error")


@contextlib.contextmanager
def said_soon():
    """Seconds (five on an idle machine), not the minute that a change may be waited for."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 30


def test_a_plan_of_what_exists(ws, cloud):
    ws.write(whole(cloud))
    ws.apply()
    before = ws.state()
    cloud.stop()
    with said_soon():
        result = ws.plan(expect=1)
    assert len(result.errors) == 1 and not_reached(result), str(result)
    assert ws.state() == before
    seen = ws.run("plan", "-no-color")
    assert (seen.out + seen.err).count("Error: ") == 1, seen.out + seen.err


def test_a_plan_of_what_is_new(ws, cloud):
    ws.write(whole(cloud))
    cloud.stop()
    result = ws.plan(expect=1)
    assert len(result.errors) == 1 and not_reached(result), str(result)


def test_an_apply_changes_nothing(ws, cloud):
    ws.write(whole(cloud))
    ws.plan("-out=tfplan", expect=2)
    cloud.stop()
    result = ws.run("apply", "-json", "tfplan")
    assert result.code == 1 and result.find("not reached", severity="error"), str(result)
    assert not {VIF, PEER} & set(ws.state())


def test_by_the_command_line(ws, cloud, new_repository):
    ws.write(whole(cloud))
    ws.plan("-out=convert.tfplan")
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    repository.apply()
    cloud.stop()
    with said_soon():
        said = repository.run("plan", expect=1).out
    assert said.count("Cloud cannot be asked") == 1 and "other object" in said, said
    repository.run("drift", expect=1)
    assert repository.run("apply", "--yes", expect=1).out.count("Cloud cannot be asked") == 1


def test_connections_are_taken_and_nothing_is_said(ws, cloud):
    ws.write(whole(cloud))
    cloud.sim.freeze()
    result = ws.plan(expect=1)
    assert len(result.errors) == 1 and result.find("Cloud cannot be asked", "gave no answer in 1 attempt"), str(result)


def test_credentials_that_are_refused(ws, cloud, new_repository):
    ws.write(whole(cloud))
    ws.plan("-out=convert.tfplan")
    configuration = desired.yaml_of(ws.show("convert.tfplan")["configuration"])
    wrong = {name: value.replace(cloud.secret, "another-secret") for name, value in cloud.environment().items()}
    assert wrong != cloud.environment()
    ws.environment.update(wrong)
    result = ws.plan(expect=1)
    assert len(result.errors) == 1, str(result)
    repository = new_repository(wrong)
    repository.write(configuration)
    for words in (("plan",), ("apply", "--yes")):
        assert repository.run(*words, expect=1).out.count("error:") == 1
    assert not cloud.changes()


def test_health_of_nothing_is_not_up(ws, cloud):
    ws.write('data "interconnect_health" "none" {\n  cloud = "%s"\n  kind = "virtual_interface"\n}\n'
             'output "up" { value = data.interconnect_health.none.all_up }\n' % cloud.name)
    result = ws.apply()
    assert result.find("Nothing was found", severity="warning"), str(result)
    assert ws.show()["values"]["outputs"]["up"]["value"] is False

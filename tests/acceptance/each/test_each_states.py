"""What is there in a state in which it will not work by itself is not absent: both front doors keep it, say the cloud's word
for its state, and make nothing in its place. Every word of every kind: tests/behaviour/states_test.cc."""

import pytest

import desired
from pieces import link

pytestmark = pytest.mark.needs("has_interfaces")


def ended(cloud):
    """Each word in turn, with an object in that state."""
    member, words = cloud.ended
    (it,) = cloud.may_end()
    for word in words:
        cloud.edit(it, **{member: word})
        yield word


def said(run, word):
    return f'is in state "{word}": ' in " ".join(str(run).split())


def test_by_terraform(ws, cloud):
    ws.write(link(cloud))
    ws.apply()
    cloud.reset_calls()
    for word in ended(cloud):
        run = ws.plan(expect=None)
        assert run.code in (0, 2) and said(run, word), run
        assert set(run.changes.values()) <= {"update"}, "nothing comes in its place"
    assert cloud.changes() == {}


def test_by_the_command_line(ws, cloud, new_repository):
    ws.write(link(cloud))
    ws.plan("-out=convert.tfplan")
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    repository.apply()
    cloud.reset_calls()
    for word in ended(cloud):
        run = repository.run("plan", "--json", expect=None)
        assert run.code in (0, 2) and f'is in state \\"{word}\\": ' in run.out, run
        assert {step["action"] for step in run.json()["steps"]} <= {"update"}, "nothing comes in its place"
    assert cloud.changes() == {}


@pytest.mark.parametrize("which", ["ended", "waiting"])
def test_drift_goes_on_saying_it_after_an_apply_that_does_nothing(ws, cloud, new_repository, which):
    member, words = getattr(cloud, which)
    ws.write(link(cloud))
    ws.plan("-out=convert.tfplan")
    repository = new_repository(cloud.environment())
    repository.write(desired.yaml_of(ws.show("convert.tfplan")["configuration"]))
    repository.apply()
    (it,) = cloud.may_end() if which == "ended" else cloud.interface_ids()
    for word in words:
        cloud.edit(it, **{member: word})
        for _ in range(2):
            run = repository.run("drift", "--json", expect=2)
            told = [one for one in run.json()["findings"] if f'is in state "{word}": ' in one["summary"]]
            assert [one["class"] for one in told] == ["material"], run
            asked = [one["desired"] for one in run.json()["findings"] if one["class"] == "vendor-initiated"]
            assert not any(asked), run
            repository.run("apply", "--yes", expect=None)

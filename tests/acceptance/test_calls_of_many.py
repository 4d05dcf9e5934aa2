"""What creating, refreshing and destroying many objects costs in calls, against the table in bench/calls.json."""

import pathlib
import sys

import clouds
import pytest
from clouds import CLOUDS

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))

import calls  # noqa: E402  (path set above)


@pytest.fixture(autouse=True)
def can_run(name):
    if reason := clouds.why_not(name):
        pytest.skip(reason)


@pytest.mark.parametrize("name", sorted(CLOUDS))
def test_no_operation_is_called_more_often_than_the_table_says(name):
    assert calls.excess(name, *calls.measure(name)) == []


@pytest.mark.parametrize("name", sorted(CLOUDS))
def test_an_object_more_costs_its_write_and_its_look(name):
    """Whatever number there is already: no listing comes with it (a first look or two may), and a refresh only pages."""
    (few, _), (many, spare) = (calls.measure(name, count) for count in (3, 9))
    for step in few:
        kinds = 1 + CLOUDS[name].many_on_top(None).count("resource")
        most = (0 if step == "refresh" else 2 * kinds * 6 + kinds) + spare[step] * len(many[step])
        more = sum(many[step].values()) - sum(few[step].values())
        assert more <= most, (step, few[step], many[step])

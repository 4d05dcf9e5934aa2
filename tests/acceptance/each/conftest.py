import pytest

import vendors


@pytest.fixture(params=vendors.NAMES)
def cloud(request):
    """Each cloud in turn, simulated afresh. `@pytest.mark.needs("…")` names what it must be able to do (vendors/cloud.py)."""
    import clouds

    if reason := clouds.why_not(request.param):
        pytest.skip(reason)
    kind = vendors.CLOUDS[request.param]
    for mark in request.node.iter_markers("needs"):
        for capability in mark.args:
            if reason := kind.why_not(capability):
                pytest.skip(reason)
    mark = request.node.get_closest_marker("sim")
    cloud = kind(mark.args if mark else ())
    yield cloud
    cloud.stop()


@pytest.fixture
def ws(cloud, new_workspace):
    """A workspace whose provider reaches the test's simulated cloud."""
    return new_workspace(cloud.environment())

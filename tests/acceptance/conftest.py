import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
for folder in (HERE, HERE / "each", HERE.parent / "support"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import turns  # noqa: E402
from turns import pytest_collection_modifyitems, pytest_terminal_summary  # noqa: E402, F401


@pytest.fixture
def aws(request):
    """A fresh simulated AWS. `@pytest.mark.sim("--hold-requested")` gives it further flags."""
    import clouds

    if reason := clouds.why_not("aws"):
        pytest.skip(reason)
    mark = request.node.get_closest_marker("sim")
    cloud = clouds.CLOUDS["aws"](mark.args if mark else ())
    yield cloud
    cloud.stop()


@pytest.fixture
def alibaba(request):
    """A fresh simulated Alibaba Cloud."""
    import clouds

    if reason := clouds.why_not("alibaba"):
        pytest.skip(reason)
    mark = request.node.get_closest_marker("sim")
    cloud = clouds.CLOUDS["alibaba"](mark.args if mark else ())
    yield cloud
    cloud.stop()


def simulated_world():
    import clouds

    if reason := clouds.why_not_all():
        pytest.skip(reason)
    with clouds.world() as simulator:
        yield simulator


@pytest.fixture
def world():
    """All simulated clouds, in one process."""
    yield from simulated_world()


@pytest.fixture(scope="module")
def module_world():
    """Likewise, for all tests of a file."""
    yield from simulated_world()


@pytest.fixture
def ws_alibaba(alibaba, new_workspace):
    """A workspace whose provider reaches the test's simulated Alibaba Cloud."""
    return new_workspace(alibaba.environment())


def workspaces():
    import terraform

    made = []

    def make(environment=None, **options):
        made.append(terraform.Workspace(environment, **options))
        return made[-1]

    yield make
    for workspace in made:
        workspace.close()


@pytest.fixture
def new_workspace():
    """Makes workspaces that end with the test."""
    yield from workspaces()


@pytest.fixture(scope="module")
def module_workspaces():
    """Likewise, that end with the file."""
    yield from workspaces()


@pytest.fixture
def ws(aws, new_workspace):
    """A workspace whose provider reaches the test's simulated AWS."""
    return new_workspace(aws.environment())


def pytest_configure(config):
    config.addinivalue_line("markers", "sim(flags...): further flags of the simulator")
    config.addinivalue_line("markers", "needs(capabilities...): what a cloud must be able to do (tests/support/vendors/cloud.py)")
    config.addinivalue_line("markers", turns.MARK)


@pytest.fixture
def new_repository():
    """Makes repositories that end with the test."""
    import interconnect

    if reason := interconnect.why_not():
        pytest.skip(reason)
    made = []

    def make(environment=None):
        made.append(interconnect.Repository(environment))
        return made[-1]

    yield make
    for repository in made:
        repository.close()

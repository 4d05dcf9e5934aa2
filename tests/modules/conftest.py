import os
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "support"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import shapes  # noqa: E402

import interconnect  # noqa: E402
import terraform  # noqa: E402
import turns  # noqa: E402
import vendors  # noqa: E402
from turns import pytest_collection_modifyitems, pytest_terminal_summary  # noqa: E402, F401


def pytest_configure(config):
    config.addinivalue_line("markers", turns.MARK)


@pytest.fixture(params=shapes.SHAPES, ids=lambda shape: shape.name)
def shape(request):
    return request.param


@pytest.fixture
def world():
    """All simulated clouds, in one process."""
    if reason := terraform.why_not() or interconnect.why_not():
        pytest.skip(reason)
    with vendors.world("--router-up") as simulator:
        yield simulator


@pytest.fixture
def shell(world, tmp_path):
    """The environment of a person who works with all of them, with a profile of AWS for each of two accounts."""
    cloud = vendors.CLOUDS["aws"]
    profiles = tmp_path / "credentials"
    profiles.write_text("".join(f"[{name}]\naws_access_key_id = {keys['AWS_ACCESS_KEY_ID']}\n"
                                f"aws_secret_access_key = {keys['AWS_SECRET_ACCESS_KEY']}\n"
                                for name, keys in (("default", cloud.shell("")), ("tenant", cloud.another_shell))))
    os.chmod(profiles, 0o600)
    shell = {name: text for name, text in vendors.environment(world.addresses).items() if name not in cloud.another_shell}
    return shell | {"AWS_SHARED_CREDENTIALS_FILE": str(profiles)}


@pytest.fixture
def new_workspace(shell):
    """Makes workspaces that end with the test."""
    made = []

    def make():
        made.append(terraform.Workspace(shell))
        return made[-1]

    yield make
    for workspace in made:
        workspace.close()


@pytest.fixture
def new_repository(shell):
    """Makes repositories that end with the test."""
    made = []

    def make():
        made.append(interconnect.Repository(shell))
        return made[-1]

    yield make
    for repository in made:
        repository.close()

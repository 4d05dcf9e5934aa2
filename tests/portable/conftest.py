import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "support", HERE.parents[1] / "script/shipping"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


@pytest.fixture(scope="session")
def can_run():
    import root

    if reason := root.why_not():
        pytest.skip(reason)


@pytest.fixture
def machine(can_run):
    """A root with nothing but busybox and the programs."""
    import root

    made = root.Root()
    yield made
    made.close()


@pytest.fixture(scope="session")
def simulator(can_run):
    import vendors

    with vendors.world("--router-up") as running:
        yield running


@pytest.fixture
def network(simulator, tmp_path):
    """TLS, a proxy and names in front of a simulator that has forgotten everything."""
    import network as around
    import vendors

    simulator.reset()
    made = around.Network(tmp_path, {name: simulator.addresses[name] for name in vendors.NAMES})
    yield made
    made.close()


@pytest.fixture(scope="session")
def dist(can_run, tmp_path_factory):
    """What script/release makes of the programs under test."""
    import test_release

    out = tmp_path_factory.mktemp("release") / "dist"
    done = test_release.release(out)
    assert done.returncode == 0, done.stderr
    return out

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "support"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import vendors  # noqa: E402


class Applied:
    """A pair that was applied to its simulated cloud, and what the command line renders of it."""

    def __init__(self, name):
        import interconnect
        import pairs

        self.cloud = vendors.CLOUDS[name]()
        self.pair = pairs.PAIRS[name](self.cloud)
        self.repository = interconnect.Repository(self.cloud.environment() | {"BGP_KEY": pairs.KEY})
        self.folder = None  # of files, each test's own
        self.repository.write(self.pair.yaml)
        self.repository.apply()

    def close(self):
        self.repository.close()
        self.cloud.stop()

    def render(self, *options, expect=0):
        return self.repository.run("render", *options, expect=expect)

    def model(self, *options):
        return self.render("--model", *options).json()["router"]

    def file(self, platform, *options):
        """One router's configuration with its keys, and where it is."""
        self.render("--platform", platform, "--keys", "--out", str(self.folder), "--per", "router", *options)
        [path] = self.folder.glob(f"*.{platform}.*")
        return path.read_text(), path


@pytest.fixture(scope="session")
def can_render():
    import interconnect

    if reason := interconnect.why_not():
        pytest.skip(reason)


@pytest.fixture(scope="session", params=vendors.NAMES)
def applied_once(request, can_render):
    import pairs

    if request.param not in pairs.PAIRS:
        pytest.skip(f"there is no pair of {request.param} in tests/router/pairs.py")
    made = Applied(request.param)
    yield made
    made.close()


@pytest.fixture
def applied(applied_once, tmp_path):
    """What is applied is looked at, and changed by no test."""
    applied_once.folder = tmp_path / "routers"
    return applied_once


@pytest.fixture(scope="session")
def can_run_routers():
    import lab

    if reason := lab.why_not():
        pytest.skip(reason)


@pytest.fixture
def machines(can_run_routers):
    import lab

    with lab.Lab() as made:
        yield made

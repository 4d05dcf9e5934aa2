import pathlib
import shutil
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))

from huawei_sdk import SDK, Account, Sdk  # noqa: E402
from sim import Simulator  # noqa: E402
from vendors.huawei import KEY, PARTNER_KEY, PARTNER_PROJECT, PARTNER_SECRET, PROJECT, SECRET  # noqa: E402


@pytest.fixture(scope="session")
def sdk(tmp_path_factory):
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if not SDK.exists():
        pytest.skip("the vendor's client is not installed: run script/bootstrap")
    client = Sdk(tmp_path_factory.mktemp("home"))
    yield client
    client.stop()


@pytest.fixture(scope="session")
def shared_sim():
    with Simulator(cloud="huawei") as simulator:
        yield simulator


@pytest.fixture
def sim(shared_sim):
    """A simulator in its initial state, with the default flags."""
    shared_sim.reset()
    return shared_sim


@pytest.fixture
def start():
    """Starts further simulators with flags; they end with the test."""
    running = []

    def run(*flags):
        running.append(Simulator(*flags, cloud="huawei").start())
        return running[-1]

    yield run
    for simulator in running:
        simulator.stop()


@pytest.fixture
def connect(sdk):
    def make(simulator, key=KEY, secret=SECRET, project=PROJECT, **more):
        return Account(sdk, simulator, key, secret, project, **more)

    return make


@pytest.fixture
def account(sim, connect):
    return connect(sim)


@pytest.fixture
def partner(sim, connect):
    return connect(sim, PARTNER_KEY, PARTNER_SECRET, PARTNER_PROJECT)


@pytest.fixture
def line(sim):
    return sim.create("direct_connect", name="dc1")


@pytest.fixture
def site(account, line):
    """A line and a virtual gateway: what an interface needs."""
    return line, account.gateway()

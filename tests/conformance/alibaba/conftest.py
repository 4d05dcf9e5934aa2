import pathlib
import shutil
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from alibaba_sdk import SDK, Account, Sdk  # noqa: E402
from sim import Simulator  # noqa: E402
from vendors.alibaba import PARTNER_KEY, PARTNER_SECRET  # noqa: E402


@pytest.fixture(scope="session")
def sdk():
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if not SDK.exists():
        pytest.skip("the vendor's clients are not installed: run script/bootstrap")
    client = Sdk()
    yield client
    client.stop()


@pytest.fixture(scope="session")
def shared_sim():
    with Simulator(cloud="alibaba") as simulator:
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
        running.append(Simulator(*flags, cloud="alibaba").start())
        return running[-1]

    yield run
    for simulator in running:
        simulator.stop()


@pytest.fixture
def connect(sdk):
    def make(simulator, client="vpc", **more):
        return Account(sdk, simulator, client, **more)

    return make


@pytest.fixture(params=["vpc", "vpc-v1", "pop"])
def any_client(request, sim, connect):
    """The same account through each of the clients."""
    return connect(sim, request.param)


@pytest.fixture
def account(sim, connect):
    """Answers as they came: this client changes no types."""
    return connect(sim, "pop")


@pytest.fixture
def partner(sim, connect):
    return connect(sim, "pop", key=PARTNER_KEY, secret=PARTNER_SECRET)


@pytest.fixture
def circuit(sim):
    """An enabled circuit that was always there."""
    return sim.create("physical_connection", Name="dc1")


@pytest.fixture
def vbr(account, circuit):
    return account.router(circuit)

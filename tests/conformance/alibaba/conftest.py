import pathlib
import shutil
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from alibaba_sdk import SDK, Account, Sdk  # noqa: E402
from sim import ALIBABA_PARTNER_KEY, ALIBABA_PARTNER_SECRET, Simulator  # noqa: E402


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
    return connect(sim, "pop", key=ALIBABA_PARTNER_KEY, secret=ALIBABA_PARTNER_SECRET)


@pytest.fixture
def circuit(sim):
    """An enabled circuit that was always there."""
    return sim.create("physical_connection", Name="dc1")


@pytest.fixture
def vbr(account, circuit):
    return account.router(circuit)

import pathlib
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))

from aws_client import COMMAND_LINES, INTERPRETERS, command_environment, connect  # noqa: E402
from sim import Simulator  # noqa: E402
from vendors.aws import PARTNER_KEY, PARTNER_SECRET  # noqa: E402


def pytest_generate_tests(metafunc):
    for name, values in (("aws_command", COMMAND_LINES), ("interpreter", INTERPRETERS)):
        if name in metafunc.fixturenames:
            missing = pytest.param(None, marks=pytest.mark.skip(reason=f"no {name} is installed"))
            metafunc.parametrize(name, values or [missing])


@pytest.fixture(scope="session")
def shared_sim():
    with Simulator() as simulator:
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
        running.append(Simulator(*flags).start())
        return running[-1]

    yield run
    for simulator in running:
        simulator.stop()


@pytest.fixture
def client(sim):
    return connect(sim)


@pytest.fixture
def partner(sim):
    return connect(sim, key=PARTNER_KEY, secret=PARTNER_SECRET)


@pytest.fixture
def run_cli(sim, aws_command, tmp_path):
    """Runs `aws directconnect …` against the simulator; gives the finished process."""

    def run(*arguments, env=None, url=None):
        return subprocess.run(
            [aws_command, "--endpoint-url", url or sim.url, "directconnect", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env=command_environment(tmp_path, **(env or {})),
        )

    return run

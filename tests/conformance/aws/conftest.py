import os
import pathlib
import shutil
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))

from sim import AWS_KEY, AWS_PARTNER_KEY, AWS_PARTNER_SECRET, AWS_SECRET, Simulator  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def found(*candidates):
    """Those that exist, each real file once. A version manager's stub is told from the program by asking it."""
    seen = {}
    for candidate in candidates:
        path = shutil.which(candidate)
        if path:
            answer = subprocess.run([path, "--version"], capture_output=True, text=True)
            if answer.returncode == 0:
                seen.setdefault((answer.stdout + answer.stderr).strip(), path)
    return list(seen.values())


def with_boto3(interpreters):
    return [p for p in interpreters if subprocess.run([p, "-c", "import boto3"], capture_output=True).returncode == 0]


COMMAND_LINES = found("/usr/bin/aws", "aws")
INTERPRETERS = with_boto3(found("/usr/bin/python3", "python3"))


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


def connect(simulator, service="directconnect", key=AWS_KEY, secret=AWS_SECRET, region="us-east-1", **more):
    boto3 = pytest.importorskip("boto3")
    config = pytest.importorskip("botocore.config").Config
    more.setdefault("config", config(retries={"max_attempts": 0}, parameter_validation=False))
    return boto3.client(
        service,
        endpoint_url=simulator.aws_url,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        **more,
    )


@pytest.fixture
def client(sim):
    return connect(sim)


@pytest.fixture
def partner(sim):
    return connect(sim, key=AWS_PARTNER_KEY, secret=AWS_PARTNER_SECRET)


def client_environment(directory, **more):
    """The machine's environment without its AWS configuration, and with `more`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {
        **clean,
        "AWS_CONFIG_FILE": str(directory / "no-config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(directory / "no-credentials"),
        **more,
    }


def command_environment(directory, **more):
    return client_environment(
        directory,
        **{
            "AWS_ACCESS_KEY_ID": AWS_KEY,
            "AWS_SECRET_ACCESS_KEY": AWS_SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
            **more,
        },
    )


@pytest.fixture
def run_cli(sim, aws_command, tmp_path):
    """Runs `aws directconnect …` against the simulator; gives the finished process."""

    def run(*arguments, env=None, url=None):
        return subprocess.run(
            [aws_command, "--endpoint-url", url or sim.aws_url, "directconnect", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env=command_environment(tmp_path, **(env or {})),
        )

    return run

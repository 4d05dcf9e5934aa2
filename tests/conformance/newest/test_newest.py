"""One life of each object of each kind through the vendor's newest SDK, every answer held against the SDK's own types; the newest
boto3 is among the interpreters of ../aws. And the script that says what a newer model has."""

import json
import pathlib
import re
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE.parents[1] / "support"))

import vendors  # noqa: E402
from sim import Simulator  # noqa: E402

pytestmark = pytest.mark.skipif(
    not (HERE / ".packages" / ".installed").exists(), reason="the newest SDKs are not installed: run script/bootstrap"
)


def operations(cloud):
    """Those of the simulator, which lists them in its source."""
    tables = (path.read_text().split(" kOperations[] = {")[1] for path in (ROOT / "simulators" / cloud / "operations").glob("*.cc")
              if " kOperations[] = {" in path.read_text())  # fmt: skip
    return {name for table in tables for name in re.findall(r'\{"(\w+)", ', table.split("};")[0])}


@pytest.mark.parametrize("cloud", [name for name in vendors.NAMES if (HERE / f"{name}_life.py").exists()])
def test_a_life_of_each_kind_has_answers_of_the_types_of_the_sdk(cloud):
    with Simulator(cloud=cloud) as sim:
        run = subprocess.run(
            [HERE / "python", HERE / f"{cloud}_life.py", sim.url, sim.control_url], capture_output=True, text=True, timeout=300
        )
        assert run.returncode == 0, run.stderr[-2000:]
        told = json.loads(run.stdout)
        assert told["failed"] == []
        assert told["wrong"] == []
        assert set(sim.calls()) == operations(cloud)
        assert {call["status"] for call in sim.call_log()} <= {200, 201, 204}


def test_what_aws_refuses_of_rate_limits_and_prefix_pools():
    with Simulator() as sim:
        run = subprocess.run([HERE / "python", HERE / "aws_rules.py", sim.url], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
    refused = {what: code for what, code in json.loads(run.stdout) if code}
    mistakes = ["no value of the list", "any text", "more than the port's", "more than the LAG's", "pools below 0",
                "pools above 1000", "pools of a public interface"]  # fmt: skip
    assert refused == dict.fromkeys(mistakes, "DirectConnectClientException") | {"the eleventh": "LimitExceededException"}


def test_the_script_says_what_the_newest_models_have_beside_ours():
    run = subprocess.run([ROOT / "script" / "models"], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    for cloud in vendors.NAMES:
        assert any(line.startswith(f"{cloud}: ") for line in lines), cloud
    assert "  operation CreateConnectGateway" in lines  # not simulated: the script would see a newer one
    assert "  operation CreateConnection" not in lines
    assert "  operation CreateVirtualInterface" not in lines
    assert "  operation CreateBgpPeer" not in lines

"""Express Connect routers, which are another API than everything else, through their newest SDK."""

import json
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "support"))

from sim import Simulator  # noqa: E402


@pytest.mark.skipif(not (HERE / ".packages" / "alibabacloud_expressconnectrouter20230901").exists(),
                    reason="its SDK is not installed: run script/bootstrap")  # fmt: skip
def test_routers_have_answers_of_the_types_of_the_sdk():
    with Simulator(cloud="alibaba") as sim:
        run = subprocess.run(
            [HERE / "python", HERE / "alibaba_routers.py", sim.url, sim.control_url], capture_output=True, text=True, timeout=300
        )
        assert run.returncode == 0, run.stderr[-2000:]
        told = json.loads(run.stdout)
        assert told["wrong"] == []
        assert told["names"] == [["hub", "edge"], ["hub"], ["hub"], ["edge"], ["hub"], ["edge"], []]
        assert told["failed"] == ["describe_express_connect_router: ResourceNotFound.EcrId"]
        assert set(sim.calls()) == {"ecr:DescribeExpressConnectRouter"}

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture
def huawei(request):
    """A fresh simulated Huawei Cloud. `@pytest.mark.sim("--lifecycle")` gives it further flags."""
    import clouds

    if reason := clouds.why_not("huawei"):
        pytest.skip(reason)
    mark = request.node.get_closest_marker("sim")
    cloud = clouds.CLOUDS["huawei"](mark.args if mark else ())
    cloud.line = cloud.seed("direct_connect", name="dc1", bandwidth=10000)
    cloud.vgw = cloud.seed("virtual_gateway", local_ep_group=["10.0.0.0/16"])
    yield cloud
    cloud.stop()


@pytest.fixture
def ws(huawei, new_workspace):
    """A workspace whose provider reaches the test's simulated Huawei Cloud."""
    return new_workspace(huawei.environment())

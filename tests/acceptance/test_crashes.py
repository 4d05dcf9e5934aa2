"""Every case of cases.py that names its create: the answer is lost, and the provider is killed before it comes. The next run
finds what is there: nothing is made twice, nothing tainted, and another plan is empty."""

import os
import signal

import pytest

import clouds
from cases import CASES
from processes import plugin_of, wait_until
from test_lifecycle import flat, is_live

pytestmark = pytest.mark.takes_turns


# Without a name a mark is that of everybody who asks for the same.
OWNER = 'provider "interconnect" {\n  owner = "net-team/prod"\n}\n'


class Run:
    def __init__(self, case, new_workspace):
        self.case = case
        self.cloud = clouds.CLOUDS[case.cloud]()
        self.ws = new_workspace(self.cloud.environment())
        text = case.hcl
        for name, object_id in case.seed(self.cloud).items():
            text = text.replace(f"<<{name}>>", object_id)
        self.text = text = OWNER + text
        self.ws.write(text)
        self.cloud.reset_calls()

    def live(self):
        return sum(1 for item in flat(self.cloud.objects()) if is_live(item))

    def calls(self):
        return self.cloud.calls().get(self.case.create, 0)


@pytest.fixture(params=[case for case in CASES if case.create], ids=lambda case: f"{case.cloud}-{case.name}")
def pair(request, new_workspace):
    """An undisturbed run of the case, and another that is about to be disturbed."""
    case = request.param
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    calm, other = Run(case, new_workspace), Run(case, new_workspace)
    calm.ws.apply()
    assert calm.calls() >= 1, f"{case.create} is not what makes it: {calm.cloud.changes()}"
    yield calm, other
    calm.cloud.stop()
    other.cloud.stop()


def converged(calm, other):
    assert not [a for a, attributes in other.ws.state().items() if attributes["(status)"] == "tainted"]
    other.ws.resume()
    assert not other.ws.plan(expect=0).changes
    assert other.live() == calm.live()


def test_a_lost_answer_makes_no_second_object(pair):
    calm, other = pair
    other.cloud.fault(other.case.create, "lose_response")
    other.ws.apply()
    converged(calm, other)


def test_killing_the_provider_makes_no_second_object(pair):
    calm, other = pair
    other.cloud.fault(other.case.create, "late_response", delay_ms=60000)
    process = other.ws.start("apply", "-json", "-auto-approve")
    wait_until(other.calls, other.case.create)  # carried out, not answered
    os.kill(plugin_of(process.pid), signal.SIGKILL)
    assert other.ws.finish(process, ("apply",)).code == 1
    converged(calm, other)


@pytest.mark.parametrize("owner", ["", "another-team"])
def test_another_state_takes_nothing_over(pair, new_workspace, owner):
    """The same configuration, in another folder: what the first one made stays as it is, whatever the second one does."""
    calm, _ = pair
    if "adopt " in calm.text:
        pytest.skip("what is adopted is named")
    twin = new_workspace(calm.cloud.environment())
    twin.write(calm.text.replace("net-team/prod", owner))
    refused = twin.apply(expect=None)
    assert not refused.find("taken over", severity="warning"), str(refused)
    twin.destroy(expect=None)
    assert not calm.ws.plan(expect=0).changes


@pytest.mark.parametrize("parallelism", [1, 50])
def test_parallelism_changes_nothing(pair, parallelism):
    calm, other = pair
    other.ws.apply(f"-parallelism={parallelism}")
    assert set(other.cloud.changes()) == set(calm.cloud.changes())  # entries of one list may go in fewer calls
    assert other.live() == calm.live()
    assert not other.ws.plan(f"-parallelism={parallelism}", expect=0).changes
    other.ws.destroy(f"-parallelism={parallelism}")
    assert not other.ws.state()

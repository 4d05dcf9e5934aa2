"""What a person is told: nothing of what does not change, and the words of the front door that was asked."""

import pytest

from pieces import PORT


@pytest.fixture
def offer(cloud):
    kind, member = cloud.hosted
    if not kind:
        pytest.skip(f"nobody offers a connection on {cloud.name}")
    return cloud.seed(kind, **{member: "theirs"})


def adopting(cloud, offer, more=""):
    return f'resource "interconnect_connection" "port" {{\n  cloud = "{cloud.name}"\n  adopt = "{offer}"\n  name = "theirs"\n  {more}\n}}\n'


def test_a_takeover_that_changes_nothing_says_so_of_nothing(ws, cloud, offer):
    ws.write(adopting(cloud, offer))
    planned = ws.plan(expect=2)
    assert not planned.find("Takeover changes"), str(planned)


def test_a_takeover_names_what_changes_and_nothing_else(ws, cloud, offer):
    ws.write(adopting(cloud, offer, 'redundancy_group = "pair"\n  timeouts = { create = "20m" }'))
    (said,) = ws.plan(expect=2).find("Takeover changes")
    assert "redundancy_group" in said.detail and not any(word in said.detail for word in ("adopt", "on_destroy", "timeouts")), said


def test_the_plan_of_a_destroy_names_what_stays(ws, cloud, offer):
    ws.write(adopting(cloud, offer))
    ws.apply()
    planned = ws.plan("-destroy", expect=2)
    assert planned.find(PORT, "stays in the cloud", offer, severity="warning"), str(planned)
    ws.write(adopting(cloud, offer, 'on_destroy = "delete"'))
    ws.apply()
    assert not ws.plan("-destroy", expect=2).find("stays in the cloud")


@pytest.mark.needs("has_interfaces")
def test_a_warning_is_said_once(ws, cloud):
    """Terraform validates before a plan and in it, and shows what each of them says."""
    text, port = cloud.port("line")
    ws.write(text + cloud.interface("vif", port, asn="1.1"))
    assert not ws.validate().find("Ambiguous ASN")
    assert len(ws.plan(expect=2).find("Ambiguous ASN", severity="warning")) == 1

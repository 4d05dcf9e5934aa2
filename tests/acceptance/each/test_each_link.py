"""The link as a router sees it, and the router's configuration as a function of it, with the real terraform on each cloud."""

import re

import pytest

pytestmark = pytest.mark.needs("has_interfaces")
KEY = "Link0001x1"


def link(cloud, platform="frr", more=""):
    """A port, an interface with both sessions, its link, and what a router is told of it."""
    port, expression = cloud.port("dc1")
    return port + cloud.interface("vif", expression, asn="65000", more=f'auth_key = "{KEY}"') + cloud.second_session("vif") + f"""
data "interconnect_link" "it" {{
  cloud             = "{cloud.name}"
  id                = interconnect_virtual_interface.vif.id
  customer_prefixes = ["198.51.100.0/24", "2001:db8:f00::/48"]
  depends_on        = [interconnect_bgp_peer.six]
}}
output "text" {{
  value = provider::interconnect::router_configuration(data.interconnect_link.it, "{platform}"{more})
}}
"""


def test_the_link_is_what_the_cloud_has(ws, cloud):
    ws.write(link(cloud))
    ws.apply()
    told = ws.state()["data.interconnect_link.it"]
    sessions = {session["family"]: session for session in told["sessions"]}
    assert sorted(sessions) == ["ipv4", "ipv6"] and told["vlan"] == 125
    resource = ws.state()["interconnect_virtual_interface.vif"]
    own = sessions["ipv4"]
    assert (own["local"], own["local_asn"], own["remote_asn"]) == (resource["customer_address"], "65000", resource["cloud_asn"])
    assert resource["cloud_address"].startswith(own["remote_address"] + "/")
    assert sessions["ipv6"]["local_asn"] == "64600"
    assert [prefix["cidr"] for prefix in own["announce"]] == ["198.51.100.0/24"]


@pytest.mark.parametrize("platform", ("frr", "junos-set"))
def test_the_function_says_the_same_in_every_walk(ws, cloud, platform):
    ws.write(link(cloud, platform, ', "eth9"'))
    ws.apply()
    assert ws.plan().changes == {}
    text = ws.run("output", "-raw", "text").out
    told = ws.state()["data.interconnect_link.it"]
    for session in told["sessions"]:
        assert session["local_address"] in text and session["remote_address"] in text
    assert re.search(r"eth9(\.| unit )125", text)
    assert KEY not in text


def test_what_is_wrong_is_said_of_its_argument(ws, cloud):
    ws.write(link(cloud, "no-such-platform"))
    failed = ws.apply(expect=1)
    assert failed.find("platform", "there is no such platform"), failed

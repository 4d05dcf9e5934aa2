"""Huawei Cloud in its own time: states that take a while, one operation at a time on a gateway, health, the example."""

import pathlib

import pytest

from hcl_huawei import VIF, interface, peer, subnets

EXAMPLE = pathlib.Path(__file__).resolve().parents[3] / "examples" / "huawei-private-link"


def finish(ws, huawei, *arguments):
    """Runs terraform while simulated time goes by, 20 seconds at a time; bounded."""
    process = ws.start(*arguments)
    for _ in range(600):
        try:
            process.wait(timeout=0.1)
            break
        except Exception:  # still running: time goes on
            huawei.sim.advance(20000)
    return ws.finish(process, arguments)


@pytest.mark.sim("--lifecycle")
def test_everything_is_waited_for(ws, huawei):
    """Interfaces, peers and subnets of one gateway, which is locked while one of them is at work."""
    huawei.sim.advance(600000)
    text = interface(huawei) + interface(huawei, name="second", vlan=126) + peer() + subnets(huawei, 2)
    ws.write(text)
    result = finish(ws, huawei, "apply", "-json", "-auto-approve")
    assert result.code == 0, str(result)
    assert {v["status"] for v in huawei.interfaces()} == {"DOWN"}
    ws.plan(expect=0)
    ws.write(text.replace('"100Mbps"', '"200Mbps"'))
    assert finish(ws, huawei, "apply", "-json", "-auto-approve").code == 0
    ws.plan(expect=0)
    assert finish(ws, huawei, "destroy", "-json", "-auto-approve").code == 0
    assert not huawei.interfaces()


HEALTH = """
data "interconnect_health" "all" {
  cloud      = "huawei"
  depends_on = [interconnect_virtual_interface.prod]
}

output "health" { value = data.interconnect_health.all }
"""


def test_locations(ws, huawei):
    ws.write('data "interconnect_locations" "all" {\n  cloud = "huawei"\n}\n'
             'output "codes" { value = [for l in data.interconnect_locations.all.locations : l.code] }\n')
    ws.apply()
    assert "Beijing4" in ws.run("output", "-json", "codes").out


def test_health_is_live(ws, huawei):
    ws.write(interface(huawei) + HEALTH)
    ws.apply()
    assert '"down"' in ws.run("output", "-json", "health").out
    huawei.edit(ws.state()[VIF]["id"], router_up=True)
    ws.apply()
    assert '"up"' in ws.run("output", "-json", "health").out


def test_the_example(ws, huawei):
    huawei.edit(huawei.vgw, local_ep_group_ipv6=["2001:db8:aaaa::/48"])
    second = huawei.seed("direct_connect", name="dc2")
    text = "".join((EXAMPLE / name).read_text() for name in ("main.tf", "variables.tf", "outputs.tf"))
    text = text.replace('huawei = { region = "ap-southeast-1" }', "huawei = {}")
    # The workspace names the provider's source itself.
    start = text.index("terraform {")
    text = text[:start] + text[text.index('provider "interconnect"'):]
    values = {
        "lines": '{ dc1 = { id = "%s", vlan = 125, link = "169.254.64.0/30", link_v6 = "fd00:1::/64", priority = "normal" },'
                 ' dc2 = { id = "%s", vlan = 126, link = "169.254.64.4/30", link_v6 = "fd00:2::/64", priority = "low" } }'
                 % (huawei.line, second),
        "gateway_id": huawei.vgw, "bgp_key": "Secret-Key-1"}
    ws.environment |= {f"TF_VAR_{name}": value for name, value in values.items()}
    ws.write(text)
    ws.apply()
    ws.plan(expect=0)
    assert {v["priority"] for v in huawei.interfaces()} == {"normal", "low"}
    assert all(len(v["vif_peers"]) == 2 for v in huawei.interfaces())
    ws.destroy()
    assert not huawei.interfaces()

"""The data sources: limits without an account, locations, health that is always live."""

from hcl import VIF, connection, interface, peer


def test_limits_need_no_credentials(new_workspace):
    import pytest

    import clouds
    if reason := clouds.why_not("aws"):
        pytest.skip(reason)
    ws = new_workspace({"AWS_EC2_METADATA_DISABLED": "true"})
    ws.write('data "interconnect_limits" "all" {\n  cloud = "aws"\n}\n'
             'data "interconnect_limits" "vif" {\n  cloud = "aws"\n  kind = "virtual_interface"\n}\n')
    ws.apply()
    state = ws.state()
    rows = state["data.interconnect_limits.all"]["limits"]
    vif = state["data.interconnect_limits.vif"]["limits"]
    assert rows and vif and len(vif) < len(rows)
    assert all(row["id"].startswith("aws.") and row["source"] and row["checked"] for row in rows)
    assert [row for row in vif if row["field"] == "vlan" and row["number"] == 4094]
    assert all("virtual_interface" in row["kinds"] for row in vif)


def test_locations(ws):
    ws.write('data "interconnect_locations" "here" {\n  cloud = "aws"\n}\n'
             'data "interconnect_locations" "there" {\n  cloud  = "aws"\n  region = "eu-west-1"\n}\n')
    ws.apply()
    here = ws.state()["data.interconnect_locations.here"]
    there = ws.state()["data.interconnect_locations.there"]
    assert here["region"] == "us-east-1" and there["region"] == "eu-west-1"
    codes = {row["code"]: row for row in here["locations"]}
    assert "EqDC2" in codes and "1Gbps" in codes["EqDC2"]["bandwidths"]
    assert not set(codes) & {row["code"] for row in there["locations"]}


def test_health_is_live(ws, aws):
    ws.write(connection() + interface() + peer())
    ws.apply()
    vif = ws.state()[VIF]["id"]
    aws.edit(vif, router_up=True, virtualInterfaceState="available")
    ws.write(connection() + interface() + peer() + f"""
data "interconnect_health" "vif" {{
  cloud = "aws"
  kind  = "virtual_interface"
  ids   = ["{vif}"]
}}
data "interconnect_health" "all" {{
  cloud = "aws"
}}
output "state" {{ value = data.interconnect_health.vif.objects[0].state }}
""")
    ws.apply()
    seen = ws.state()["data.interconnect_health.vif"]["objects"][0]
    assert (seen["id"], seen["kind"], seen["state"]) == (vif, "virtual_interface", "up")
    assert {s["address_family"] for s in seen["sessions"]} == {"ipv4", "ipv6"}
    assert {o["kind"] for o in ws.state()["data.interconnect_health.all"]["objects"]} == {"connection",
                                                                                          "virtual_interface"}
    aws.edit(vif, router_up=False, virtualInterfaceState="down")
    planned = ws.plan()
    assert not [a for a in planned.changes.values() if a not in ("read", "noop")], str(planned)
    ws.apply()
    assert ws.state()["data.interconnect_health.vif"]["objects"][0]["state"] == "down"


def test_unknown_cloud_is_refused(ws):
    ws.write('data "interconnect_limits" "all" {\n  cloud = "asw"\n}\n')
    result = ws.validate(expect=1)
    assert result.find("asw", "aws", severity="error"), str(result)


PORT_BY_NAME = """
provider "interconnect" {{
  owner = "net-team/prod"
  aws   = {{ region = "us-east-1" }}
}}

resource "interconnect_connection" "port" {{
  cloud      = "aws"
  name       = "port"
  location   = "EqDC2"
  bandwidth  = "{bandwidth}"
  on_destroy = "delete"
  lifecycle {{ create_before_destroy = true }}
}}

data "interconnect_connection" "by_name" {{
  cloud      = "aws"
  name       = "port"
  depends_on = [interconnect_connection.port]
}}

resource "interconnect_virtual_interface" "link" {{
  cloud         = "aws"
  name          = "link"
  connection_id = data.interconnect_connection.by_name.id
  vlan          = 100
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = 65000
}}
"""


def test_a_name_that_the_old_port_has_too_is_the_new_ones(ws):
    """With create_before_destroy both are there while what stands on the old one moves; no run ends between."""
    ws.write(PORT_BY_NAME.format(bandwidth="1Gbps"))
    ws.apply()
    before = ws.state()
    ws.write(PORT_BY_NAME.format(bandwidth="10Gbps"))
    ws.apply()
    state = ws.state()
    port = state["interconnect_connection.port"]["id"]
    assert port != before["interconnect_connection.port"]["id"]
    assert state["data.interconnect_connection.by_name"]["id"] == port
    link = state["interconnect_virtual_interface.link"]
    assert (link["id"], link["connection_id"]) == (before["interconnect_virtual_interface.link"]["id"], port)
    ws.plan(expect=0)

"""How many calls a run costs: pages, not objects."""

import json

import pytest

from hcl import connection, interface


def many(count, more=""):
    return connection() + f"""
resource "interconnect_virtual_interface" "many" {{
  count         = {count}
  cloud         = "aws"
  name          = "vif-${{count.index}}"
  connection_id = interconnect_connection.port.id
  vlan          = 100 + count.index
  gateway_id    = "vgw-f9eb0c9${{count.index}}"
  customer_asn  = "65000"
  {more}
}}
"""


def test_refresh_costs_a_call_per_page_and_kind(ws, aws):
    ws.write(many(40))
    ws.apply()
    aws.reset_calls()
    ws.plan(expect=0)
    calls = aws.calls()
    assert calls.get("DescribeVirtualInterfaces", 0) <= 1, calls
    assert calls.get("DescribeConnections", 0) <= 1, calls
    assert sum(calls.values()) <= 4, calls
    assert not aws.changes()


def test_an_update_costs_one_call_per_attribute(ws, aws):
    ws.write(connection() + interface())
    ws.apply()
    aws.reset_calls()
    ws.write(connection() + interface(more="mtu = 9001"))
    ws.apply()
    assert aws.changes() == {"UpdateVirtualInterfaceAttributes": 1}


def test_prefixes_of_one_association_are_batched(ws, aws):
    association = aws.seed("association")
    text = """
resource "interconnect_bgp_cidr" "lan" {
  count         = %d
  cloud         = "aws"
  advertised_by = "%s"
  cidr          = "10.${count.index}.0.0/16"
}
"""
    ws.write(text % (20, association))
    ws.apply("-parallelism=20")
    assert 1 <= aws.calls()["UpdateDirectConnectGatewayAssociation"] <= 6, aws.calls()
    ws.plan(expect=0)
    live = [a for a in aws.objects()["directConnectGatewayAssociations"] if a["associationId"] == association][0]
    assert len(live["allowedPrefixesToDirectConnectGateway"]) == 20
    # Somebody else's prefix on the same association stays.
    prefixes = [*live["allowedPrefixesToDirectConnectGateway"], {"cidr": "192.168.0.0/16"}]
    aws.edit(association, allowedPrefixesToDirectConnectGateway=prefixes)
    ws.write(text % (5, association))
    ws.apply("-parallelism=20")
    live = [a for a in aws.objects()["directConnectGatewayAssociations"] if a["associationId"] == association][0]
    assert len(live["allowedPrefixesToDirectConnectGateway"]) == 6
    ws.plan(expect=0)


@pytest.fixture
def transit(aws):
    """An association with a transit gateway, which AWS never leaves without a prefix."""
    return aws.seed("association", directConnectGatewayId=aws.seed("direct_connect_gateway"), gatewayId="tgw-0123456789abcdef0",
                    gatewayType="transitGateway")


def prefixes_of(aws, association):
    live = [a for a in aws.objects()["directConnectGatewayAssociations"] if a["associationId"] == association][0]
    return [prefix["cidr"] for prefix in live["allowedPrefixesToDirectConnectGateway"]]


def test_the_last_prefix_changes_in_one_call_with_terraform(ws, aws, transit):
    text = """
resource "interconnect_bgp_cidr" "lan" {
  cloud         = "aws"
  advertised_by = "%s"
  cidr          = "%s"
}
"""
    ws.write(text % (transit, "10.1.0.0/16"))
    ws.apply()
    aws.reset_calls()
    ws.write(text % (transit, "10.2.0.0/16"))
    assert not ws.plan(expect=2).find("Deletion would be refused")
    ws.apply()
    assert aws.changes() == {"UpdateDirectConnectGatewayAssociation": 1} and prefixes_of(aws, transit) == ["10.2.0.0/16"]
    ws.plan(expect=0)


def test_the_last_prefix_changes_in_one_call_with_the_command_line(aws, transit, new_repository):
    repository = new_repository(aws.environment())
    text = "bgp_cidr: {lan: {cloud: aws, advertised_by: %s, cidr: %s}}\n"
    repository.write(text % (transit, "10.1.0.0/16"))
    repository.apply()
    aws.reset_calls()
    repository.write(text % (transit, "10.2.0.0/16"))
    plan = json.loads(repository.run("plan", "--json", expect=None).out)
    allowed = [word for refusal in plan["refusals"] for word in (refusal["allow"] or "").split()]
    assert not [one for one in plan["diagnostics"] if "would be refused" in one["summary"]], plan["diagnostics"]
    repository.apply(*allowed)
    assert aws.changes() == {"UpdateDirectConnectGatewayAssociation": 1} and prefixes_of(aws, transit) == ["10.2.0.0/16"]
    repository.plan()

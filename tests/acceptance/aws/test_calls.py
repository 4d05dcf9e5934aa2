"""How many calls a run costs: pages, not objects."""

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

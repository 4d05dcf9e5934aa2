"""Routes of virtual interfaces: told to whoever asks for them, and held against what is configured."""

import json

from hcl import connection, interface
from pieces import VIF

ASKS = """
data "interconnect_health" "vif" {{
  cloud  = "aws"
  kind   = "virtual_interface"
  ids    = ["{vif}"]
  {more}
}}
"""


def test_routes_are_read_where_they_are_asked_for(ws, aws):
    ws.write(connection() + interface())
    ws.apply()
    vif = ws.state()[VIF]["id"]
    aws.edit(vif, router_up=True, virtualInterfaceState="available", announced_routes=["10.2.0.0/16", "10.1.0.0/16"])
    aws.reset_calls()
    ws.write(connection() + interface() + ASKS.format(vif=vif, more=""))
    ws.apply()
    seen = ws.state()["data.interconnect_health.vif"]["objects"][0]
    assert seen["accepted_routes"] is None and "ListVirtualInterfaceRoutes" not in aws.calls()
    ws.write(connection() + interface() + ASKS.format(vif=vif, more="routes = true"))
    ws.apply()
    seen = ws.state()["data.interconnect_health.vif"]["objects"][0]
    assert (seen["accepted_routes"], seen["advertised_routes"]) == (["10.1.0.0/16", "10.2.0.0/16"], [])


def test_drift_says_which_prefixes_nobody_carries(aws, new_repository):
    hub = aws.seed("direct_connect_gateway")
    association = aws.seed("association", directConnectGatewayId=hub)
    repository = new_repository(aws.environment())
    repository.write(json.dumps({
        "connection": {"port": {"cloud": "aws", "location": "EqDC2", "bandwidth": "1Gbps", "on_destroy": "delete"}},
        "virtual_interface": {"vif": {"connection": "port", "vlan": 125, "gateway_id": hub, "customer_asn": "65000",
                                      "customer_prefixes": ["10.1.0.0/16", "10.2.0.0/16"]}},
        "bgp_cidr": {"lan": {"cloud": "aws", "advertised_by": association, "cidr": "172.16.0.0/16"}}}))
    repository.apply()
    vif = aws.interfaces()[0]["virtualInterfaceId"]

    def said():
        drift = repository.run("drift", "--json").json()
        return sorted(f'{one["address"]}: {one["summary"]}' for one in drift["diagnostics"])

    aws.reset_calls()
    assert not said() and "ListVirtualInterfaceRoutes" not in aws.calls()  # no session is up
    aws.edit(vif, router_up=True, virtualInterfaceState="available", announced_routes=["10.1.7.0/24"])
    assert said() == ["virtual_interface.vif: Prefix is not accepted"]
    aws.edit(vif, announced_routes=["10.1.0.0/16", "10.2.0.0/16"])
    assert not said()
    aws.reset_calls()
    repository.plan()
    assert "ListVirtualInterfaceRoutes" not in aws.calls()

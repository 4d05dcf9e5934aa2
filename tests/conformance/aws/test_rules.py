"""The service's own limits and the words it refuses with (where AWS's documents, tools or users have recorded them)."""

import pytest

from aws_client import connect


@pytest.fixture
def port(client):
    made = client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="port")
    return made["connectionId"]


def refusal(client, operation, **parameters):
    with pytest.raises(client.exceptions.ClientError) as failure:
        getattr(client, operation)(**parameters)
    assert failure.value.response["Error"]["Code"] == "DirectConnectClientException"
    return failure.value.response["Error"]["Message"]


def private(vlan=101, **more):
    base = {"virtualInterfaceName": "vif", "vlan": vlan, "asn": 65000}
    if not {"virtualGatewayId", "directConnectGatewayId"} & set(more):
        base["virtualGatewayId"] = "vgw-0a1b2c3d"
    return {**base, **more}


def public(vlan=201, **more):
    return {
        "virtualInterfaceName": "vif",
        "vlan": vlan,
        "asn": 65000,
        "amazonAddress": "198.51.100.1/30",
        "customerAddress": "198.51.100.2/30",
        "routeFilterPrefixes": [{"cidr": "203.0.113.0/24"}],
        **more,
    }


def create(client, port, **more):
    return client.create_private_virtual_interface(connectionId=port, newPrivateVirtualInterface=private(**more))


def refused(client, port, **more):
    return refusal(client, "create_private_virtual_interface", connectionId=port, newPrivateVirtualInterface=private(**more))


def refused_public(client, port, **more):
    return refusal(client, "create_public_virtual_interface", connectionId=port, newPublicVirtualInterface=public(**more))


def test_vlan(client, port):
    for vlan in (0, 4095, -1):
        assert f"VLAN {vlan} is invalid" in refused(client, port, vlan=vlan)
    for vlan in (1, 4094):
        create(client, port, vlan=vlan)
    assert refused(client, port, vlan=4094) == "VLAN 4094 is already in use"
    gone = create(client, port, vlan=7)["virtualInterfaceId"]
    client.delete_virtual_interface(virtualInterfaceId=gone)
    create(client, port, vlan=7)  # free again


def test_asn(client, port):
    assert refused(client, port, asn=0) == "BGP ASN 0 must have value greater than or equal to 1"
    assert refused(client, port, asn=-94967296) == "BGP ASN -94967296 must have value greater than or equal to 1"
    assert "less than or equal to 2147483646" in refused(client, port, asn=2147483647)
    assert create(client, port, asn=2147483646)["asn"] == 2147483646


@pytest.mark.parametrize("asn", [1, 4200000000, 4294967294])
def test_long_asn(client, port, sim, asn):
    # By the body: the older boto3 has no asnLong.
    made = create(client, port)["virtualInterfaceId"]
    peer = sim.objects()["virtualInterfaces"][0]["bgpPeers"][0]["bgpPeerId"]
    sim.edit(peer, asnLong=asn)
    shown = sim.objects()["virtualInterfaces"][0]
    assert shown["virtualInterfaceId"] == made
    assert (shown["asn"], shown["asnLong"]) == (asn if asn < 2**31 else 0, asn)
    assert shown["bgpPeers"][0]["asn"] == shown["asn"] and f"<bgp_asn>{asn}<" in shown["customerRouterConfig"]


@pytest.mark.parametrize(
    ("amazon", "customer", "message"),
    [
        ("10.0.0.1/30", "10.0.1.2/30", "Amazon Address and Customer Address must be in the same CIDR"),
        ("10.0.0.1/29", "10.0.0.2/30", "Amazon Address and Customer Address must be in the same CIDR"),
        ("10.0.0.0/30", "10.0.0.2/30", "Amazon Address is address 0 on its subnet."),
        ("10.0.0.3/30", "10.0.0.2/30", "Amazon Address is the broadcast address on its subnet."),
        ("10.0.0.1/30", "10.0.0.3/30", "Customer Address is the broadcast address on its subnet."),
        ("10.0.0.1", "10.0.0.2/30", "Amazon Address 10.0.0.1 is not a valid IPv4 CIDR"),
        ("10.0.0.1/30", None, "must both be specified"),
    ],
)
def test_ipv4_addresses(client, port, amazon, customer, message):
    addresses = {"amazonAddress": amazon} | ({"customerAddress": customer} if customer else {})
    assert message in refused(client, port, **addresses)


@pytest.mark.parametrize("pair", [("10.0.0.0/31", "10.0.0.1/31"), ("10.0.0.2/24", "10.0.0.9/24"), ("1.1.1.1/30", "1.1.1.2/30")])
def test_ipv4_addresses_that_are_taken(client, port, pair):
    made = create(client, port, amazonAddress=pair[0], customerAddress=pair[1])
    assert (made["amazonAddress"], made["customerAddress"]) == pair


def test_ipv6_addresses_are_never_taken(client, port):
    message = refused(client, port, addressFamily="ipv6", amazonAddress="2001:db8::1/125", customerAddress="2001:db8::2/125")
    assert "cannot be specified" in message


def test_auth_key(client, port):
    for key in ("12345", "x" * 81, "with space", "ümlaut1"):
        assert "6 to 80 printable characters" in refused(client, port, authKey=key)
    key = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    made = create(client, port, authKey=key)
    assert made["authKey"] == key
    assert "&lt;=&gt;" in made["customerRouterConfig"]


def test_names(client, port):
    assert "1 to 100 characters" in refused(client, port, virtualInterfaceName="x" * 101)
    assert "1 to 100 characters" in refused(client, port, virtualInterfaceName="what?")
    create(client, port, virtualInterfaceName="A name_with-all, kinds/of")
    order = {"location": "EqDC2", "bandwidth": "1Gbps"}
    assert "1 to 200" in refusal(client, "create_connection", connectionName="x" * 201, **order)
    client.create_connection(connectionName="x" * 200, **order)


def test_mtu(client, port):
    for vlan, mtu in ((1, 1500), (2, 8500), (3, 9001)):
        assert create(client, port, vlan=vlan, mtu=mtu)["mtu"] == mtu
    assert "MTU 9000 is invalid" in refused(client, port, vlan=4, mtu=9000)
    gateway = client.create_direct_connect_gateway(directConnectGatewayName="g")["directConnectGateway"]
    assert "must be 1500 or 8500" in refusal(
        client,
        "create_transit_virtual_interface",
        connectionId=port,
        newTransitVirtualInterface=private(5, mtu=9001, directConnectGatewayId=gateway["directConnectGatewayId"]),
    )


def test_gateways_of_private_and_transit(client, port):
    gateway = client.create_direct_connect_gateway(directConnectGatewayName="g")["directConnectGateway"]
    gateway = gateway["directConnectGatewayId"]
    both = {"virtualGatewayId": "vgw-0a1b2c3d", "directConnectGatewayId": gateway}
    assert "Exactly one" in refused(client, port, **both)
    assert refused(client, port, virtualGatewayId="vgw-missing1") == "The VirtualGateway vgw-missing1 is not available"
    assert "does not exist" in refused(client, port, directConnectGatewayId="11111111-2222-3333-4444-555555555555")
    assert "must be specified for a transit" in refusal(
        client,
        "create_transit_virtual_interface",
        connectionId=port,
        newTransitVirtualInterface={"virtualInterfaceName": "t", "vlan": 9, "asn": 65000},
    )
    made = create(client, port, directConnectGatewayId=gateway)
    assert made["amazonSideAsn"] == 64512 and made["virtualGatewayId"] == ""
    assert "another type" in refusal(
        client,
        "create_transit_virtual_interface",
        connectionId=port,
        newTransitVirtualInterface={"virtualInterfaceName": "t", "vlan": 9, "asn": 65000, "directConnectGatewayId": gateway},
    )
    assert "has virtual interfaces" in refusal(client, "delete_direct_connect_gateway", directConnectGatewayId=gateway)


def test_site_link(client, port):
    assert "SiteLink" in refused(client, port, enableSiteLink=True)
    made = create(client, port)["virtualInterfaceId"]
    assert "SiteLink" in refusal(
        client, "update_virtual_interface_attributes", virtualInterfaceId=made, enableSiteLink=True
    )


def test_public_interfaces(client, port):
    message = refused_public(client, port, amazonAddress="10.0.0.1/30", customerAddress="10.0.0.2/30")
    assert message == "Amazon Address is not allowed to contain a private IP"
    assert "must both be specified" in refusal(
        client,
        "create_public_virtual_interface",
        connectionId=port,
        newPublicVirtualInterface={
            "virtualInterfaceName": "p", "vlan": 5, "asn": 65000, "routeFilterPrefixes": [{"cidr": "203.0.113.0/24"}],
        },
    )  # fmt: skip
    for cidr in ("0.0.0.0/0", "2001:db8::/65", "203.0.113.0", "a/8", "203.0.113.0/33"):
        assert cidr in refused_public(client, port, routeFilterPrefixes=[{"cidr": cidr}])
    assert "At least one" in refused_public(client, port, routeFilterPrefixes=[])
    many = [{"cidr": f"20.{n >> 8}.{n & 255}.0/24"} for n in range(1001)]
    assert "No more than 1000" in refused_public(client, port, routeFilterPrefixes=many)
    made = client.create_public_virtual_interface(
        connectionId=port, newPublicVirtualInterface=public(routeFilterPrefixes=many[:1000])
    )
    assert made["virtualInterfaceState"] == "verifying" and made["amazonSideAsn"] == 7224
    assert made["bgpPeers"][0]["bgpPeerState"] == "verifying"


def test_the_connection_must_be_available(client, port, sim):
    sim.edit(port, connectionState="requested")
    assert refused(client, port) == "The specified Connection ID is not available"
    sim.edit(port, connectionState="down")
    create(client, port)


def test_peers(client, port):
    made = create(client, port)
    interface, only = made["virtualInterfaceId"], made["bgpPeers"][0]
    assert refusal(client, "delete_bgp_peer", virtualInterfaceId=interface, bgpPeerId=only["bgpPeerId"]) == (
        "The last BGP Peer on a Virtual Interface cannot be deleted"
    )
    assert "already has a BGP Peer with address family ipv4" in refusal(
        client, "create_bgp_peer", virtualInterfaceId=interface, newBGPPeer={"asn": 65001}
    )
    client.create_bgp_peer(virtualInterfaceId=interface, newBGPPeer={"asn": 65001, "addressFamily": "ipv6"})
    client.delete_bgp_peer(virtualInterfaceId=interface, bgpPeerId=only["bgpPeerId"])
    shown = client.describe_virtual_interfaces(virtualInterfaceId=interface)["virtualInterfaces"][0]
    assert [peer["addressFamily"] for peer in shown["bgpPeers"]] == ["ipv6"]
    assert shown["addressFamily"] == "ipv6" and shown["asn"] == 65001
    assert "does not exist" in refusal(client, "delete_bgp_peer", virtualInterfaceId=interface, bgpPeerId="dxpeer-fg000000")
    assert "does not exist" in refusal(client, "create_bgp_peer", virtualInterfaceId="dxvif-fg000000", newBGPPeer={"asn": 1})


def test_connections(client, sim):
    order = {"location": "EqDC2", "bandwidth": "1Gbps", "connectionName": "c"}
    assert "not a valid location in region" in refusal(client, "create_connection", **{**order, "location": "EqSe2-EQ"})
    assert "is not available at location" in refusal(client, "create_connection", **{**order, "bandwidth": "2Gbps"})
    assert "MACsec is not available" in refusal(client, "create_connection", **order, requestMACSec=True)
    for _ in range(10):
        last = client.create_connection(**order)["connectionId"]
    assert "limit of 10 connections" in refusal(client, "create_connection", **order)
    client.create_connection(**{**order, "location": "CSVA1"})
    sim.edit("quotas", connections_per_location=11)
    client.create_connection(**order)
    create(client, last)
    assert "until its Virtual Interfaces are deleted" in refusal(client, "delete_connection", connectionId=last)
    assert refusal(client, "confirm_connection", connectionId=last) == (
        f"ConfirmConnection failed. {last} is in state available"
    )
    assert "not an authorized Direct Connect partner in us-east-1." in refusal(
        client, "allocate_hosted_connection",
        connectionId=last, ownerAccount="210987654321", bandwidth="50Mbps", connectionName="h", vlan=5,
    )  # fmt: skip


def test_lags(client):
    order = {"location": "EqDC2", "connectionsBandwidth": "10Gbps", "lagName": "bundle"}
    assert "can have 1 to 4" in refusal(client, "create_lag", numberOfConnections=5, **order)
    assert "can have 1 to 2" in refusal(
        client, "create_lag", numberOfConnections=3, **{**order, "connectionsBandwidth": "100Gbps"}
    )
    lag = client.create_lag(numberOfConnections=2, **order)
    assert lag["lagState"] == "pending" and lag["numberOfConnections"] == 2
    assert lag["connections"][0]["connectionName"] == f"Requested Connection 1 for Lag {lag['lagId']}"
    lag = lag["lagId"]
    assert client.describe_lags(lagId=lag)["lags"][0]["lagState"] == "available"
    assert refusal(client, "update_lag", lagId=lag, minimumLinks=3) == (
        "MinimumLinks cannot be set higher than the number of connections"
    )
    client.update_lag(lagId=lag, minimumLinks=2)
    members = [c["connectionId"] for c in client.describe_lags()["lags"][0]["connections"]]
    assert "below its minimum" in refusal(client, "disassociate_connection_from_lag", connectionId=members[0], lagId=lag)
    assert "below its minimum" in refusal(client, "delete_connection", connectionId=members[0])
    slow = client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="slow")["connectionId"]
    assert "has bandwidth 1Gbps" in refusal(client, "associate_connection_with_lag", connectionId=slow, lagId=lag)
    secure = client.create_connection(location="EqDC2", bandwidth="10Gbps", connectionName="s", requestMACSec=True)
    secure = secure["connectionId"]
    assert refusal(client, "associate_connection_with_lag", connectionId=secure, lagId=lag) == (
        f"Connection {secure} and lag should be requested MacSec at the same time"
    )
    interface = create(client, lag)
    assert interface["connectionId"] == lag
    assert "until its Virtual Interfaces are deleted" in refusal(client, "delete_lag", lagId=lag)
    client.delete_virtual_interface(virtualInterfaceId=interface["virtualInterfaceId"])
    client.delete_lag(lagId=lag)
    assert all("lagId" not in c for c in client.describe_connections()["connections"])
    assert refusal(client, "describe_lags", lagId="nonsense") == "Lag ID nonsense has an invalid format."
    assert refusal(client, "describe_lags", lagId="dxlag-fg000000") == "Could not find Lag with ID dxlag-fg000000"


def test_a_port_that_joins_a_lag_takes_its_interfaces_along(client, port):
    interface = create(client, port)["virtualInterfaceId"]
    lag = client.create_lag(
        numberOfConnections=1, location="EqDC2", connectionsBandwidth="1Gbps", lagName="l", connectionId=port
    )
    assert [c["connectionId"] for c in lag["connections"]] == [port]
    shown = client.describe_virtual_interfaces(virtualInterfaceId=interface)["virtualInterfaces"][0]
    assert shown["connectionId"] == lag["lagId"]


def test_quotas_of_interfaces(client, port, sim):
    gateway = client.create_direct_connect_gateway(directConnectGatewayName="g")["directConnectGateway"]
    gateway = gateway["directConnectGatewayId"]
    for vlan in range(1, 51):
        create(client, port, vlan=vlan)
    assert "maximum of 50" in refused(client, port, vlan=51)
    transit = {"virtualInterfaceName": "t", "asn": 65000, "directConnectGatewayId": gateway}
    client.create_transit_virtual_interface(connectionId=port, newTransitVirtualInterface={**transit, "vlan": 60})
    assert "maximum of 51" in refusal(
        client, "create_transit_virtual_interface", connectionId=port, newTransitVirtualInterface={**transit, "vlan": 61}
    )
    other = sim.create("connection")
    for vlan in range(1, 5):
        client.create_transit_virtual_interface(connectionId=other, newTransitVirtualInterface={**transit, "vlan": vlan})
    assert "maximum of 4 transit" in refusal(
        client, "create_transit_virtual_interface", connectionId=other, newTransitVirtualInterface={**transit, "vlan": 5}
    )


def test_hosted_connections(client, partner, sim):
    trunk = sim.create("interconnect")
    order = {"connectionId": trunk, "ownerAccount": "123456789012", "connectionName": "h", "vlan": 305}
    assert "is not available for a hosted connection" in refusal(
        partner, "allocate_hosted_connection", bandwidth="3Gbps", **order
    )
    hosted = partner.allocate_hosted_connection(bandwidth="25Gbps", **order)
    assert hosted["connectionState"] == "ordering" and hosted["vlan"] == 305 and hosted["partnerName"]
    hosted = hosted["connectionId"]
    assert refusal(partner, "allocate_hosted_connection", bandwidth="50Mbps", **order) == "VLAN 305 is already in use"
    assert refusal(partner, "describe_hosted_connections", connectionId=hosted) == (
        f"210987654321 DescribeHostedConnections failed for connection {hosted} doesn't exist."
    )
    assert client.confirm_connection(connectionId=hosted)["connectionState"] == "pending"
    assert "does not match VLAN 305" in refused(client, hosted, vlan=100)
    create(client, hosted, vlan=305)
    assert partner.describe_connections()["connections"] == []

    declined = sim.create("hosted_connection", vlan=306)
    assert client.delete_connection(connectionId=declined)["connectionState"] == "rejected"


def test_accounts_and_regions_see_their_own(client, partner, sim, port):
    allocation = {"virtualInterfaceName": "v", "vlan": 9, "asn": 65000}
    made = client.allocate_private_virtual_interface(
        connectionId=port, ownerAccount="210987654321", newPrivateVirtualInterfaceAllocation=allocation
    )
    assert made["virtualInterfaceState"] == "confirming" and made["ownerAccount"] == "210987654321"
    interface = made["virtualInterfaceId"]
    for viewer in (client, partner):
        assert len(viewer.describe_virtual_interfaces()["virtualInterfaces"]) == 1
    assert "is not owned by account" in refusal(
        client, "confirm_private_virtual_interface", virtualInterfaceId=interface, virtualGatewayId="vgw-0a1b2c3d"
    )
    partner.confirm_private_virtual_interface(virtualInterfaceId=interface, virtualGatewayId="vgw-0a1b2c3d")
    assert partner.describe_virtual_interfaces()["virtualInterfaces"][0]["virtualInterfaceState"] == "down"
    west = connect(sim, region="us-west-2")
    assert west.describe_connections()["connections"] == []
    assert "Could not find" in refusal(west, "describe_connections", connectionId=port)
    gateway = client.create_direct_connect_gateway(directConnectGatewayName="g")["directConnectGateway"]
    assert west.describe_direct_connect_gateways()["directConnectGateways"][0]["directConnectGatewayId"] == (
        gateway["directConnectGatewayId"]
    )


def test_direct_connect_gateways(client):
    for asn in (64511, 65535, 4199999999, 4294967295, 7224):
        assert "Amazon side ASN" in refusal(
            client, "create_direct_connect_gateway", directConnectGatewayName="g", amazonSideAsn=asn
        )
    gateway = client.create_direct_connect_gateway(directConnectGatewayName="g", amazonSideAsn=4294967294)
    gateway = gateway["directConnectGateway"]["directConnectGatewayId"]
    make = {"directConnectGatewayId": gateway}
    assert "must be specified" in refusal(
        client, "create_direct_connect_gateway_association", gatewayId="tgw-1", **make
    )
    made = client.create_direct_connect_gateway_association(gatewayId="vgw-12345678", **make)
    made = made["directConnectGatewayAssociation"]
    assert made["associationState"] == "associating" and made["virtualGatewayId"] == "vgw-12345678"
    assert "already associated" in refusal(
        client, "create_direct_connect_gateway_association", gatewayId="vgw-12345678", **make
    )
    updated = client.update_direct_connect_gateway_association(
        associationId=made["associationId"],
        addAllowedPrefixesToDirectConnectGateway=[{"cidr": "10.0.0.0/8"}, {"cidr": "0.0.0.0/0"}],
    )["directConnectGatewayAssociation"]
    assert updated["associationState"] == "updating"
    assert "has associations" in refusal(client, "delete_direct_connect_gateway", directConnectGatewayId=gateway)
    for n in range(19):
        client.create_direct_connect_gateway_association(gatewayId=f"vgw-{n:08}", **make)
    assert "maximum of 20" in refusal(
        client, "create_direct_connect_gateway_association", gatewayId="vgw-99999999", **make
    )

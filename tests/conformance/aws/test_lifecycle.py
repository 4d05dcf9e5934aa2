"""States: settled by the next call, or over simulated time."""

import base64

import pytest

from aws_client import connect


def order(client):
    return client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="c")["connectionId"]


def state(client, connection):
    return client.describe_connections(connectionId=connection)["connections"][0]["connectionState"]


def interface_of(client, id_):
    return client.describe_virtual_interfaces(virtualInterfaceId=id_)["virtualInterfaces"][0]


def private(client, connection, **more):
    return client.create_private_virtual_interface(
        connectionId=connection,
        newPrivateVirtualInterface={
            "virtualInterfaceName": "v", "vlan": 5, "asn": 65000, "virtualGatewayId": "vgw-0a1b2c3d", **more,
        },
    )["virtualInterfaceId"]  # fmt: skip


def test_instant_states_settle_by_the_next_call(client):
    made = client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="c")
    assert made["connectionState"] == "requested"
    assert set(made) - {"ResponseMetadata"} == {
        "ownerAccount", "connectionId", "connectionName", "connectionState", "region", "location", "bandwidth",
        "jumboFrameCapable", "hasLogicalRedundancy", "tags", "macSecCapable",
    }  # fmt: skip
    shown = client.describe_connections()["connections"][0]
    assert shown["connectionState"] == "available" and shown["awsDeviceV2"].startswith("EqDC2-")
    interface = private(client, made["connectionId"])
    assert interface_of(client, interface)["virtualInterfaceState"] == "down"
    assert client.delete_virtual_interface(virtualInterfaceId=interface)["virtualInterfaceState"] == "deleting"
    assert interface_of(client, interface)["virtualInterfaceState"] == "deleted"
    assert client.delete_connection(connectionId=made["connectionId"])["connectionState"] == "deleting"
    assert state(client, made["connectionId"]) == "deleted"


def test_deleted_interfaces_are_listed_for_fifteen_minutes(client, sim):
    interface = private(client, order(client))
    client.delete_virtual_interface(virtualInterfaceId=interface)
    assert interface_of(client, interface)["virtualInterfaceState"] == "deleted"
    sim.advance(14 * 60_000)
    assert interface_of(client, interface)["virtualInterfaceState"] == "deleted"
    sim.advance(60_000)
    assert client.describe_virtual_interfaces(virtualInterfaceId=interface)["virtualInterfaces"] == []
    with pytest.raises(client.exceptions.DirectConnectClientException, match="does not exist"):
        client.delete_virtual_interface(virtualInterfaceId=interface)


def test_lifecycle_states_take_simulated_time(start):
    sim = start("--lifecycle")
    client = connect(sim)
    connection = order(client)
    seen = [state(client, connection)]
    for _ in range(30):
        sim.advance(60_000)
        if state(client, connection) != seen[-1]:
            seen.append(state(client, connection))
    assert seen == ["requested", "pending", "available"]

    interface = private(client, connection)
    sim.advance(59_000)
    assert interface_of(client, interface)["virtualInterfaceState"] == "pending"
    sim.advance(1_000)
    assert interface_of(client, interface)["virtualInterfaceState"] == "down"

    lag = client.create_lag(
        numberOfConnections=1, location="EqDC2", connectionsBandwidth="1Gbps", lagName="l", connectionId=connection
    )["lagId"]
    another = order(client)
    client.associate_connection_with_lag(connectionId=another, lagId=lag)
    leave = {"connectionId": another, "lagId": lag}
    with pytest.raises(client.exceptions.DirectConnectClientException, match="is in a transitioning state."):
        client.disassociate_connection_from_lag(**leave)
    sim.advance(30_000)
    client.disassociate_connection_from_lag(**leave)


def test_a_requested_port_can_be_held(start):
    sim = start("--hold-requested")
    client = connect(sim)
    connection = order(client)
    sim.advance(1000 * 3600 * 24)
    assert state(client, connection) == "requested"
    with pytest.raises(client.exceptions.DirectConnectClientException, match="LOA-CFA"):
        client.describe_loa(connectionId=connection)
    sim.edit(connection, connectionState="pending")
    letter = client.describe_loa(connectionId=connection, providerName="Somebody")
    assert letter["loaContentType"] == "application/pdf"
    assert letter["loaContent"].startswith(b"%PDF-") and b"Somebody" in letter["loaContent"]
    assert client.describe_connections()["connections"][0]["loaIssueTime"]


def test_the_router_brings_sessions_and_the_interface_up(client, sim, start):
    interface = private(client, order(client))
    client.create_bgp_peer(virtualInterfaceId=interface, newBGPPeer={"asn": 65001, "addressFamily": "ipv6"})
    peers = [p["bgpPeerId"] for p in interface_of(client, interface)["bgpPeers"]]
    sim.edit(peers[1], router_up=True)
    shown = interface_of(client, interface)
    assert shown["virtualInterfaceState"] == "available"
    assert [p["bgpStatus"] for p in shown["bgpPeers"]] == ["down", "up"]
    sim.edit(interface, router_up=False)
    assert interface_of(client, interface)["virtualInterfaceState"] == "down"

    up = connect(start("--router-up"))
    interface = private(up, order(up))
    shown = interface_of(up, interface)
    assert shown["virtualInterfaceState"] == "available" and shown["bgpPeers"][0]["bgpStatus"] == "up"


def test_a_public_interface_waits_for_review(client, sim):
    made = client.create_public_virtual_interface(
        connectionId=order(client),
        newPublicVirtualInterface={
            "virtualInterfaceName": "p", "vlan": 5, "asn": 65000, "amazonAddress": "198.51.100.0/31",
            "customerAddress": "198.51.100.1/31", "routeFilterPrefixes": [{"cidr": "203.0.113.0/24"}],
        },
    )["virtualInterfaceId"]  # fmt: skip
    sim.advance(1000 * 3600 * 72)
    assert interface_of(client, made)["virtualInterfaceState"] == "verifying"
    sim.edit(made, reviewed=True)
    shown = interface_of(client, made)
    assert (shown["virtualInterfaceState"], shown["bgpPeers"][0]["bgpPeerState"]) == ("down", "available")


def test_moving_an_interface_rebuilds_its_peers(client):
    interface, target = private(client, order(client)), order(client)
    client.describe_virtual_interfaces()
    moved = client.associate_virtual_interface(virtualInterfaceId=interface, connectionId=target)
    assert (moved["virtualInterfaceState"], moved["connectionId"]) == ("pending", target)
    assert [p["bgpPeerState"] for p in moved["bgpPeers"]] == ["deleting", "pending"]
    assert len({p["amazonAddress"] for p in moved["bgpPeers"]}) == 1
    assert [p["bgpPeerState"] for p in interface_of(client, interface)["bgpPeers"]] == ["available"]


def test_failover_tests(client, sim):
    interface = private(client, order(client))
    client.describe_virtual_interfaces()
    sim.edit(interface, router_up=True)
    client.start_bgp_failover_test(virtualInterfaceId=interface, testDurationInMinutes=10)
    shown = interface_of(client, interface)
    assert (shown["virtualInterfaceState"], shown["bgpPeers"][0]["bgpStatus"]) == ("testing", "down")
    sim.advance(10 * 60_000)
    shown = interface_of(client, interface)
    assert (shown["virtualInterfaceState"], shown["bgpPeers"][0]["bgpStatus"]) == ("available", "up")
    history = client.list_virtual_interface_test_history()["virtualInterfaceTestHistory"]
    assert [test["status"] for test in history] == ["Completed"]


def test_the_letter_is_base64_once(client):
    connection = order(client)
    client.describe_connections()
    content = client.describe_loa(connectionId=connection)["loaContent"]
    assert base64.b64encode(content) and content.rstrip().endswith(b"%%EOF")
    start = int(content.rstrip().split(b"\n")[-2])
    assert content[start : start + 4] == b"xref"

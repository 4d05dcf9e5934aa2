"""The command-line example of AWS's own documentation for create-bgp-peer, against the simulator."""

import ipaddress
import json
import re
import xml.etree.ElementTree

GOLDEN_MEMBERS = {
    "virtualInterfaceState", "asn", "vlan", "customerAddress", "ownerAccount", "connectionId", "addressFamily",
    "virtualGatewayId", "virtualInterfaceId", "authKey", "routeFilterPrefixes", "location", "bgpPeers",
    "customerRouterConfig", "amazonAddress", "virtualInterfaceType", "virtualInterfaceName",
}  # fmt: skip
GOLDEN_PEER_MEMBERS = {
    "bgpStatus", "customerAddress", "addressFamily", "authKey", "bgpPeerState", "amazonAddress", "asn",
}  # fmt: skip
KEY = re.compile(r"^0x[A-Za-z0-9_.]{22}$")


def seed(sim):
    sim.create("connection", connectionId="dxcon-fguhmqlc")
    sim.create(
        "virtual_interface",
        virtualInterfaceId="dxvif-fg1vuj3d",
        virtualInterfaceName="Test",
        vlan=125,
        connectionId="dxcon-fguhmqlc",
        virtualGatewayId="vgw-f9eb0c90",
        virtualInterfaceState="available",
        bgpPeers=[
            {
                "asn": 65000,
                "authKey": "0xC_ukbCerl6EYA0uexample",
                "customerAddress": "169.254.255.2/30",
                "amazonAddress": "169.254.255.1/30",
            }
        ],
    )


def expected_xml(new):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<logical_connection id="dxvif-fg1vuj3d">\n'
        "  <vlan>125</vlan>\n"
        "  <customer_address>169.254.255.2/30</customer_address>\n"
        "  <amazon_address>169.254.255.1/30</amazon_address>\n"
        "  <bgp_asn>65000</bgp_asn>\n"
        "  <bgp_auth_key>0xC_ukbCerl6EYA0uexample</bgp_auth_key>\n"
        f"  <ipv6_customer_address>{new['customerAddress']}</ipv6_customer_address>\n"
        f"  <ipv6_amazon_address>{new['amazonAddress']}</ipv6_amazon_address>\n"
        "  <ipv6_bgp_asn>64600</ipv6_bgp_asn>\n"
        f"  <ipv6_bgp_auth_key>{new['authKey']}</ipv6_bgp_auth_key>\n"
        "  <amazon_bgp_asn>7224</amazon_bgp_asn>\n"
        "  <connection_type>private</connection_type>\n"
        "</logical_connection>\n"
    )


def test_create_bgp_peer_answers_as_documented(sim, run_cli):
    seed(sim)
    answer = run_cli(
        "create-bgp-peer",
        "--virtual-interface-id", "dxvif-fg1vuj3d",
        "--new-bgp-peer", "asn=64600,addressFamily=ipv6",
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    interface = json.loads(answer.stdout)["virtualInterface"]
    assert GOLDEN_MEMBERS <= set(interface)
    documented = {
        "virtualInterfaceState": "available", "asn": 65000, "vlan": 125, "customerAddress": "169.254.255.2/30",
        "ownerAccount": "123456789012", "connectionId": "dxcon-fguhmqlc", "addressFamily": "ipv4",
        "virtualGatewayId": "vgw-f9eb0c90", "virtualInterfaceId": "dxvif-fg1vuj3d", "routeFilterPrefixes": [],
        "location": "EqDC2", "amazonAddress": "169.254.255.1/30", "virtualInterfaceType": "private",
        "virtualInterfaceName": "Test",
    }  # fmt: skip
    assert {name: interface[name] for name in documented} == documented

    old, new = interface["bgpPeers"]
    assert GOLDEN_PEER_MEMBERS <= set(old) and GOLDEN_PEER_MEMBERS <= set(new)
    assert {k: old[k] for k in GOLDEN_PEER_MEMBERS} == {
        "bgpStatus": "down", "customerAddress": "169.254.255.2/30", "addressFamily": "ipv4",
        "authKey": "0xC_ukbCerl6EYA0uexample", "bgpPeerState": "available", "amazonAddress": "169.254.255.1/30",
        "asn": 65000,
    }  # fmt: skip
    assert (new["bgpStatus"], new["addressFamily"], new["bgpPeerState"], new["asn"]) == ("down", "ipv6", "pending", 64600)
    assert KEY.match(new["authKey"])
    customer, amazon = (ipaddress.ip_interface(new[end]) for end in ("customerAddress", "amazonAddress"))
    assert customer.network == amazon.network and customer.network.prefixlen == 125
    # The sample's own offsets: …:4211 and …:4216 in …:4210/125.
    assert int(amazon.ip) - int(amazon.network.network_address) == 1
    assert int(customer.ip) - int(customer.network.network_address) == 6

    assert interface["customerRouterConfig"] == expected_xml(new)
    xml.etree.ElementTree.fromstring(interface["customerRouterConfig"])

    # The peer settles; deleting it takes its lines out at once, though it is still listed.
    described = json.loads(run_cli("describe-virtual-interfaces", "--virtual-interface-id", "dxvif-fg1vuj3d").stdout)
    assert described["virtualInterfaces"][0]["bgpPeers"][1]["bgpPeerState"] == "available"
    answer = run_cli(
        "delete-bgp-peer", "--virtual-interface-id", "dxvif-fg1vuj3d",
        "--asn", "64600", "--customer-address", new["customerAddress"],
    )  # fmt: skip
    interface = json.loads(answer.stdout)["virtualInterface"]
    assert [peer["bgpPeerState"] for peer in interface["bgpPeers"]] == ["available", "deleting"]
    assert "ipv6" not in interface["customerRouterConfig"]


def test_the_same_seed_gives_the_same_ids_and_keys(start):
    def story(simulator):
        seed(simulator)
        connection = simulator.create("connection")
        simulator.create("virtual_interface", connectionId=connection, bgpPeers=[{}])
        return simulator.objects()

    first, again, other = (story(start("--seed", n)) for n in ("7", "7", "8"))
    assert first == again
    assert first["virtualInterfaces"][1]["virtualInterfaceId"] != other["virtualInterfaces"][1]["virtualInterfaceId"]
    assert first["virtualInterfaces"][1]["authKey"] != other["virtualInterfaces"][1]["authKey"]

"""Rules between objects that only this cloud has (siblings.py)."""

from siblings import Case, Pieces


def cases(cloud):
    is_ = Pieces(cloud)
    port = {"connection": {"port": is_.port()}}
    yield Case("alibaba.connection.per_location", {"connection": {f"p{n}": is_.port(f"p-{n}") for n in range(2)}},
               {"connection": {"more": is_.port("more")}}, "Too many connections")
    yield Case("alibaba.virtual_interface.per_connection", port | {"virtual_interface": is_.interfaces(range(5))},
               {"virtual_interface": is_.interfaces([5])}, "Too many virtual border routers")
    vif = port | {"virtual_interface": {"vif": is_.interface()}}

    def peer(number):
        return is_.peer(f"p{number}", address_family="ipv4", customer_address=f"10.9.0.{number}/32", cloud_address=None)

    seven = {}
    for number in range(2, 9):
        seven |= peer(number)
    yield Case("alibaba.bgp_peer.per_interface", vif | {"bgp_peer": seven}, {"bgp_peer": peer(9)}, "Too many BGP sessions")
    six = {"address_family": "ipv6", "customer_address": "fd00:7::2/64"}
    yield Case("alibaba.bgp_peer.ipv6_address",
               vif | {"bgp_peer": is_.peer("a", **six, cloud_address="fd00:7::1/64")},
               {"bgp_peer": is_.peer("b", **six | {"customer_address": "fd00:8::2/64"}, cloud_address="fd00:8::1/64")},
               "another IPv6 address")
    yield Case("alibaba.virtual_interface.untagged", port | {"virtual_interface": is_.interfaces([1])},
               {"virtual_interface": {"zero": is_.interface(2, vlan=0)}}, "VLAN 0")

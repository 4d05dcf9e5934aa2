"""Rules between objects that only this cloud has (siblings.py)."""

from siblings import Case, Pieces


def cases(cloud):
    is_ = Pieces(cloud)
    yield Case("huawei.virtual_interface.per_region", {"connection": {"port": is_.port()}, "virtual_interface": is_.interfaces(range(50))},
               {"virtual_interface": is_.interfaces([50])}, "Too many virtual interfaces in the region")
    hosting = cloud.seed("direct_connect", type="hosting", bandwidth=10000)
    _, _, another = cloud.owner_field

    def slot(name, vlan):
        return {"cloud": "huawei", "name": name, "bandwidth": "100Mbps",
                "huawei": {"hosting_id": hosting, "vlan": vlan, "resource_tenant_id": another}}

    yield Case("huawei.connection.unique_slot", {"connection": {"a": slot("a", 7)}}, {"connection": {"b": slot("b", 7)}}, "VLAN is taken")
    yield Case("huawei.connection.bandwidth_on_hosting", {"connection": {"a": slot("a", 7) | {"bandwidth": "6Gbps"}}},
               {"connection": {"b": slot("b", 8) | {"bandwidth": "6Gbps"}}}, "Too much bandwidth on the operations connection",
               offline=False)  # only the cloud knows the whole
    def slices(numbers):
        return {"connection": {f"h{n}": slot(f"h{n}", n) | {"bandwidth": "2Mbps"} for n in numbers}}

    yield Case("huawei.connection.per_operations_connection", slices(range(1, 1001)), slices([1001]), "Too many hosted connections on the operations connection")
    yield Case("huawei.bgp_cidr.per_gateway", {"bgp_cidr": {f"c{n}": is_.prefix(n) for n in range(49)}},
               {"bgp_cidr": {f"d{n}": is_.prefix(n) for n in range(49, 51)}}, "Too many local subnets")
    line = {"connection": {"port": is_.port()}}
    yield Case("huawei.virtual_interface.untagged", line | {"virtual_interface": is_.interfaces([1])},
               {"virtual_interface": {"zero": is_.interface(2, vlan=0)}}, "VLAN 0")
    behind = line | {"virtual_interface": {"vif": is_.interface(1, customer_prefixes=["192.168.0.0/16"])}}
    yield Case("huawei.bgp_cidr.apart", behind | {"bgp_cidr": {"one": is_.prefix(1)}},
               {"bgp_cidr": {"over": is_.prefix(2, cidr="192.168.5.0/24")}}, "overlap", either=True)
    yield Case("a local subnet over a link", behind | {"bgp_cidr": {"one": is_.prefix(1)}},
               {"bgp_cidr": {"over": is_.prefix(2, cidr="10.8.0.0/16")}}, "overlap", either=True)

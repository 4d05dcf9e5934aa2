"""Rules between objects that only this cloud has (siblings.py)."""

from siblings import Case, Pieces, Ref


def cases(cloud):
    is_ = Pieces(cloud)
    port = {"connection": {"port": is_.port()}}
    per = "aws.virtual_interface."
    transit = {"type": "transit", "gateway_id": cloud.seed("direct_connect_gateway")}
    private = port | {"virtual_interface": is_.interfaces(range(50))}
    yield Case(per + "private_or_public", private, {"virtual_interface": is_.interfaces([50])}, "Too many private and public")
    whole = port | {"virtual_interface": is_.interfaces(range(49)) | is_.interfaces(range(49, 51), **transit)}
    yield Case(per + "per_connection", whole, {"virtual_interface": is_.interfaces([51])}, "Too many virtual interfaces on the connection")
    yield Case(per + "transit", port | {"virtual_interface": is_.interfaces(range(4), **transit)},
               {"virtual_interface": is_.interfaces([4], **transit)}, "Too many transit")
    ports = {f"port_{n}": is_.port(f"port-{n}") for n in range(8)}
    on = {f"vif_{n}": is_.interface(n, connection_id=Ref("connection", f"port_{n % 8}"), **transit) for n in range(31)}
    last = on.popitem()
    yield Case(per + "per_gateway", {"connection": ports, "virtual_interface": on}, {"virtual_interface": dict([last])},
               "Too many virtual interfaces on the gateway")
    yield Case(per + "one_type_per_gateway", port | {"virtual_interface": is_.interfaces([0], **transit)},
               {"virtual_interface": is_.interfaces([1], gateway_id=transit["gateway_id"])}, "Gateway has interfaces of the other type")
    limited = {"aws": {"rate_limit": "50Mbps"}}
    yield Case(per + "rate_limiters", port | {"virtual_interface": is_.interfaces(range(10), **limited)},
               {"virtual_interface": is_.interfaces([10], **limited)}, "Too many rate limits")
    for family in ("ipv4", "ipv6"):
        full = {"aws": {f"prefix_allocation_{family}": 1000}}
        yield Case(f"{per}prefix_pool_{family}", port | {"virtual_interface": is_.interfaces(range(5), **full)},
                   {"virtual_interface": is_.interfaces([5], aws={f"prefix_allocation_{family}": 1})}, "Too many prefixes on the connection")
    shared = {"gateway_id": cloud.seed("direct_connect_gateway"), "aws": {"prefix_allocation_ipv4": 1000, "prefix_allocation_ipv6": 1000}}
    six = {f"vif_{n}": is_.interface(n, connection_id=Ref("connection", f"port_{n % 8}"), **shared) for n in range(6)}
    yield Case(per + "prefixes_per_gateway", {"connection": ports, "virtual_interface": dict(list(six.items())[:5])},
               {"virtual_interface": dict(list(six.items())[5:])}, "Too many prefixes on the gateway")
    yield Case("aws.connection.per_location", {"connection": {f"p{n}": is_.port(f"p-{n}") for n in range(10)}},
               {"connection": {"more": is_.port("more")}}, "Too many connections at the location")
    lag = cloud.seed("lag")
    yield Case("aws.connection.per_lag", {"connection": {f"p{n}": is_.port(f"p-{n}", aws={"lag_id": lag}) for n in range(4)}},
               {"connection": {"more": is_.port("more", aws={"lag_id": lag})}}, "Too many connections in the LAG")
    yield Case("aws.bgp_cidr.per_association", {"bgp_cidr": {f"c{n}": is_.prefix(n) for n in range(200)}},
               {"bgp_cidr": {"more": is_.prefix(200)}}, "Too many prefixes")

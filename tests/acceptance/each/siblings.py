"""Sets of objects that break a rule of siblings: each a set that is right, and what is one too many in it.

A set is {kind: {name: fields}}; a reference is `Ref`. What they stand on is in the set itself wherever a cloud makes it, so that its id
is not known when the others are planned.
"""

import dataclasses
import json


SHARES = 2  # a test has every second case: two run at a time
# What no case here breaks, and why.
ELSEWHERE = {"connection.per_fast_lag": "as per_lag: quotas_test.cc in the tables of its cloud"}


@dataclasses.dataclass(frozen=True)
class Ref:
    kind: str
    name: str


@dataclasses.dataclass
class Case:
    rule: str  # the row's id, or a name for what is no row
    right: dict
    wrong: dict  # of the same form, put beside or over it
    says: str  # of the refusal
    offline: bool = True  # `validate` knows it too
    unknown_to_terraform: bool = False  # of what is to be made, it does not say which is which
    twin: bool = False  # what is new is just like what stays: Terraform says in no other way that it takes the place of that
    either: bool = False  # only what this run knows is held against each other: in Terraform who is planned last says it
    of_group: bool = False  # about a group and its members, not about siblings

    def broken(self):
        return {kind: self.right.get(kind, {}) | self.wrong.get(kind, {}) for kind in {*self.right, *self.wrong}}


def hcl_of(objects):
    """As Terraform's JSON."""
    def value(field):
        return f"${{interconnect_{field.kind}.{field.name}.id}}" if isinstance(field, Ref) else field

    return json.dumps({"resource": {
        f"interconnect_{kind}": {name: {key: value(field) for key, field in fields.items()} for name, fields in named.items()}
        for kind, named in objects.items()}})


def yaml_of(objects):
    """JSON is YAML."""
    def pair(key, field):
        if not isinstance(field, Ref):
            return key, field
        assert key in (f"{field.kind}_id", "advertised_by"), key
        return field.kind, field.name

    return json.dumps({kind: {name: dict(pair(*one) for one in fields.items()) for name, fields in named.items()}
                       for kind, named in objects.items()})


class Pieces:
    """The objects of a cloud, as it says in `link`."""

    def __init__(self, cloud):
        self.cloud, self.link = cloud, cloud.link()

    def port(self, name="port", **more):
        link = self.link
        made = {"adopt": link["adopt"]} if "adopt" in link else {"location": link["location"], "bandwidth": link["bandwidth"]}
        return {"cloud": self.cloud.name, "name": name} | made | ({self.cloud.name: link["port"]} if "port" in link else {}) | more

    def interface(self, number=0, **more):
        """One of many: each with a VLAN and addresses of its own."""
        link = self.link
        fields = {"cloud": self.cloud.name, "name": f"vif-{number}", "connection_id": Ref("connection", "port"), "vlan": 100 + number,
                  "customer_asn": "65000"}
        if "gateway_id" in link:
            fields["gateway_id"] = link["gateway_id"]
        if "rate" in link:
            fields["bandwidth"] = "5Mbps"
        if "addresses" in link:
            fields |= {"cloud_address": f"10.8.{number}.1/30", "customer_address": f"10.8.{number}.2/30"}
        return {name: value for name, value in (fields | more).items() if value is not None}

    def peer(self, name, **more):
        link = self.link
        fields = {"cloud": self.cloud.name, "virtual_interface_id": Ref("virtual_interface", "vif"), "address_family": "ipv6",
                  "customer_asn": "64600"}
        if "addresses_v6" in link:
            fields |= {"cloud_address": link["addresses_v6"]["cloud"], "customer_address": link["addresses_v6"]["customer"]}
        return {name: {key: value for key, value in (fields | more).items() if value is not None}}

    def prefix(self, number, **more):
        return {"cloud": self.cloud.name, "cidr": f"10.{40 + number // 256}.{number % 256}.0/24",
                "advertised_by": self.link.get("advertised_by") or Ref("virtual_interface", "vif")} | more

    def interfaces(self, numbers, **more):
        return {f"vif_{n}": self.interface(n, **more) for n in numbers}


def everywhere(cloud):
    """What holds at every cloud."""
    is_ = Pieces(cloud)
    port = {"connection": {"port": is_.port()}}
    vif = port | {"virtual_interface": {"vif": is_.interface()}}
    row = cloud.name
    by_address = "advertised_by" not in is_.link  # an interface has many sessions, and advertises by itself
    yield Case(f"{row}.virtual_interface.unique_vlan", port | {"virtual_interface": is_.interfaces([1])},
               {"virtual_interface": {"again": is_.interface(2, vlan=101)}}, "VLAN is taken")
    yield Case("an interface comes to another one's VLAN", port | {"virtual_interface": is_.interfaces([1, 2])},
               {"virtual_interface": {"vif_2": is_.interface(2, vlan=101)}}, "VLAN is taken")
    yield Case(f"{row}.bgp_peer.unique_address" if by_address else f"{row}.bgp_peer.one_per_family", vif | {"bgp_peer": is_.peer("six")}, {"bgp_peer": is_.peer("again")}, "has a session already", twin=True)
    yield Case("the interface's own session again", vif,
               {"bgp_peer": is_.peer("four", address_family="ipv4", customer_address=is_.interface().get("customer_address"),
                                     cloud_address=is_.interface().get("cloud_address"))}, "has a session already")
    prefixes = (port if "advertised_by" in is_.link else vif)
    yield Case("prefix twice" if by_address else f"{row}.bgp_cidr.unique", prefixes | {"bgp_cidr": {"one": is_.prefix(1)}}, {"bgp_cidr": {"again": is_.prefix(1)}},
               "Two objects are the same" if by_address else "Prefix is there already",
               offline=not by_address, twin=True)  # both may be there already
    yield from groups(is_, port)


def groups(is_, port):
    """Peers against their group. The group is of the same run."""
    one = port | {"virtual_interface": {"vif": is_.interface(1)}}
    two = {"virtual_interface": {"vif": is_.interface(1), "other": is_.interface(2)}}
    group = {"cloud": is_.cloud.name, "virtual_interface_id": Ref("virtual_interface", "vif"), "name": "six", "address_family": "ipv6",
             "customer_asn": "64600"}
    right = one | {"bgp_group": {"six": group},
                   "bgp_peer": is_.peer("six", bgp_group_id=Ref("bgp_group", "six"))}

    def wrong(**more):
        return {"bgp_peer": is_.peer("six", bgp_group_id=Ref("bgp_group", "six"), **more)}

    addresses = {"cloud_address": "10.8.9.1/30", "customer_address": "10.8.9.2/30"} if "addresses" in is_.link else {}
    yield Case("a peer of another ASN than its group's", right, wrong(customer_asn="64601"), "customer_asn", of_group=True)
    yield Case("a peer of another family than its group's", right, wrong(address_family="ipv4", **addresses), "address_family", of_group=True)
    yield Case("a peer on another interface than its group's", right | two,
               wrong(virtual_interface_id=Ref("virtual_interface", "other")), "virtual_interface_id", unknown_to_terraform=True, of_group=True)
    yield Case("two groups alike", right, {"bgp_group": {"again": dict(group)}}, "Two objects are the same",
               offline=False, of_group=True)

"""Both halves of an interface in one configuration, of the account that offers it and of the one that takes it over: what they are to have
alike changes in one run, what has to be made anew is given up and taken over again in one run, and what would be refused half way is
refused by the plan."""

import pytest

import clouds
from clouds import CLOUDS

HEAD = """
owner: net/prod
clouds:
  {cloud}: {{region: {region}}}
  tenant: {{cloud: {cloud}, region: {region}, access_key: "${{env:THEIR_KEY}}", secret_key: "${{env:THEIR_SECRET}}"}}
"""
AWS = HEAD + """
connection:
  dc1: {{cloud: aws, location: EqDC2, bandwidth: 1Gbps}}
  dc2: {{cloud: aws, location: EqDC2, bandwidth: 1Gbps}}
virtual_interface:
  offer: {{connection: {line}, vlan: {vlan}, name: {name}, mtu: {mtu}, customer_asn: {asn}, aws: {{owner_account: "210987654321"}}}}
  taken: {{cloud: tenant, connection: {line}, adopt_virtual_interface: offer, vlan: {taken_vlan}, name: {name}, mtu: {mtu}, customer_asn: {asn},
          gateway_id: vgw-0a1b2c3d4e5f60718}}
bgp_peer:
  six: {{virtual_interface: taken, address_family: ipv6, customer_asn: 64600}}
"""
HUAWEI = HEAD + """
connection:
  dc1: {{cloud: huawei, adopt: {port}}}
virtual_interface:
  offer: {{connection: dc1, vlan: {vlan}, name: {name}, bandwidth: {bandwidth}, gateway_id: {gateway}, customer_asn: {asn},
          cloud_address: 10.1.1.1/30, customer_address: 10.1.1.2/30, huawei: {{resource_tenant_id: {tenant}}}}}
  taken: {{cloud: tenant, connection: dc1, adopt_virtual_interface: offer, vlan: {taken_vlan}, name: {name}, bandwidth: {bandwidth},
          gateway_id: {gateway}, customer_asn: {asn}}}
"""
ALIBABA = HEAD + """
connection:
  dc1: {{cloud: alibaba, location: ap-cn-hangzhou-yh-B, bandwidth: 1Gbps,
        alibaba: {{line_operator: Equinix, port_type: 10GBase-LR, enabled: true}}}}
virtual_interface:
  offer: {{connection: dc1, vlan: {vlan}, name: {name}, alibaba: {{owner_account: "2345678901234567"}}}}
  taken: {{cloud: tenant, connection: dc1, adopt_virtual_interface: offer, vlan: {taken_vlan}, name: {name}, on_destroy: delete,
          cloud_address: 10.1.1.1/30, customer_address: 10.1.1.2/30, customer_asn: {asn}}}
"""
TEXTS = {"aws": AWS, "huawei": HUAWEI, "alibaba": ALIBABA}
USUAL = {"vlan": 101, "taken_vlan": 101, "name": "offer", "mtu": 1500, "asn": 65352, "bandwidth": "100M", "line": "dc1"}
OTHER_VLAN = {"vlan": 102, "taken_vlan": 102}
# What both are to have, and whether another interface has to be made for it.
CHANGES = [("aws", OTHER_VLAN, True), ("aws", {"asn": 65353}, False), ("aws", {"name": "renamed"}, False), ("aws", {"mtu": 9001}, False),
           ("aws", {"line": "dc2"}, False), ("huawei", OTHER_VLAN, True), ("huawei", {"asn": 65353}, True),
           ("huawei", {"name": "renamed"}, False), ("huawei", {"bandwidth": "200M"}, False), ("alibaba", OTHER_VLAN, False),
           ("alibaba", {"name": "renamed"}, False)]
BOTH = ("--allow", "virtual_interface.offer", "--allow", "virtual_interface.taken")


class Halves:
    def __init__(self, world, cloud, new_repository):
        self.world, self.cloud = world, CLOUDS[cloud]
        key, secret = list(self.cloud.another_shell.values())
        self.repository = new_repository(clouds.environment(world.addresses) | {"THEIR_KEY": key, "THEIR_SECRET": secret})
        self.places = {"cloud": cloud, "region": self.cloud.region}
        if cloud == "huawei":
            self.places |= {"tenant": self.cloud.owner_field[2], "port": self.make("direct_connect", name="dc1"),
                            "gateway": self.make("virtual_gateway", name="theirs", tenant_id=self.cloud.owner_field[2])}

    def make(self, type_, **members):
        return self.world.control("POST", "/create", {"cloud": self.cloud.name, "type": type_, "members": members})["id"]

    def write(self, more="", **changes):
        self.repository.write(TEXTS[self.cloud.name].format(**self.places | USUAL | changes) + more)

    def allow(self):
        six = ("--allow", "bgp_peer.six") if self.cloud.name == "aws" else ()
        return BOTH + six

    def changes(self):
        return [c for c in self.world.call_log() if not clouds.CLOUDS[c["cloud"]].changes_nothing(c["operation"])]

    def refused(self, *words):
        self.world.reset_calls()
        run = self.repository.run("plan", *self.allow(), expect=1)
        said = " ".join((run.out + run.err).split())
        for word in words:
            assert word in said, run
        assert not self.changes()


@pytest.fixture
def halves(request, world, new_repository):
    return Halves(world, request.param, new_repository)


@pytest.mark.parametrize("halves", TEXTS, indirect=True)
def test_the_offer_is_replaced_with_its_other_half(halves):
    halves.write()
    halves.repository.apply()
    halves.repository.run("plan", expect=0)
    halves.repository.apply("--replace", "virtual_interface.offer", *halves.allow())
    halves.repository.run("plan", expect=0)


@pytest.mark.parametrize("halves, changes, anew", CHANGES, indirect=["halves"])
def test_what_both_are_to_have_changes_in_one_run(halves, changes, anew):
    halves.write()
    halves.repository.apply()
    halves.write(**changes)
    steps = {one["address"]: one["action"] for one in halves.repository.plan(*halves.allow(), expect=2)["steps"]}
    assert {steps["virtual_interface.offer"], steps["virtual_interface.taken"]} == {"replace" if anew else "update"}, steps
    halves.repository.apply(*halves.allow())
    halves.repository.run("plan", expect=0)


@pytest.mark.parametrize("halves", ("aws", "huawei"), indirect=True)
def test_what_one_half_does_not_follow_is_refused(halves):
    halves.write(taken_vlan=102)  # nothing is there yet
    halves.refused("Two halves of one object contradict each other", "vlan is 102 here and 101 there")
    halves.write()
    halves.repository.apply()
    halves.write(vlan=102)
    halves.refused("Two halves of one object contradict each other", "vlan is 101 here and 102 there")


@pytest.mark.parametrize("halves", ("huawei",), indirect=True)
def test_what_only_the_offering_account_makes_is_refused_before_anything_is_made(halves):
    peer = """
bgp_peer:
  six: {{virtual_interface: {half}, address_family: ipv6, customer_asn: 65352, cloud_address: "2001:db8:9::1/64",
        customer_address: "2001:db8:9::2/64"}}
"""
    halves.write(peer.format(half="taken"))
    halves.refused("Only the account that offers it makes this")
    halves.write(peer.format(half="offer"))
    halves.repository.apply()
    halves.repository.run("plan", expect=0)


def ids_in(objects, name):
    """Every id of that name anywhere in what a simulator has."""
    if isinstance(objects, list):
        return {found for one in objects for found in ids_in(one, name)}
    if not isinstance(objects, dict):
        return set()
    own = {objects[name]} if isinstance(objects.get(name), str) else set()
    return own.union(*(ids_in(one, name) for one in objects.values()))


@pytest.mark.parametrize("up", (True, False), ids=("up", "down"))
@pytest.mark.parametrize("halves", TEXTS, indirect=True)
def test_what_one_half_sees_of_the_sessions_is_so_of_both(halves, up):
    halves.write()
    halves.repository.apply()
    told = halves.repository.run("show", "--json").json()["objects"]
    carriers = {one["attributes"]["id"] for one in told if one["kind"] == "virtual_interface"}
    if halves.cloud.name == "alibaba":  # there a session is an object of its own
        carriers = ids_in(halves.world.control("GET", "/objects")["alibaba"], "BgpPeerId")
    for carrier in carriers:
        halves.world.control("POST", "/edit", {"cloud": halves.cloud.name, "id": carrier, "set": {"router_up": up}})
    report = halves.repository.run("drift", "--fail-on-health", "--no-unmanaged", "--json", expect=0 if up else 2).json()
    states = {}
    for one in report["health"]["sessions"]:
        states.setdefault(one["address"], {})[one["address_family"]] = one["state"]
    for half in ("virtual_interface.offer", "virtual_interface.taken"):
        assert states[half]["ipv4"] == ("up" if up else "down"), states
    assert states["virtual_interface.offer"] == states["virtual_interface.taken"], states
    for one in halves.repository.run("show", "--json").json()["objects"]:
        if one["address"] in ("virtual_interface.offer", "virtual_interface.taken"):
            assert [seen["state"] for seen in one["health"] if seen["address_family"] == "ipv4"] == ["up" if up else "down"], one


POOLED = HEAD + """
connection:
  dc1: {{cloud: aws, location: EqDC2, bandwidth: 1Gbps}}
virtual_interface:
  own: {{connection: dc1, vlan: 100, customer_asn: 65352, gateway_id: {gateway}, aws: {{prefix_allocation_ipv{family}: {own}}}}}
  offer: {{connection: dc1, vlan: 101, customer_asn: 65352, aws: {{owner_account: "210987654321"}}}}
  taken: {{cloud: tenant, adopt_virtual_interface: offer, name: offer, customer_asn: 65352, gateway_id: {theirs},
          aws: {{prefix_allocation_ipv{family}: {taken}}}}}
"""


@pytest.mark.parametrize("family", (4, 6))
@pytest.mark.parametrize("halves", ("aws",), indirect=True)
def test_a_half_takes_no_more_of_a_pool_than_the_other_account_sees(halves, family):
    halves.places |= {"gateway": halves.make("direct_connect_gateway"), "family": family,
                      "theirs": halves.make("direct_connect_gateway", ownerAccount="210987654321")}

    def want(own, taken):
        halves.repository.write(POOLED.format(**halves.places, own=own, taken=taken))

    want(150, 90)
    halves.repository.apply()
    port = next(iter(ids_in(halves.world.control("GET", "/objects")["aws"]["connections"], "connectionId")))
    halves.world.control("POST", "/edit", {"cloud": "aws", "id": port, "set": {f"prefixPoolSizeIpv{family}": 300}})
    # Each alone has room, and both together have none, whichever is planned first.
    for own, taken in ((150, 151), (211, 90), (200, 101)):
        want(own, taken)
        halves.refused("Too many prefixes on the connection", "has 300 prefixes by DescribeConnections")
    want(150, 150)
    halves.repository.apply()
    halves.repository.run("plan", expect=0)


# Default tags, a half's own, and the group that it is in: none of the other half's to give.
@pytest.mark.parametrize("own", ("tags: {who: tenant}, ", "redundancy_group: legs, ", "tags: {who: tenant}, redundancy_group: legs, "))
@pytest.mark.parametrize("halves", TEXTS, indirect=True)
def test_a_lost_state_is_imported_with_the_tags_of_the_half_that_has_them(halves, own):
    text = TEXTS[halves.cloud.name].replace("adopt_virtual_interface: offer, ", "adopt_virtual_interface: offer, " + own.replace(
        "{", "{{").replace("}", "}}")) + "default_tags: {{tags: {{env: prod}}}}\n"
    halves.repository.write(text.format(**halves.places | USUAL))
    halves.repository.apply()
    halves.repository.run("plan", expect=0)
    before = halves.world.control("GET", "/objects")
    (halves.repository.folder / "interconnect.state.db").unlink()
    halves.repository.run("import", "--all")  # Huawei Cloud's with the prefix of the gateway that is there
    told = halves.repository.plan(expect=None)["steps"]
    told += halves.repository.run("drift", "--no-unmanaged", "--json", expect=None).json()["findings"]
    assert not [one for one in told if one["address"].startswith("virtual_interface.")]
    assert halves.world.control("GET", "/objects") == before

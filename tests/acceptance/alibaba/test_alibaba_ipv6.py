"""IPv6 as the virtual border router's own: the first of it may be a group, its sessions are renumbered together, stand off
the link, or are not there at all; and it goes again. Through both front doors, each step with an empty plan after it."""

import json

import pytest

from alibaba_hcl import GROUP, VIF, group, port, resource, router
from test_alibaba_sessions import yaml_of


def link(prefix):
    return f'alibaba = {{ ipv6_cloud_address = "{prefix}::1/64", ipv6_customer_address = "{prefix}::2/64" }}'


def six(name, more=""):
    return resource("bgp_peer", name, f"""virtual_interface_id = {VIF}.id
  address_family   = "ipv6"
  customer_asn     = "64600"
  {more}""")


def at(address):
    return f'customer_address = "{address}"'


def brought(prefix, number=2):
    """By the session, as it is where the router says nothing."""
    return f'cloud_address = "{prefix}::1/64"\n  {at(f"{prefix}::{number}/64")}'


def world(own, *more):
    return port() + router(own) + "".join(more)


MEMBER = resource("bgp_peer", "far", f"bgp_group_id = {GROUP}.id")
OFF = "alibaba = { ipv6 = false }"
STATIC = 'route_mode = "static"\n  customer_prefixes = ["192.168.0.0/16", "fd00:50::/32"]'
A, B, FAR = "fd00:7", "fd00:8", "fd00:99::1"

# What is applied, one after the other, and then: the router's own end, and the far ends of its sessions.
STEPS = {
    "a group is the first": ([world(link(A), group('address_family = "ipv6"'), MEMBER)], f"{A}::1", {f"{A}::2"}),
    "two are renumbered": ([world(link(A), six("a"), six("b", at(f"{A}::3/64"))),
                            world(link(B), six("a"), six("b", at(f"{B}::3/64")))], f"{B}::1", {f"{B}::2", f"{B}::3"}),
    "off the link": ([world(link(A), six("a", at(FAR))), world(link(B), six("a", at(FAR)))], f"{B}::1", {FAR}),
    "without a session": ([world(link(A)), world(link(B))], f"{B}::1", set()),
    "static routes": ([world(f"{STATIC}\n  {link(A)}")], f"{A}::1", set()),
    "switched off": ([world(link(A)), world(OFF)], "", set()),
    "off and on": ([world(link(A)), world(OFF), world(link(B), six("a"))], f"{B}::1", {f"{B}::2"}),
    "as it was": ([world("", six("a", brought(A)), six("b", brought(A, 3)))], f"{A}::1", {f"{A}::2", f"{A}::3"}),
    "from as it was": ([world("", six("a", brought(A)), six("b", brought(A, 3))),
                        world(link(A), six("a", at(f"{A}::2/64")), six("b", at(f"{A}::3/64"))),
                        world(link(B), six("a", at(f"{B}::2/64")), six("b", at(f"{B}::3/64")))],
                       f"{B}::1", {f"{B}::2", f"{B}::3"}),
}


def ends(alibaba):
    [vbr] = alibaba.interfaces()
    return vbr["LocalIpv6GatewayIp"], {one["PeerIpAddress"] for one in alibaba.there("bgpPeers")}


@pytest.mark.parametrize("name", STEPS)
def test_with_terraform(ws_alibaba, alibaba, name):
    texts, cloud, customers = STEPS[name]
    for text in texts:
        ws_alibaba.write(text)
        ws_alibaba.apply()
        planned = ws_alibaba.plan(expect=0)
        # A session that ends elsewhere has another cloud's end with its router, and the apply has noted it.
        assert not [one for one in planned.drift if "bgp_peer" in one], str(planned.drift)
    assert ends(alibaba) == (cloud, customers)


def test_a_session_of_another_family_keeps_no_address(ws_alibaba, alibaba):
    """It is made anew: the cloud's end, which nobody wrote, is not what the old one had."""
    ws_alibaba.write(world(link(A), six("a", at(FAR))))
    ws_alibaba.apply()
    ws_alibaba.write(world(link(A), six("a", at("192.168.7.2")).replace('"ipv6"', '"ipv4"')))
    assert ws_alibaba.plan(expect=2).changes == {"interconnect_bgp_peer.a": "replace"}
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    assert ends(alibaba)[1] == {"192.168.7.2"}


@pytest.mark.parametrize("name", STEPS)
def test_on_the_command_line(ws_alibaba, alibaba, new_repository, name):
    texts, cloud, customers = STEPS[name]
    converted = [yaml_of(ws_alibaba, text) for text in texts]  # where nothing is there yet
    repository = new_repository(alibaba.environment())
    for text in converted:
        repository.write(text)
        repository.apply()
        assert repository.plan(expect=0)["steps"] == []
    assert ends(alibaba) == (cloud, customers)


def test_what_a_router_says_already_is_not_sent(ws_alibaba, alibaba):
    ws_alibaba.write(world("", six("a", brought(A))))
    ws_alibaba.apply()
    ws_alibaba.write(world(link(A), six("a", at(f"{A}::2/64"))))
    alibaba.reset_calls()
    ws_alibaba.apply()
    assert not alibaba.changes()


REFUSED = {
    "off under a session": (world(link(A), six("a")), world(OFF, six("a")), "in use by the session"),
    "off under a group": (world(link(A), group('address_family = "ipv6"')), world(OFF, group('address_family = "ipv6"')),
                          "in use by the BGP group"),
    "two words": (world(link(A), six("a")), world(link(A), six("a"), six("b", brought(B))), "contradicts its interface"),
    "two new words": ("", world(link(A), six("b", brought(B))), "contradicts its interface"),
    "a word of off": (world(OFF), world(OFF, six("a", brought(A))), "contradicts its interface"),
    "half a link": ("", world('alibaba = { ipv6_cloud_address = "fd00:7::1/64" }'), "Missing alibaba.ipv6_customer_address"),
    "no link": (world(""), world("", group('address_family = "ipv6"')), "alibaba.ipv6_cloud_address"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_contradicts_is_refused_by_the_plan(ws_alibaba, alibaba, name):
    before, after, words = REFUSED[name]
    if before:
        ws_alibaba.write(before)
        ws_alibaba.apply()
    ws_alibaba.write(after)
    alibaba.reset_calls()
    refused = ws_alibaba.plan(expect=1)
    assert words in " ".join(str(refused).replace("│", " ").split()), str(refused)
    assert not alibaba.changes()


def test_an_import_finds_it(ws_alibaba, alibaba, new_repository):
    ws_alibaba.write(world(link(A), six("a"), six("b", at(FAR))))
    ws_alibaba.apply()
    repository = new_repository(alibaba.environment())
    repository.write(json.dumps({"clouds": {"alibaba": {"region": alibaba.region}}}))
    repository.run("import", "--all", "--write", "found.yaml")
    assert repository.plan("-f", "interconnect.yaml", "-f", "found.yaml")["steps"] == []
    found = (repository.folder / "found.yaml").read_text()
    assert f"{A}::1/64" in found and FAR in found, found

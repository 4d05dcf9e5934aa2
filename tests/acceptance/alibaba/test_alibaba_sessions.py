"""Sessions of Alibaba Cloud: several of one family on a router, and BFD on one that is there already."""

import json

import pytest

from alibaba_hcl import PEER, VIF, group, peer, port, resource, router

OWN = router('customer_asn = "65000"')


def further(more=""):
    """Another IPv4 session, beside the router's own one."""
    return resource("bgp_peer", "far", f"""virtual_interface_id = {VIF}.id
  customer_asn     = "64600"
  customer_address = "192.168.7.1/32"
  {more}""")


def yaml_of(ws, text):
    import desired

    ws.write(text)
    ws.plan("-out=convert.tfplan")
    return desired.yaml_of(ws.show("convert.tfplan")["configuration"])


def peer_at(alibaba, address):
    return next(p for p in alibaba.there("bgpPeers") if p["PeerIpAddress"] == address)


def test_a_further_session_is_not_taken_for_the_own_one(ws_alibaba, alibaba, new_repository):
    repository = new_repository(alibaba.environment())
    repository.write(yaml_of(ws_alibaba, port() + OWN + further()))
    repository.apply()
    for peer in alibaba.there("bgpPeers"):
        alibaba.edit(peer["BgpPeerId"], router_up=True)
    told = {(one["address"], one["address_family"]): one["state"]
            for one in repository.run("drift", "--json").json()["health"]["sessions"]}
    assert told["virtual_interface.vif", None] == "up", told
    alibaba.remove(peer_at(alibaba, "10.0.0.2")["BgpPeerId"])
    report = repository.run("drift", "--json", expect=2).json()
    told = {(one["address"], one["address_family"]): one["state"] for one in report["health"]["sessions"]}
    assert told["virtual_interface.vif", None] == "down", told
    repository.apply()
    assert {p["PeerIpAddress"] for p in alibaba.there("bgpPeers")} == {"10.0.0.2", "192.168.7.1"}


def test_a_group_counts_on_no_member_whose_own_session_is_lost(ws_alibaba, alibaba):
    """The left one has lost its own session, and carries on with the further one: the right one may not go down. That its
    own is lost says the state alone, so it is planned first here."""
    group = 'customer_asn = "65000"\n  redundancy_group = "pair"'
    other = port().replace('"port"', '"other"')
    text = port() + other + router(group) + further()

    def right(vlan):
        after = f"{group}\n  depends_on = [{VIF}]"
        return router(after, name="right", vlan=vlan, connection="interconnect_connection.other.id").replace(
            "10.0.0.", "10.0.1.")

    ws_alibaba.write(text + right(126))
    ws_alibaba.apply()
    for peer in alibaba.there("bgpPeers"):
        alibaba.edit(peer["BgpPeerId"], router_up=True)
    alibaba.remove(peer_at(alibaba, "10.0.0.2")["BgpPeerId"])
    ws_alibaba.write(text + right(127))
    refused = ws_alibaba.plan(expect=1)
    assert refused.find("pair", "allow_disruption", severity="error"), str(refused)


def test_every_further_session_is_imported(ws_alibaba, alibaba, new_repository):
    ws_alibaba.write(port() + OWN + further())
    ws_alibaba.apply()
    repository = new_repository(alibaba.environment())
    repository.write(json.dumps({"clouds": {"alibaba": {"region": alibaba.region}}}))
    said = repository.run("import", "--all", "--write", "found.yaml").err
    assert peer_at(alibaba, "192.168.7.1")["BgpPeerId"] in said, said
    assert peer_at(alibaba, "10.0.0.2")["BgpPeerId"] not in said, "it is part of the interface"


@pytest.mark.parametrize("address", [VIF, PEER])
def test_bfd_for_a_session_that_is_there(ws_alibaba, alibaba, address):
    ws_alibaba.write(port() + OWN + further())
    ws_alibaba.apply()
    bfd = "bfd = { enabled = true }"
    if address == VIF:
        ws_alibaba.write(port() + router(f'customer_asn = "65000"\n  {bfd}') + further())
    else:
        ws_alibaba.write(port() + OWN + further(bfd))
    assert ws_alibaba.plan(expect=2).changes == {address: "update"}
    ws_alibaba.apply()
    changed = peer_at(alibaba, "10.0.0.2" if address == VIF else "192.168.7.1")
    assert changed["EnableBfd"] and changed["BfdMultiHop"] == 255, changed
    ws_alibaba.plan(expect=0)


def test_bfd_of_a_lost_session_interrupts_nothing(ws_alibaba, alibaba):
    """It goes and comes with the session that is made again, and there is nothing to interrupt."""
    bfd = 'customer_asn = "65000"\n  redundancy_group = "one"\n  bfd = { enabled = true }'
    ws_alibaba.write(port() + router(bfd) + further())
    ws_alibaba.apply()
    for peer in alibaba.there("bgpPeers"):
        alibaba.edit(peer["BgpPeerId"], router_up=True)
    alibaba.remove(peer_at(alibaba, "10.0.0.2")["BgpPeerId"])
    planned = ws_alibaba.plan(expect=2)
    assert planned.changes == {VIF: "update"} and not planned.find("Interruption"), str(planned)
    ws_alibaba.apply()
    assert peer_at(alibaba, "10.0.0.2")["EnableBfd"]
    ws_alibaba.plan(expect=0)


def six(host, name, more=""):
    return resource("bgp_peer", name, f"""virtual_interface_id = {VIF}.id
  address_family   = "ipv6"
  customer_asn     = "64600"
  cloud_address    = "2408:4004:cc::1/56"
  customer_address = "2408:4004:cc::{host}/56"
  {more}""")


def test_a_session_changes_without_the_addresses_of_its_router(ws_alibaba, alibaba):
    """What is left on the link is a further session: the router's own end of it is another."""
    second = six(3, "second").replace("virtual_interface_id", "depends_on = [interconnect_bgp_peer.first]\n  virtual_interface_id")
    ws_alibaba.write(port() + OWN + six(2, "first") + second)
    ws_alibaba.apply()
    ws_alibaba.write(port() + OWN + six(3, "second"))
    ws_alibaba.apply()
    before = alibaba.interfaces()
    ws_alibaba.write(port() + OWN + six(3, "second", "bfd = { enabled = true }\n  alibaba = { bfd_hops = 3 }"))
    alibaba.reset_calls()
    ws_alibaba.apply()
    assert set(alibaba.changes()) == {"ModifyBgpPeerAttribute"}, alibaba.changes()
    assert [router["PeerIpv6GatewayIp"] for router in alibaba.interfaces()] == [r["PeerIpv6GatewayIp"] for r in before]
    ws_alibaba.plan(expect=0)


def alone_and_not():
    """With its length and without it, it is one address."""
    six = resource("bgp_peer", "six", f"""virtual_interface_id = {VIF}.id
  address_family   = "ipv6"
  customer_asn     = "64600"
  cloud_address    = "2408:4004:cc::1/56"
  customer_address = "2408:4004:cc::2\"""")
    alone = further().replace("192.168.7.1/32", "192.168.7.1")
    return [port() + OWN + alone + six, port() + OWN + further() + six.replace("cc::2", "cc::2/56")]


THREE = {"10.0.0.2", "192.168.7.1", "2408:4004:cc::2"}


def test_an_address_alone_is_that_of_the_link(ws_alibaba, alibaba):
    for text in alone_and_not():
        ws_alibaba.write(text)
        ws_alibaba.apply()
        ws_alibaba.plan(expect=0)
    assert {p["PeerIpAddress"] for p in alibaba.there("bgpPeers")} == THREE


def test_an_address_alone_by_the_command_line(ws_alibaba, alibaba, new_repository):
    repository = new_repository(alibaba.environment())
    for text in alone_and_not():
        repository.write(yaml_of(ws_alibaba, text))
        repository.apply()
        repository.plan()
    assert {p["PeerIpAddress"] for p in alibaba.there("bgpPeers")} == THREE


def test_a_session_has_a_number_and_a_limit_of_its_own(ws_alibaba, alibaba):
    own = OWN.replace('customer_asn = "65000"', 'customer_asn = "65000"\n  cloud_asn = "64512"')
    ws_alibaba.write(port() + own + further("alibaba = { route_limit = 50 }"))
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    # That of the router's own session, unless another one is written.
    assert {g["LocalAsn"] for g in alibaba.there("bgpGroups")} == {"64512"}
    ws_alibaba.write(port() + own + further('cloud_asn = "64513"\n  alibaba = { route_limit = 60, fake_asn = true }'))
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    [group] = [g for g in alibaba.there("bgpGroups") if g["Name"].endswith("192.168.7.1")]
    assert (group["LocalAsn"], group["RouteLimit"], group["IsFake"]) == ("64513", "60", "true")


def members(asn):
    return port() + router() + group().replace("64600", asn) + peer()


def test_members_show_the_numbers_that_their_group_will_have(ws_alibaba):
    ws_alibaba.write(members("64600"))
    ws_alibaba.apply()
    ws_alibaba.write(members("64700"))
    ws_alibaba.plan("-out=change.tfplan", expect=2)
    [change] = [c["change"] for c in ws_alibaba.show("change.tfplan")["resource_changes"] if c["address"] == PEER]
    assert change["after"]["customer_asn"] == "64700", change
    ws_alibaba.apply()
    assert ws_alibaba.state()[PEER]["customer_asn"] == "64700"
    ws_alibaba.plan(expect=0)


def test_members_show_them_by_the_command_line(ws_alibaba, alibaba, new_repository):
    repository = new_repository(alibaba.environment())
    for asn in ("64600", "64700"):
        repository.write(yaml_of(ws_alibaba, members(asn)))
        if asn == "64700":
            said = repository.run("plan", expect=2).out
            assert said.count("64700") >= 2, said  # of the group and of its member
        repository.apply()
        repository.plan()


@pytest.mark.parametrize("detected", ("", ", bfd: {enabled: true}"), ids=("alone", "detected"))
def test_the_end_of_a_routers_own_session_is_acknowledged(new_repository, alibaba, detected):
    text = """
clouds: {alibaba: {region: cn-hangzhou}}
connection:
  line: {cloud: alibaba, location: ap-cn-hangzhou-yh-B, bandwidth: 1Gbps, on_destroy: delete, alibaba: {line_operator: CT, enabled: true}}
virtual_interface:
  vbr: {connection: line, vlan: 101, cloud_address: 10.9.0.1/30, customer_address: 10.9.0.2/30%s}
"""
    repository = new_repository(alibaba.environment())
    repository.write(text % (', customer_asn: "65000"' + detected))
    repository.apply()
    assert alibaba.there("bgpPeers")
    repository.write(text % "")
    alibaba.reset_calls()
    refused = repository.apply(expect=3)
    assert "left without the session" in refused.out + refused.err and "which ends" in refused.out, str(refused)
    assert "until it is up again" not in refused.out, str(refused)
    assert not alibaba.changes()
    repository.apply("--allow", "virtual_interface.vbr")
    assert not alibaba.there("bgpPeers")
    repository.plan()

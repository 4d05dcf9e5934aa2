"""Huawei Cloud: an interface whose second family is routed statically, without a session and an ASN."""

import pytest

from hcl_huawei import PEER, VIF, interface

STATIC = f"""
resource "interconnect_bgp_peer" "six" {{
  cloud                = "huawei"
  virtual_interface_id = {VIF}.id
  route_mode           = "static"
  address_family       = "ipv6"
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
  customer_prefixes    = ["2001:db8:1::/48"]
}}
"""


def second(huawei):
    return [peer for peer in huawei.objects()["vif_peers"] if peer["address_family"] == "ipv6"][0]


def test_it_has_neither_an_asn_nor_a_key(ws, huawei):
    ws.write(interface(huawei) + STATIC)
    ws.apply()
    assert second(huawei)["route_mode"] == "static" and second(huawei)["bgp_asn"] is None
    assert ws.state()[PEER]["customer_asn"] is None
    ws.plan(expect=0)


@pytest.mark.parametrize("more,words", [('customer_asn = "64600"', "no BGP session"),
                                        ('auth_key = "Abcdefg1"', "no BGP session"),
                                        ('bgp_group_id = "lowered/ipv6/64600"', "Leave bgp_group_id out")])
def test_what_belongs_to_bgp_is_refused(ws, huawei, more, words):
    ws.write(interface(huawei) + STATIC.replace("route_mode ", more + "\n  route_mode "))
    refused = ws.plan(expect=1)
    assert refused.find(words, severity="error"), str(refused)
    assert not huawei.changes()


def test_an_import_of_all_writes_what_it_finds(ws, huawei, new_repository):
    ws.write(interface(huawei) + STATIC)
    ws.apply()
    repository = new_repository(huawei.environment())
    repository.write("clouds: {huawei: {}}\n")
    huawei.reset_calls()
    repository.run("import", "--all", "--write", "found.yaml")
    written = (repository.folder / "found.yaml").read_text()
    assert "route_mode: static" in written, written
    steps = repository.plan("-f", "interconnect.yaml", "-f", "found.yaml")["steps"]
    assert steps == [] and not huawei.changes(), (steps, written)

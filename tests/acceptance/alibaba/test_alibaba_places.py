"""Addresses of sessions that pass from one object to another in one edit, through both front doors: a plan that passes is
carried out by one apply; what no order brings about, or Terraform orders the wrong way, the plan refuses with the steps to take."""

import pytest

from alibaba_hcl import VIF, group, peer, port, resource, router
from test_alibaba_sessions import yaml_of


def six(name, cloud, number):
    return resource("bgp_peer", name, f"""virtual_interface_id = {VIF}.id
  address_family   = "ipv6"
  customer_asn     = "64600"
  cloud_address    = "{cloud}::1/64"
  customer_address = "{cloud}::{number}/64\"""")


def world(*more, own=False):
    text = port() + router('customer_asn = "65000"' if own else "").replace("/30", "/29") + group()
    return text + "".join(more)


def at(name, address):
    return peer(name=name, address=address)


A, B, C = "192.168.7.1/32", "192.168.7.2/32", "192.168.7.3/32"

# Before, after, and whether the command line does it in one run, and Terraform.
CASES = {
    "own at what moves": (world(at("far", "10.0.0.2/29")), world(at("far", "10.0.0.3/29"), own=True), True, False),
    "own at what goes": (world(at("far", "10.0.0.2/29")), world(own=True), True, True),
    "one at what goes": (world(at("a", A), at("b", B)), world(at("a", B)), True, True),
    "chain": (world(at("a", A), at("b", B)), world(at("a", B), at("b", C)), True, True),
    "exchange": (world(at("a", A), at("b", B)), world(at("a", B), at("b", A)), False, False),
    "to a free one": (world(at("a", A), at("b", B)), world(at("a", C), at("b", B)), True, True),
    "six together": (world(six("a", "fd00:7", 2), six("b", "fd00:7", 3)), world(six("a", "fd00:8", 2), six("b", "fd00:8", 3)),
                     False, False),
    "six beside one that goes": (world(six("a", "fd00:7", 2), six("b", "fd00:7", 3)), world(six("a", "fd00:8", 2)), True, True),
    "six alone": (world(six("a", "fd00:7", 2)), world(six("a", "fd00:8", 2)), True, True),
    "six beside one that stays": (world(six("a", "fd00:7", 2), six("b", "fd00:7", 3)),
                                  world(six("a", "fd00:8", 2), six("b", "fd00:7", 3)), False, False),
}


@pytest.mark.parametrize("name", CASES)
def test_on_the_command_line(ws_alibaba, alibaba, new_repository, name):
    before, after, does, _ = CASES[name]
    repository = new_repository(alibaba.environment())
    repository.write(yaml_of(ws_alibaba, before))
    repository.apply()
    # Converted where nothing is there yet: what Terraform refuses is not the question.
    repository.write(yaml_of(ws_alibaba, after))
    allowed = [word for kind in ("bgp_peer",) for one in ("a", "b", "far") for word in ("--allow", f"{kind}.{one}")]
    alibaba.reset_calls()
    if does:
        repository.run("apply", "--yes", *allowed)
        assert repository.plan(expect=0)["steps"] == []
    else:
        refused = repository.run("apply", "--yes", *allowed, expect=1)
        assert "run of its own" in " ".join((refused.out + refused.err).split()), str(refused)
        assert not alibaba.changes()


@pytest.mark.parametrize("name", CASES)
def test_with_terraform(ws_alibaba, alibaba, name):
    before, after, _, does = CASES[name]
    ws_alibaba.write(before)
    ws_alibaba.apply()
    ws_alibaba.write(after)
    alibaba.reset_calls()
    if does:
        ws_alibaba.apply()
        ws_alibaba.plan(expect=0)
    else:
        refused = ws_alibaba.plan(expect=1)
        words = " ".join(str(refused).split())
        assert "steps" in words or "of its own" in words, words
        assert not alibaba.changes()

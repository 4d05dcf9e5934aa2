"""Rendered configurations, proved by sessions: the customer's router is FRR or BIRD with the rendered file, the cloud's end is set up
from what the simulator knows.
"""

import dataclasses

import pytest

import cloud_end
import lab
import pairs

NAMES = ("one", "two")
PORTS = ("--port", "virtual_interface.one=cust0", "--port", "virtual_interface.two=cust1")
STRANGERS = {"10.66.0.0/16", "2001:db8:bad::/48"}  # the cloud has them too, and no bgp_cidr does
INNER = "203.0.113.0/24"  # yours, and in no customer_prefixes


class Site:
    """The pair with both of its ends running."""

    def __init__(self, machines, applied, platform, spoil=None, vlan_off=0):
        self.machines, self.applied = machines, applied
        options = (*PORTS, "--preferred", "virtual_interface.one")
        self.links = applied.model(*options)["links"]
        self.ends = [cloud_end.READERS[applied.cloud.name](applied.cloud, link["id"]) for link in self.links]
        if spoil:
            self.ends = [spoil(end) for end in self.ends]
        for number, (link, end) in enumerate(zip(self.links, self.ends, strict=True)):
            self._plug(number, link, end, platform, vlan_off)
        machines.do("has", side="customer", prefixes=sorted(pairs.YOURS | {INNER}))
        self.advertised = pairs.CLOUDS_OWN | STRANGERS
        self.interfaces = [f"cloud{number}.{end.vlan + vlan_off}" for number, end in enumerate(self.ends)]
        self.cloud = lab.Bird(machines, self._cloud_text(), side="cloud")
        text, _ = applied.file(platform, *options)
        self.customer = lab.ROUTERS[platform](machines, text)

    def _plug(self, number, link, end, platform, vlan_off):
        self.machines.do("wire", number=number)
        vlan = end.vlan + vlan_off
        self.machines.do("interface", side="cloud", port=f"cloud{number}", name=f"cloud{number}.{vlan}", vlan=vlan, mtu=end.mtu,
                         addresses=sorted({session.local for session in end.sessions}))
        # FRR sets the addresses itself, for BIRD they are the operating system's.
        addresses = [] if platform == "frr" else [address["local"] for address in link["addresses"]]
        self.machines.do("interface", side="customer", port=link["port"], name=link["interface"], vlan=link["vlan"],
                         mtu=link.get("mtu", 0), addresses=addresses)

    def _cloud_text(self):
        return cloud_end.configuration(self.ends, sorted(self.advertised), self.interfaces)

    def withdraw(self, prefix):
        self.advertised.remove(prefix)
        self.cloud.configure(self._cloud_text())

    def sessions(self):
        """(link's number, the cloud's end of the session)."""
        return [(number, session) for number, end in enumerate(self.ends) for session in end.sessions]

    def until(self, holds, words):
        return self.machines.until(holds, words)


def family_of(prefix):
    return "ipv6" if ":" in prefix else "ipv4"


def of_family(prefixes, family):
    return {prefix for prefix in prefixes if family_of(prefix) == family}


def all_up(site):
    for _, session in site.sessions():
        site.until(lambda s=session: site.customer.is_up(s.address), f"the session with {session.address} is up")


@pytest.mark.parametrize("platform", sorted(lab.ROUTERS))
def test_a_pair_comes_up_and_fails_over(applied, machines, platform):
    site = Site(machines, applied, platform)
    all_up(site)
    for _, session in site.sessions():
        # Prefixes arrive both ways, and only those.
        wanted = of_family(pairs.CLOUDS_OWN, session.family)
        site.until(lambda s=session, w=wanted: site.customer.learned(s.address) == w, f"{wanted} alone from {session.address}")
        yours = of_family(pairs.YOURS, session.family)
        site.until(lambda s=session, y=yours: site.cloud.learned(s.remote) == y, f"{yours} alone from {session.remote}")
        if session.bfd:
            site.until(lambda s=session: site.customer.bfd_is_up(s.address), f"BFD with {session.address} is up")
    first, second = (next(session for session in end.sessions if session.family == "ipv4") for end in site.ends)
    assert first.remote_asn == pairs.ASN
    # The preferred link carries both ways.
    site.until(lambda: site.customer.best("10.1.0.0/16") == {first.address}, "the preferred link carries 10.1.0.0/16")
    if applied.pair.prefers_by == "community":
        assert ("7224", "7300") in site.cloud.communities("198.51.100.0/24")
    else:
        site.until(lambda: site.cloud.best("198.51.100.0/24") == {first.remote}, "the cloud prefers the shorter path")
    # What is taken from the cloud's list disappears.
    v6 = next(session for _, session in site.sessions() if session.family == "ipv6")
    site.withdraw("2001:db8:c10d::/48")
    site.until(lambda: site.customer.learned(v6.address) == set(), "the withdrawn prefix is gone")
    # The spare link takes over.
    machines.do("unplug", number=0)
    site.until(lambda: site.customer.best("10.1.0.0/16") == {second.address}, "the spare link carries 10.1.0.0/16")
    assert site.customer.is_up(second.address)


def with_other_keys(end):
    return dataclasses.replace(end, sessions=[dataclasses.replace(s, key=s.key + "x", bfd=()) for s in end.sessions])


@pytest.mark.parametrize("platform", sorted(lab.ROUTERS))
def test_a_wrong_key_stays_down(applied, machines, platform):
    site = Site(machines, applied, platform, spoil=with_other_keys)
    # Packets with a wrong signature have come, and were dropped.
    site.until(lambda: machines.do("nstat", side="customer", name="TcpExtTCPMD5Failure")
               + machines.do("nstat", side="cloud", name="TcpExtTCPMD5Failure") >= 4, "packets with the wrong key were dropped")
    for _, session in site.sessions():
        assert not site.customer.is_up(session.address)


def test_a_wrong_vlan_stays_down(applied, machines):
    site = Site(machines, applied, "frr", vlan_off=500)
    remote = next(session.address for session in site.ends[0].sessions if session.family == "ipv4")
    site.until(lambda: any(line.startswith(f"{remote} ") and line.split()[-1] in ("INCOMPLETE", "FAILED")
                           for line in machines.do("neighbours", side="customer").splitlines()), f"nobody answers for {remote}")
    for _, session in site.sessions():
        assert not site.customer.is_up(session.address)

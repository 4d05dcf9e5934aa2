"""How names become addresses: by what is inside the programs, whatever the machine's C library would do."""

import pytest

import network as around
import shell

HOST = f"{shell.FIRST}.{around.DOMAIN}"
# As other distributions have it. Each of these services is a module of the machine's C library, which must not be loaded.
SWITCHES = {
    "none": None,
    "resolved": "passwd: files systemd\nhosts: mymachines resolve [!UNAVAIL=return] files myhostname dns\n",
    "directory": "passwd: sss ldap\nhosts: sss [NOTFOUND=return] wins ldap\nservices: sss\n",
    "broken": "hosts files [[[dns\n\x01\x02: ]=return\nhosts:\n",
}


@pytest.fixture
def trusting(machine, network):
    machine.write(shell.PLACES[0], network.authority.certificates)
    shell.configure(machine)
    return machine


@pytest.mark.parametrize("switch", SWITCHES)
def test_whatever_nsswitch_says(trusting, network, switch):
    if SWITCHES[switch] is not None:
        trusting.write("/etc/nsswitch.conf", SWITCHES[switch])
    # A module that would be found, and ends who loads it.
    for folder in ("lib", "lib64", "usr/lib/x86_64-linux-gnu", "usr/lib64"):
        for module in ("resolve", "sss", "mymachines", "systemd", "ldap", "wins", "myhostname", "files", "dns"):
            trusting.write(f"/{folder}/libnss_{module}.so.2", "no library")
    trusting.write("/etc/hosts", "127.0.0.1 proxy.example\n")
    shell.applies(trusting, shell.proxied(network, host="proxy.example"))
    assert network.connected[0] == f"{HOST}:443"


@pytest.mark.parametrize("proxy", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_a_proxy_of_the_environment(trusting, network, proxy):
    shell.applies(trusting, shell.keys() | {proxy: f"http://127.0.0.1:{network.proxy_port}"})
    assert network.connected


@pytest.mark.parametrize("exception", [HOST, around.DOMAIN, "." + around.DOMAIN, "*", f"10.0.0.0/8,other.test, {HOST}"])
@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
def test_without_the_proxy(trusting, network, exception, variable):
    trusting.write("/etc/hosts", f"127.0.0.1 {HOST}\n")
    shell.applies(trusting, shell.proxied(network, port=network.port) | {variable: exception})
    assert not network.connected


def test_the_proxy_is_taken_for_what_is_no_exception(trusting, network):
    """A part of a name, and another name that ends like it, are none."""
    shell.applies(trusting, shell.proxied(network) | {"NO_PROXY": f"s.{around.DOMAIN},x{HOST},localhost"})
    assert network.connected


def test_a_proxy_by_ipv6(trusting, network):
    if (port := network.six(network.through)) is None:
        pytest.skip("this machine has no IPv6 on loopback")
    shell.applies(trusting, shell.keys() | {"HTTPS_PROXY": f"http://[::1]:{port}"})
    assert network.connected


def test_a_proxy_that_asks_who_it_is(trusting, network):
    network.user = "joan:of%2Farc"
    shell.applies(trusting, shell.keys() | {"HTTPS_PROXY": f"http://{network.user}@127.0.0.1:{network.proxy_port}"})


@pytest.mark.parametrize("given", ["", "joan:a-wrong-word@"], ids=["nobody", "a wrong word"])
def test_a_proxy_that_refuses_is_named_and_no_word_is_told(trusting, network, given):
    network.user = "joan:of%2Farc"
    env = shell.keys() | {"HTTPS_PROXY": f"http://{given}127.0.0.1:{network.proxy_port}"}
    said = shell.looks(trusting, env, expect=None)
    text = " ".join((said.stdout + said.stderr).split())
    assert said.returncode not in (0, 2) and "407" in text and "HTTPS_PROXY" in text, text
    assert "a-wrong-word" not in text


def test_by_ipv6(trusting, network):
    if (port := network.six()) is None:
        pytest.skip("this machine has no IPv6 on loopback")
    trusting.write("/etc/hosts", f"::1 {HOST}\n")
    shell.applies(trusting, shell.keys(port=port))


@pytest.mark.parametrize("proxy", ["proxy.clouds.test", "proxy"], ids=["whole name", "search domain"])
def test_by_a_name_server(trusting, network, proxy):
    if (asked := network.name_server()) is None:
        pytest.skip("port 53 of a loopback address cannot be had here")
    trusting.write("/etc/nsswitch.conf", SWITCHES["directory"])
    trusting.write("/etc/resolv.conf", f"search nowhere.test {around.DOMAIN}\nnameserver 127.53.0.1\noptions timeout:2 attempts:2\n")
    shell.applies(trusting, shell.proxied(network, host=proxy))
    assert f"proxy.{around.DOMAIN}" in asked


def test_a_name_that_has_an_address_of_ipv6_alone(trusting, network):
    if (port := network.six()) is None or (asked := network.name_server(known="::1")) is None:
        pytest.skip("this machine has no IPv6 on loopback, or no port 53 to be had")
    trusting.write("/etc/resolv.conf", "nameserver 127.53.0.1\noptions timeout:2 attempts:2\n")
    shell.applies(trusting, shell.keys(port=port))
    assert HOST in asked


def test_a_name_that_nobody_knows(trusting, network):
    """No resolv.conf, no hosts: an error in words, and no hanging."""
    said = shell.looks(trusting, shell.keys(), expect=None)
    assert said.returncode not in (0, 2)
    assert "name service" in " ".join((said.stdout + said.stderr).split())

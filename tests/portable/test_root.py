"""The shipped programs in a root with nothing else: as Terraform's own image is, but for certificates and names."""

import pytest

import root
import shell
import terraform


@pytest.mark.parametrize("program", root.PROGRAMS)
def test_one_static_file(can_run, program):
    """It asks for no dynamic linker, and starts where there is none."""
    assert root.interpreter(terraform.bin_dir() / program) is None


@pytest.mark.parametrize("program", root.PROGRAMS)
def test_starts(machine, program):
    said = machine.run(f"/bin/{program}", "--version").stdout
    assert said.startswith(program), said


def test_applies_from_nothing(machine, network):
    """Certificates in a place, a proxy: a whole life, over TLS."""
    machine.write(shell.PLACES[-1], network.authority.certificates)
    shell.configure(machine)
    env = shell.proxied(network)
    shell.applies(machine, env)
    machine.run("/bin/interconnect", "destroy", "--yes", "--allow", "connection.dc1", env=env)
    assert network.connected


@pytest.mark.parametrize("place", shell.PLACES)
def test_certificates_where_a_distribution_keeps_them(machine, network, place):
    machine.write(place, network.authority.certificates)
    shell.configure(machine)
    shell.applies(machine, shell.proxied(network))


@pytest.mark.parametrize("variable", ["CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_certificates_that_are_named(machine, network, variable):
    """They are taken in place of the machine's, which know nothing of this authority."""
    machine.write(shell.PLACES[0], "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")
    machine.write("/home/ours.pem", network.authority.certificates)
    shell.configure(machine)
    shell.applies(machine, shell.proxied(network) | {variable: "/home/ours.pem"})


@pytest.mark.parametrize("named", [True, False], ids=["SSL_CERT_DIR", "found"])
def test_certificates_in_a_folder(machine, network, named):
    folder = "/home/ours" if named else "/etc/ssl/certs"
    machine.write(f"{folder}/{network.authority.subject_hash}.0", network.authority.certificates)
    shell.configure(machine)
    shell.applies(machine, shell.proxied(network) | ({"SSL_CERT_DIR": folder} if named else {}))


def test_no_certificates_says_where_it_looked(machine, network):
    shell.configure(machine)
    said = shell.looks(machine, shell.proxied(network), expect=None)
    assert said.returncode not in (0, 2)
    text = " ".join((said.stdout + said.stderr).split())
    for place in shell.PLACES:
        assert place in text, text
    assert "SSL_CERT_FILE" in text


def test_an_unknown_authority_says_whom_it_trusts(machine, network, tmp_path_factory):
    import network as around

    other = around.Authority(tmp_path_factory.mktemp("other"))
    machine.write(shell.PLACES[1], other.certificates)
    shell.configure(machine)
    said = shell.looks(machine, shell.proxied(network), expect=None)
    assert said.returncode not in (0, 2)
    assert shell.PLACES[1] in " ".join((said.stdout + said.stderr).split())

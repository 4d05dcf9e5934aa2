"""From nothing to a first plan with two commands, on a bare machine of each kind: one installs, the other one plans. With Terraform
`init` is what installs: from a mirror over HTTPS that its CLI configuration names."""

import re
import shutil

import pytest

import bases
import network as around
import root
import shell
import terraform
import test_install
import test_release
import vendors

EMPTY = "busybox alone"  # as Terraform's own image and Alpine are


@pytest.fixture(params=[EMPTY, *bases.RELEASES])
def bare(request, can_run, network):
    """Such a machine, with certificates and without any program of ours."""
    made = root.Root(copied_from=None if request.param == EMPTY else bases.kept(request.param), programs=())
    if request.param == EMPTY:
        made.run("/bin/busybox", "--install", "-s", "/bin")
    made.write("/etc/hosts", "127.0.0.1 localhost\n")
    shell.trust(made, network.authority)
    yield made
    made.close()


def debian(machine):
    return (machine.path / "etc/debian_version").exists()


def test_with_the_command_line(bare, network, dist):
    """Debian's packages where there is apt, the jobs' installer elsewhere; the release lies in a folder of the machine."""
    for path in dist.iterdir():
        bare.add(f"/releases/{path.name}", path)
    bare.add("/releases/install.sh", terraform.ROOT / "examples/ci/install.sh")
    shell.configure(bare)
    version = test_release.version()
    env = shell.proxied(network) | {"PATH": "/usr/local/bin:/bin:/usr/sbin:/usr/bin:/sbin", "DEBIAN_FRONTEND": "noninteractive"}
    if debian(bare):
        bare.run("apt-get", "install", "--yes", f"/releases/interconnect_{version}_amd64.deb", env=env)
    else:
        bare.run("/bin/sh", "/releases/install.sh", version, env=env | {"INTERCONNECT_RELEASES": "/releases", "PREFIX": "/usr/local"})
    planned = bare.run("interconnect", "plan", env=env, expect=2)
    assert "connection.dc1" in planned.stdout and network.connected


def test_with_terraform(bare, network, dist):
    if reason := terraform.why_not():
        pytest.skip(reason)
    site = test_install.Site(network.authority)
    try:
        bare.write("/home/.terraformrc", "provider_installation {\n%s\n}\n" %
                   test_install.mirrored(site, {path.name: path.read_bytes() for path in dist.iterdir()}))
        bare.add("/usr/local/bin/terraform", shutil.which("terraform"))
        cloud = vendors.CLOUDS[shell.FIRST]
        bare.write("/home/main.tf", terraform.HEADER + 'provider "interconnect" {\n  %s = { region = "%s" }\n}\n\n' % (shell.FIRST, cloud.region)
                   + 'resource "interconnect_connection" "dc1" {\n  cloud     = "%s"\n  name      = "dc1"\n  location  = "EqDC2"\n'
                     '  bandwidth = "1Gbps"\n}\n' % shell.FIRST)
        env = shell.proxied(network) | {"CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}
        bare.run("/usr/local/bin/terraform", "init", "-input=false", env=env)
        planned = bare.run("/usr/local/bin/terraform", "plan", "-detailed-exitcode", "-input=false", "-no-color", env=env, expect=2)
    finally:
        site.close()
    assert "1 to add" in planned.stdout and f"{shell.FIRST}.{around.DOMAIN}:443" in network.connected


@pytest.mark.parametrize("bare", list(bases.RELEASES)[:1], indirect=True)
def test_the_archive_is_unpacked_as_the_page_says(bare, dist):
    """Each line that docs/install.md shows of the command line's archive."""
    page = (terraform.ROOT / "docs/install.md").read_text()
    section = page[page.index("\n## The command line\n"):]
    lines = re.search(r"^```sh\n(.*?)^```", section, re.DOTALL | re.MULTILINE)[1].replace("1.0.0", test_release.version())
    archive = f"interconnect_{test_release.version()}_linux_amd64.tar.gz"
    bare.add(f"/home/{archive}", dist / archive)
    bare.run("/bin/sh", "-ec", lines)
    assert bare.run("/usr/local/bin/interconnect", "--version").stdout.startswith(f"interconnect {test_release.version()}\n")
    assert (bare.path / "usr/share/bash-completion/completions/interconnect").stat().st_size > 0

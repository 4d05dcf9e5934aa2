"""The programs in other Debian releases, older and newer (bases.py)."""

import pytest

import bases
import root
import shell


@pytest.mark.parametrize("release", bases.RELEASES)
def test_applies_there(can_run, network, release):
    machine = root.Root(copied_from=bases.kept(release))
    try:
        assert (machine.path / "etc/debian_version").read_text().startswith(bases.RELEASES[release])
        shell.trust(machine, network.authority)
        shell.configure(machine)
        shell.applies(machine, shell.proxied(network))
    finally:
        machine.close()

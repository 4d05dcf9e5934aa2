"""Other Debian releases, older and newer, as debootstrap makes them: made once and kept in the folder that IC_PORTABLE_ROOTS
names, because that takes minutes."""

import os
import pathlib
import shutil
import subprocess

import pytest

import root
import shell

RELEASES = {"bullseye": "11", "trixie": "13"}


def mirror():
    said = subprocess.run(["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages", "Origin: Debian"],
                          capture_output=True, text=True, check=False).stdout.split()
    return next((site for site in said if "security" not in site), None)


def kept(release):
    """That release's base system, made if it is not there; skips where it cannot be."""
    if not (folder := os.environ.get("IC_PORTABLE_ROOTS")):
        pytest.skip("IC_PORTABLE_ROOTS names no folder where roots of other Debian releases are kept")
    base = pathlib.Path(folder) / release
    if (base / "etc/debian_version").exists():
        return base
    if shutil.which("debootstrap") is None or os.geteuid() != 0:
        pytest.skip("debootstrap is not installed, or this is not root")
    part = base.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    made = subprocess.run(["debootstrap", "--variant=minbase", "--include=ca-certificates", release, part, mirror()],
                          capture_output=True, text=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"debootstrap {release}: {made.stdout.strip().splitlines()[-1]}")
    part.rename(base)
    return base


@pytest.mark.parametrize("release", RELEASES)
def test_applies_there(can_run, network, release):
    machine = root.Root(copied_from=kept(release))
    try:
        assert (machine.path / "etc/debian_version").read_text().startswith(RELEASES[release])
        bundle = machine.path / shell.PLACES[0].lstrip("/")
        bundle.write_text(bundle.read_text() + network.authority.certificates)
        shell.configure(machine)
        env = shell.proxied(network)
        machine.run("/bin/interconnect", "apply", "--yes", env=env)
        shell.looks(machine, env, expect=0)
    finally:
        machine.close()

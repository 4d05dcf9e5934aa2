"""Base systems of other Debian releases, older and newer, as debootstrap makes them: made once, because that takes minutes, and kept in
build/roots, or where IC_PORTABLE_ROOTS says (nothing said there: none are made, and what wants one is skipped)."""

import contextlib
import fcntl
import os
import pathlib
import shutil
import subprocess

import pytest

import terraform

RELEASES = {"bullseye": "11", "trixie": "13"}
ARCHIVE = "http://archive.debian.org/debian"  # where a release goes that the mirrors no longer have


def mirrors():
    """Where this machine has its packages from, and the archive."""
    said = subprocess.run(["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages", "Origin: Debian"],
                          capture_output=True, text=True, check=False).stdout.split()
    return [site for site in said if "security" not in site][:1] + [ARCHIVE]


@contextlib.contextmanager
def alone(folder, name):
    """Workers of one run, and runs of two checkouts with one folder, do not make the same one twice."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(release, base):
    """Skips where it cannot be made, with the last words of who tried."""
    if shutil.which("debootstrap") is None or os.geteuid() != 0:
        pytest.skip(f"Debian's {release} is not in {base}, and debootstrap is not installed, or this is not root")
    part, said = base.with_suffix(".part"), []
    for mirror in mirrors():
        shutil.rmtree(part, ignore_errors=True)
        made = subprocess.run(["debootstrap", "--force-check-gpg", "--variant=minbase", "--include=ca-certificates", release, part, mirror],
                              capture_output=True, text=True, check=False)
        if made.returncode == 0:
            part.rename(base)
            return
        said.append(f"{mirror}: {(made.stdout + made.stderr).strip().splitlines()[-1]}")
    shutil.rmtree(part, ignore_errors=True)
    pytest.skip(f"debootstrap {release}: {'; '.join(said)}")


def kept(release):
    """The folder of that release's base system, made if it is not there."""
    folder = os.environ.get("IC_PORTABLE_ROOTS", str(terraform.ROOT / "build/roots"))
    if not folder:
        pytest.skip("IC_PORTABLE_ROOTS is empty: no roots of other Debian releases")
    base = pathlib.Path(folder).resolve() / release
    with alone(base.parent, release):
        if not (base / "etc/debian_version").exists():
            make(release, base)
    return base

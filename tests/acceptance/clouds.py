"""Which clouds can be tested here."""

import subprocess

import terraform
from vendors import CLOUDS, NAMES, environment, world  # noqa: F401  what tests take from here


def why_not(cloud):
    """Why tests of this cloud cannot run, or None."""
    if reason := terraform.why_not():
        return reason
    if cloud not in CLOUDS:
        return f"there is no simulator of {cloud}"
    help_text = subprocess.run([terraform.bin_dir() / "interconnect-sim", "--help"], capture_output=True, text=True,
                               check=False).stdout
    return None if f"--{cloud}" in help_text else f"interconnect-sim has no {cloud} in this build"


def why_not_all():
    return next(filter(None, map(why_not, CLOUDS)), None)

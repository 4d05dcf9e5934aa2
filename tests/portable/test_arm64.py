"""The programs for arm64, started by qemu: only what was cross-built, so only where IC_ARM64 names the folder bin of such a build
(`script/test arm64` makes it and sets it). That costs as much again as the build, so no other part of script/test does."""

import os
import pathlib
import shutil
import subprocess

import pytest

import root
import shell
import terraform
import test_release
import vendors

QEMU = "qemu-aarch64-static"


@pytest.fixture(scope="module")
def folder():
    if not (named := os.environ.get("IC_ARM64")):
        pytest.skip("IC_ARM64 names no folder of programs for arm64 (script/test arm64 builds them)")
    if not shutil.which(QEMU):
        pytest.skip(f"{QEMU} is not installed (script/cross does)")
    return pathlib.Path(named).resolve()


def started(folder, program, *arguments, env=None):
    return subprocess.run([QEMU, folder / program, *arguments], capture_output=True, text=True, check=False, env=env, timeout=600)


@pytest.mark.parametrize("program", root.PROGRAMS)
def test_one_static_file_that_starts(folder, program):
    data = (folder / program).read_bytes()
    assert int.from_bytes(data[18:20], "little") == 183 and root.interpreter(folder / program) is None
    said = started(folder, program, "--version")
    assert said.returncode == 0 and said.stdout.startswith(f"{program} "), said.stderr


def test_plans_against_a_cloud(folder, can_run, simulator, tmp_path):
    """The command line of arm64, the simulator of this machine."""
    simulator.reset()
    env = vendors.environment(simulator.addresses) | {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    configuration = tmp_path / "interconnect.yaml"
    configuration.write_text(f"clouds: {{{shell.FIRST}: {{region: {vendors.CLOUDS[shell.FIRST].region}}}}}\n"
                             f"connection:\n  dc1: {{cloud: {shell.FIRST}, location: EqDC2, bandwidth: 1Gbps}}\n")
    planned = started(folder, "interconnect", "plan", "-f", configuration, env=env)
    assert planned.returncode == 2 and "connection.dc1" in planned.stdout, planned.stdout + planned.stderr


def test_a_release_of_both(folder, can_run, tmp_path):
    """Packages and archives of each architecture, and one list of sums over all."""
    done = test_release.release(tmp_path / "dist", "--programs", folder)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "dist").iterdir()}
    for architecture in ("amd64", "arm64"):
        assert {f"{name}_{test_release.version()}_{architecture}.deb" for name in root.PROGRAMS} <= names
        assert f"{test_release.NAME}_{test_release.version()}_linux_{architecture}.zip" in names
    assert {f"interconnect_{test_release.version()}_{which}sbom.cdx.json" for which in ("", "linux_arm64_")} <= names
    fields = subprocess.run(["dpkg-deb", "--field", tmp_path / "dist" / f"interconnect_{test_release.version()}_arm64.deb", "Architecture"],
                            capture_output=True, text=True, check=True)
    assert fields.stdout.strip() == "arm64"
    assert terraform.bin_dir() != folder

"""The same sources give the same bytes in another folder: what the programs under test are linked of is compiled there once more, by
the compiler itself, and held against theirs. Layers take turns, a few a run; with IC_TURNS=1 the programs are built whole."""

import datetime
import os
import shutil
import subprocess

import pytest

import root
import terraform
import test_release

SLICES = 16  # a build's worth of layers is compiled in as many runs


def layers():
    """The archives of this repository's own layers, by their place in the build folder."""
    found = {word for program in root.PROGRAMS for word in test_release.link_of(program) if word.endswith(".a") and not word.startswith("/")}
    return sorted(found)


def chosen():
    if os.environ.get("IC_TURNS") == "1":
        return [f"bin/{program}" for program in root.PROGRAMS]
    turn = int(os.environ.get("IC_TURN", datetime.date.today().toordinal()))
    return layers()[turn // 2 % SLICES::SLICES]  # these tests are run at every second turn (script/test)


def make(folder, targets, **environment):
    made = subprocess.run(["ninja", "-C", folder, *targets], capture_output=True, text=True, check=False, env=os.environ | environment)
    assert made.returncode == 0, made.stdout[-4000:] + made.stderr[-4000:]


@pytest.fixture
def elsewhere(can_run, tmp_path):
    """The checkout as it is, in another folder, configured as the one under test was."""
    if terraform.bin_dir() != terraform.ROOT / "build/release/bin":
        pytest.skip(f"{terraform.bin_dir()} is not this checkout's preset release")
    copy = tmp_path / "elsewhere/checkout"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=terraform.ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (terraform.ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(terraform.ROOT / name, copy / name)
    (copy / "build").mkdir()
    (copy / "build/archives").symlink_to(terraform.ROOT / "build/archives")
    subprocess.run(["cmake", "--preset", "release", "-DBUILD_TESTING=OFF"], cwd=copy, check=True, capture_output=True)
    yield copy / "build/release"
    shutil.rmtree(copy)


def test_another_folder_gives_the_same_bytes(elsewhere):
    ours, targets = terraform.bin_dir().parent, chosen()
    make(ours, targets)  # nothing to do, unless a source was changed since; a dry run cannot tell where folders are looked through
    make(elsewhere, targets, CCACHE_DISABLE="1")  # the cache may hold what the other folder's compiler made
    assert targets and not [name for name in targets if (ours / name).read_bytes() != (elsewhere / name).read_bytes()]

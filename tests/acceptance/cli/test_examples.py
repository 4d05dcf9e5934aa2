"""What the examples show is what the rules of the clouds let through, offline."""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDERS = sorted(path for path in (ROOT / "examples/cli").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_examples_are_valid(new_repository, folder):
    new_repository().run("validate", "-f", str(folder))


def test_there_are_some():
    assert len(FOLDERS) >= 2

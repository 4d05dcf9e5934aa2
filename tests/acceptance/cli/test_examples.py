"""What the documentation shows is what the rules of the clouds let through, offline."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDERS = sorted(path for path in (ROOT / "examples/cli").iterdir() if path.is_dir())
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md"),
                    *(ROOT / "adapters").rglob("*.md"), ROOT / "simulators/README.md"])
BLOCKS = [(f"{path.relative_to(ROOT)}-{at}", block) for path in DOCUMENTS for at, block in
          enumerate(re.findall(r"^```ya?ml\n(.*?)^```", path.read_text(), re.DOTALL | re.MULTILINE))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_examples_are_valid(new_repository, folder):
    new_repository().run("validate", "-f", str(folder))


@pytest.mark.parametrize("block", [block for _, block in BLOCKS], ids=[name for name, _ in BLOCKS])
def test_blocks_of_the_documentation_are_valid(new_repository, block):
    repository = new_repository()
    repository.write(block)
    repository.run("validate")


def test_there_are_some():
    assert len(FOLDERS) >= 2 and sum("connection:" in block for _, block in BLOCKS) >= 2

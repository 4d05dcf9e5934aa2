"""What README, documentation and examples show of HCL is what the real terraform takes with this provider."""

import pathlib
import re

import pytest

import terraform
from mirror import Mirror

ROOT = terraform.ROOT
BLOCK = re.compile(r"^```(?:hcl|terraform|tf)\n(.*?)^```", re.DOTALL | re.MULTILINE)
# A block of Terraform's own tests says in its first line which file it is (test_guides.py runs those).
TEST = re.compile(r"# (tests/[\w-]+\.tftest\.hcl)\n")
# Documents of the folders that people read; packages that tests install have documents of their own.
DOCUMENTS = sorted(path for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md"),
                                     *(ROOT / "adapters").rglob("*.md"), ROOT / "simulators/README.md"] if BLOCK.search(path.read_text()))
EXAMPLES = sorted({path.parent for path in (ROOT / "examples").rglob("*.tf")})


def name_of(path):
    return str(path.relative_to(ROOT))


def blocks_of(path):
    """The configuration of a document, and what it shows of the CLI's own settings."""
    blocks = [block for block in BLOCK.findall(path.read_text()) if not TEST.match(block)]
    settings = [block for block in blocks if "provider_installation" in block]
    return "\n".join(block for block in blocks if block not in settings), settings


def whole(folder):
    """Its configuration says where the provider comes from; pages of resources show the resource alone."""
    return any("required_providers" in path.read_text() for path in folder.glob("*.tf"))


@pytest.fixture
def ws(new_workspace):
    if reason := terraform.why_not():
        pytest.skip(reason)
    return new_workspace()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_blocks_of_documents_are_valid(ws, document):
    """All blocks of one document are one configuration, as whoever pastes them one after the other has it."""
    text, settings = blocks_of(document)
    if "required_providers" not in text:
        text = terraform.HEADER + text
    ws.write(text, header=False)
    for block in settings:
        if "dev_overrides" not in block:  # of a mirror: tests/portable installs from each
            continue
        assert "/path/to/interconnect/build/release/bin" in block
        ws.cli_config.write_text(block.replace("/path/to/interconnect/build/release/bin", str(terraform.bin_dir())))
    result = ws.run("validate", "-json")
    assert result.code == 0, f"{result}\n{result.out}"
    assert not [block for block in settings if "could not" in result.err.lower()], result.err


def test_settings_that_name_a_folder_install_from_it(ws, tmp_path):
    """As docs/install.md shows them; those of mirrors over HTTPS are tried in tests/portable."""
    shown = [block for block in blocks_of(ROOT / "docs/install.md")[1] if "filesystem_mirror" in block]
    assert shown
    for block in shown:
        assert '"/opt/terraform"' in block
        ws.cli_config.write_text(block.replace("/opt/terraform", str(Mirror(tmp_path / "mirror", "0.1.0").folder)))
        ws.write('provider "interconnect" {}\n')
        done = ws.run("init", "-input=false", "-no-color")
        assert done.code == 0 and "v0.1.0" in done.out, done.out + done.err


@pytest.mark.parametrize("folder", EXAMPLES, ids=name_of)
def test_examples_are_valid_and_formatted(ws, folder):
    for path in folder.rglob("*.tf"):
        ws.write(path.read_text(), name=str(path.relative_to(folder)), header=False)
    text = "".join(path.read_text() for path in folder.glob("*.tf"))
    if "required_providers" not in text:
        ws.write(terraform.HEADER, name="versions.tf", header=False)
    if 'module "' in text:
        ws.run("get")
    result = ws.run("validate", "-json")
    assert result.code == 0, f"{result}\n{result.out}"
    formatted = ws.run("fmt", "-check", "-recursive", str(ws.folder))
    assert formatted.code == 0, formatted.out


def test_there_are_some():
    assert len(DOCUMENTS) >= 9 and len(EXAMPLES) >= 10


@pytest.mark.parametrize("folder", list(filter(whole, EXAMPLES)), ids=name_of)
def test_whole_examples_are_initialised_from_a_mirror(ws, tmp_path, folder):
    """One like script/demo makes; its lock file is written, and what was installed validates it."""
    for path in folder.rglob("*.tf"):
        ws.write(path.read_text(), name=str(path.relative_to(folder)), header=False)
    ws.cli_config.write_text(Mirror(tmp_path / "mirror", "0.1.0").settings())
    done = ws.run("init", "-input=false", "-no-color")
    assert done.code == 0 and "v0.1.0" in done.out, done.out + done.err
    assert (ws.folder / ".terraform.lock.hcl").exists() and ws.validate().code == 0


def test_there_are_whole_examples():
    assert len(list(filter(whole, EXAMPLES))) >= 4

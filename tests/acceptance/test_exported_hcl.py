"""What `interconnect export` writes as HCL, asked of the real terraform: formatted as `terraform fmt` formats, and valid
for the provider. The text is the golden file of the unit test of the writer."""

import pathlib
import shutil

import pytest

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "cli/config/testdata/export.tf"


@pytest.fixture
def workspace(new_workspace):
    import terraform

    if reason := terraform.why_not():
        pytest.skip(reason)
    made = new_workspace()
    shutil.copy(GOLDEN, made.folder / "main.tf")
    return made


def test_is_formatted(workspace):
    result = workspace.run("fmt", "-check", "-diff")
    assert result.code == 0, result.out + result.err


def test_is_valid(workspace):
    result = workspace.validate()
    assert not result.diagnostics or not result.errors
    assert not result.warnings

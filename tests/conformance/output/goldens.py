"""The outputs that are judged are the command line's golden files: the unit tests hold them equal to what it writes."""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
TESTDATA = ROOT / "cli" / "output" / "testdata"


def each(suffix):
    """Parametrizes a test over all golden files of a kind."""
    paths = sorted(TESTDATA.glob("*" + suffix))
    assert paths, f"no golden file ends in {suffix}"
    return pytest.mark.parametrize("path", paths, ids=[path.name for path in paths])

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import postgres  # noqa: E402


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server for the session."""
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.Server() as running:
        yield running

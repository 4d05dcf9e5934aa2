"""The C++ suites of reconcile/state on a real server: one test here for each of theirs."""

import os
import pathlib
import re
import subprocess

import pytest

import postgres

BINARY = "reconcile_state_test"
SUITES = "*/Postgres"


def binary():
    directory = os.environ.get("IC_BIN_DIR")
    if not directory:
        pytest.skip("set IC_BIN_DIR to the bin directory of a build, for example build/dev/bin")
    path = pathlib.Path(directory).absolute() / BINARY
    assert path.exists(), f"{path} does not exist: build the target {BINARY}"
    return path


def run(url, *flags):
    return subprocess.run([binary(), *flags], env={**os.environ, "IC_TEST_POSTGRES_URL": url}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)


def names():
    """Of the tests for PostgreSQL, as the binary lists them; it asks no server for that."""
    if not os.environ.get("IC_BIN_DIR") or postgres.why_not():
        return []
    listed = run("postgres://nowhere", "--gtest_list_tests", f"--gtest_filter={SUITES}").stdout
    found, suite = [], ""
    for line in listed.splitlines():
        if match := re.match(r"(\S+\.)$", line):
            suite = match[1]
        elif match := re.match(r"  (\S+)", line):
            found.append(suite + match[1])
    return found


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        skipped = pytest.param(None, marks=pytest.mark.skip(reason=postgres.why_not() or "IC_BIN_DIR is not set"))
        metafunc.parametrize("name", names() or [skipped])


def test_suite(server, name):
    done = run(server.url, f"--gtest_filter={name}")
    assert done.returncode == 0 and "[  PASSED  ] 1 test." in done.stdout, done.stdout
    assert postgres.PASSWORD not in done.stdout


def test_every_suite_of_the_file_runs_on_the_server_too(server):
    """The suites are one list: what SQLite is tested for, PostgreSQL is."""
    listed = names()
    for suite in ("StoreTest", "MigrationsTest", "ProcessesTest", "PostgresTest"):
        assert any(f"State/{suite}." in name for name in listed), suite

"""Vendors come from the list in cmake/Vendors.cmake. Nothing else lists them by hand, a part that is missing is named by the
configure step, and docs/adding-a-cloud.md shows what tests/sky builds."""

import pathlib
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKY = ROOT / "tests/sky"
LIST = re.compile(r"^set\(IC_VENDORS ([^)]+)\)", re.MULTILINE)
NAMES = LIST.search((ROOT / "cmake/Vendors.cmake").read_text()).group(1).split()
TRACKED = [name for name in subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True,
                                           check=True).stdout.split("\n") if name and (ROOT / name).is_file()]
# What a vendor has of its own.
OWN = re.compile(r"(^|[/_-])(" + "|".join(NAMES) + r")([/_.-]|$)")
CODE = (".py", ".sh", ".cc", ".h", ".cmake", ".in", "")
# Code that names several clouds, and why that is no list that a further cloud would have to join.
SAMPLES = {
    "cmake/Vendors.cmake": "the list",
    "cli/config/read/load_errors_test.cc": "samples of configurations",
    "cli/config/read/load_test.cc": "samples of configurations",
    "cli/config/read/terraform_state_test.cc": "samples of states",
    "cli/config/read/trust_test.cc": "addresses of each cloud's own, and look-alikes",
    "cli/config/testing/random_set.h": "samples of configurations",
    "cli/config/write/write_hcl_test.cc": "samples of configurations",
    "cli/config/write/write_yaml_test.cc": "samples of configurations",
    "cli/config/write/references_test.cc": "ids that one cloud has",
    "cli/output/drift/drift_test.cc": "samples of reports",
    "foreign/translate_test.cc": "states of each cloud's own providers",
    "script/acts/command_line.sh": "the story of the demo",
    "script/acts/three_clouds.sh": "the story of the demo",
    "simulators/server/server_test.cc": "samples of control calls",
    "tests/acceptance/cases.py": "desired states, cloud by cloud",
    "tests/acceptance/cli/test_begun_changes.py": "stories on one cloud each",
    "tests/acceptance/cli/test_files_of_this_machine.py": "what each cloud's own tools read as files",
    "tests/acceptance/cli/test_halves.py": "a story on three clouds",
    "tests/acceptance/cli/test_moving.py": "a story on two clouds",
    "tests/acceptance/cli/test_rebuilding.py": "a story on three clouds",
    "tests/acceptance/cli/test_untrusted.py": "what each cloud's own tools read as keys",
    "tests/acceptance/conftest.py": "fixtures of what is one cloud's own",
    "tests/acceptance/each/test_each_port_successor.py": "what keeps each cloud from ordering",
    "tests/acceptance/each/test_each_unknown_account.py": "what each cloud leaves to another account",
    "tests/acceptance/test_mocked_ids.py": "a module for each cloud's ids",
    "tests/acceptance/test_examples_planned.py": "what the examples name",
    "tests/behaviour/parents_test.cc": "objects that one cloud has",
    "tests/conformance/CMakeLists.txt": "judges that one cloud has",
    "tests/modules/shapes.py": "configurations, cloud by cloud",
    "tests/modules/test_modules_brownfield.py": "a story on three clouds",
    "tests/router/cloud_end.py": "what each simulator says of an interface",
    "tests/router/pairs.py": "configurations, cloud by cloud",
    "tests/tree/test_configuration_schema.py": "samples of configurations",
    "tests/tree/test_tree.py": "names that neutral code may not have",
} | {f"examples/resources/interconnect_{kind}/import.sh": "an id of each cloud; test_registry_pages.py finds what is missing"
     for kind in ("connection", "virtual_interface", "bgp_peer", "bgp_group", "bgp_cidr")}


def test_nothing_but_the_list_lists_the_vendors():
    found = set()
    for name in TRACKED:
        code = pathlib.Path(name).suffix in CODE or name.endswith("CMakeLists.txt")
        if OWN.search(name) or not code or name == "tests/tree/test_vendors.py":
            continue
        try:
            text = (ROOT / name).read_text().lower()
        except UnicodeDecodeError:
            continue
        if sum(1 for vendor in NAMES if re.search(rf"\b{vendor}\b", text)) > 1:
            found.add(name)
    new = sorted(found - set(SAMPLES))
    assert not new, f"take the clouds from the list (cmake/Vendors.cmake, tests/support/vendors), or say why not here: {new}"
    assert not set(SAMPLES) - found, "these name one cloud at the most by now"


def test_the_readme_names_every_cloud():
    text = (ROOT / "README.md").read_text().lower()
    assert not [vendor for vendor in NAMES if vendor not in text]


# -- a further cloud -----------------------------------------------------------------------------------------------


def parts():
    """The files of tests/sky that lie there as they would in the repository."""
    return sorted(str(path.relative_to(SKY)) for top in ("adapters", "simulators", "tests")
                  for path in (SKY / top).rglob("*") if path.is_file() and "__pycache__" not in path.parts)


@pytest.fixture
def tree(tmp_path):
    """A tree with every vendor's parts, and sky on the list."""
    for name in TRACKED:
        if OWN.search(name) or name == "cmake/Vendors.cmake":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    for name in parts():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SKY / name, tmp_path / name)
    cmake = tmp_path / "cmake/Vendors.cmake"
    cmake.write_text(LIST.sub(r"set(IC_VENDORS \1 sky)", cmake.read_text()))
    (tmp_path / "check.cmake").write_text(f"include({cmake})\nic_check_vendors({tmp_path})\n")
    return tmp_path


def check(tree):
    """What the configure step says of it."""
    run = subprocess.run(["cmake", "-P", "check.cmake"], cwd=tree, capture_output=True, text=True, check=False)
    assert (run.returncode == 0) == (not run.stderr), run.stderr
    return run.stderr


def test_what_sky_has_is_all_that_is_needed(tree):
    assert check(tree) == ""


@pytest.mark.parametrize("part", ["adapters/sky/factory.cc", "adapters/sky/tables", "adapters/sky/client", "adapters/sky/kinds",
                                  "simulators/sky", "tests/support/vendors/sky.py", "tests/clouds/vendor_sky.cc", "tests/behaviour/sky_specimens.cc"])
def test_the_configure_step_says_what_is_missing(tree, part):
    path = tree / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert part in check(tree), part


def test_all_that_is_missing_is_said_at_once(tree):
    shutil.rmtree(tree / "adapters/sky")
    shutil.rmtree(tree / "simulators/sky")
    said = check(tree)
    assert "adapters/sky/factory.cc" in said and "simulators/sky/CMakeLists.txt" in said


def test_few_files_outside_its_folders_are_touched():
    """New ones, and those that name clouds and would have to name this one: the list, and the README."""
    outside = [name for name in parts() if not name.startswith(("adapters/sky/", "simulators/sky/"))]
    touched = [*outside, "cmake/Vendors.cmake", "README.md"]
    assert len(touched) <= 6, touched


def test_the_document_shows_what_is_built():
    text = (ROOT / "docs/adding-a-cloud.md").read_text()
    blocks = re.findall(r"<!-- (tests/sky/\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 8
    for name, block in blocks:
        assert block in (ROOT / name).read_text(), f"{name} has no such lines:\n{block}"

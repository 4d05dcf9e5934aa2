"""Rules of the source tree that neither compiler nor formatter holds."""

import json
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRACKED = [ROOT / name for name in
           subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
           if name and (ROOT / name).is_file()]
SOURCES = [path for path in TRACKED if path.suffix in {".cc", ".h"}]

# External headers a layer must not see, beside what its link line hides (system headers are on every include path).
FORBIDDEN = {
    "base/": r"<(grpc|google/protobuf|curl|httplib|yaml|msgpack)",
    "schema/": r"<(grpc|google/protobuf|curl|httplib|yaml|openssl)|tfplugin6",
    "adapters/contract/": r"<(grpc|google/protobuf|curl|httplib|yaml|msgpack|openssl)|tfplugin6",
    "adapters/": r"<(grpc|google/protobuf|httplib|yaml|msgpack)|tfplugin6",
    "reconcile/": r"<(grpc|google/protobuf|curl|httplib|yaml|msgpack|openssl)|tfplugin6",
    "provider/resources/": r"<(grpc|google/protobuf|curl|httplib|yaml|msgpack|openssl)|tfplugin6",
    "simulators/": r"<(grpc|google/protobuf|curl|yaml|msgpack)|tfplugin6",
}
VENDORS = re.compile(r"\b(aws|amazon|huawei|alibaba|aliyun)\b", re.IGNORECASE)
NO_VENDOR = ("adapters/contract/", "reconcile/", "provider/", "schema/", "base/", "adapters/wire/")


def relative(path):
    return str(path.relative_to(ROOT))


def test_layers_do_not_reach_for_system_headers_that_are_not_theirs():
    wrong = []
    for path in SOURCES:
        for prefix, pattern in FORBIDDEN.items():
            if relative(path).startswith(prefix):
                for number, line in enumerate(path.read_text().splitlines(), 1):
                    if line.startswith("#include") and re.search(pattern, line):
                        wrong.append(f"{relative(path)}:{number}: {line}")
    assert not wrong, "\n".join(wrong)


def test_json_of_others_is_read_within_bounds():
    """By base/json_text.h: the library's own reader takes any depth. Tests and simulators read what the project writes."""
    own = re.compile(r"parse\(PlanJson\([\w.]+\)\)")  # what was written a line before
    wrong = []
    for path in SOURCES:
        name = relative(path)
        if name.startswith(("tests/", "simulators/", "bench/", "base/json_text")) or "_test" in name or "/testing/" in name:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            reads = re.search(r"\b[jJ]son::(parse|sax_parse|accept|from_\w+)\(", line) and not own.search(line)
            # What a service answers has narrower bounds.
            if reads or re.search(r"\bParse(Ordered)?Json\((\w+[.>-]+body|answer|response)\)", line):
                wrong.append(f"{name}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)


# What opens files by itself, and why it may: places of its own making, and folders and locks, which nobody reads.
OPENS = {"base/files.cc", "reconcile/state/file_lock.cc", "provider/transport/socket_folder.cc", "provider/transport/process.cc",
         "provider/docs_main.cc", "cli/config/read/config_fuzz.cc"}


def test_files_that_somebody_names_are_read_and_written_in_one_place():
    """By base/files.h: a pipe is not waited for, a size is bounded, nobody's link is written through."""
    opening = re.compile(r"\b(?:std::)?[io]?fstream\b(?!>)|\b(?:fopen|freopen|open|openat|creat|mkostemp|mkstemp)\(")
    wrong = []
    for path in SOURCES:
        name = relative(path)
        if name in OPENS or name.startswith(("tests/", "bench/")) or "_test" in name or "test_" in path.name or "/testing/" in name:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', line.split("//")[0])
            if opening.search(code) or "<fstream>" in code:
                wrong.append(f"{name}:{number}: {line.strip()}")
    # A new state is made beside its place, in one that is looked at before.
    wrong = [line for line in wrong if not (line.startswith("reconcile/state/sqlite.cc") and "mkostemp(place.draft" in line)]
    assert not wrong, "\n".join(wrong)


def test_no_include_climbs_out_of_its_folder():
    wrong = [relative(path) for path in SOURCES if '#include "../' in path.read_text()]
    assert not wrong, wrong


def test_vendor_neutral_code_names_no_vendor():
    """Comments may give examples; code, tests apart, may not."""
    wrong = []
    for path in SOURCES:
        name = relative(path)
        if not name.startswith(NO_VENDOR) or "_test" in name or "/testing/" in name or name.startswith("provider/main"):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = line.split("//")[0]
            if VENDORS.search(code):
                wrong.append(f"{name}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)


def test_every_folder_of_code_has_a_readme():
    folders = {path.parent for path in SOURCES if path.parent.name != "testing"}
    missing = sorted(relative(folder) for folder in folders if not (folder / "README.md").exists()
                     and not relative(folder).startswith("tests/sky/tests/"))  # one file for a folder of the repository
    assert not missing, missing


def test_source_files_keep_one_subject():
    """Beyond 500 lines a file has more than one; tests may be longer."""
    long = []
    for path in SOURCES:
        limit = 1000 if "_test" in path.name else 500
        lines = len(path.read_text().splitlines())
        if lines > limit:
            long.append(f"{relative(path)}: {lines}")
    assert not long, long


def test_nothing_of_a_machine_is_committed():
    pattern = re.compile(r"(/(work|farm)/|registry\.npmjs|deb\.debian\.org|pypi\.org)")
    wrong = []
    for path in TRACKED:
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                wrong.append(f"{relative(path)}:{number}: {line.strip()[:120]}")
    assert not wrong, "\n".join(wrong)


def test_a_test_that_lacks_what_it_stands_on_fails_and_does_not_crash():
    """Null in place of what could not be had is dereferenced a line later: base/testing/must.h ends the test instead."""
    null = re.compile(r"\bok\(\)\s*\?[^;:]*:\s*(nullptr|std::nullopt)\s*;")
    wrong = []
    for path in SOURCES:
        if "_test" in path.name or "/testing/" in relative(path):
            text = path.read_text()
            wrong += [f"{relative(path)}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}" for found in null.finditer(text)]
    assert not wrong, "\n".join(wrong)


def test_headers_are_guarded_by_their_path():
    wrong = []
    for path in SOURCES:
        if path.suffix == ".h":
            # What lies in tests/sky is laid out as in the repository.
            guard = re.sub(r"[/.\-]", "_", relative(path).removeprefix("tests/sky/")).upper() + "_"
            if f"#ifndef {guard}\n#define {guard}\n" not in path.read_text():
                wrong.append(f"{relative(path)}: {guard}")
    assert not wrong, wrong


@pytest.mark.parametrize("name", ["package-lock.json"])
def test_lock_files_carry_no_download_addresses(name):
    for path in TRACKED:
        if path.name == name:
            assert '"resolved"' not in path.read_text(), relative(path)


def test_presets_are_the_ones_the_documents_name():
    presets = json.loads((ROOT / "CMakePresets.json").read_text())
    names = {preset["name"] for preset in presets["configurePresets"] if not preset.get("hidden")}
    assert names == {"release", "dev", "asan", "tsan"}


def test_documents_name_files_that_are_there():
    """Decision records apart: they say what was."""
    documents = [path for path in TRACKED if path.suffix == ".md" and "docs/adr" not in relative(path) and path.name != "CHANGELOG.md"]
    wrong = [f"{relative(path)}: {name}" for path in documents
             for name in re.findall(r"`([\w./-]+/[\w.-]+\.(?:cc|h|cmake|py|sh))`", path.read_text())
             if not any((folder / name).exists() for folder in (ROOT, path.parent, ROOT / "tests/sky"))]
    assert not wrong, "\n".join(wrong)


def test_tests_read_files_that_are_there():
    """Paths joined piece by piece from a folder of the root: a test that reads a source must move with it."""
    tops = {path.relative_to(ROOT).parts[0] for path in TRACKED if path.parent != ROOT}
    wrong = []
    for path in TRACKED:
        if path.suffix != ".py":
            continue
        for joined in re.findall(r'"([\w.-]+)" / ((?:"[\w.-]+" / )*"[\w.-]+")', path.read_text()):
            name = pathlib.Path(joined[0], *re.findall(r'"([\w.-]+)"', joined[1]))
            if joined[0] in tops and not (ROOT / name).exists():
                wrong.append(f"{relative(path)}: {name}")
    assert not wrong, "\n".join(wrong)


def test_decision_records_begin_alike():
    """A title, then day and status in one line; what it changes of an older record may follow. Sections have these names."""
    head = re.compile(r"# [^\d].*\n\nDate: \d{4}-\d\d-\d\d\. Status: (accepted|superseded)[.;]")
    records = sorted((ROOT / "docs/adr").glob("*.md"))
    wrong = [relative(path) for path in records if not head.match(path.read_text())]
    wrong += [f"{relative(path)}: {name}" for path in records for name in re.findall(r"^## (.*)$", path.read_text(), re.MULTILINE)
              if name not in {"Context", "Decision", "Consequences", "Rejected"}]
    assert not wrong, "\n".join(wrong)


def test_readme_stays_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 130


# A vendor's words are compared in its states file alone: elsewhere a stage says what they mean.
STATE_WORD = re.compile(r'\.word = "([^"]+)"')
COMPARED = re.compile(r'(?:[=!]= |EqualsIgnoreCase\([^,]+, |\bIs\([^,]+, )"([^"]+)"')


def test_state_words_are_compared_in_states_files_only():
    wrong = []
    for states in sorted(ROOT.glob("adapters/*/tables/states.cc")):
        words = {word.lower() for word in STATE_WORD.findall(states.read_text())}
        assert words, states
        for path in sorted(states.parents[1].rglob("*.[ch]*")):
            if path.name.startswith("states") or "_test" in path.name or {"testing", "client"} & set(path.parts):
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if any(word.lower() in words for word in COMPARED.findall(line)):
                    wrong.append(f"{relative(path)}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)

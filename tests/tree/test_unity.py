"""Release and sanitizer builds compile the files of a folder in batches (IC_UNITY), and a file that is added moves the
batches. So no two files of a folder may define one name in an anonymous namespace, wherever the batches fall."""

import collections
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = [ROOT / name for name in
           subprocess.run(["git", "ls-files", "*.cc"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
           if (ROOT / name).is_file() and not name.endswith(("_test.cc", "main.cc", "_fuzz.cc")) and not name.startswith("bench/")]


def definitions(text):
    """(name, line) of each type, function, constant and alias at namespace scope in the anonymous namespaces of `text`."""
    anonymous = False
    for line in text.splitlines():
        if re.match(r"namespace \{", line):
            anonymous = True
        elif re.match(r"\}\s+// namespace\s*$", line):
            anonymous = False
        elif anonymous and line[:1] not in " \t#}/)" and line:
            code = re.sub(r"^template <.*?>\s*", "", line)
            named = re.match(r"(?:struct|class|enum class|enum|union)\s+(\w+)", code) or re.match(r"using (\w+) =", code)
            if not named and not code.startswith("using "):
                named = re.search(r"(?<![\w:])(\w+)\s*$", re.split(r"[({=;]|\[\]", code, maxsplit=1)[0])
            if named and "operator" not in code.split("(")[0]:
                yield named[1], line


def clashes(files):
    """One line a name that several of `files` (name, text) define in one namespace. The same alias twice is one alias."""
    places = collections.defaultdict(dict)
    for name, text in files:
        for key, line in by_namespace(text, True).items():
            places[key].setdefault(name, line)
    return [f"{defined}: {', '.join(sorted(where))}" for (_, defined), where in sorted(places.items())
            if len(where) > 1 and not (all(line.startswith("using ") for line in where.values()) and len(set(where.values())) == 1)]


def test_no_two_files_of_a_folder_define_the_same_name():
    folders = collections.defaultdict(list)
    for path in SOURCES:
        folders[path.parent.relative_to(ROOT)].append(path)
    wrong = [f"{folder}: {clash}" for folder, paths in sorted(folders.items())
             for clash in clashes((path.name, path.read_text()) for path in paths)]
    assert not wrong, "\n".join(wrong)


def by_namespace(text, anonymous):
    """(namespace, name) → line of what `text` defines or declares at namespace scope, in or outside anonymous ones."""
    space, inner, found = "", False, {}
    for line in text.splitlines():
        opened = re.match(r"namespace ([\w:]+) \{", line)
        if opened:
            space = opened[1]
        elif line == "namespace {":
            inner = True
        elif re.match(r"\}\s+// namespace\s*$", line):
            inner = False
        elif inner == anonymous:
            for name, code in definitions("namespace {\n" + line):
                found[space, name] = code
    return found


def test_no_file_hides_a_name_of_a_header():
    """A type or constant in an anonymous namespace, and what a header of the same namespace calls so, are ambiguous in a batch."""
    headers = subprocess.run(["git", "ls-files", "*.h"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    public = {}
    for name in headers:
        if (ROOT / name).is_file() and "/testing/" not in name and "/test_" not in name:
            public.update({key: (name, line) for key, line in by_namespace((ROOT / name).read_text(), False).items()})
    wrong = []
    for path in SOURCES:
        for key, line in by_namespace(path.read_text(), True).items():
            header, declared = public.get(key, ("", line))
            is_function = "(" in line.split("=")[0] and not line.startswith("using ")
            if not is_function and declared != line and not line.startswith("using Json ="):
                wrong.append(f"{path.relative_to(ROOT)}: {key[1]} stands in {header}")
    assert not wrong, "\n".join(wrong)


def test_the_reading_finds_what_would_clash():
    one = ("namespace {\nint Twice(int a) {\n  return a;\n}\nconstexpr int kSame = 1;\nstruct Thing {\n  int member;\n};\n"
           "using Same = int;\nusing Other = int;\nint Owner::Twice2() {}\n}  // namespace\nint Outside() {}\n")
    two = ("namespace {\ntemplate <typename T>\nT Twice() {\n}\nconstexpr char kSame[] = \"\";\nclass Thing {};\nusing Same = int;\n"
           "using Other = char;\nint Twice2() {}\n}  // namespace\nint Outside() {}\n")
    assert [line.split(":")[0] for line in clashes([("one.cc", one), ("two.cc", two)])] == ["Other", "Thing", "Twice", "kSame"]

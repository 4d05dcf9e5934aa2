"""What script/release makes of the programs: the files that registries take, the same bytes each time."""

import hashlib
import importlib.machinery
import importlib.util
import json
import os
import re
import shlex
import subprocess
import tarfile
import zipfile

import jsonschema
import pytest

import root
import terraform

NAME = "terraform-provider-interconnect"


def version():
    return subprocess.run([terraform.bin_dir() / NAME, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]


def release(out, *options, env=None, **more):
    """Packs the programs under test, as root.why_not() has found them."""
    command = [terraform.ROOT / "script/release", version(), "--programs", terraform.bin_dir(), "--out", out, *options]
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False,
                          env=os.environ | {"SOURCE_DATE_EPOCH": "1700000000"} | (env or {}), **more)


@pytest.fixture
def script(tmp_path, monkeypatch):
    """script/release as a module, for a checkout that has nothing in it yet."""
    loader = importlib.machinery.SourceFileLoader("script_release", str(terraform.ROOT / "script/release"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


@pytest.fixture(scope="module")
def target():
    return f"{version()}_linux_amd64"


def test_the_plugin_as_registries_take_it(dist, target):
    with zipfile.ZipFile(dist / f"{NAME}_{target}.zip") as archive:
        program, *others = archive.infolist()
        assert program.filename == f"{NAME}_v{version()}"
        assert program.external_attr >> 16 & 0o777 == 0o755
        assert {other.filename for other in others if not other.filename.startswith("LICENSE")} == {"NOTICES.txt"}
    manifest = json.loads((dist / f"{NAME}_{version()}_manifest.json").read_text())
    assert manifest == {"version": 1, "metadata": {"protocol_versions": ["6.0"]}}


GOAL = 15_000_000  # bytes, of each program


def test_no_program_is_larger_than_it_may_be(dist, target):
    with zipfile.ZipFile(dist / f"{NAME}_{target}.zip") as archive:
        sizes = {NAME: archive.getinfo(f"{NAME}_v{version()}").file_size}
    with tarfile.open(dist / f"interconnect_{target}.tar.gz") as archive:
        sizes |= {name: archive.getmember(f"interconnect_{target}/{name}").size for name in ("interconnect", "interconnect-sim")}
    assert max(sizes.values()) <= GOAL, sizes


def test_the_owners_licence_goes_along_and_none_is_made_up(script, tmp_path, capsys):
    import debian

    assert script.licences() == [] and "there is no LICENSE" in capsys.readouterr().err
    assert "No licence is given" in debian.copyright_of("", "NOTICES")
    (tmp_path / "LICENSE").write_text("The owner's words.\n")
    (tmp_path / "LICENSE.html").write_text("<p>The owner's words.</p>\n")
    (tmp_path / "LICENSES").mkdir()  # a folder is none
    assert [(name, mode) for name, _, mode in script.licences()] == [("LICENSE", 0o644), ("LICENSE.html", 0o644)]
    assert not capsys.readouterr().err
    assert debian.copyright_of("The owner's words.\n", "NOTICES").startswith("The owner's words.\n\nNOTICES")


CHANGES = "# Changelog\n\n## Unreleased\n\n- Later.\n\n## [1.2.3] - 2026-12-01\n\n- This.\n  And more of it.\n\n## 1.2.2\n\n- Before.\n"


@pytest.mark.parametrize("text, asked, told", [
    (CHANGES, "1.2.3", "- This.\n  And more of it."), (CHANGES, "1.2.2", "- Before."), (CHANGES, "1.3.0", "- Later."),
    (CHANGES.replace("## Unreleased", "## 1.2.9"), "1.3.0", None)], ids=["its own", "an older one", "what is to come", "none"])
def test_the_notes_are_the_changelogs_section(script, tmp_path, text, asked, told):
    (tmp_path / "CHANGELOG.md").write_text(text)
    if told:
        assert script.notes(asked) == f"# {asked}\n\n{told}\n"
    else:
        with pytest.raises(SystemExit, match="no section for 1.3.0"):
            script.notes(asked)


def test_sums_are_of_every_file(dist):
    listed = dict(reversed(line.split("  ")) for line in (dist / f"{NAME}_{version()}_SHA256SUMS").read_text().splitlines())
    assert set(listed) == {path.name for path in dist.iterdir() if not path.name.endswith("SHA256SUMS")}
    for name, digest in listed.items():
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == digest, name


def test_the_command_line_with_completions(dist, target):
    with tarfile.open(dist / f"interconnect_{target}.tar.gz") as archive:
        names = {member.name.removeprefix(f"interconnect_{target}/"): member for member in archive}
    assert {"interconnect", "interconnect-sim", "completions/interconnect.bash", "man/interconnect-plan.1", "NOTICES.txt"} <= set(names)
    assert all((member.uid, member.mtime) == (0, 1700000000) for member in names.values())


def test_the_same_bytes_again(dist, tmp_path):
    """In another folder, with another umask, time zone and language."""
    again = release(tmp_path / "dist", env={"TZ": "Asia/Kolkata", "LC_ALL": "C"}, umask=0o077)
    assert again.returncode == 0, again.stderr
    assert {path.name: path.read_bytes() for path in dist.iterdir()} == \
        {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}


@pytest.mark.parametrize("program", root.PROGRAMS)
def test_no_path_of_the_folder_it_was_built_in(can_run, program, tmp_path):
    """Or two folders would not give the same bytes. Symbols, which the linker's names of files are among, are not shipped."""
    run = subprocess.run(["strip", "--strip-all", "-o", tmp_path / program, terraform.bin_dir() / program], check=False)
    assert run.returncode == 0
    data, place = (tmp_path / program).read_bytes(), f"{terraform.bin_dir().parents[2]}/".encode()
    assert place not in data, data[max(0, data.find(place) - 80):data.find(place) + 120]


def test_signed_by_a_key(can_run, tmp_path):
    home = tmp_path / "keys"
    home.mkdir(mode=0o700)
    env = {"GNUPGHOME": str(home)}
    made = subprocess.run(["gpg", "--batch", "--passphrase", "", "--quick-generate-key", "tests@example.com", "ed25519", "sign", "1d"],
                          env=os.environ | env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    try:
        done = release(tmp_path / "dist", "--sign", "tests@example.com", env=env)
        assert done.returncode == 0, done.stderr
        signed = tmp_path / "dist" / f"{NAME}_{version()}_SHA256SUMS"
        verified = subprocess.run(["gpg", "--batch", "--verify", f"{signed}.sig", signed], env=os.environ | env, capture_output=True,
                                  text=True, check=False)
        assert verified.returncode == 0, verified.stderr
        assert not (tmp_path / "dist" / f"{signed.name}.sig").read_bytes().startswith(b"-----"), "registries want it binary"
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], env=os.environ | env, check=False)


def link_of(program):
    """What the linker is given for it, word by word."""
    folder = terraform.bin_dir().parent
    said = subprocess.run(["ninja", "-C", folder, "-t", "commands", "-s", f"bin/{program}"], capture_output=True, text=True, check=True)
    return shlex.split(next(line for line in reversed(said.stdout.splitlines()) if "-o bin/" in line))


def linked():
    """The archives and shared files that the linker is given for the three programs, by their paths."""
    return {word for program in root.PROGRAMS for word in link_of(program) if re.fullmatch(r"/.*\.(a|so[.0-9]*)", word)}


def test_the_bill_of_materials_names_what_is_linked(dist):
    """Whatever the linker is given comes from a package in the bill; nothing is a shared library."""
    bill = json.loads((dist / f"interconnect_{version()}_sbom.cdx.json").read_text())
    named = {part["name"] for part in bill["components"]}
    built = {entry["source"] for entry in json.loads((terraform.ROOT / "build/archives/sources.json").read_text())}
    assert built <= named
    archives = linked()
    assert archives
    assert not [path for path in archives if ".so" in path]
    debians = sorted(os.path.realpath(path) for path in archives if "/build/archives/" not in path)
    owners = subprocess.run(["dpkg-query", "-S", *debians], capture_output=True, text=True, check=True).stdout
    packages = sorted({line.split(":")[0] for line in owners.splitlines()})
    sources = subprocess.run(["dpkg-query", "-W", "-f", "${source:Package}\n", *packages], capture_output=True, text=True,
                             check=True).stdout.split()
    assert set(sources) <= named, set(sources) - named


def test_the_bill_of_materials_is_valid(dist):
    """Against CycloneDX's own schema, as its JavaScript library ships it; and a bill that breaks it is found."""
    folder = terraform.ROOT / "tests/conformance/output/node_modules/@cyclonedx/cyclonedx-library/res/schema"
    if not folder.exists():
        pytest.skip("CycloneDX's schema is not installed: script/bootstrap installs it")
    schemas = {schema["$id"]: schema for schema in (json.loads(path.read_text()) for path in folder.glob("*.schema.json"))}
    (schema,) = (schema for name, schema in schemas.items() if name.endswith("bom-1.5.schema.json"))
    validator = jsonschema.Draft7Validator(schema, resolver=jsonschema.RefResolver.from_schema(schema, store=schemas))
    bill = json.loads((dist / f"interconnect_{version()}_sbom.cdx.json").read_text())
    assert not [error.message for error in validator.iter_errors(bill)]
    bill["components"][0]["type"] = "archive"
    assert [error.message for error in validator.iter_errors(bill)]


def test_version_tells_what_is_inside(can_run):
    for program in root.PROGRAMS:
        said = subprocess.run([terraform.bin_dir() / program, "--version"], capture_output=True, text=True, check=True).stdout
        assert re.search(r"^with .*\bglibc 2\..*\bopenssl 3\.", said, re.MULTILINE), said


@pytest.mark.parametrize("wrong", [("v1.2.3",), ("1.2",), ("9.9.9",)], ids=["v", "two numbers", "another version"])
def test_a_wrong_version_is_refused(can_run, tmp_path, wrong):
    done = subprocess.run([terraform.ROOT / "script/release", *wrong, "--programs", terraform.bin_dir(), "--out", tmp_path / "dist"],
                          capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert not (tmp_path / "dist").exists() or not list((tmp_path / "dist").iterdir())


def test_a_folder_of_other_files_is_left_alone(can_run, tmp_path):
    (tmp_path / "thesis.txt").write_text("of two years")
    done = release(tmp_path)
    assert done.returncode != 0 and "folder of its own" in done.stderr
    assert (tmp_path / "thesis.txt").exists()

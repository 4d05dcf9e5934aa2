"""Debian's packages, as apt gives them to a machine: what lintian says, what lies where, and Terraform that finds the provider."""

import os
import re
import shutil
import subprocess

import pytest

import root
import terraform
import test_release

PACKAGES = root.PROGRAMS


def package(dist, name):
    return dist / f"{name}_{test_release.version()}_amd64.deb"


def field(path, name):
    return subprocess.run(["dpkg-deb", "--field", path, name], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def unpacked(dist, tmp_path_factory):
    """All packages, unpacked over each other: none holds a file of another."""
    folder = tmp_path_factory.mktemp("unpacked")
    for name in PACKAGES:
        subprocess.run(["dpkg-deb", "--extract", package(dist, name), folder], check=True)
    return folder


@pytest.mark.parametrize("name", PACKAGES)
def test_lintian_has_nothing_to_say(dist, name):
    if not shutil.which("lintian"):
        pytest.skip("lintian is not installed (script/bootstrap does)")
    # Whoever packs for an archive of their own closes no bug of Debian's with it.
    done = subprocess.run(["lintian", "--allow-root", "--pedantic", "--suppress-tags", "initial-upload-closes-no-bugs", "--fail-on",
                           "error,warning,info,pedantic", package(dist, name)], capture_output=True, text=True, check=False,
                          env=os.environ | {"LC_ALL": "C.UTF-8"})
    assert done.returncode == 0 and not done.stdout.strip(), done.stdout + done.stderr


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_wants_nothing_of_the_machine(dist, name):
    assert field(package(dist, name), "Architecture") == "amd64"
    assert field(package(dist, name), "Package") == name
    for dependence in ("Depends", "Pre-Depends"):
        assert field(package(dist, name), dependence) == ""


def test_a_candidate_comes_before_its_release():
    import debian

    versions = [debian.version_of(text) for text in ("1.2.2", "1.2.3-rc1", "1.2.3-rc2", "1.2.3")]
    for former, later in zip(versions, versions[1:]):
        subprocess.run(["dpkg", "--compare-versions", former, "lt", later], check=True)


def commands():
    help_text = subprocess.run([terraform.bin_dir() / "interconnect", "--help"], capture_output=True, text=True, check=True).stdout
    listed = help_text[help_text.index("\nCommands:\n"):].split("\n\n")[0]
    return re.findall(r"^  (\w+) ", listed, re.MULTILINE)


def printed(page):
    """A man page as it is read, in one line; what roff warns of is an error."""
    done = subprocess.run(["man", "--local-file", "--warnings", page], capture_output=True, text=True, check=True,
                          env=os.environ | {"MANWIDTH": "400", "LC_ALL": "C.UTF-8", "PAGER": "cat"})
    assert not done.stderr, done.stderr
    return " ".join(re.sub(".\b", "", done.stdout).split())


def test_a_page_for_each_program_and_command_says_what_the_help_says(can_run, unpacked):
    if not shutil.which("man"):
        pytest.skip("man is not installed (Debian's man-db)")
    asked = {name: (name,) for name in PACKAGES} | {f"interconnect-{name}": ("interconnect", name) for name in commands()}
    pages = {path.name.removesuffix(".1.gz"): path for path in unpacked.glob("usr/share/man/man1/*")}
    assert set(pages) == set(asked) and len(pages) > 12
    for name, (program, *command) in asked.items():
        said = subprocess.run([terraform.bin_dir() / program, *command, "--help"], capture_output=True, text=True, check=True).stdout
        text = printed(pages[name])
        # Each run of words; titles are in capitals there.
        for part in re.findall(r"\S+(?: \S+)*", said.split("\n", 1)[1]):
            if not re.match(r"[Uu]sage: ", part) and not part.endswith(":"):
                assert part in text or part.upper() in text, f"{name}: '{part}' is not in\n{text}"


def test_completions_are_where_shells_look(unpacked):
    script = unpacked / "usr/share/bash-completion/completions/interconnect"
    said = subprocess.run(["bash", "-c", f"source {script} && complete -p interconnect"], capture_output=True, text=True, check=True)
    assert "interconnect" in said.stdout
    assert (unpacked / "usr/share/zsh/vendor-completions/_interconnect").read_text().startswith("#compdef interconnect")
    assert "complete -c interconnect" in (unpacked / "usr/share/fish/vendor_completions.d/interconnect.fish").read_text()


def test_the_notices_of_what_is_inside_go_along(dist, unpacked):
    for name in PACKAGES:
        text = (unpacked / "usr/share/doc" / name / "copyright").read_text()
        for library in ("curl", "openssl", "glibc", "grpc", "sqlite3"):
            assert re.search(rf"^{library}$", text, re.MULTILINE), f"{name}: {library}"


def given(machine, *packages):
    """dpkg installs them on that machine: without a shell there, so there are no scripts in them."""
    database = machine.path / "var/lib/dpkg"
    database.mkdir(parents=True, exist_ok=True)
    (database / "status").touch()
    done = subprocess.run(["dpkg", "--force-not-root", "--force-depends", "--force-script-chrootless", f"--root={machine.path}", "--install",
                           *packages], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_terraform_finds_the_provider_without_any_configuration(machine, dist):
    """And the command line is on the PATH. Both go when the packages go."""
    if reason := terraform.why_not():
        pytest.skip(reason)
    machine.add("/bin/terraform", shutil.which("terraform"))
    given(machine, *(package(dist, name) for name in PACKAGES))
    assert machine.run("/usr/bin/interconnect", "--version").stdout.startswith(f"interconnect {test_release.version()}")
    machine.write("/home/main.tf", terraform.HEADER + 'provider "interconnect" {}\n')
    env = {"CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}
    machine.run("/bin/terraform", "init", "-input=false", env=env)
    machine.run("/bin/terraform", "validate", env=env)
    subprocess.run(["dpkg", f"--root={machine.path}", "--force-not-root", "--purge", *PACKAGES], capture_output=True, check=True)
    assert not [path for path in (machine.path / "usr").rglob("*interconnect*")]


def test_what_is_installed_from_a_build_is_found_too(can_run, tmp_path):
    """cmake --install below another prefix: programs, pages and completions, and the provider where XDG_DATA_DIRS leads."""
    build = terraform.bin_dir().parent
    if not (build / "cmake_install.cmake").exists():
        pytest.skip(f"{build} is no build folder")
    subprocess.run(["cmake", "--install", build, "--prefix", "/usr/local"], check=True, capture_output=True,
                   env=os.environ | {"DESTDIR": str(tmp_path)})
    prefix = tmp_path / "usr/local"
    assert (prefix / "share/man/man1/interconnect.1").exists() and (prefix / "share/zsh/site-functions/_interconnect").exists()
    for name in ("interconnect", "interconnect-sim"):
        subprocess.run([prefix / "bin" / name, "--version"], check=True, capture_output=True)
    links = sorted(prefix.glob("share/terraform/plugins/*/*/interconnect/*/*/terraform-provider-interconnect_v*"))
    assert [link.relative_to(prefix / "share/terraform/plugins").parts[0] for link in links] == ["registry.opentofu.org", "registry.terraform.io"]
    for link in links:
        assert link.is_symlink() and not os.path.isabs(os.readlink(link))
        assert subprocess.run([link, "--version"], check=True, capture_output=True, text=True).stdout.split()[1] in link.name

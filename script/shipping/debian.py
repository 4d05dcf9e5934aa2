"""Debian's packages of what is shipped, one a program, made of what `cmake --install` has put below a folder. dpkg-deb packs them; the
same tree gives the same bytes."""

import gzip
import hashlib
import os
import re
import subprocess
import textwrap
import time

SUMMARIES = {
    "interconnect": ("private cloud links as a repository of YAML", """
 Plans, applies and watches private links to clouds as YAML files say they are:
 connections, virtual interfaces, BGP peers, groups and prefixes. Limits are
 checked before anything is touched, and nothing is replaced that can change
 in place."""),
    "interconnect-sim": ("clouds' private-link APIs, simulated on loopback", """
 Serves the APIs of several clouds' private links on loopback, for tests and for
 trying things out: signatures are verified, limits enforced, faults caused on
 demand."""),
    "terraform-provider-interconnect": ("Terraform provider for private cloud links", """
 Connections, virtual interfaces, BGP peers, groups and prefixes in one
 vocabulary for every cloud. Terraform and OpenTofu find it without any
 configuration."""),
}
# What lintian says of a program with everything inside, and why it is meant: one file for every Linux (docs/install.md). The
# libraries are Debian's, and the bill of materials names them with their versions. Their notices are quoted as they are.
OVERRIDES = ("copyright-refers-to-symlink-license", "embedded-library", "statically-linked-binary")


def version_of(version):
    """1.2.3-rc1 comes before 1.2.3: Debian writes that with a tilde."""
    return version.replace("-", "~")


def packed(text, epoch):
    return gzip.compress(text.encode(), compresslevel=9, mtime=epoch)


def changelog(package, version, notes, maintainer, epoch):
    """The notes' items of that version, as Debian writes them."""
    items = re.findall(r"^- (.*(?:\n  .*)*)", notes, re.MULTILINE) or [f"Version {version}."]
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(epoch))
    text = "\n".join(textwrap.fill(" ".join(item.split()), 80, initial_indent="  * ", subsequent_indent="    ", break_on_hyphens=False)
                     for item in items)
    return f"{package} ({version_of(version)}) unstable; urgency=medium\n\n{text}\n\n -- {maintainer}  {date}\n"


def copyright_of(licence, notices):
    """The owner's licence, if there is one, and the notices of what is inside."""
    own = licence or "No licence is given with this program: ask its owner before you pass it on."
    return f"{own.strip()}\n\n{notices}"


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    path.chmod(0o644)


def compress_pages(tree, epoch):
    for path in sorted(tree.glob("usr/share/man/**/*.[1-9]")):
        write(path.with_name(f"{path.name}.gz"), packed(path.read_text(), epoch))
        path.unlink()


def documents(tree, package, release):
    folder = tree / "usr/share/doc" / package
    write(folder / "copyright", copyright_of(release["licence"], release["notices"]))
    text = changelog(package, release["version"], release["notes"], release["maintainer"], release["epoch"])
    write(folder / "changelog.gz", packed(text, release["epoch"]))
    write(tree / "usr/share/lintian/overrides" / package, "".join(f"{package}: {tag}\n" for tag in OVERRIDES))


def control(tree, package, release):
    summary, description = SUMMARIES[package]
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    fields = {"Package": package, "Version": version_of(release["version"]), "Architecture": release["architecture"],
              "Maintainer": release["maintainer"], "Installed-Size": str(-(-size // 1024)), "Section": "net", "Priority": "optional"}
    if package != "interconnect-sim":
        fields["Recommends"] = "ca-certificates"
    fields["Description"] = summary + description
    write(tree / "DEBIAN/control", "".join(f"{name}: {text}\n" for name, text in fields.items()))
    sums = "".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in sorted(tree.rglob("*"))
                   if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.relative_to(tree).parts)
    write(tree / "DEBIAN/md5sums", sums)


def package(tree, name, release):
    """The bytes of the package `name` of what lies below `tree`, to which it adds what Debian wants. `release` says version,
    architecture, maintainer ("NAME <ADDRESS>"), notes, licence, notices and epoch."""
    compress_pages(tree, release["epoch"])
    documents(tree, name, release)
    control(tree, name, release)
    for folder in [tree, *(path for path in tree.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
    out = tree.with_name(f"{tree.name}.deb")
    # One thread: how many there are would change the bytes. A level above 1 takes three times as long for a tenth of the size.
    subprocess.run(["dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zxz", "-z1", "--build", tree, out], check=True,
                   stdout=subprocess.DEVNULL, env=os.environ | {"SOURCE_DATE_EPOCH": str(release["epoch"])})
    return out.read_bytes()

"""Under which terms the libraries stand that are linked in: their copyright notices, as Debian's packages carry them. Whoever passes
on a program that holds them passes these on too."""

import pathlib
import subprocess

DOCUMENTS = pathlib.Path("/usr/share/doc")
NAME = "NOTICES.txt"
RULE = "=" * 100


def development_packages():
    """source package → the packages of it with headers that are installed, in order. All of one source have the same notices."""
    said = subprocess.run(["dpkg-query", "-W", "-f", "${source:Package} ${Package}\n"], check=True, capture_output=True, text=True).stdout
    found = {}
    for source, package in sorted(entry.split() for entry in said.splitlines()):
        if package.endswith("-dev"):
            found.setdefault(source, []).append(package)
    return found


def notice(source, packages):
    for package in packages.get(source, []):
        path = DOCUMENTS / package / "copyright"
        if path.exists():
            return path.read_text(errors="replace").strip()
    raise SystemExit(f"release: no package of the source '{source}' is installed that has a copyright file; the notices would be incomplete")


def text(inside):
    """`inside`: [{"source", "version"}], as the configure step lists them."""
    packages = development_packages()
    parts = ["The programs hold these libraries, of Debian's source packages. Their notices follow; each covers a whole source package,\n"
             "of which the programs hold a part.\n\n" + "\n".join(f"  {one['source']} {one['version']}" for one in inside)]
    parts += [f"{RULE}\n{one['source']}\n{RULE}\n\n{notice(one['source'], packages)}" for one in inside]
    return "\n\n".join(parts) + "\n"

"""What a build for another architecture stands on is what a build of this one stands on."""

import pathlib
import re

ROOT = pathlib.Path(__file__).parents[2]
IMPLIED = {"dpkg-dev"}  # a tool


def libraries(script):
    return set(re.findall(r"\b[a-z0-9.+-]+-dev\b", (ROOT / "script" / script).read_text())) - IMPLIED


def test_every_library_of_the_build_is_there_for_the_other_architecture():
    missing = {name for name in libraries("bootstrap") if not name.startswith("libclang")} - libraries("cross")
    assert not missing, f"script/cross fetches no {', '.join(sorted(missing))}, which script/bootstrap installs"

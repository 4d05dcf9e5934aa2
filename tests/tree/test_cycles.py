"""Modules do not include each other in circles. A .cc and its .h are one module: what the .cc includes, the header's
users are tied to by the linker, and whoever reads the one has to read the other."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)

# Circles that are still there. The list may only get shorter: an entry that is not needed any more fails too.
ALLOWED = []


def module_of(name):
    return name.rsplit(".", 1)[0]


def module_edges(sources):
    """`sources`: path -> text. Module -> the modules of these sources that it includes."""
    edges = {module_of(name): set() for name in sources}
    for name, text in sources.items():
        included = {module_of(path) for path in INCLUDE.findall(text)}
        edges[module_of(name)] |= (included & edges.keys()) - {module_of(name)}
    return edges


def reached_from(start, edges):
    reached, todo = set(), [start]
    while todo:
        for module in edges[todo.pop()] - reached:
            reached.add(module)
            todo.append(module)
    return reached


def circles(edges):
    """The largest sets of modules each of which includes, by way of others, all of its set."""
    reached = {module: reached_from(module, edges) for module in edges}
    within = {module for module in edges if module in reached[module]}
    found = []
    while within:
        module = min(within)
        circle = {other for other in reached[module] if module in reached[other]}
        found.append(circle)
        within -= circle
    return found


def tracked_sources():
    names = subprocess.run(["git", "ls-files", "*.cc", "*.h"], cwd=ROOT, capture_output=True, text=True,
                           check=True).stdout.split()
    return {name: (ROOT / name).read_text() for name in names if (ROOT / name).is_file()}


def test_modules_do_not_include_each_other_in_circles():
    found = circles(module_edges(tracked_sources()))
    fresh = [" <-> ".join(sorted(circle)) for circle in found if circle not in ALLOWED]
    assert not fresh, "\n".join(fresh)
    gone = [" <-> ".join(sorted(circle)) for circle in ALLOWED if circle not in found]
    assert not gone, "no longer there, strike it off the list:\n" + "\n".join(gone)


def test_a_circle_is_found_through_a_source_file_and_past_what_hangs_on_it():
    sources = {"a.h": '#include "b.h"', "b.h": "", "b.cc": '#include "b.h"\n#include "c.h"', "c.h": '#include "a.h"',
               "user.h": '#include "a.h"', "used.h": "", "c.cc": '#include "used.h"'}
    assert circles(module_edges(sources)) == [{"a", "b", "c"}]
    del sources["c.h"]
    assert circles(module_edges(sources)) == []

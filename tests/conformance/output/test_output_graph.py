"""DOT, drawn by Graphviz."""

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from goldens import TESTDATA, each

SVG = "{http://www.w3.org/2000/svg}"


def drawn(path):
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed: script/bootstrap installs it")
    run = subprocess.run(["dot", "-Tsvg", str(path)], capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    errors = [line for line in run.stderr.splitlines() if "font" not in line.lower()]  # a machine without fonts may say so
    assert not errors, errors
    return ElementTree.fromstring(run.stdout)


@each(".dot")
def test_is_drawn(path):
    drawn(path)


def test_everything_is_in_the_drawing():
    root = drawn(TESTDATA / "graph.dot")
    of_class = {name: [group for group in root.iter(SVG + "g") if group.get("class") == name]
                for name in ["node", "edge", "cluster"]}
    assert {name: len(groups) for name, groups in of_class.items()} == {"node": 7, "edge": 4, "cluster": 1}
    texts = [text.text for text in root.iter(SVG + "text")]
    assert "redundancy group dc \"east\"\\" in texts
    assert "AS <b>1.1</b>&lt;`\\n\\N" in texts, "an escape of Graphviz or an entity was read in a value"
    nodes = {group.find(SVG + "title").text for group in of_class["node"]}
    assert "virtual_interface.gone" in nodes

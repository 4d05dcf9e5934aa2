"""docs/json-output.md names every member and every word of the JSON documents."""

import json
import re

from goldens import ROOT, each

PAGE = (ROOT / "docs" / "json-output.md").read_text()
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))
# Members whose values are words of a fixed list.
WORDS = {"action", "class", "kind", "on_change", "result", "severity", "state"}


def members(value, found, words):
    if isinstance(value, dict):
        for name, inner in value.items():
            found.add(name)
            if name in WORDS and isinstance(inner, str):
                words.add(inner)
            members(inner, found, words)
    if isinstance(value, list):
        for inner in value:
            members(inner, found, words)


@each(".json")
def test_is_documented(path):
    document = json.loads(path.read_text())
    assert list(document)[0] == "format_version" and document["format_version"] == "1.0"
    found, words = set(), set()
    members(document, found, words)
    assert not (found | words) - NAMED, sorted((found | words) - NAMED)

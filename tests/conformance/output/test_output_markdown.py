"""Comments for pull requests, rendered as GitHub's own renderer does: values stay text."""

import html.parser
import json
import shutil
import subprocess

import pytest

from goldens import TESTDATA, each

# What the templates themselves use.
ALLOWED = {"h3", "h4", "p", "br", "blockquote", "strong", "code", "table", "thead", "tbody", "tr", "th", "td", "details",
           "summary", "ul", "li"}
BALANCED = {"details", "summary", "table", "code", "blockquote"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.opened, self.closed, self.texts, self.rows = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.opened.append(tag)
        if tag == "tr":
            self.rows.append(0)
        if tag in {"td", "th"}:
            self.rows[-1] += 1
        if tag == "table":
            self.rows.append("table")

    def handle_endtag(self, tag):
        self.closed.append(tag)

    def handle_comment(self, data):
        self.texts.append("\0")  # keeps the text on both sides apart, as it does on a site that looks for mentions

    def handle_data(self, data):
        self.texts.append(data)


def rendered(path):
    renderer = shutil.which("cmark-gfm")
    if renderer is None:
        pytest.skip("cmark-gfm is not installed: script/bootstrap installs it")
    extensions = [word for name in ["table", "strikethrough", "autolink"] for word in ["-e", name]]
    run = subprocess.run([renderer, "--unsafe", *extensions, str(path)], capture_output=True, text=True, check=True)
    page = Page()
    page.feed(run.stdout)
    page.close()
    return page


@each(".md")
def test_nothing_but_the_templates_markup(path):
    page = rendered(path)
    assert set(page.opened) <= ALLOWED, set(page.opened) - ALLOWED
    for tag in BALANCED:
        assert page.opened.count(tag) == page.closed.count(tag), tag


@each(".md")
def test_every_row_has_the_cells_of_its_table(path):
    width = None
    for row in rendered(path).rows:
        if row == "table":
            width = None
        elif width is None:
            width = row
        else:
            assert row == width


@each(".md")
def test_nobody_is_mentioned(path):
    for text in rendered(path).texts:
        assert "@octocat" not in text and "#1" not in text


def test_values_are_shown_as_they_are():
    text = "".join(rendered(TESTDATA / "drift.md").texts).replace("\0", "")
    for finding in json.loads((TESTDATA / "drift.json").read_text())["findings"]:
        for side in ["desired", "last_applied", "actual"]:
            assert (finding[side] or "") in text
    plan = "".join(rendered(TESTDATA / "plan.md").texts).replace("\0", "")
    assert '"lab <script>alert(1)</script> @octocat `x` | y"' in plan

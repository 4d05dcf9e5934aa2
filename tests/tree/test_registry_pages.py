"""What registries of providers show: docs/index.md, docs/resources/, docs/data-sources/, docs/ephemeral-resources/, docs/functions/ and docs/guides/, and nothing else below
docs/. Pages have front matter and links that lead somewhere; examples are there for every kind on every cloud."""

import pathlib
import re

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESOURCES = sorted((ROOT / "examples/resources").iterdir())
DATA_SOURCES = sorted((ROOT / "examples/data-sources").iterdir())
FUNCTIONS = sorted((ROOT / "docs/functions").glob("*"))
EPHEMERALS = sorted((ROOT / "examples/ephemeral-resources").iterdir())
GENERATED = [ROOT / "docs/index.md", *(page for kind in ("resources", "data-sources", "ephemeral-resources")
                                       for page in sorted((ROOT / "docs" / kind).glob("*")))]
GUIDES = sorted((ROOT / "docs/guides").glob("*"))
# Where contributors read; registries know these folders not.
OTHERS = {"adr", "resources", "data-sources", "ephemeral-resources", "functions", "guides"}


def name_of(path):
    return str(path.relative_to(ROOT))


def clouds():
    return re.search(r"^set\(IC_VENDORS ([^)]+)\)", (ROOT / "cmake/Vendors.cmake").read_text(), re.MULTILINE)[1].split()


def front_matter(path):
    return yaml.safe_load(re.match(r"---\n(.*?)\n---\n", path.read_text(), re.DOTALL)[1])


@pytest.mark.parametrize("page", GENERATED + FUNCTIONS + GUIDES, ids=name_of)
def test_a_page_has_front_matter(page):
    head = front_matter(page)
    assert set(head) == {"page_title", "subcategory", "description"} and head["page_title"] and head["description"]
    title = re.search(r"^# (.*)$", page.read_text(), re.MULTILINE)[1]
    assert title == head["page_title"]


@pytest.mark.parametrize("page", GENERATED, ids=name_of)
def test_a_schema_has_its_sections_in_order_and_no_link_leads_nowhere(page):
    text = page.read_text()
    schema = text[text.index("\n## Schema\n"):]
    top = [title for title in re.findall(r"^### (.*)$", schema, re.MULTILINE) if not title.startswith("Nested Schema")]
    assert top and top == [title for title in ("Required", "Optional", "Read-Only") if title in top]
    anchors = re.findall(r'<a id="(.*?)"></a>', text)
    assert len(anchors) == len(set(anchors)) and set(anchors) == set(re.findall(r"\]\(#(.*?)\)", text))
    for inner in re.split(r"^<a id=.*$", schema, flags=re.MULTILINE)[1:]:
        assert re.search(r"^(Required|Optional|Read-Only):$", inner, re.MULTILINE), inner


def test_there_is_a_page_for_each_type_and_nothing_else_lies_there():
    types = {folder.name.removeprefix("interconnect_") + ".md" for folder in RESOURCES}
    assert {path.name for path in (ROOT / "docs/resources").iterdir()} == types
    types = {folder.name.removeprefix("interconnect_") + ".md" for folder in DATA_SOURCES}
    assert {path.name for path in (ROOT / "docs/data-sources").iterdir()} == types
    types = {folder.name.removeprefix("interconnect_") + ".md" for folder in EPHEMERALS}
    assert {path.name for path in (ROOT / "docs/ephemeral-resources").iterdir()} == types
    assert {path.stem for path in FUNCTIONS} == {folder.name for folder in (ROOT / "examples/functions").iterdir()}
    assert {path.name for path in (ROOT / "docs").iterdir() if path.is_dir()} == OTHERS


@pytest.mark.parametrize("folder", RESOURCES, ids=lambda folder: folder.name)
def test_a_kind_has_an_example_and_an_import_on_every_cloud(folder):
    text = "".join(path.read_text() for path in folder.glob("*.tf") if path.name != "import.tf")
    blocks = re.findall(r'^resource "(\w+)" "(\w+)" \{\n(.*?)^\}', text, re.MULTILINE | re.DOTALL)
    where = {f"{kind}.{name}": re.search(r'^  cloud += "(\w+)"$', body, re.MULTILINE)[1] for kind, name, body in blocks}
    assert sorted({cloud for address, cloud in where.items() if address.startswith(folder.name + ".")}) == sorted(clouds())
    commands = [line for line in (folder / "import.sh").read_text().splitlines() if not line.startswith("#")]
    imported = [re.fullmatch(r"terraform import (\S+) ([a-z]+)/([a-z0-9-]+)/(\S+)", line).groups() for line in commands]
    assert [cloud for _, cloud, _, _ in imported] == clouds()
    for address, cloud, _, _ in imported:
        assert address.startswith(folder.name + ".") and where[address] == cloud


@pytest.mark.parametrize("folder", RESOURCES, ids=lambda folder: folder.name)
def test_an_id_that_is_imported_has_the_form_of_its_cloud(folder):
    """The guide on mocks has a table of ids, each of which is tried: these are taken from it."""
    kind = folder.name.removeprefix("interconnect_")
    table = (ROOT / "docs/guides/mocks-and-tests.md").read_text()
    rows = {row[0].strip(" `"): [cell.strip(" `") for cell in row[1:]] for row in
            (line.strip("|").split("|") for line in table.splitlines() if line.startswith("| `"))}
    for number, line in enumerate(line for line in (folder / "import.sh").read_text().splitlines() if not line.startswith("#")):
        given = line.split()[-1].split("/", 2)[2]
        if kind == "bgp_cidr":
            advertiser, _, prefix = given.partition("/")
            assert re.fullmatch(r"[\d.]+/\d+", prefix) and (advertiser in rows["virtual_interface"] or re.fullmatch(r"[0-9a-f-]{36}", advertiser))
        elif rows[kind][number].startswith("lowered/"):
            interface, family, name = given.split("/")
            assert interface == rows["virtual_interface"][number] and family in ("ipv4", "ipv6") and name
        else:
            assert given == rows[kind][number]


def test_the_provider_sources_named_in_examples_are_one():
    """A registry's address is made of it."""
    named = {source for path in (ROOT / "examples").rglob("*.tf") for source in re.findall(r'source += "([\w-]+/interconnect)"', path.read_text())}
    assert named == {"multicloud/interconnect"}

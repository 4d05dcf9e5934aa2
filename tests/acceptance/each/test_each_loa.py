"""The letter of authorization of a connection, by both front doors: the document, or why there is none."""

import base64

import pytest


@pytest.fixture
def port(cloud, ws, new_repository):
    """A connection that Terraform made, or that is there: (its id, a workspace's text for it, an expression of its id)."""
    text, expression = cloud.port("port")
    ws.write(text)
    ws.apply()
    made = ws.state().get("interconnect_connection.port")
    return made["id"] if made else expression.strip('"'), text, expression


def written_by(repository, cloud, identifier, expect=0):
    return repository.run("loa", f"{cloud.name}/{cloud.region}/{identifier}", "--out", "letter.pdf", expect=expect)


def data_of(cloud, expression):
    return f'data "interconnect_loa" "it" {{\n  cloud = "{cloud.name}"\n  connection_id = {expression}\n}}\n'


def test_both_doors_have_what_the_cloud_has(cloud, ws, new_repository, port):
    identifier, text, expression = port
    repository = new_repository(cloud.environment())
    letter = repository.folder / "letter.pdf"
    ws.write(text + data_of(cloud, expression))
    if cloud.letter == "document":
        said = written_by(repository, cloud, identifier)
        assert letter.read_bytes().startswith(b"%PDF-") and identifier.encode() in letter.read_bytes()
        assert letter.stat().st_mode & 0o777 == 0o600 and str(letter.name) in said.err
        ws.apply()
        held = ws.state()["data.interconnect_loa.it"]
        assert base64.b64decode(held["content_base64"]).startswith(b"%PDF-") and held["media_type"] == "application/pdf"
        assert held["address"] is None
        ws.plan(expect=0)
    else:
        refused = written_by(repository, cloud, identifier, expect=1)
        assert cloud.letter in " ".join(refused.err.split()), str(refused)
        planned = ws.plan(expect=1)
        assert planned.find(cloud.letter, severity="error"), str(planned)
        assert not letter.exists()

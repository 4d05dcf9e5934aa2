"""The JSON Schema of the configuration (docs/configuration.schema.json) as another implementation reads it: it accepts
every example, and refuses what the program refuses."""

import json
import pathlib

import pytest

jsonschema = pytest.importorskip("jsonschema")
yaml = pytest.importorskip("yaml")

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/configuration.schema.json").read_text())
EXAMPLES = sorted([*(ROOT / "examples/cli").rglob("*.yaml"), *(ROOT / "cli/config/testdata").glob("*.yaml")])


class Loader(yaml.SafeLoader):
    """Reads YAML as editors do: version 1.2, where a date is text and `no` is a word."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), list("tf"))


def problems(text):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
            for error in validator.iter_errors(yaml.load(text, Loader))]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_everything_in_it_is_described():
    bare = [f"{name}.{field}" for name, definition in SCHEMA["$defs"].items()
            for field, schema in definition.get("properties", {}).items() if not schema.get("description")]
    assert not bare


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_are_valid(path):
    assert not problems(path.read_text())


@pytest.mark.parametrize("text", [
    "",
    "connection:",
    "clouds: {aws: , b: {cloud: aws, region: x}, c: {cloud: huawei, huawei_cloud: d}}",
    "connection: {a: {cloud: aws, on_destroy: '${env:X}', aws: {request_macsec: '${env:X}'}}}",
    "virtual_interface: {a: {connection: b, vlan: 5, customer_asn: 65000}}",
    "virtual_interface: {a: {connection_id: dxcon-1, cloud: aws, vlan: '${env:VLAN}'}}",
    "bgp_cidr: {a: {virtual_interface: v, cidr: 10.0.0.0/8}}",
    "limits: {aws.virtual_interface.transit: 60}",
    "moved: {connection: {a: b}}",
    "drift: {ignore: [{address: '*', reason: x, until: 2026-12-31}]}",
    "x-anything: [1, {a: b}]",
])
def test_right_ones_pass(text):
    assert not problems(text)


@pytest.mark.parametrize("text", [
    "connektion: {}",
    "version: 2",
    "connection: {a: {}}",
    "connection: {1a: {cloud: aws}}",
    "connection: {a: {cloud: aws, bandwith: 1G}}",
    "connection: {a: {cloud: aws, id: dxcon-1}}",
    "connection: {a: {cloud: aws, device: x}}",
    "connection: {a: {cloud: aws, name: true}}",
    "connection: {a: {cloud: aws, name: null}}",
    "connection: {a: {cloud: aws, on_destroy: forget}}",
    "connection: {a: {cloud: aws, tags: [a]}}",
    "connection: {a: {cloud: aws, aws: {owner_account: '1'}}}",
    "virtual_interface: {a: {connection: b, vlan: '5'}}",
    "virtual_interface: {a: {connection: b, bfd: {enabled: yes}}}",
    "virtual_interface: {a: {connection: b, connection_id: c}}",
    "virtual_interface: {a: {vlan: 5}}",
    "virtual_interface: {a: {connection: b, customer_prefixes: 10.0.0.0/8}}",
    "clouds: {prod: {region: x}}",
    "clouds: {aws: {regoin: x}}",
    "clouds: {aws: {cloud: awss}}",
    "limits: {aws.virtual_interface.vlan: 5}",
    "limits: {aws.virtual_interface.transit: many}",
    "moved: {connektion: {a: b}}",
    "drift: {ignore: [{address: '*'}]}",
    "drift: {ignore: [{address: '*', reason: x, until: tomorrow}]}",
    "[]",
])
def test_wrong_ones_fail(text):
    assert problems(text)

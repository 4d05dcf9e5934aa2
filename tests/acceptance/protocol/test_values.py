"""Values against Terraform itself.

Terraform evaluates every expression twice: once for an output, which never leaves it, and once for an attribute, which
goes through our decoder and encoder. Both end in the state file, where they must be the same text, digit for digit. The
attribute `seen` holds what our side understood, as JSON.
"""

import decimal
import json

import pytest

# (attribute, HCL expression)
CASES = [
    ("n", "0"), ("n", "1"), ("n", "-1"), ("n", "127"), ("n", "128"), ("n", "-32"), ("n", "-33"), ("n", "255"),
    ("n", "65536"), ("n", "4294967296"), ("n", "-2147483649"), ("n", "9223372036854775807"),
    ("n", "9223372036854775808"), ("n", "-9223372036854775808"), ("n", "-9223372036854775809"),
    ("n", "18446744073709551615"), ("n", "18446744073709551616"), ("n", "1e30"),
    ("n", "123456789012345678901234567890123456789012345678901234567890"),
    ("n", "0.5"), ("n", "0.1"), ("n", "0.8"), ("n", "-0.25"), ("n", "1 - 0.99"), ("n", "1/3"), ("n", "2/3*3"),
    ("n", "1.0"), ("n", "12.50"), ("n", "1e-30"), ("n", "0.1234567890123456789012345678901234567890"),
    ("n", "9007199254740993"), ("n", "1.7976931348623157e308"), ("n", "5e-324"), ("n", "1e400"), ("n", "-616e308"),
    ("n", "null"), ("s", "null"), ("b", "null"), ("ls", "null"), ("ms", "null"), ("one", "null"),
    ("s", '""'), ("s", '"plain"'), ("s", '"e\\u0301"'), ("s", '"\\u00e9\\u20ac\\U0001F600"'),
    ("s", r'"quote \" backslash \\ newline \n tab \t"'), ("s", '"$${not} %%{a} template"'),
    ("s", 'join("", [for i in range(1000) : format("%0100d", i)])'), ("s", "5"), ("s", "true"),
    ("b", "true"), ("b", "false"), ("b", '"true"'),
    ("ls", "[]"), ("ls", '["b", "a", "b"]'), ("ls", '[null, "a", ""]'), ("ln", "[1, 0.1, 1e30, null]"),
    ("ls", '[for i in range(300) : "item-${i}"]'),
    ("ss", "[]"), ("ss", '["b", "a", "b"]'), ("ss", '["a", null]'), ("sn", "[3, 1, 0.1, 2]"),
    ("sn", "[10, 9, 9223372036854775808, 1.5]"),
    ("ms", "{}"), ("ms", '{ b = "1", a = "2" }'), ("ms", '{ "k e\\"y" = null, "\\u00e9" = "x" }'),
    ("mn", '{ a = 0.1, b = 1e30 }'), ("mls", '{ a = [], b = ["x", null], c = null }'),
    ("o", '{ s = "x", n = 0.1, l = [1, 2] }'), ("o", '{ s = null, n = null, l = null }'),
    ("one", '{ s = "x", n = 0.1 }'), ("one", "{ s = null, n = null }"),
    ("list", "[]"), ("list", '[{ s = "b" }, { s = "a", n = 1e30 }]'),
    ("set", "[]"), ("set", '[{ s = "b", n = 1 }, { s = "a", n = null }]'),
    ("map", "{}"), ("map", '{ k = { s = "x", n = 2 }, "a b" = { s = null, n = null } }'),
]


def exact(text):
    return json.loads(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def without_computed(attribute, value):
    """Of nested objects the part that the configuration set."""
    strip = lambda o: {k: v for k, v in o.items() if k != "c"} if isinstance(o, dict) else o
    if value is None:
        return None
    if attribute == "one":
        return strip(value)
    if attribute in ("list", "set"):
        return [strip(element) for element in value]
    if attribute == "map":
        return {key: strip(element) for key, element in value.items()}
    return value


def same(attribute, ours, theirs):
    ours, theirs = without_computed(attribute, ours), without_computed(attribute, theirs)
    if attribute in ("ss", "sn", "set") and ours is not None:
        key = lambda v: json.dumps(v, sort_keys=True, default=str)
        return sorted(ours, key=key) == sorted(theirs, key=key)
    return ours == theirs


# What Terraform converts an expression to before it is an attribute, for the output beside it.
CONVERSION = {"n": "tonumber", "s": "tostring", "b": "tobool"}


def output_expression(attribute, expression):
    if expression == "null":
        return "null"
    if attribute in CONVERSION:
        return f"{CONVERSION[attribute]}({expression})"
    if attribute in ("ss", "sn"):
        return f"toset({expression})"
    if attribute == "list" and expression != "[]":
        return f"[for e in {expression} : {{ s = e.s, n = try(e.n, null) }}]"
    return expression


def configuration(wrap=lambda name, expression: expression):
    text = ""
    for i, (attribute, expression) in enumerate(CASES):
        text += (f'resource "protocolprobe_value" "v{i}" {{\n  name = "v{i}"\n'
                 f"  {attribute} = {wrap(i, expression)}\n}}\n"
                 f'output "v{i}" {{ value = {output_expression(attribute, expression)} }}\n')
    return text


def check(workspace, seen=True):
    state = exact((workspace.folder / "terraform.tfstate").read_text())
    found = {r["name"]: r["instances"][0]["attributes"] for r in state["resources"] if r["type"] == "protocolprobe_value"}
    for i, (attribute, expression) in enumerate(CASES):
        theirs = state["outputs"].get(f"v{i}", {}).get("value")
        ours = found[f"v{i}"][attribute]
        assert same(attribute, ours, theirs), f"{attribute} = {expression}: ours {ours}, Terraform's {theirs}"
        understood = exact(found[f"v{i}"]["seen"])[attribute]
        assert same(attribute, understood, theirs), f"{attribute} = {expression}: understood {understood}"


def test_every_value_survives_the_round_trip(probe):
    probe.write(configuration())
    created = probe.apply()
    assert not created.errors and len(created.changes) == len(CASES), str(created)
    check(probe)
    again = probe.plan(expect=0)  # out of the state file, through the upgrade and a refresh
    assert not again.changes and not again.drift, str(again)


def test_unknown_values_become_the_same(probe):
    """The same values, unknown during the plan: through a resource's output, so that our side sees extensions first."""
    plain = [(i, c) for i, c in enumerate(CASES) if c[1] != "null" and c[0] not in ("list", "set", "map", "one", "o")]
    text = ""
    for i, (attribute, expression) in plain:
        text += (f'resource "terraform_data" "t{i}" {{ input = {output_expression(attribute, expression)} }}\n'
                 f'resource "protocolprobe_value" "v{i}" {{\n  name = "v{i}"\n'
                 f"  {attribute} = terraform_data.t{i}.output\n}}\n"
                 f'output "v{i}" {{ value = {output_expression(attribute, expression)} }}\n')
    probe.write(text)
    created = probe.apply()
    assert not created.errors, str(created)
    state = exact((probe.folder / "terraform.tfstate").read_text())
    found = {r["name"]: r["instances"][0]["attributes"] for r in state["resources"] if r["type"] == "protocolprobe_value"}
    for i, (attribute, expression) in plain:
        theirs = state["outputs"][f"v{i}"]["value"]
        assert same(attribute, found[f"v{i}"][attribute], theirs), f"{attribute} = {expression}"
    assert not probe.plan(expect=0).changes


def test_unknown_parts_and_refinements(probe):
    probe.write("""
resource "terraform_data" "t" { input = "later" }
provider "protocolprobe" { region = terraform_data.t.output }
resource "protocolprobe_value" "v" {
  name = "pre-${terraform_data.t.id}"                       # refined: not null, with a prefix
  n    = length(terraform_data.t.output)
  ls   = ["a", terraform_data.t.output]
  ss   = ["a", terraform_data.t.output, "${terraform_data.t.id}-x"]
  ms   = { k = terraform_data.t.output, l = "x" }
  one  = { s = terraform_data.t.output }
  list = [{ s = "a" }, { s = terraform_data.t.output, n = 1 }]
  set  = [{ s = "a" }, { s = terraform_data.t.output, n = 1 }]
  map  = { a = { s = terraform_data.t.output } }
}
resource "protocolprobe_value" "whole" {
  name = "whole"
  ls   = terraform_data.t.output == "later" ? ["x"] : ["y", "z"]
  list = [for e in split("t", terraform_data.t.output) : { s = e }]
  map  = { for e in split("t", terraform_data.t.output) : e => { s = e } }
}
""")
    planned = probe.plan(expect=2)
    assert planned.find("Configured", "(unknown)"), str(planned)
    created = probe.apply()
    assert not created.errors, str(created)
    state = probe.state()
    identity = state["terraform_data.t"]["id"]
    value = state["protocolprobe_value.v"]
    assert value["name"] == f"pre-{identity}"
    assert sorted(value["ss"]) == sorted(["a", "later", f"{identity}-x"])
    assert [e["s"] for e in value["list"]] == ["a", "later"]
    assert all(e["c"] == "computed" for e in value["list"] + value["set"])
    assert state["protocolprobe_value.whole"]["ls"] == ["x"]
    assert [e["s"] for e in state["protocolprobe_value.whole"]["list"]] == ["la", "er"]
    assert not probe.plan(expect=0).changes


def test_changes_of_every_shape(probe):
    """Updates, additions and removals inside each kind of collection are planned and applied as Terraform expects."""
    steps = [
        '  list = [{ s = "a" }, { s = "b" }]\n  set = [{ s = "a" }]\n  map = { a = { s = "x" } }\n  ms = { a = "1" }',
        '  list = [{ s = "b" }]\n  set = [{ s = "b" }, { s = "a" }]\n  map = { b = { s = "x" } }\n  ms = { a = "2" }',
        '  one = { s = "x" }\n  list = []\n  set = []\n  map = {}\n  ms = {}\n  oc = "given"',
        '  n = 3',
    ]
    for step in steps:
        probe.write('resource "protocolprobe_value" "v" {\n  name = "v"\n%s\n}\n' % step)
        applied = probe.apply()
        assert not applied.errors and not applied.find("Result differs"), str(applied)
        assert not probe.plan(expect=0).changes, step
    probe.destroy()
    assert probe.state() == {}


def test_an_import_is_read_back(probe):
    probe.write('import {\n  to = protocolprobe_value.v\n  id = "thing"\n}\n'
                'resource "protocolprobe_value" "v" { name = "thing" }\n')
    applied = probe.apply()
    assert not applied.errors, str(applied)
    assert probe.state()["protocolprobe_value.v"]["id"] == "thing"


@pytest.mark.parametrize("digits", [1100, 1101])
def test_the_limit_of_a_number_is_told(probe, digits):
    probe.write('resource "protocolprobe_value" "v" {\n  name = "v"\n  n = 1e%d\n}\n' % (digits - 1))
    result = probe.apply(expect=0 if digits <= 1100 else 1)
    if digits > 1100:
        assert result.find("Value from Terraform not understood", "n: a finite decimal number"), str(result)

"""A provider that breaks the protocol's rules, and what the server's guards make of it in the real Terraform: a plan is
refused with the attribute's name, a result is stored without losing or tainting the object."""

import pytest

VALUE = """
resource "protocolprobe_value" "v" {
  name      = "v"
  misbehave = "%s"
  s         = "planned"
  ls        = ["a", "b"]
  secret_wo = "k3y-of-nobody"
%s}
"""
ADDRESS = "protocolprobe_value.v"


@pytest.mark.parametrize("how, attribute", [("other-value", "s"), ("other-length", "ls")])
def test_a_result_unlike_the_plan_neither_taints_nor_loses(probe, how, attribute):
    probe.write(VALUE % (how, ""))
    applied = probe.apply()
    assert not applied.errors, str(applied)
    [warning] = applied.find("Result differs from the plan", severity="warning")
    assert warning.line.startswith(attribute), str(warning)
    state = probe.state()[ADDRESS]
    assert state["(status)"] is None and state["s"] == "planned" and state["ls"] == ["a", "b"]
    assert state["id"] == "computed"
    assert not probe.plan(expect=0).changes


def test_a_result_of_the_wrong_type_neither_taints_nor_loses(probe):
    probe.write(VALUE % ("other-type", "  n = 1\n"))
    applied = probe.apply()
    assert not applied.errors, str(applied)
    assert applied.find("Result differs from the plan", severity="warning")[0].line.startswith("n"), str(applied)
    state = probe.state()[ADDRESS]
    assert state["(status)"] is None and state["n"] == 1


@pytest.mark.parametrize("how", ["leak", "unknown", "invalid-utf8"])
def test_what_cannot_be_stored_is_not(probe, how):
    probe.write(VALUE % (how, ""))
    applied = probe.apply()
    assert not applied.errors, str(applied)
    state = probe.state()[ADDRESS]
    assert state["(status)"] is None and state["secret_wo"] is None
    assert state["oc"] == {"leak": "computed", "unknown": None, "invalid-utf8": "\ufffd"}[how]
    assert probe.files_with("k3y-of-nobody") == []


def test_an_exception_keeps_the_object(probe):
    probe.write(VALUE % ("throw", ""))
    failed = probe.apply(expect=1)
    [error] = failed.find("Internal error of the provider", severity="error")
    assert "std::runtime_error" in error.detail and "as asked" not in error.detail and error.address == ADDRESS
    state = probe.state()[ADDRESS]
    assert state["(status)"] == "tainted" and state["s"] == "planned" and state["id"] is None


def test_an_exception_in_an_update_keeps_what_was(probe):
    probe.write(VALUE % ("", ""))
    probe.apply()
    probe.write(VALUE % ("throw", ""))
    probe.apply(expect=1)
    state = probe.state()[ADDRESS]
    assert state["(status)"] is None and state["misbehave"] == "" and state["id"] == "computed"


def test_an_invalid_plan_names_its_attribute(probe):
    probe.write(VALUE % ("plan-unconfigured", ""))
    refused = probe.plan(expect=1)
    [error] = refused.errors
    assert error.summary == "Invalid plan" and '"n"' in error.detail, str(refused)


def test_write_only_values_are_planned_by_nobody(probe):
    probe.write(VALUE % ("plan-leak", ""))
    assert not probe.apply().errors
    assert probe.state()[ADDRESS]["secret_wo"] is None


def test_replace_paths_to_nothing_do_no_harm(probe):
    probe.write(VALUE % ("replace-nothing", ""))
    probe.apply()
    probe.write(VALUE % ("replace-nothing", '  n = 1\n'))
    changed = probe.apply()
    assert not changed.errors and changed.changes == {ADDRESS: "update"}, str(changed)


@pytest.mark.parametrize("how, result", [("unknown-in-read", "error"), ("leak-in-read", "same"), ("gone", "create")])
def test_reads(probe, how, result):
    probe.write(VALUE % (how, ""))
    probe.apply()
    planned = probe.plan()
    if result == "error":
        [error] = planned.errors
        assert error.summary == "Invalid answer of the provider" and '"id"' in error.detail, str(planned)
        assert probe.state()[ADDRESS]["id"] == "computed"
    else:
        assert not planned.errors and planned.changes == ({} if result == "same" else {ADDRESS: "create"}), str(planned)


def test_a_destroy_can_be_refused_at_plan_time(probe):
    probe.write(VALUE % ("refuse-destroy", ""))
    probe.apply()
    refused = probe.run("plan", "-destroy", "-json")
    assert refused.code == 1 and [e.summary for e in refused.errors] == ["Refused"], str(refused)
    probe.write("")  # removed from the configuration instead
    assert [e.summary for e in probe.plan(expect=1).errors] == ["Refused"]


@pytest.mark.parametrize("text, summary, line", [
    ('name = null', "Missing required argument", "name = null"),
    ('name = "v"\n  id = "x"', "Value for a read-only attribute", 'id = "x"'),
    ('name = "v"\n  one = { c = "x" }', "Value for a read-only attribute", 'one = { c = "x" }'),
    ('name = "v"\n  one = {\n    s = "a"\n    c = "x"\n  }', "Value for a read-only attribute", 'c = "x"'),
    ('name = "v"\n  one = merge({ c = "x" }, {})', "Value for a read-only attribute", 'one = merge({ c = "x" }, {})'),
    ('name = "v"\n  map = {\n    a = { s = "1" }\n    b = { c = "1" }\n  }', "Value for a read-only attribute",
     'b = { c = "1" }'),
])
def test_what_terraform_leaves_to_the_provider(probe, text, summary, line):
    probe.write('resource "protocolprobe_value" "v" {\n  %s\n}\n' % text)
    refused = probe.validate(expect=1)
    assert [(e.summary, e.line) for e in refused.errors] == [(summary, line)], str(refused)


def test_moving_from_another_type_says_what_to_do(probe):
    probe.write('resource "terraform_data" "old" {}\n')
    probe.apply()
    probe.write('moved {\n  from = terraform_data.old\n  to = protocolprobe_value.new\n}\n'
                'resource "protocolprobe_value" "new" { name = "v" }\n')
    refused = probe.plan(expect=1)
    assert refused.find("resource types", severity="error"), str(refused)

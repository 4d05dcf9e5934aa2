"""SARIF against the standard's schema, as the standard's JavaScript kit ships it (from npm; script/bootstrap)."""

import copy
import json
import pathlib

import jsonschema
import pytest

from goldens import TESTDATA, each

SCHEMA = (pathlib.Path(__file__).parent /
          "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")


@pytest.fixture(scope="module")
def validator():
    if not SCHEMA.exists():
        pytest.skip("SARIF's schema is not installed: script/bootstrap installs it")
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@each(".sarif")
def test_is_valid(validator, path):
    errors = [f"{'/'.join(map(str, error.path))}: {error.message}"
              for error in validator.iter_errors(json.loads(path.read_text()))]
    assert not errors, "\n".join(errors)


def break_level(log):
    log["runs"][0]["results"][0]["level"] = "fatal"


def break_line(log):
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0


def break_member(log):
    log["runs"][0]["results"][0]["reason"] = "x"


def break_message(log):
    del log["runs"][0]["results"][0]["message"]


@pytest.mark.parametrize("breaks", [break_level, break_line, break_member, break_message])
def test_the_schema_refuses_what_is_wrong(validator, breaks):
    log = json.loads((TESTDATA / "drift.sarif").read_text())
    assert validator.is_valid(log)
    wrong = copy.deepcopy(log)
    breaks(wrong)
    assert not validator.is_valid(wrong)


@each(".sarif")
def test_results_name_rules_that_are_there(path):
    """What the schema cannot say."""
    for run in json.loads(path.read_text())["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert len(rules) == len(set(rules))
        for result in run["results"]:
            assert rules[result["ruleIndex"]] == result["ruleId"]
            assert all(result["partialFingerprints"].values())
            for location in result["locations"]:
                uri = location.get("physicalLocation", {}).get("artifactLocation", {}).get("uri", "relative")
                assert not uri.startswith(("/", ".")) and "\\" not in uri


def test_ignored_findings_are_suppressed_with_their_reason():
    results = json.loads((TESTDATA / "drift.sarif").read_text())["runs"][0]["results"]
    suppressed = [result for result in results if result["suppressions"]]
    assert [result["partialFingerprints"]["interconnectFinding/v1"] for result in suppressed] == ["drift-3123456789ab"]
    assert suppressed[0]["suppressions"][0]["justification"] == "the billing team's job sets it (until 2026-12-31)"

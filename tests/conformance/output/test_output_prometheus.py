"""The textfile format, read by Prometheus's own Python client, and by promtool where it is installed."""

import json
import shutil
import subprocess

import pytest

from goldens import TESTDATA, each

parser = pytest.importorskip("prometheus_client.parser", reason="Debian's python3-prometheus-client is not installed")


def samples(path):
    found = {}
    for family in parser.text_string_to_metric_families(path.read_text()):
        assert family.type == "gauge", family.name
        assert family.documentation, family.name
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            assert key not in found, f"twice: {key}"
            found[key] = sample.value
    return found


def value(found, name, **labels):
    return found[(name, tuple(sorted(labels.items())))]


@each(".prom")
def test_is_read_and_complete(path):
    found = samples(path)
    assert value(found, "interconnect_drift_last_run_timestamp_seconds") == 1788260400
    if path.name == "drift-failed.prom":
        assert value(found, "interconnect_drift_run_complete") == 0
        assert len(found) == 2, "nothing is said of what was not looked at"
        return
    assert value(found, "interconnect_drift_run_complete") == 1
    classes = ["material", "marks", "pending", "vendor-initiated", "cosmetic", "unmanaged"]
    assert [value(found, "interconnect_drift_findings", **{"class": name}) >= 0 for name in classes] == [True] * len(classes)
    assert value(found, "interconnect_drift_clouds_unread") == 0


def test_values_are_those_of_the_report():
    found = samples(TESTDATA / "drift.prom")
    report = json.loads((TESTDATA / "drift.json").read_text())
    for name in ["material", "marks", "pending", "vendor-initiated", "cosmetic", "unmanaged"]:
        assert value(found, "interconnect_drift_findings", **{"class": name}) == report["summary"][name]
    for session in report["health"]["sessions"]:
        labels = {name: session[name] or "" for name in ["address", "account", "id", "address_family", "redundancy_group"]}
        assert value(found, "interconnect_session_up", **labels) == (session["state"] == "up")
        assert value(found, "interconnect_session_state_unknown", **labels) == (session["state"] == "unknown")
    for group in report["health"]["groups"]:
        labels = {"group": group["group"], "kind": group["kind"]}
        assert value(found, "interconnect_group_members", **labels) == group["members"]
        assert value(found, "interconnect_group_healthy_members", **labels) == group["healthy"]
    for room in report["headroom"]:
        labels = {"address": room["address"], "limit": room["limit"]}
        assert value(found, "interconnect_limit_used", **labels) == room["used"]
        assert value(found, "interconnect_limit_max", **labels) == room["max"]
    counting = [finding for finding in report["findings"] if not finding["ignored"]]
    assert sum(1 for name, _ in found if name.endswith("first_seen_timestamp_seconds")) == len(counting)


@each(".prom")
def test_promtool_agrees(path):
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not installed (it comes with the whole of Prometheus)")
    run = subprocess.run([promtool, "check", "metrics"], stdin=path.open(), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr

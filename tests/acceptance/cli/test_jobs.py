"""The jobs that a repository can copy (examples/ci), run as a runner of jobs would."""

import html
import json
import os
import pathlib
import re
import subprocess

import pytest
import yaml

import clouds
import hostile
from terraform import bin_dir

JOBS = pathlib.Path(__file__).resolve().parents[3] / "examples/ci"
CONFIGURATION = """\
clouds: {aws: {region: us-east-1}}
connection:
  dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
virtual_interface:
  prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000}
"""


@pytest.fixture
def aws():
    if reason := clouds.why_not("aws"):
        pytest.skip(reason)
    cloud = clouds.CLOUDS["aws"]()
    yield cloud
    cloud.stop()


@pytest.fixture
def repository(aws, new_repository):
    made = new_repository(aws.environment())
    made.environment["PATH"] = f"{bin_dir()}:{os.environ['PATH']}"
    made.environment["OUT"] = "out"
    made.environment["INTERCONNECT_STATE"] = "interconnect.state.db"  # a pull request is planned with none that is not named
    made.write(CONFIGURATION)
    return made


def job(repository, name, *options, expect):
    result = subprocess.run([JOBS / name, *options], cwd=repository.folder, env=repository.environment,
                            capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == expect, f"{name}: exit {result.returncode}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def out(repository, name):
    """A file the job left, as it is shown."""
    return html.unescape((repository.folder / "out" / name).read_text())


def test_a_pull_request_is_planned_and_what_was_reviewed_is_applied(aws, repository):
    assert "Changes" in job(repository, "pull-request-plan.sh", expect=0)
    assert "virtual_interface.prod" in out(repository, "plan.md")
    assert json.loads(out(repository, "plan.sarif"))["version"] == "2.1.0"
    assert not aws.changes(), "a plan changes nothing"
    repository.run("apply", "out/plan.json")
    assert "No changes" in job(repository, "pull-request-plan.sh", expect=0)


def test_a_pull_request_with_errors_says_them_in_its_comment(aws, repository):
    job(repository, "pull-request-plan.sh", expect=0)
    repository.write(CONFIGURATION.replace("vlan: 125", "vlan: 5000"))
    assert "5000" in job(repository, "pull-request-plan.sh", expect=1)
    comment = out(repository, "plan.md")
    assert "interconnect.yaml:5" in comment and "5000" in comment, "not what the job before left"
    assert comment.count("```") == 2
    assert not aws.changes()


@pytest.mark.parametrize("text", hostile.WRITTEN)
def test_nothing_in_a_pull_request_leaves_its_comment_or_commands_the_runner(repository, text):
    # In an error's words, in a key, and in what the plan shows.
    wrong = CONFIGURATION.replace("vlan: 125", f'vlan: "{text}", "{text}": 1')
    right = CONFIGURATION.replace("location:", f'tags: {{note: "{text}"}}, location:')
    for configuration, codes in ((wrong, (1,)), (right, (0, 1))):
        repository.write(configuration)
        result = subprocess.run([JOBS / "pull-request-plan.sh"], cwd=repository.folder, env=repository.environment,
                                capture_output=True, text=True, check=False, timeout=120)
        assert result.returncode in codes, result.stdout + result.stderr
        comment = (repository.folder / "out/plan.md").read_text()
        for shown in (result.stdout, result.stderr, comment, (repository.folder / "out/plan.sarif").read_text()):
            hostile.check(shown)
        lines = comment.splitlines()
        opening = [number for number, line in enumerate(lines) if line.startswith("```")]
        if opening:  # of errors: one fence, which ends where the comment does
            fence = len(lines[opening[0]]) - len(lines[opening[0]].lstrip("`"))
            closing = [number for number in opening[1:] if len(lines[number]) - len(lines[number].lstrip("`")) >= fence]
            assert closing == [len(lines) - 1], comment
        else:
            assert configuration != wrong and "@everyone" not in comment, comment


def test_a_pull_request_that_deletes_a_circuit_says_what_lets_it_pass(repository):
    repository.apply()
    repository.write(CONFIGURATION[:CONFIGURATION.index("virtual_interface:")])
    job(repository, "pull-request-plan.sh", expect=3)
    assert "--allow virtual_interface.prod" in out(repository, "plan.md")
    job(repository, "pull-request-plan.sh", "--allow", "virtual_interface.prod", expect=0)


def test_the_nightly_look_finds_drift_and_changes_nothing(aws, repository):
    repository.apply()
    assert "No drift" in job(repository, "scheduled-drift.sh", expect=0)
    aws.edit(aws.interfaces()[0]["virtualInterfaceId"], virtualInterfaceName="by-hand")
    aws.reset_calls()
    job(repository, "scheduled-drift.sh", expect=2)
    assert not aws.changes()
    assert "by-hand" in out(repository, "drift.md")
    assert 'interconnect_drift_findings{class="cosmetic"} 1' in out(repository, "interconnect.prom")
    assert json.loads(out(repository, "drift.sarif"))["runs"][0]["results"]


def test_the_plan_does_not_depend_on_the_order_of_the_file(repository):
    kinds = CONFIGURATION.splitlines(keepends=True)
    first = repository.plan(expect=2)
    repository.write("".join(kinds[:1] + kinds[3:5] + kinds[1:3]))
    other = repository.plan(expect=2)
    assert [s["address"] for s in first["steps"]] == [s["address"] for s in other["steps"]]
    assert first["checksum"] == other["checksum"]


def test_a_plan_that_nobody_could_read_is_an_error(repository):
    repository.run("plan", "--json", expect=2)
    with open("/dev/full", "w", encoding="utf-8") as full:
        result = subprocess.run([bin_dir() / "interconnect", "plan", "--json"], cwd=repository.folder,
                                env=repository.environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 1, result.stderr
    assert "could not be written" in result.stderr


def test_a_nightly_look_that_failed_does_not_say_no_drift(repository):
    repository.apply()
    job(repository, "scheduled-drift.sh", expect=0)
    assert "interconnect_drift_run_complete 1\n" in out(repository, "interconnect.prom")
    repository.write("connection: [\n")
    job(repository, "scheduled-drift.sh", expect=1)
    metrics = out(repository, "interconnect.prom")
    assert "interconnect_drift_run_complete 0\n" in metrics
    assert "interconnect_drift_findings{" not in metrics


def test_who_reads_a_pull_request_may_write_nowhere():
    """On GitHub: each job of its workflow either reads it, or may write and has no secret of ours. Each secret that a reader has is one
    of the state's reader, or listed as what a configuration may use."""
    workflow = yaml.safe_load((JOBS / "github/plan.yaml").read_text())
    assert workflow["permissions"] == {}
    kinds = set()
    for name, job in workflow["jobs"].items():
        reads = any(step.get("with", {}).get("path") == "proposed" for step in job["steps"])
        kinds.add(reads)
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        places = [workflow, job, *job["steps"]]
        given = {key: str(value) for place in places for key, value in place.get("env", {}).items()}
        secrets = {key for key, value in given.items() if "secrets." in value}
        if not reads:
            assert not secrets and "id-token" not in writes, name
            continue
        assert writes <= {"id-token"}, name
        assert secrets <= {"INTERCONNECT_STATE", *given["INTERCONNECT_ALLOW_ENV"].split(",")}, name
        assert given["INTERCONNECT_STATE"].endswith("_READER }}"), name
        for step in job["steps"]:
            assert not step.get("uses", "").startswith("actions/checkout") or step["with"]["persist-credentials"] is False
            assert "secrets." not in str(step.get("env", {})) or step["name"] == "Plan", "no other step has them"
            assert "proposed/" not in step.get("run", ""), "nothing of it is run"
    assert kinds == {True, False}


def test_a_pull_request_is_planned_without_the_key_that_approves_plans(repository):
    repository.environment["INTERCONNECT_PLAN_KEY"] = "a key of thirty-two characters, or more"
    job(repository, "pull-request-plan.sh", expect=0)
    refused = repository.run("apply", "out/plan.json", expect=1)
    assert "not sealed with a key" in refused.err, refused


@pytest.mark.parametrize("folder", ("out", "out/", "./out", "out/reports", "out//reports/", "{here}/out", "{here}/out/", "{here}/out/reports"))
def test_no_file_of_a_plan_leaves_the_folder_of_the_job(repository, folder):
    """The pull request has a link in the place of the folder."""
    (repository.folder / "elsewhere").mkdir()
    (repository.folder / "out").symlink_to("elsewhere")
    repository.environment["OUT"] = folder.format(here=repository.folder)
    job(repository, "pull-request-plan.sh", expect=1)
    assert not list((repository.folder / "elsewhere").iterdir())


@pytest.mark.parametrize("name", ("plan.md", "plan.sarif", "plan.json"))
def test_no_file_of_a_plan_is_written_where_a_link_leads(repository, name):
    repository.write("kept", "outside")
    (repository.folder / "out").mkdir()
    (repository.folder / "out" / name).symlink_to("../outside")
    job(repository, "pull-request-plan.sh", expect=0)
    assert (repository.folder / "outside").read_text() == "kept"
    assert not (repository.folder / "out" / name).is_symlink()


def test_on_gitlab_no_script_of_a_merge_request_is_run():
    """Its checkout is the merge request's, whichever project the file of jobs is in."""
    text = yaml.safe_load((JOBS / "gitlab-ci.yml").read_text())
    tried = 0
    for name, job in text.items():
        if not isinstance(job, dict) or not any("merge_request_event" in rule.get("if", "") for rule in job.get("rules", [])):
            continue
        tried += 1
        for line in job.get("before_script", text[job["extends"]]["before_script"]) + job["script"]:
            assert not re.search(r"(^|[\s;&|(])(\./)?ci/\S", line.replace("git archive FETCH_HEAD ci", "")), f"{name}: {line}"
    assert tried

"""The jobs that examples/ci shows, from an empty runner to an apply: each fragment of them is run, with a release installed from a mirror."""

import hashlib
import html
import os
import re
import shutil
import subprocess

import pytest

import jobs
import shell
import terraform
import test_install
import test_release
import vendors

EXAMPLES = jobs.EXAMPLES
LINKS = "links/interconnect.yaml"
CONFIGURATION = """\
clouds: {aws: {region: us-east-1}}
connection:
  dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
"""
GROWN = CONFIGURATION + "virtual_interface:\n  prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000}\n"
KEY = "a key of thirty-two characters, or more"


@pytest.fixture
def aws(simulator):
    simulator.reset()
    return vendors.aws.Cloud(simulator=simulator)


@pytest.fixture
def environment(aws, dist, tmp_path):
    """What both services give every job: credentials, and where the releases and the state are."""
    state = str(tmp_path / "state.db")
    return aws.environment() | {"INTERCONNECT_RELEASES": str(dist), "INTERCONNECT_STATE": state, "INTERCONNECT_STATE_READER": state,
                                "INTERCONNECT_PLAN_KEY": KEY, "DC1_BGP_KEY": "SimulatorKey1"}


def shown(path):
    """Markdown, as it is read."""
    return html.unescape(path.read_text())


class OnGitHub:
    def __init__(self, folder, environment):
        self.service = jobs.GitHub(folder, {LINKS: CONFIGURATION}, test_release.version())
        self.service.stub("gh", 'while [ "$1" != --body-file ]; do shift; done; cp "$2" "$(dirname "$0")/comment"')
        secrets = {name: environment.pop(name) for name in ("INTERCONNECT_STATE", "INTERCONNECT_STATE_READER", "INTERCONNECT_PLAN_KEY", "DC1_BGP_KEY")}
        self.environment = environment
        self.values = {f"secrets.{name}": value for name, value in secrets.items()} | {
            "vars.INTERCONNECT_RELEASES": environment.pop("INTERCONNECT_RELEASES"), "github.token": "token", "github.repository": "net/links",
            "github.event.number": "7", "github.event.pull_request.head.sha": "0" * 40, "inputs.allow": ""}

    def job(self, workflow, name, proposed=None):
        return self.service.job(workflow, name, self.values, self.environment, proposed)

    def propose(self, text):
        work, passed = self.job("plan.yaml", "plan", {LINKS: text})
        assert self.job("plan.yaml", "comment")[1]
        return passed, shown(self.service.stubs / "comment")

    def merge(self, text, allow=""):
        self.service.repository[LINKS] = text
        self.values["inputs.allow"] = allow
        work, passed = self.job("apply.yaml", "plan")
        return passed, shown(work / ".summary")

    def approve(self):
        return self.job("apply.yaml", "apply")[1]

    def drift(self):
        work, passed = self.job("drift.yaml", "drift")
        return passed, shown(work / ".summary")


class OnGitLab:
    def __init__(self, folder, environment):
        self.service = jobs.GitLab(folder, {LINKS: CONFIGURATION}, test_release.version())
        self.service.stub("apk")
        self.environment = environment

    def propose(self, text):
        work, passed = self.service.job("plan", self.environment, {LINKS: text})
        return passed, shown(work / "out/plan.md")

    def merge(self, text, allow=""):
        self.service.repository[LINKS] = text
        work, passed = self.service.job("merged-plan", self.environment | {"ALLOW": allow})
        assert "ca-certificates" in self.service.told("apk")
        return passed, shown(work / "out/plan.md")

    def approve(self):
        return self.service.job("apply", self.environment)[1]

    def drift(self):
        work, passed = self.service.job("drift", self.environment)
        return passed, shown(work / "out/drift.md")


@pytest.fixture(params=[OnGitHub, OnGitLab], ids=["GitHub", "GitLab"])
def service(request, tmp_path, environment):
    return request.param(tmp_path / "service", environment)


def said(service):
    return "\n".join(service.service.said)


def test_a_link_from_the_proposal_to_the_nightly_look(service, aws):
    passed, comment = service.propose(CONFIGURATION)
    assert passed and "connection.dc1" in comment, said(service)
    assert not aws.changes()
    passed, plan = service.merge(CONFIGURATION)
    assert passed and "connection.dc1" in plan and not aws.changes(), said(service)
    assert service.approve(), said(service)
    assert len(aws.connections()) == 1
    passed, report = service.drift()
    assert passed, said(service) + report
    aws.edit(aws.connections()[0]["connectionId"], connectionName="by-hand")
    passed, report = service.drift()
    assert not passed and "by-hand" in report, said(service)
    assert service.service.version in said(service), "each job installed the release"


def test_what_was_looked_at_is_applied_or_nothing_is(service, aws):
    """A plan that is old, and one that somebody else put in its place."""
    assert service.merge(CONFIGURATION)[0], said(service)
    service.service.repository[LINKS] = GROWN
    assert not service.approve(), said(service)
    plan = next(path for path in service.service.kept.rglob("plan.json"))
    service.service.repository[LINKS] = CONFIGURATION
    plan.write_text(plan.read_text().replace("EqDC2", "EqDA2"))
    assert not service.approve(), said(service)
    assert not aws.changes()


def test_a_circuit_goes_only_by_name(service, aws):
    assert service.merge(GROWN)[0] and service.approve(), said(service)
    passed, plan = service.merge(CONFIGURATION)
    assert not passed and "virtual_interface.prod" in plan, said(service)
    assert service.merge(CONFIGURATION, allow="virtual_interface.prod")[0] and service.approve(), said(service)
    assert not [one for one in aws.interfaces() if one["virtualInterfaceState"] not in ("deleting", "deleted")]


def test_nothing_to_do_is_applied_too(service, aws):
    """A merge that changes only comments."""
    assert service.merge(CONFIGURATION)[0] and service.approve(), said(service)
    before = aws.changes()
    assert service.merge("# a comment\n" + CONFIGURATION)[0] and service.approve(), said(service)
    assert aws.changes() == before


def install(*words, **environment):
    return subprocess.run([EXAMPLES / "install.sh", *words], capture_output=True, text=True, check=False, env=os.environ | environment)


def test_a_release_comes_over_https_and_is_signed(tmp_path, dist):
    """From an address that has the version in it, with a key of the test's own; another key, another sum and another file are refused."""
    import network as around

    keys = test_install.made_keys(tmp_path / "keys")
    shutil.copytree(dist, tmp_path / "dist")
    (listing,) = (tmp_path / "dist").glob("*_SHA256SUMS")
    subprocess.run(["gpg", "--batch", "--local-user", keys["id"], "--output", f"{listing}.sig", "--detach-sign", listing], check=True,
                   env=os.environ | {"GNUPGHOME": keys["home"]})
    site = test_install.Site(around.Authority(tmp_path))
    version = test_release.version()
    try:
        site.files = {f"/v{version}/{path.name}": path.read_bytes() for path in (tmp_path / "dist").iterdir()}
        (tmp_path / "key.asc").write_text(keys["armor"])
        digest = hashlib.sha256(listing.read_bytes()).hexdigest()
        given = {"INTERCONNECT_RELEASES": f"https://{site.host}/vVERSION", "CURL_CA_BUNDLE": str(tmp_path / "ca.pem"), "PREFIX": str(tmp_path / "usr"),
                 "INTERCONNECT_KEY": str(tmp_path / "key.asc"), "INTERCONNECT_SUMS_SHA256": digest}
        done = install(version, "interconnect", "provider", **given)
        assert done.returncode == 0 and f"interconnect {version}" in done.stdout, done.stderr
        assert len(list((tmp_path / "usr/share/terraform/plugins").rglob("*.zip"))) == 2
        shutil.rmtree(tmp_path / "usr")
        assert "INTERCONNECT_SUMS_SHA256" in install(version, **given | {"INTERCONNECT_SUMS_SHA256": "0" * 64}).stderr
        other = test_install.made_keys(tmp_path / "others")
        (tmp_path / "other.asc").write_text(other["armor"])
        assert "not signed" in install(version, **given | {"INTERCONNECT_KEY": str(tmp_path / "other.asc")}).stderr
        site.files[f"/v{version}/interconnect_{version}_linux_amd64.tar.gz"] += b"\0"
        assert "is not what" in install(version, **given).stderr
        assert "could not be had" in install("9.9.9", **given).stderr
        assert not (tmp_path / "usr").exists()
    finally:
        site.close()
        for home in ("keys", "others"):
            subprocess.run(["gpgconf", "--kill", "all"], env=os.environ | {"GNUPGHOME": str(tmp_path / home)}, check=False)


def test_an_image_of_alpine_plans_with_terraform(machine, network, dist):
    """Each instruction of alpine/Dockerfile, in a root with busybox and Terraform alone; then Terraform finds the provider by itself."""
    if reason := terraform.why_not():
        pytest.skip(reason)
    machine.add("/bin/terraform", shutil.which("terraform"))
    machine.write(shell.PLACES[0], network.authority.certificates)
    machine.write("/bin/apk", "#!/bin/busybox sh\n")
    for path in dist.iterdir():
        machine.add(f"/releases/{path.name}", path)
    for name in ("sh", "sed", "uname", "mktemp", "cp", "mv", "rm", "mkdir", "grep", "sha256sum", "tar", "gzip", "head"):
        (machine.path / "bin" / name).symlink_to("busybox")
    (machine.path / "bin/apk").chmod(0o755)
    environment = {"VERSION": test_release.version(), "INTERCONNECT_RELEASES": "/releases", "PATH": "/usr/local/bin:/bin:/usr/sbin:/usr/bin:/sbin", "HOME": "/home"}
    for instruction, text in re.findall(r"^(RUN|COPY) (.*)$", (EXAMPLES / "alpine/Dockerfile").read_text(), re.MULTILINE):
        if instruction == "RUN":
            machine.run("/bin/sh", "-ec", text, env=environment)
        else:
            source, target = text.split()
            machine.write(target, (EXAMPLES / source).read_text())
            (machine.path / target.lstrip("/")).chmod(0o755)
    machine.write("/home/main.tf", terraform.HEADER + 'provider "interconnect" {}\n\nresource "interconnect_connection" "dc1" {\n  cloud = "aws"\n'
                  '  name = "dc1"\n  location = "EqDC2"\n  bandwidth = "1Gbps"\n}\n')
    env = environment | shell.proxied(network) | {"CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}
    machine.run("/bin/terraform", "init", "-input=false", env=env)
    planned = machine.run("/bin/terraform", "plan", "-detailed-exitcode", "-input=false", "-no-color", env=env, expect=2)
    assert "1 to add" in planned.stdout

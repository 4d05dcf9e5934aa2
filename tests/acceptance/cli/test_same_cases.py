"""Every case of cases.py through the command line, beside Terraform: both front doors reach the same cloud objects."""

import json
import os
import pathlib
import re
import signal

import pytest

import clouds
import desired
import test_lifecycle as terraform_life
from cases import CASES
from processes import wait_until


@pytest.fixture(params=CASES, ids=lambda case: f"{case.cloud}-{case.name}")
def pair(request, new_workspace, new_repository):
    case = request.param
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    one, other = clouds.CLOUDS[case.cloud](), clouds.CLOUDS[case.cloud]()
    pair = Pair(case, one, other, new_workspace(one.environment()), new_repository(other.environment()))
    pair.new_repository = new_repository
    yield pair
    keep_calls(request.node.name, one, other)
    one.stop()
    other.stop()


def keep_calls(test, terraform_cloud, cli_cloud):
    """With IC_CALLS_FOLDER set, writes how often each operation was called: what a change of the adapters is held against."""
    if folder := os.environ.get("IC_CALLS_FOLDER"):
        path = pathlib.Path(folder, re.sub(r"\W+", "-", test) + ".json")
        path.write_text(json.dumps({"terraform": terraform_cloud.calls(), "cli": cli_cloud.calls()}, indent=1, sort_keys=True))


class Pair:
    """One cloud for Terraform, one for the command line, both seeded alike."""

    def __init__(self, case, terraform_cloud, cli_cloud, ws, repository):
        self.case, self.terraform_cloud, self.cloud, self.ws, self.repository = \
            case, terraform_cloud, cli_cloud, ws, repository
        self.text = self.seeded(terraform_cloud)
        self.ids = self.replacements(case.seed(cli_cloud))
        self.before = list(terraform_life.flat(cli_cloud.objects()))
        self.kind, self.name = case.address.removeprefix("interconnect_").split(".")
        self.address = f"{self.kind}.{self.name}"

    def seeded(self, cloud):
        """The configuration with the ids of what was there before; remembers them."""
        text = self.case.hcl
        self.seeds = self.case.seed(cloud)
        for name, object_id in self.seeds.items():
            text = text.replace(f"<<{name}>>", object_id)
        return text

    def replacements(self, other):
        """From the ids in Terraform's cloud to those in the other."""
        return {self.seeds[name]: other[name] for name in self.seeds}

    def write(self):
        """The same configuration for both."""
        self.ws.write(self.text)
        self.ws.plan("-out=convert.tfplan")
        text = desired.yaml_of(self.ws.show("convert.tfplan")["configuration"])
        for old, new in self.ids.items():
            text = text.replace(old, new)
        self.repository.write(text)

    def nothing_to_do(self, repository=None):
        plan = (repository or self.repository).plan(expect=0)
        assert plan["steps"] == [], plan

    def everything_allowed(self):
        """Acknowledges every deletion and replacement."""
        text = (self.repository.folder / "interconnect.yaml").read_text()
        return [option for kind, objects in json.loads(text).items()
                for name in objects for option in ("--allow", f"{kind}.{name}")]

    def object_id(self):
        plan = self.repository.run("export", "--to", "hcl").out
        found = re.search(rf'to\s*=\s*interconnect_{self.kind}\.{self.name}\s*\n\s*id\s*=\s*"([^"]+)"', plan)
        assert found, plan
        return found.group(1)

    def same_objects(self):
        mine, theirs = normal(self.cloud.objects()), normal(self.terraform_cloud.objects())
        assert mine == theirs

    def create(self):
        self.write()
        self.repository.run("validate")
        self.repository.apply()
        self.nothing_to_do()
        assert not self.ws.apply().errors
        self.same_objects()

    def drift(self):
        """An edit by hand is a finding, repaired by apply, and gone after it."""
        attributes = self.state()
        self.case.drift(self.cloud, attributes)
        found = self.repository.run("drift", "--json", expect=2).json()
        assert [f for f in found["findings"] if f["address"] == self.address], found
        self.repository.apply(*self.everything_allowed())
        self.nothing_to_do()
        self.repository.run("drift")

    def state(self):
        """What was last applied, as the cases want it: attributes of the case's object."""
        cloud, region, object_id = self.object_id().split("/", 2)
        state = self.ws.state()[self.case.address]
        return state | {"cloud": cloud, "region": region, "id": object_id}

    def update(self):
        edits, expected = self.case.update
        before = self.object_id()
        for old, new in edits:
            self.text = self.text.replace(old, new)
        self.write()
        steps = self.repository.plan(expect=2)["steps"]
        wanted = {self.address, *(address.removeprefix("interconnect_") for address in self.case.follows)}
        assert {(s["action"], s["address"]) for s in steps} == {("update", address) for address in wanted}, steps
        self.repository.apply()
        self.nothing_to_do()
        assert self.object_id() == before
        live = terraform_life.find(self.cloud.objects(), before.split("/", 2)[2])
        assert {member: live.get(member) for member in expected} == expected

    def import_(self):
        """A repository that knows nothing takes everything over and finds nothing to do."""
        other = self.new_repository(self.cloud.environment())
        said = other.run("import", "--all", "--account", self.case.cloud, "--write", "interconnect.yaml")
        print(said)
        self.nothing_to_do(other)

    def replace(self):
        old, new, words = self.case.replace
        before = self.object_id()
        self.text = self.text.replace(old, new)
        self.write()
        # Of prefixes only the last of a gateway are asked for.
        written = json.loads((self.repository.folder / "interconnect.yaml").read_text())
        asked = self.kind != "bgp_cidr" or len(written["bgp_cidr"]) == 1
        refused = self.repository.plan(expect=3 if asked else 2)
        assert any(r["address"] == self.address for r in refused["refusals"]) == asked, refused
        step = next(s for s in refused["steps"] if s["address"] == self.address)
        assert step["action"] == "replace", step
        assert all(any(word in reason for reason in step["reasons"]) for word in words), step
        self.repository.apply(*self.everything_allowed())
        self.nothing_to_do()
        assert self.object_id() != before

    def destroy(self):
        self.repository.run("destroy", "--yes", *self.everything_allowed())
        known = {json.dumps(terraform_life.identity(item), sort_keys=True) for item in self.before}
        ids = {item.get("id") for item in self.before if "id" in item}
        left = [item for item in terraform_life.flat(self.cloud.objects()) if terraform_life.is_live(item)
                and json.dumps(terraform_life.identity(item), sort_keys=True) not in known
                and item.get("id", object()) not in ids]
        assert not left, left


NOT_COMPARED = re.compile(r"(time|date$|_at$|gmt|authkey|md5|device|mark)", re.IGNORECASE)


def normal(objects):
    """What must be equal in two clouds: everything but ids, times, generated keys and devices."""
    live = [item for item in terraform_life.flat(objects) if terraform_life.is_live(item)]
    return sorted(json.dumps(without_ids(item), sort_keys=True) for item in live)


def without_ids(value):
    if isinstance(value, dict):
        if "mark" in str(value.get("key", value.get("Key", ""))):  # of a create; made of ids
            return {}
        return {k: without_ids(v) for k, v in value.items() if not NOT_COMPARED.search(k) and not is_id(k, v)}
    if isinstance(value, list):
        return sorted((without_ids(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value


def is_id(key, value):
    return isinstance(value, str) and bool(re.search(r"(^|_|[a-z])(id|Id|ID|arn|Arn|xml|Config)$", key))


def test_life(pair):
    pair.create()
    if pair.case.drift:
        pair.drift()
    if pair.case.update:
        pair.update()
    pair.import_()
    if pair.case.replace:
        pair.replace()
    pair.destroy()


@pytest.mark.parametrize("case", [case for case in CASES if case.create and case.address.startswith("interconnect_bgp_")],
                         ids=lambda case: f"{case.cloud}-{case.name}")
def test_what_a_killed_run_made_stands_in_no_plans_way(case, new_workspace, new_repository):
    """The state has a note of the create, also of what carries no mark (sessions, groups, prefixes): nothing has to be imported."""
    if reason := clouds.why_not(case.cloud):
        pytest.skip(reason)
    one, other = clouds.CLOUDS[case.cloud](), clouds.CLOUDS[case.cloud]()
    try:
        pair = Pair(case, one, other, new_workspace(one.environment()), new_repository(other.environment()))
        pair.write()
        other.reset_calls()
        other.fault(case.create, "late_response", delay_ms=60000)
        process = pair.repository.start("apply", "--yes")
        wait_until(lambda: other.calls().get(case.create), case.create)  # carried out, not answered
        os.kill(process.pid, signal.SIGKILL)
        pair.repository.finish(process)
        plan = pair.repository.run("plan", "--json", expect=2)
        assert "import" not in plan.err + plan.out, str(plan)
        pair.repository.apply()
        pair.nothing_to_do()
    finally:
        one.stop()
        other.stop()

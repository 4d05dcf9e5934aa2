"""A configuration that anybody could have proposed: what it may not make the process do, seen from outside. Every setting
of every cloud, from the schema, with every hostile value; a proxy of the test's own stands for the rest of the world."""

import html
import json
import re
import socketserver
import subprocess
import threading

import pytest

import interconnect
from terraform import bin_dir

SECRET = "hidden-value-of-the-job"
KEYS = {
    "aws": {"AWS_ACCESS_KEY_ID": "AKIAJOB", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "eu-west-1",
            "AWS_EC2_METADATA_DISABLED": "true"},
    "huawei": {"HW_ACCESS_KEY": "AKJOB", "HW_SECRET_KEY": SECRET, "HW_REGION_NAME": "cn-north-4", "HW_PROJECT_ID": "p"},
    "alibaba": {"ALIBABA_CLOUD_ACCESS_KEY_ID": "AKJOB", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": SECRET,
                "ALIBABA_CLOUD_REGION": "cn-hangzhou"},
}
OWN = re.compile(r"(directconnect|sts|dcaas|iam|vpc)[a-z0-9.-]*\.(amazonaws\.com|myhuaweicloud\.com|aliyuncs\.com):443")
READING = (("plan", "--json"), ("drift", "--json"), ("validate", "--json"), ("export",), ("graph",))


class World(socketserver.ThreadingTCPServer):
    """Everything outside of this machine, and the attacker's server too: keeps what it is asked, and answers nothing."""

    daemon_threads = True

    def __init__(self):
        self.asked = []
        super().__init__(("127.0.0.1", 0), None)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request, client_address):
        self.asked.append(request.recv(65536).decode("latin-1"))
        request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@pytest.fixture
def world():
    with World() as made:
        yield made
        made.shutdown()


def settings(cloud):
    """Paths of all settings of a cloud's entry, with their types."""
    schema = json.loads(subprocess.run([bin_dir() / "interconnect", "schema"], capture_output=True, check=True).stdout)

    def walk(properties, path):
        for name, field in properties.items():
            if name == "cloud" and not path:
                continue
            if "properties" in field:
                yield from walk(field["properties"], (*path, name))
            else:
                yield (*path, name), field.get("type", "string")

    return list(walk(schema["$defs"][f"clouds_{cloud}"]["properties"], ()))


def entry(cloud, path, kind, value):
    for name in reversed(path):
        value = {name: [value] if kind == "array" and name == path[-1] else value}
    return value


@pytest.fixture
def repository(new_repository, world):
    """As a pull request has it: files that run programs, links to what is none of its business."""
    proxy = {name: world.url for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy")}
    made = new_repository({key: value for keys in KEYS.values() for key, value in keys.items()} | proxy |
                          {"JOB_SECRET": SECRET, "INTERCONNECT_UNTRUSTED": "1"})
    made.environment["HOME"] = str(made.folder / "home")
    canary = made.folder / "canary"
    made.write(f"[default]\ncredential_process = touch {canary}\nendpoint_url = {world.url}\n", "repo/aws.ini")
    made.write(json.dumps({"current": "default", "profiles": [
        {"name": "default", "mode": "External", "process_command": f"touch {canary}"}]}), "repo/aliyun.json")
    made.write(SECRET, "outside")
    (made.folder / "repo/link").symlink_to("../outside")
    made.canary = canary
    return made


def run(repository, *arguments):
    outcome = repository.run(*arguments, "-f", "repo/interconnect.yaml", expect=None)
    text = outcome.out + outcome.err
    assert SECRET not in text, outcome
    assert not repository.canary.exists(), f"a program ran\n{outcome}"
    return outcome, text


def hostile(world, folder):
    return ("${env:JOB_SECRET}", "${env:AWS_SECRET_ACCESS_KEY}", "${file:/proc/self/environ}", "${file:../outside}",
            "${file:link}", f"{folder}/repo/aws.ini", f"{folder}/repo/aliyun.json", world.url, f"{world.url}/x")


@pytest.mark.parametrize("cloud", KEYS)
def test_no_setting_reaches_beyond_the_configuration(cloud, repository, world):
    """What is refused names its line; what is not refused calls nobody but the cloud itself."""
    refused = 0
    for path, kind in settings(cloud):
        for value in hostile(world, repository.folder):
            if not refuses(path, value):
                continue
            made = {"clouds": {"it": {"cloud": cloud} | entry(cloud, path, kind, value)},
                    "connection": {"dc1": {"cloud": "it", "location": "L", "bandwidth": "1Gbps"}}}
            repository.write(json.dumps(made, indent=1), "repo/interconnect.yaml")
            outcome, text = run(repository, "plan", "--json")
            assert outcome.code == 1 and "Not from an untrusted configuration" in text, (path, value, text)
            assert re.search(r'"line": \d', text), text
            refused += 1
    assert refused > 40
    assert not world.asked, world.asked


def refuses(path, value):
    """Sources anywhere; files and addresses where they are read and called."""
    touching = re.search(r"file|bundle|endpoint|huawei_cloud", path[-1]) and path[-1] != "profile"
    return value.startswith("${") or touching


@pytest.mark.parametrize("cloud", KEYS)
def test_settings_that_reach_nothing_call_the_cloud_alone(cloud, repository, world):
    """All of them at once, so that the waits for an answer are few."""
    for value in (f"{repository.folder}/repo/aws.ini", world.url):
        for path, kind in settings(cloud):
            if kind in ("integer", "boolean") or refuses(path, value) or path[-1] in ("duration", "max_retries"):
                continue
            made = {"clouds": {"it": {"cloud": cloud, "max_retries": 0} | entry(cloud, path, kind, value)}}
            repository.write(json.dumps(made, indent=1), "repo/interconnect.yaml")
            run(repository, "plan", "--json")
    for request in world.asked:
        assert OWN.fullmatch(request.split()[1]) and request.startswith("CONNECT "), request


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
@pytest.mark.parametrize("value", ("shared_config_files: [repo/aws.ini]", "endpoint: {world}",
                                   "region: '${{env:JOB_SECRET}}'", "access_key: '${{file:link}}'"))
def test_each_command_refuses(command, value, repository, world):
    repository.write("clouds:\n  aws:\n    " + value.format(world=world.url) + "\n", "repo/interconnect.yaml")
    outcome, text = run(repository, *command)
    assert outcome.code == 1 and "Not from an untrusted configuration" in text, outcome
    assert re.search(r"interconnect.yaml:3:|\"line\": 3", text), outcome
    assert not world.asked


@pytest.mark.parametrize("command", (("apply", "--yes"), ("destroy", "--yes"), ("import", "--all"), ("state", "rm", "connection.dc1")),
                         ids=lambda command: command[0])
def test_nothing_is_carried_out(command, repository, world):
    repository.write("clouds: {aws: {}}\n", "repo/interconnect.yaml")
    outcome, text = run(repository, *command)
    assert outcome.code == 1 and "INTERCONNECT_UNTRUSTED" in text and not world.asked


def test_without_it_the_same_things_happen(repository, world):
    """The traps work: what is refused above would have been done."""
    repository.environment["INTERCONNECT_UNTRUSTED"] = "0"
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        del repository.environment[name]
    repository.write("clouds: {aws: {region: eu-west-1, max_retries: 0, shared_config_files: [repo/aws.ini]}}\n"
                     "connection: {dc1: {cloud: aws, location: '${env:JOB_SECRET}', bandwidth: 1Gbps}}\n",
                     "repo/interconnect.yaml")
    outcome = repository.run("plan", "--json", "-f", "repo/interconnect.yaml", expect=None)
    assert repository.canary.exists() and SECRET in outcome.out, outcome


def test_what_is_allowed_works_and_is_not_shown(new_repository, aws):
    made = new_repository(aws.environment())
    made.environment |= {"INTERCONNECT_UNTRUSTED": "1", "DC1_KEY": SECRET, "SITE": "EqDC2",
                         "INTERCONNECT_ALLOW_ENV": "DC1_KEY", "INTERCONNECT_SHOW_ENV": "SITE"}
    made.write("clouds: {aws: {region: us-east-1}}\n"
               "connection: {dc1: {cloud: aws, location: '${env:SITE}', bandwidth: 1Gbps}}\n"
               "virtual_interface:\n  prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000,"
               " auth_key: '${env:DC1_KEY}'}\n")
    outcome = made.run("plan", "--detailed", "--out", "links.plan", expect=2)
    assert "EqDC2" in outcome.out and SECRET not in outcome.out + outcome.err
    assert not made.files_with(SECRET)
    made.environment["INTERCONNECT_UNTRUSTED"] = "0"
    made.run("apply", "links.plan")


def commands_with(repository, *options):
    """Commands that take all of these options, as their help has it."""
    listed = repository.run("--help").out.partition("Commands:")[2].partition("Exit codes")[0]
    names = re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)
    return [name for name in names if all(option in repository.run(name, "--help").out for option in options)]


# What a command cannot do without.
WORDS = {"list": ("locations",), "render": ("--platform", "frr"), "state": ("list",)}


def test_no_state_is_used_that_came_with_it(new_repository, aws):
    """A state says what is ours: one that a pull request brings along would have its deletions called "no changes"."""
    made = new_repository(aws.environment())
    circuit = "connection: {dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}}\n"
    made.write("clouds: {aws: {region: us-east-1}}\n" + circuit)
    made.apply()
    asked = 0
    for command in commands_with(made, "--untrusted", "--state"):
        if command == "list":
            continue  # takes the option, and asks no state
        words = (command, *WORDS.get(command, ()))
        refused = made.run(*words, "--untrusted", expect=1)
        assert "interconnect.state.db lies beside" in re.sub(r"\s+", " ", refused.out + refused.err), refused
        named = made.run(*words, "--untrusted", "--state", "interconnect.state.db", expect=None)
        assert "lies beside" not in named.out + named.err, named
        asked += 1
    assert asked >= 4
    (made.folder / "interconnect.state.db").rename(made.folder / "elsewhere.db")
    (made.folder / "interconnect.state.db").symlink_to("elsewhere.db")
    made.run("plan", "--untrusted", expect=1)


def options_that_write(repository):
    """Every option of every such command that names a file or folder to write."""
    for command in commands_with(repository, "--untrusted"):
        told = repository.run(command, "--help").out
        for option in re.findall(r"(--(?:json|sarif|markdown|prometheus|out)) \[?(?:FILE|DIR)", told):
            yield command, option


def test_nothing_is_written_where_a_link_of_the_repository_leads(new_repository, aws):
    made = new_repository(aws.environment())
    made.write("clouds: {aws: {region: us-east-1}}\nconnection: {dc1: {cloud: aws, location: EqDC2, bandwidth: 1Gbps}}\n"
               "virtual_interface: {prod: {connection: dc1, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000}}\n")
    made.apply()
    for folder in ("elsewhere", "out"):
        (made.folder / folder).mkdir()
    made.write("kept", "outside")
    made.environment["INTERCONNECT_STATE"] = str(made.folder / "interconnect.state.db")
    (made.folder / "checkout").mkdir()
    (made.folder / "interconnect.yaml").rename(made.folder / "checkout/interconnect.yaml")
    for name, target in (("file", "../outside"), ("dangling", "../none"), ("far", "../elsewhere")):
        (made.folder / "checkout" / name).symlink_to(target)
    (made.folder / "checkout/.git").mkdir()
    tried = 0
    for command, option in options_that_write(made):
        files = ("far",) if command == "render" else ("file", "dangling", "far/new")
        for file in files:
            ran = made.run(command, *WORDS.get(command, ()), "--untrusted", "-f", "checkout/interconnect.yaml", option,
                           f"checkout/{file}", expect=1)
            assert re.search(r"is not written: (it is|a link)", ran.err), ran
            tried += 1
    assert tried >= 20, tried
    assert (made.folder / "outside").read_text() == "kept" and not list((made.folder / "elsewhere").iterdir())
    assert not (made.folder / "none").exists()


@pytest.mark.parametrize("typed", ("checkout/links", "checkout/links/", "{here}/checkout/links", "../{name}/checkout/links",
                                   "checkout/../checkout/links", "checkout/far/links", "checkout/links/a.yaml"))
def test_no_folder_is_read_that_a_link_of_the_repository_leads_to(new_repository, typed):
    made = new_repository({"INTERCONNECT_UNTRUSTED": "1"})
    made.write(f"{SECRET}: 1\n", "elsewhere/links/a.yaml")
    (made.folder / "checkout/.git").mkdir(parents=True)
    (made.folder / "checkout/links").symlink_to("../elsewhere/links")
    (made.folder / "checkout/far").symlink_to("../elsewhere")
    ran = made.run("validate", "-f", typed.format(here=made.folder, name=made.folder.name), expect=1)
    assert SECRET not in ran.out + ran.err and "Not from an untrusted configuration" in ran.out + ran.err, ran


# Each with signs that a format spells another way, or at which lines are broken.
SPELLED = ["pa_s*s[w]o~rd!1", "a@b#c d$e&f|g<h>i", "two words, and then some more", "- a dash first", "`quoted` \"twice\"", "back\\slash",
           "${env:NOT}%{if}", "::add-mask::a", "left\u202eright", "trailing.dot.", "(12.) and 5.4", "ends in a sign!", "hundred%"]


def read(text):
    """As somebody reads it who undoes what a format does."""
    plain = re.sub(r"<!--.*?-->|</?code>|<br>|^> ", "", html.unescape(re.sub(r"<!--.*?-->", "", text)), flags=re.MULTILINE)
    return re.sub(r"\s+", " ", plain)


@pytest.mark.parametrize("value", SPELLED)
def test_what_a_variable_holds_is_in_no_format(new_repository, value):
    """An error quotes what happens to be the same as the value of a key; the key itself is used by nobody."""
    made = new_repository({"INTERCONNECT_UNTRUSTED": "1", "INTERCONNECT_ALLOW_ENV": "K", "K": value})
    written_out = value.replace("${", "$${")
    made.write(json.dumps({
        "clouds": {"aws": {"region": "us-east-1"}, "other": {"cloud": "aws", "access_key": "a", "secret_key": "${env:K}"}},
        "connection": {"dc1": {"cloud": "aws", "location": "EqDC2", "bandwidth": "1Gbps"}},
        "virtual_interface": {"prod": {"connection": "dc1", "vlan": f"the number is then: {written_out}", "gateway_id": "vgw-1"}}}))
    for command, formats in (("plan", ("--json", "--markdown")), ("drift", ("--json", "--markdown", "--sarif"))):
        files = [word for name in formats for word in (name, f"out{name}")]
        ran = made.run(command, *files, expect=1)
        shown = [ran.out, ran.err, *((made.folder / f"out{name}").read_text() for name in formats)]
        assert any("***" in text for text in shown), ran
        for text in shown:
            unescaped = [text, read(text)]
            if text.startswith("{"):
                unescaped.append(json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\"))
            for one in unescaped:
                assert value not in one and read(value) not in one, text


# Every way to write a source that is none of its business.
FORMS = ("${env:JOB_SECRET}", "a${env:JOB_SECRET}b", "$$${env:JOB_SECRET}", "${env:NONE}${env:JOB_SECRET}", "${env:AWS_SECRET_ACCESS_KEY}",
         "${file:/proc/self/environ}", "${file:../outside}", "${file:link}", "${file:./../outside}", "${file:none/../../outside}",
         "${file:.hidden}", "${file:folder/outside}", "${file:/dev/stdin}", "${file:${env:HOME}/outside}", "${file:~/outside}")


def places(schema, node, path=()):
    """Paths of everything that a configuration may hold, by its schema; a list's element is 0, a map's any `x`."""
    if "$ref" in node and node["$ref"] not in ("#/$defs/text", "#/$defs/source"):
        yield from places(schema, schema["$defs"][node["$ref"].rpartition("/")[2]], path)
    elif isinstance(node.get("items"), dict):
        yield from places(schema, node["items"], (*path, 0))
    elif "properties" in node or isinstance(node.get("additionalProperties"), dict):
        for name, field in node.get("properties", {}).items():
            yield from places(schema, field, (*path, name))
        if isinstance(node.get("additionalProperties"), dict) and path != ("clouds",):
            yield from places(schema, node["additionalProperties"], (*path, "x"))
    elif "anyOf" in node and path[:1] == ("clouds",):
        yield from places(schema, node["anyOf"][0], path)
    else:
        yield path


def holding(path, value):
    for name in reversed(path):
        value = [value] if name == 0 else {name: value}
    return value


def test_no_source_reaches_what_is_not_listed_wherever_it_stands(repository, world):
    schema = json.loads(subprocess.run([bin_dir() / "interconnect", "schema"], capture_output=True, check=True).stdout)
    everywhere = list(places(schema, schema))
    assert len(everywhere) > 250 and ("virtual_interface", "x", "auth_key") in everywhere and ("clouds", "aws", "token") in everywhere
    (repository.folder / "repo/folder").symlink_to("..")
    repository.write(SECRET, "repo/.hidden")
    for number, path in enumerate(everywhere):
        for form in (FORMS[number % len(FORMS)], FORMS[(number * 7 + 3) % len(FORMS)]):
            repository.write(json.dumps(holding(path, form)), "repo/interconnect.yaml")
            outcome, text = run(repository, "plan", "--json")
            said_so = outcome.code == 1 or path[0] in ("drift", "moved", "limits") or form.startswith("$$$")
            assert said_so, (path, form, text)
    assert not world.asked

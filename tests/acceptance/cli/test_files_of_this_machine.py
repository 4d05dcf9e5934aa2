"""Files of this machine that are not what their name says, or somebody else's: by each door through which the command line reads or
writes one. Doors come from the programs' own lists (help and schema), so that a new one is tried or fails here."""

import json
import os
import re
import resource
import subprocess

import pytest

import interconnect
from processes import wait_until
from terraform import bin_dir

SOMEBODY = 12345
PATIENCE = 60  # seconds; nothing here asks anybody
OFFLINE = {"AWS_EC2_METADATA_DISABLED": "true", "https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
KEYS = {"aws": {"access_key": "AKIAX", "secret_key": "secret"}, "huawei": {"access_key": "AKX", "secret_key": "secret", "project_id": "p"},
        "alibaba": {"access_key": "AKX", "secret_key": "secret"}}
REGIONS = {"aws": "us-east-1", "huawei": "cn-north-4", "alibaba": "cn-hangzhou"}
IDS = {"aws": "dxcon-fg31dyv6", "huawei": "4c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60", "alibaba": "pc-bp1qrb3044eqixog1234"}
EMPTY = "clouds: {aws: {region: us-east-1}}\n"
# What reads, as it is given with a name; what an option of the command line reads has the option's name.
READS = {"--file": ("validate", "-f", "{}"), "PLAN": ("apply", "--yes", "{}"), "--from-terraform": ("export", "--from-terraform", "{}"), "--from": ("migrate", "--check", "--from", "{}"),
         "a file of a folder": ("validate", "-f", "."), "--state": ("plan", "--state", "{}"), "INTERCONNECT_STATE": ("plan",),
         "${file:…}": ("plan",)}
# What is read when there is a link to render, and what writes.
OTHERS = {"--templates", "--json", "--markdown", "--sarif", "--prometheus", "--out", "--write", "--backup"}
# Variables that name a file, with what makes it be read.
VARIABLES = {
    "AWS_CONFIG_FILE": {}, "AWS_SHARED_CREDENTIALS_FILE": {},
    "AWS_WEB_IDENTITY_TOKEN_FILE": {"AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/x"},
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/x"},
    "AWS_CA_BUNDLE": KEYS["aws"], "CURL_CA_BUNDLE": KEYS["aws"],
    "ALIBABA_CLOUD_CREDENTIALS_FILE": {},
    "ALIBABA_CLOUD_OIDC_TOKEN_FILE": {"ALIBABA_CLOUD_ROLE_ARN": "acs:ram::1:role/x", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "acs:ram::1:oidc-provider/x"},
    "OS_CLIENT_CONFIG_FILE": {"OS_CLOUD": "x"},
    "OS_CACERT": KEYS["huawei"],
}
POSTGRES = {"PGSSLROOTCERT": "sslrootcert", "PGSSLCERT": "sslcert", "PGSSLKEY": "sslkey", "PGSSLCRL": "sslcrl", "PGPASSFILE": "passfile"}


def program(*words):
    return subprocess.run([bin_dir() / "interconnect", *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def repository(new_repository):
    made = new_repository(OFFLINE)
    made.write(EMPTY)
    return made


def options():
    """(command, option) of everything in the help that takes a file or a folder."""
    commands = re.findall(r"^  ([a-z]+)  +\S", program("--help").split("Commands:")[1].split("\n\n")[0], re.MULTILINE)
    for command in commands:
        for name in re.findall(r"^  (?:-\w,)?(--[\w-]+) \[?(?:FILE|DIR)|^  (PLAN) ", program(command, "--help"), re.MULTILINE):
            yield command, "".join(name)


def test_every_option_with_a_file_is_tried_here():
    if reason := interconnect.why_not():
        pytest.skip(reason)
    found = {name for _, name in options()}
    assert found == {name for name in {*READS, *OTHERS} if name.startswith("--") or name == "PLAN"} - {"--state"}, found


def bad(repository, kind, name="named"):
    path = repository.folder / name
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:  # anybody's
        path.write_text("[default]\n")
        path.chmod(0o666)
    return path


@pytest.mark.parametrize("kind", ("pipe", "device"))
@pytest.mark.parametrize("door", READS)
def test_what_is_no_file_is_refused_at_once(repository, door, kind):
    path = bad(repository, kind, "other.yaml" if door == "a file of a folder" else "named")
    if door == "INTERCONNECT_STATE":
        repository.environment[door] = str(path)
    elif door == "${file:…}":
        repository.write(f'clouds: {{aws: {{region: us-east-1, access_key: AK, secret_key: "${{file:{path.name}}}"}}}}\n')
    outcome = repository.run(*(word.format(path) for word in READS[door]), expect=1, timeout=PATIENCE)
    said = " ".join((outcome.out + outcome.err).split())
    assert path.name in said and re.search("a pipe or a device|it is no file", said), outcome


def asking(cloud, entry):
    """A configuration whose plan asks the cloud."""
    return json.dumps({"clouds": {cloud: entry}, "connection": {"c": {"cloud": cloud, "adopt": IDS[cloud], "name": "circuit"}}})


def settings():
    """(cloud, setting, whether it is a list) of each setting that names a file."""
    schema = json.loads(program("schema")) if not interconnect.why_not() else {"$defs": {}}
    for cloud in KEYS:
        fields = schema["$defs"].get(f"clouds_{cloud}", {}).get("properties", {})
        for name, field in fields.items():
            if re.search(r"(?<!pro)file|bundle", name):
                yield cloud, name, field.get("type") == "array"


@pytest.mark.parametrize("kind", ("pipe", "device", "anybody's"))
@pytest.mark.parametrize("cloud,name,many", settings())
def test_settings_name_files_that_are_ours(repository, cloud, name, many, kind):
    path = bad(repository, kind)
    keys = KEYS[cloud] if "bundle" in name else {}
    entry = {"region": REGIONS[cloud], "max_retries": 0, name: [str(path)] if many else str(path), **keys}
    repository.write(asking(cloud, entry))
    outcome = repository.run("plan", "--json", expect=1, timeout=PATIENCE)
    assert str(path) in outcome.out + outcome.err, outcome
    assert re.search("anybody" if kind == "anybody's" else "pipe|device", outcome.out + outcome.err), outcome


def variables():
    for name, more in VARIABLES.items():
        cloud = "aws" if name.startswith(("AWS", "CURL", "SSL")) else "alibaba" if name.startswith("ALI") else "huawei"
        yield cloud, name, more


@pytest.mark.parametrize("kind", ("pipe", "anybody's"))
@pytest.mark.parametrize("cloud,name,more", variables(), ids=lambda value: value if isinstance(value, str) and value.isupper() else "")
def test_variables_name_files_that_are_ours(repository, cloud, name, more, kind):
    path = bad(repository, kind)
    keys = more if "access_key" in more else {}
    entry = {"region": REGIONS[cloud], "max_retries": 0, **keys}
    repository.write(asking(cloud, entry))
    environment = {name: str(path)} | ({} if keys else more)
    outcome = repository.run("plan", "--json", expect=1, timeout=PATIENCE, env=environment)
    assert str(path) in outcome.out + outcome.err, outcome


@pytest.mark.parametrize("kind", ("pipe", "anybody's"))
@pytest.mark.parametrize("variable,parameter", POSTGRES.items())
@pytest.mark.parametrize("by", ("variable", "parameter"))
def test_files_of_postgresqls_client_are_ours(repository, variable, parameter, by, kind):
    path = bad(repository, kind)
    more = f"?{parameter}={path}" if by == "parameter" else ""
    environment = {variable: str(path)} if by == "variable" else {}
    outcome = repository.run("plan", "--state", f"postgres://127.0.0.1:9/net{more}", expect=1, timeout=PATIENCE, env=environment)
    assert str(path) in outcome.out + outcome.err and parameter in outcome.out + outcome.err, outcome


@pytest.mark.parametrize("beside", ("", "-journal", "-wal", "-shm"))
@pytest.mark.parametrize("there", (True, False), ids=("a state", "no state"))
def test_a_state_and_what_is_beside_it_are_ours(repository, beside, there):
    state = repository.folder / "interconnect.state.db"
    if there:
        repository.run("apply", "--yes")
    planted = state.with_name(state.name + beside)
    if not planted.exists():
        planted.write_bytes(b"planted")
    planted.chmod(0o666)
    before = {path.name: path.read_bytes() for path in repository.folder.iterdir()}
    outcome = repository.run("apply", "--yes", expect=1)
    assert str(planted.name) in outcome.err + outcome.out and "anybody" in outcome.err + outcome.out, outcome
    assert {path.name: path.read_bytes() for path in repository.folder.iterdir()} == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make links of others")
@pytest.mark.parametrize("where", ("last", "folder", "by one's own"))
@pytest.mark.parametrize("command,option", [("validate", "--json"), ("validate", "--sarif"), ("plan", "--json"), ("plan", "--markdown"),
                                            ("plan", "--out"), ("drift", "--json"), ("drift", "--markdown"), ("drift", "--sarif"),
                                            ("drift", "--prometheus")])
def test_nobody_else_says_where_a_report_goes(repository, command, option, where):
    """Also of a file that is there already, whose content stays."""
    theirs = repository.folder / "theirs"
    theirs.mkdir()
    precious = theirs / "report"
    precious.write_text("kept")
    link = repository.folder / "link"
    link.symlink_to(theirs if where == "folder" else precious)
    os.lchown(link, SOMEBODY, SOMEBODY)
    target = link / "report" if where == "folder" else link
    if where == "by one's own":
        target = repository.folder / "own"
        target.symlink_to(link)
    outcome = repository.run(command, option, str(target), expect=None)
    assert outcome.code == 1 and "another user" in outcome.err, outcome
    assert precious.read_text() == "kept" and os.listdir(theirs) == ["report"], outcome


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make links of others")
def test_the_simulators_ready_file_is_its_own(repository):
    link = repository.folder / "ready"
    link.symlink_to(repository.folder / "precious")
    (repository.folder / "precious").write_text("kept")
    os.lchown(link, SOMEBODY, SOMEBODY)
    ran = subprocess.run([bin_dir() / "interconnect-sim", "--aws", "127.0.0.1:0", "--ready", link], capture_output=True, text=True,
                         timeout=PATIENCE, check=False)
    assert ran.returncode == 1 and "another user" in ran.stderr, ran
    assert (repository.folder / "precious").read_text() == "kept"


def test_a_connection_string_is_no_file(repository):
    words = ("host", "krbsrvname", "SSLMODE", "keepalives_idle", "replication", "sslcrldir", "gsslib")
    for place in (*(f"{word}=x password=hunter2" for word in words), "POSTGRES://team:hunter2@127.0.0.1:9/net",
                  "PostgreSQL://team:hunter2@127.0.0.1:9/net"):
        for by in (("--state", place), ()):
            outcome = repository.run("plan", *by, expect=1, env={} if by else {"INTERCONNECT_STATE": place})
            said = outcome.out + outcome.err
            assert "postgres://" in said and "hunter2" not in said, (place, outcome)
    assert sorted(os.listdir(repository.folder)) == ["interconnect.yaml"]


def test_aliases_of_what_is_short_cost_as_much(repository):
    """In one file, and in a folder of files that each keep within what one may add."""
    tags = ", ".join(f"k{i}: v" for i in range(1500))
    names = "\n".join(f"  c{{0}}x{i}: {{{{cloud: aws, location: L, bandwidth: 1Gbps, tags: *t}}}}" for i in range(60))
    text = f"x-a{{0}}:\n  t: &t {{{{{tags}}}}}\n"
    for number in range(8):
        repository.write((text + ("connection:\n" if number == 0 else f"x-b{number}:\n") + names).format(number) + "\n", f"many/{number}.yaml")
    ran = repository.run("validate", "-f", "many/0.yaml", expect=None)
    assert "aliases" not in ran.out + ran.err, ran
    ran = repository.run("validate", "-f", "many", expect=1)
    assert "aliases repeat" in " ".join((ran.out + ran.err).split()), ran
    repository.write("\n".join(line for number in range(1) for line in [text.format(number) + "connection:"] +
                               [f"  c{i}: {{cloud: aws, location: L, bandwidth: 1Gbps, tags: *t}}" for i in range(1500)]) + "\n", "one.yaml")
    ran = repository.run("validate", "-f", "one.yaml", expect=1)
    assert "aliases repeat" in " ".join((ran.out + ran.err).split()), ran
    assert len(ran.out + ran.err) < 10_000, len(ran.out + ran.err)


def test_a_helper_that_hangs_is_waited_for_once(repository):
    """Though each account asks for itself."""
    runs = repository.folder / "runs"
    helper = repository.folder / "helper"
    helper.write_text(f"#!/bin/sh\necho run >> {runs}\nexec sleep 600\n")
    helper.chmod(0o755)
    repository.write("".join(f"[profile p{i}]\ncredential_process = {helper}\n" for i in range(4)), ".aws/config")
    repository.write(json.dumps({"clouds": {f"a{i}": {"cloud": "aws", "region": "us-east-1", "profile": f"p{i}", "max_retries": 0} for i in range(4)},
                                 "connection": {f"c{i}": {"cloud": f"a{i}", "location": "L", "bandwidth": "1Gbps"} for i in range(4)}}))
    outcome = repository.run("plan", expect=1, timeout=PATIENCE)
    assert "did not end" in " ".join((outcome.out + outcome.err).split()), outcome
    assert runs.read_text().split() == ["run"], runs.read_text()


@pytest.mark.parametrize("command", ("plan", "drift"))
def test_no_core_is_dumped(repository, command):
    """While it waits for a helper, with keys in its memory."""
    started = repository.folder / "started"
    repository.write(f"[default]\ncredential_process = sh -c 'touch {started}; exec sleep 600'\n", ".aws/config")
    repository.write(EMPTY + "connection: {c: {cloud: aws, location: L, bandwidth: 1Gbps}}\n")
    process = repository.start(command)
    try:
        wait_until(started.exists, "the helper")
        assert resource.prlimit(process.pid, resource.RLIMIT_CORE) == (0, 0)
        if os.geteuid() != 0:
            with pytest.raises(PermissionError):
                open(f"/proc/{process.pid}/mem", "rb")
    finally:
        process.terminate()
        repository.finish(process)


def test_what_was_said_to_a_cloud_is_in_no_log_of_keys(repository):
    """The HTTP library would make it for anybody to read, through any link, and wait for a pipe."""
    keys = repository.folder / "keys"
    repository.write(asking("aws", {"region": "us-east-1", "max_retries": 0, **KEYS["aws"]}))
    outcome = repository.run("plan", expect=1, env={"SSLKEYLOGFILE": str(keys)}, timeout=PATIENCE)
    assert not keys.exists() and "SSLKEYLOGFILE is not heeded" in outcome.err, outcome

"""What `render` writes: read by the platforms' own parsers where there is one, and never with a key that was not asked for."""

import shutil
import stat
import subprocess

import pytest

import pairs

PORTS = ("--port", "connection.one=cust0", "--port", "connection.two=cust1")
PLATFORMS = ("frr", "bird", "ios-xe", "nx-os", "ios-xr", "junos", "junos-set", "eos", "vrp", "pan-os", "vyos", "routeros")
PARSERS = {"frr": ("frr", ["vtysh", "-C", "-f"]), "bird": ("bird2", ["bird", "-p", "-c"])}
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


def parse(platform, text, folder):
    package, command = PARSERS[platform]
    program = shutil.which(command[0], path=PATH)
    if program is None:
        pytest.skip(f"{command[0]} is not installed (Debian's {package})")
    path = folder / f"{platform}.conf"
    path.write_text(text)
    done = subprocess.run([program, *command[1:], str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stdout and not done.stderr, f"{done.stdout}{done.stderr}\n{text}"


def keys_of(applied):
    keys = set()
    for interface in applied.cloud.interface_ids():
        keys |= {session.get(applied.cloud.session_key) for session in applied.cloud.sessions(interface).values()}
    return keys - {None, ""}


@pytest.mark.parametrize("source", ("live", "state"))
@pytest.mark.parametrize("platform", PARSERS)
def test_the_platforms_own_parser_reads_it(applied, platform, source, tmp_path):
    for options in ((), ("--preferred", "virtual_interface.one"), ("--router-id", "192.0.2.7")):
        parse(platform, applied.render("--platform", platform, "--from", source, *PORTS, *options).out, tmp_path)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_key_is_written_unasked(applied, platform):
    keys = keys_of(applied)
    assert keys
    shown = applied.render("--platform", platform, *PORTS)
    model = applied.render("--model", *PORTS)
    for key in keys:
        assert key not in shown.out + shown.err + model.out + model.err
    assert "REPLACE-WITH-KEY-OF-one-ipv4" in shown.out
    text, path = applied.file(platform, *PORTS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "REPLACE-WITH-KEY" not in text and any(key in text for key in keys)
    assert applied.repository.files_with(pairs.KEY) == []


def test_a_file_that_others_read_gets_no_key(applied):
    applied.folder.mkdir()
    (applied.folder / "router.frr.conf").write_text("mine")
    (applied.folder / "router.frr.conf").chmod(0o644)
    refused = applied.render("--platform", "frr", "--keys", "--out", str(applied.folder), "--per", "router", *PORTS, expect=1)
    assert "others may read it" in refused.err and (applied.folder / "router.frr.conf").read_text() == "mine"
    assert "never to standard output" in applied.render("--platform", "frr", "--keys", expect=1).err


def test_nothing_is_changed_anywhere(applied):
    applied.cloud.reset_calls()
    applied.render("--platform", "frr", *PORTS)
    applied.repository.run("show")
    assert applied.cloud.changes() == {}


def test_a_file_a_link_and_a_file_a_site(applied):
    applied.render("--platform", "frr", "--out", str(applied.folder))
    assert sorted(path.name for path in applied.folder.iterdir()) == ["one.frr.conf", "two.frr.conf"]
    for path in applied.folder.iterdir():
        path.unlink()
    applied.render("--platform", "frr", "--out", str(applied.folder), "--per", "site", *PORTS)
    sites = {link.get("location", link["connection_id"]) for link in applied.model(*PORTS)["links"]}
    assert len(list(applied.folder.iterdir())) == len(sites)


def test_templates_of_ones_own_go_first(applied):
    applied.folder.mkdir()
    (applied.folder / "frr.mustache").write_text("{{#links}}{{name}} {{vlan}}\n{{/links}}")
    (applied.folder / "mine.mustache").write_text("{{#links}}{{#sessions}}{{remote_asn}} {{/sessions}}{{/links}}")
    (applied.folder / "slip.mustache").write_text("\n{{#links}}{{vlna}}{{/links}}")
    with_mine = ("--templates", str(applied.folder), *PORTS)
    assert applied.render("--platform", "frr", *with_mine).out == "one 101\ntwo 102\n"
    assert applied.render("--platform", "mine", *with_mine).out.split()
    slip = applied.render("--platform", "slip", *with_mine, expect=1).err
    assert "line 2" in slip and "did you mean vlan?" in slip
    assert "did you mean frr?" in applied.render("--platform", "fr", *PORTS, expect=1).err


# What the cloud chooses is known once it has chosen.
def test_a_configuration_alone_says_what_it_lacks(applied):
    outcome = applied.render("--platform", "frr", "--from", "configuration", *PORTS, expect=None)
    assert outcome.code == 0 or "is not known" in outcome.err
    assert (outcome.code == 0) == (applied.cloud.name == "alibaba")


def test_show_tells_what_the_cloud_chose(applied):
    shown = applied.repository.run("show", "virtual_interface.one", "--json").json()["objects"][0]
    link = applied.model(*PORTS)["links"][0]
    own = link["sessions"][0]
    assert shown["attributes"]["customer_address"] == own["local"]
    assert shown["attributes"]["cloud_asn"] == own["remote_asn"]
    assert shown["key"] == "set" and shown["attributes"].get("auth_key") is None
    assert [one["address_family"] for one in shown["health"]] == [None, "ipv4"]
    text = applied.repository.run("show").out
    for word in ("connection.one", "virtual_interface.two", "bgp_peer.one-v6", f"{pairs.ASN} (64086.59904)", own["remote_address"]):
        assert word in text
    assert pairs.KEY not in text
    offline = applied.repository.run("show", "--offline").out
    assert own["remote_address"] in offline

"""A proxy, or whoever answers in a service's place, that refuses with the words of whoever asked: no key, token, password or signature
that it was given is in an output or a log. Both front doors."""

import json
import re

import pytest

import hostile
from doors import CommandLine
from hostile_proxy import BASIC, PASSWORD, REFUSALS, SPELLED, Proxy
from pieces import link, provider

pytestmark = [pytest.mark.takes_turns]

AWAY = "http://cloud.example"  # nobody: only the proxy is asked for it
TOKEN = "IQoJ/token+of=a<session>&\"more\""
KEY = "bgp-key-00011122"


def environment(cloud, proxy, who, folder, tunnel):
    token = folder / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    here = f"http://{proxy.address}"
    more = {name: value.replace("FILE", str(token)).replace("HERE", here).replace("TOKEN", TOKEN).replace("AWAY", AWAY)
            for name, value in cloud.identities[who].items()}
    shell = cloud.shell(AWAY) | more
    if tunnel:  # the cloud's own addresses
        shell = {name: value for name, value in shell.items() if value != AWAY}
    return shell | {"http_proxy": proxy.url, "https_proxy": proxy.url}


def check(said, proxy, cloud):
    signatures = {text for asked in proxy.asked for text in re.findall(r"Signature=([\w/+=]{20,})", asked)}
    for secret in (PASSWORD, SPELLED, BASIC, TOKEN, json.dumps(TOKEN)[1:-1], cloud.secret, KEY, *signatures):
        assert secret not in said, (secret, said)
    # Nor the beginning of one, where a text was cut.
    for piece in (PASSWORD[:8], BASIC[:12], TOKEN[:10]):
        assert piece not in said, (piece, said)


def configuration(cloud, provider_only=False):
    entry = {"allow_plain_http": True, "max_retries": 0}
    made = {"clouds": {cloud.name: entry}}
    return made if provider_only else made | {"connection": {"c": {"cloud": cloud.name, "adopt": cloud.connection_id, "name": "circuit"}}}


@pytest.fixture
def identities(cloud):
    if not cloud.identities:
        pytest.skip("tests/support/vendors says no ways to be somebody there")
    return list(cloud.identities)


@pytest.mark.parametrize("how", REFUSALS)
def test_what_it_was_given_is_not_shown(cloud, identities, new_repository, how):
    """Whoever one is, in the way of requests without TLS, and through a tunnel that is refused."""
    logged = ("plan", "--json", "--log-level", "trace")
    for who, tunnel, command in (*((who, False, logged) for who in identities), ("session", True, logged), ("session", False, ("apply", "--yes"))):
        with Proxy(cloud.sim.url, how) as proxy:
            repository = new_repository()
            repository.write(json.dumps(configuration(cloud)))
            ran = repository.run(*command, expect=1, env=environment(cloud, proxy, who, repository.folder, tunnel))
            assert proxy.refused, ran
            check(ran.out + ran.err, proxy, cloud)
            for shown in (ran.out, ran.err):
                hostile.check(shown)


@pytest.mark.parametrize("how", ("JSON", "XML", "headers", "a page"))
def test_nor_by_terraform(cloud, identities, new_workspace, how):
    ws = new_workspace()
    ws.write(provider(f"{cloud.name} = {{ allow_plain_http = true, max_retries = 0 }}")
             + f'resource "interconnect_connection" "c" {{\n  cloud = "{cloud.name}"\n  adopt = "{cloud.connection_id}"\n  name = "circuit"\n}}\n')
    log = ws.folder / "trace.log"
    for who in identities[:2]:
        with Proxy(cloud.sim.url, how) as proxy:
            shell = environment(cloud, proxy, who, ws.folder, tunnel=False) | {"TF_LOG": "trace", "TF_LOG_PATH": str(log)}
            ran = ws.plan(expect=1, env=shell)
            assert proxy.refused, str(ran)
            check(ran.out + ran.err, proxy, cloud)
            # Terraform itself logs requests of its own and what its plugins say; the plugin's are ours.
            lines = [line for line in log.read_text().splitlines() if "interconnect" in line]
            assert lines
            check("\n".join(lines), proxy, cloud)


@pytest.mark.needs("has_interfaces")
@pytest.mark.parametrize("how", ("JSON", "headers", "a page", "success"))
def test_a_key_that_was_sent_is_not_told(cloud, new_workspace, new_repository, how):
    """It lets questions pass, and refuses what changes something, with the key of the session that it was given."""

    class Behind:
        @staticmethod
        def environment():
            return cloud.environment()

    door = CommandLine(Behind, new_workspace, new_repository)
    door.write(link(cloud, more=f'auth_key = "{KEY}"'))
    path = door.folder / "interconnect.yaml"
    path.write_text(json.dumps(json.loads(path.read_text()) | configuration(cloud, provider_only=True)))
    with Proxy(cloud.sim.url, how, refuses=lambda words: KEY in words) as proxy:
        ran = door.repository.run("apply", "--yes", "--log-level", "trace", expect=1,
                                  env=cloud.shell(AWAY) | {"http_proxy": proxy.url, "https_proxy": proxy.url, "INTERCONNECT_CREATE_PATIENCE": "0s"})
        assert proxy.refused, ran
        check(ran.out + ran.err, proxy, cloud)

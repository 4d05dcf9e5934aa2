"""Somebody answers in the place of the state's database: what they were told of us, and what they say, goes no further."""

import urllib.parse

import pytest

import hostile
import hostile_postgres

PASSWORD = "hunter22/p@ss w0rd"
PIECE = "hunter22"
QUOTED = urllib.parse.quote(PASSWORD, safe="")
COMMANDS = (("plan",), ("apply", "--yes"), ("drift",), ("plan", "--json", "--log-level", "trace"))


def named(repository, hosts, port, mode=""):
    """Each way to name the server and to give it a password: (what, URL, environment). `hosts` are parameters of libpq."""
    password_file = repository.folder / "passwords"
    password_file.write_text(f"*:{port}:*:*:{PASSWORD}\n")
    password_file.chmod(0o600)
    everything = {"port": port, "dbname": "net", "user": "team", **hosts, **({"sslmode": mode} if mode else {})}
    query = "&".join(f"{key}={value}" for key, value in everything.items())
    services = {}
    for name, more in (("all", {"password": PASSWORD}), ("place", {})):
        services[name] = repository.folder / f"services-{name}"
        services[name].write_text("[net]\n" + "".join(f"{key}={value}\n" for key, value in (everything | more).items()))
    variables = {"PGPORT": str(port), "PGDATABASE": "net", "PGUSER": "team", **{f"PG{key.upper()}": value for key, value in hosts.items()},
                 **({"PGSSLMODE": mode} if mode else {})}
    yield "URL", f"postgres://?{query}&password={QUOTED}", {}
    yield "user's part", f"postgres://team:{QUOTED}@?{query}", {}
    yield "PGPASSWORD", f"postgres://?{query}", {"PGPASSWORD": PASSWORD}
    yield "PGPASSFILE", f"postgres://?{query}", {"PGPASSFILE": str(password_file)}
    yield "passfile", f"postgres://?{query}&passfile={password_file}", {}
    yield "service", "postgres://?service=net", {"PGSERVICEFILE": str(services["all"])}
    yield "PGSERVICE", "postgres://", {"PGSERVICEFILE": str(services["all"]), "PGSERVICE": "net"}
    yield "service and PGPASSWORD", "postgres://?service=net", {"PGSERVICEFILE": str(services["place"]), "PGPASSWORD": PASSWORD}
    yield "environment", "postgres://", variables | {"PGPASSWORD": PASSWORD}


@pytest.fixture
def repository(new_repository):
    made = new_repository()
    made.write("clouds: {aws: {region: us-east-1}}\n")
    return made


@pytest.mark.parametrize("way", hostile_postgres.WAYS)
def test_what_it_says_tells_nobody_the_password(repository, way):
    """And commands neither a terminal nor the runner of a job."""
    with hostile_postgres.Server(way) as server:
        for number, (what, url, environment) in enumerate(named(repository, {"host": "127.0.0.1"}, server.port)):
            for by in ("--state", "INTERCONNECT_STATE"):
                command = COMMANDS[number % len(COMMANDS)]
                words, more = ((*command, "--state", url), {}) if by == "--state" else (command, {"INTERCONNECT_STATE": url})
                ran = repository.run(*words, expect=1, env=environment | more, timeout=60)
                assert PIECE not in ran.out + ran.err and QUOTED not in ran.out + ran.err, (what, ran)
                for shown in (ran.out, ran.err):
                    hostile.check(shown)
                    assert "\nUNINDENTED" not in shown, ran
        assert set(server.passwords) == {PASSWORD}, "the trap works: each time it had the password, and could tell it"
        assert len(server.passwords) == 2 * 9


ELSEWHERE = {"name": {"host": "db.example", "hostaddr": "127.0.0.1"}, "address": {"host": "127.0.0.1,db.example", "hostaddr": "127.0.0.1,127.0.0.1"}}


@pytest.mark.parametrize("hosts", ELSEWHERE.values(), ids=ELSEWHERE)
def test_without_tls_it_is_given_nothing(repository, hosts):
    """By whatever names the server; it is here, under the name of another machine."""
    with hostile_postgres.Server("rows") as server:
        for what, url, environment in named(repository, hosts, server.port):
            ran = repository.run("plan", "--state", url, expect=1, env=environment, timeout=60)
            said = " ".join((ran.out + ran.err).split())
            assert not server.passwords, (what, ran)
            assert "sslrootcert" in said and "verify-full" in said, (what, ran)
        assert not server.passwords


@pytest.mark.parametrize("mode", ("disable", "require"))
def test_who_says_so_has_less(repository, mode):
    """A password goes in clear only where somebody wrote that."""
    with hostile_postgres.Server("rows") as server:
        for what, url, environment in named(repository, ELSEWHERE["name"], server.port, mode):
            server.passwords.clear()
            ran = repository.run("plan", "--state", url, expect=1, env=environment, timeout=60)
            assert server.passwords == ([PASSWORD] if mode == "disable" else []), (what, ran)

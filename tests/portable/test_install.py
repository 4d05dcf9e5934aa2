"""terraform init from what script/release makes, as docs/install.md says: a mirror over HTTPS, and a registry with a signature."""

import hashlib
import http.server
import json
import os
import pathlib
import re
import ssl
import subprocess
import threading

import pytest

import network as around
import terraform
import test_release

NAME, VERSION = "terraform-provider-interconnect", "0.1.0"


class Site:
    """Files by path, over HTTPS on localhost: name → bytes or JSON."""

    def __init__(self, authority):
        self.files, self.asked = {}, []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                body = site.files.get(self.path)
                self.send_response(404 if body is None else 200)
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_header("Content-Type", "application/octet-stream" if isinstance(body, bytes) else "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *unused):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.socket = authority.context().wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.host = f"localhost:{self._server.server_address[1]}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def made_keys(home):
    """A key of gpg's in a folder of its own: its id, and it as text."""
    home.mkdir(mode=0o700, exist_ok=True)
    home.chmod(0o700)
    env = os.environ | {"GNUPGHOME": str(home)}

    def gpg(*arguments):
        return subprocess.run(["gpg", "--batch", *arguments], env=env, capture_output=True, text=True, check=True).stdout

    gpg("--passphrase", "", "--quick-generate-key", "tests@example.com", "rsa2048", "sign", "1d")
    listed = gpg("--list-keys", "--with-colons")
    made = {"home": str(home), "id": re.search(r"^pub:(?:[^:]*:){3}([0-9A-F]+):", listed, re.MULTILINE)[1],
            "armor": gpg("--armor", "--export", "tests@example.com")}
    subprocess.run(["gpgconf", "--kill", "all"], env=env, check=False)  # the next signature starts it again
    return made


@pytest.fixture(scope="module")
def keys(can_run, tmp_path_factory):
    """A key that lives as long as these tests."""
    made = made_keys(tmp_path_factory.mktemp("keys"))
    yield made
    subprocess.run(["gpgconf", "--kill", "all"], env=os.environ | {"GNUPGHOME": made["home"]}, check=False)


@pytest.fixture(scope="module")
def dist(can_run, keys, tmp_path_factory):
    out = tmp_path_factory.mktemp("release") / "dist"
    done = test_release.release(out, "--sign", "tests@example.com", env={"GNUPGHOME": keys["home"]})
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture
def site(can_run, tmp_path):
    made = Site(around.Authority(tmp_path))
    yield made
    made.close()


@pytest.fixture
def workspace(can_run, tmp_path):
    if reason := terraform.why_not():
        pytest.skip(reason)
    made = terraform.Workspace({"SSL_CERT_FILE": str(tmp_path / "ca.pem")})
    yield made
    made.close()


def initialise(workspace, source, installation):
    workspace.cli_config.write_text("provider_installation {\n%s\n}\n" % installation if installation else "")
    workspace.write('terraform {\n  required_providers { interconnect = { source = "%s", version = "%s" } }\n}\n'
                    'provider "interconnect" {}\n' % (source, VERSION), header=False)
    return workspace.run("init", "-no-color", "-input=false")


def archive():
    return f"{NAME}_{VERSION}_linux_amd64.zip"


def locked(workspace, dist, signed):
    """The lock file holds the sum of what was installed, and of the very archive where a signature vouches for it."""
    text = (pathlib.Path(workspace.folder) / ".terraform.lock.hcl").read_text()
    assert '"h1:' in text, text
    assert (f"zh:{hashlib.sha256(dist[archive()]).hexdigest()}" in text) == signed, text
    assert workspace.validate().code == 0


def mirrored(site, dist):
    """Lays the archive out as docs/install.md says; returns what a CLI configuration says of the mirror."""
    base = f"/providers/registry.terraform.io/{terraform.SOURCE}/"
    digest = hashlib.sha256(dist[archive()]).hexdigest()
    site.files = {base + "index.json": {"versions": {VERSION: {}}},
                  base + f"{VERSION}.json": {"archives": {"linux_amd64": {"url": archive(), "hashes": [f"zh:{digest}"]}}},
                  base + archive(): dist[archive()]}
    return f'  network_mirror {{ url = "https://{site.host}/providers/" }}'


def test_a_network_mirror(workspace, site, dist):
    done = initialise(workspace, terraform.SOURCE, mirrored(site, dist))
    assert done.code == 0, str(done)
    locked(workspace, dist, signed=False)


def registry(site, dist, keys):
    base = f"/v1/providers/{terraform.SOURCE}/"
    sums = f"{NAME}_{VERSION}_SHA256SUMS"
    protocols = json.loads(dist[f"{NAME}_{VERSION}_manifest.json"])["metadata"]["protocol_versions"]
    files = {name: f"https://{site.host}/files/{name}" for name in dist}
    site.files = {f"/files/{name}": data for name, data in dist.items()} | {
        "/.well-known/terraform.json": {"providers.v1": "/v1/providers/"},
        base + "versions": {"versions": [{"version": VERSION, "protocols": protocols, "platforms": [{"os": "linux", "arch": "amd64"}]}]},
        base + f"{VERSION}/download/linux/amd64": {
            "protocols": protocols, "os": "linux", "arch": "amd64", "filename": archive(), "download_url": files[archive()],
            "shasums_url": files[sums], "shasums_signature_url": files[sums + ".sig"],
            "shasum": hashlib.sha256(dist[archive()]).hexdigest(),
            "signing_keys": {"gpg_public_keys": [{"key_id": keys["id"], "ascii_armor": keys["armor"]}]}}}


def test_a_registry_with_a_signature(workspace, site, dist, keys):
    registry(site, dist, keys)
    done = initialise(workspace, f"{site.host}/{terraform.SOURCE}", "")
    assert done.code == 0, str(done)
    assert keys["id"] in done.out
    locked(workspace, dist, signed=True)


def test_another_archive_than_was_signed_is_refused(workspace, site, dist, keys):
    registry(site, dist, keys)
    site.files[f"/files/{archive()}"] = dist[archive()] + b"\0"
    done = initialise(workspace, f"{site.host}/{terraform.SOURCE}", "")
    assert done.code != 0 and "checksum" in done.err.lower(), str(done)

"""terraform init from what script/release makes, as docs/install.md says: a mirror over HTTPS, and a registry with a signature."""

import hashlib
import http.server
import io
import json
import os
import pathlib
import re
import ssl
import subprocess
import threading
import zipfile

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


def archive(architecture="amd64"):
    return f"{NAME}_{VERSION}_linux_{architecture}.zip"


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


def registry(site, dist, keys, architectures=("amd64",)):
    """Lays a release out as the protocol of registries wants it."""
    base = f"/v1/providers/{terraform.SOURCE}/"
    sums = f"{NAME}_{VERSION}_SHA256SUMS"
    protocols = json.loads(dist[f"{NAME}_{VERSION}_manifest.json"])["metadata"]["protocol_versions"]
    files = {name: f"https://{site.host}/files/{name}" for name in dist}
    site.files = {f"/files/{name}": data for name, data in dist.items()} | {
        "/.well-known/terraform.json": {"providers.v1": "/v1/providers/"},
        base + "versions": {"versions": [{"version": VERSION, "protocols": protocols,
                                          "platforms": [{"os": "linux", "arch": name} for name in architectures]}]}} | {
        base + f"{VERSION}/download/linux/{name}": {
            "protocols": protocols, "os": "linux", "arch": name, "filename": archive(name), "download_url": files[archive(name)],
            "shasums_url": files[sums], "shasums_signature_url": files[sums + ".sig"],
            "shasum": hashlib.sha256(dist[archive(name)]).hexdigest(),
            "signing_keys": {"gpg_public_keys": [{"key_id": keys["id"], "ascii_armor": keys["armor"]}]}} for name in architectures}


def test_a_registry_with_a_signature(workspace, site, dist, keys):
    registry(site, dist, keys)
    done = initialise(workspace, f"{site.host}/{terraform.SOURCE}", "")
    assert done.code == 0, str(done)
    assert keys["id"] in done.out
    locked(workspace, dist, signed=True)


@pytest.fixture
def both(dist, keys, tmp_path):
    """That release as if it held arm64 too; nobody starts what is in that archive."""
    listing = f"{NAME}_{VERSION}_SHA256SUMS"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as made:
        made.writestr(f"{NAME}_v{VERSION}", "in place of arm64\n")
    sums = dist[listing] + f"{hashlib.sha256(other.getvalue()).hexdigest()}  {archive('arm64')}\n".encode()
    (tmp_path / "sums").write_bytes(sums)
    subprocess.run(["gpg", "--batch", "--local-user", keys["id"], "--output", tmp_path / "sums.sig", "--detach-sign", tmp_path / "sums"],
                   check=True, capture_output=True, env=os.environ | {"GNUPGHOME": keys["home"]})
    return dist | {archive("arm64"): other.getvalue(), listing: sums, f"{listing}.sig": (tmp_path / "sums.sig").read_bytes()}


def test_a_registry_locks_both_architectures_at_once(workspace, site, both, keys):
    """`init` on one of them writes the sums of the other one's archive too, which was not downloaded."""
    registry(site, both, keys, ("amd64", "arm64"))
    done = initialise(workspace, f"{site.host}/{terraform.SOURCE}", "")
    assert done.code == 0, str(done)
    text = (pathlib.Path(workspace.folder) / ".terraform.lock.hcl").read_text()
    for name in ("amd64", "arm64"):
        assert f"zh:{hashlib.sha256(both[archive(name)]).hexdigest()}" in text, text
    assert f"/files/{archive('arm64')}" not in site.asked
    again = workspace.run("init", "-no-color", "-input=false", "-lockfile=readonly")
    assert again.code == 0, str(again)


def test_a_mirror_that_terraform_writes_of_a_registry(workspace, site, both, keys, tmp_path):
    """`terraform providers mirror` asks the registry, and what it writes is a mirror over HTTPS as it is."""
    registry(site, both, keys, ("amd64", "arm64"))
    source, folder = f"{site.host}/{terraform.SOURCE}", tmp_path / "mirror"
    assert initialise(workspace, source, "").code == 0
    done = workspace.run("providers", "mirror", "-no-color", "-platform=linux_amd64", "-platform=linux_arm64", str(folder))
    assert done.code == 0, str(done)
    # Terraform cannot ask a mirror for a host with a port in it: what was written is served as another registry's.
    written = next(folder.rglob("index.json")).parent
    site.files = {f"/providers/registry.terraform.io/{terraform.SOURCE}/{path.name}": path.read_bytes() if path.suffix == ".zip" else json.loads(path.read_text())
                  for path in written.iterdir()}
    (pathlib.Path(workspace.folder) / ".terraform.lock.hcl").unlink()
    done = initialise(workspace, terraform.SOURCE, f'  network_mirror {{ url = "https://{site.host}/providers/" }}')
    assert done.code == 0, str(done)
    assert workspace.validate().code == 0


def test_another_archive_than_was_signed_is_refused(workspace, site, dist, keys):
    registry(site, dist, keys)
    site.files[f"/files/{archive()}"] = dist[archive()] + b"\0"
    done = initialise(workspace, f"{site.host}/{terraform.SOURCE}", "")
    assert done.code != 0 and "checksum" in done.err.lower(), str(done)

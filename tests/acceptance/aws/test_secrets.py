"""A key that is write-only is nowhere afterwards: not in the state, the plan, a log, a message."""

import json
import zipfile

from hcl import VIF, connection, interface, peer, provider

CANARY = "canary-Zq7!key-0123456789"
CLOUD_SECRET = "simulator-secret-1"


def search(ws, word):
    """Where in the workspace `word` stands; plan files are archives."""
    found = ws.files_with(word)
    for path in ws.folder.rglob("*"):
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found += [f"{path.name}:{name}" for name in archive.namelist()
                          if not name.endswith(".tf") and word.encode() in archive.read(name)]
    return found


def run_all(ws, log, *extra):
    """plan, apply, plan, show, with everything logged; returns all that was said."""
    env = {"TF_LOG": "trace", "TF_LOG_PATH": str(ws.folder / log), "TF_VAR_key": CANARY}
    ws.environment |= env
    said = []
    for command in (("plan", "-out=tfplan"), ("apply", "tfplan"), ("plan",), ("show",), ("show", "-json", "tfplan"),
                    ("state", "pull"), ("output",), *extra):
        result = ws.run(*command)
        assert result.code == 0, f"{command}: {result.out}{result.err}"
        said.append(result.out + result.err)
    return "\n".join(said)


def test_write_only_key_is_nowhere(ws, aws):
    ws.write('variable "key" {\n  type = string\n  ephemeral = true\n}\n' + connection() +
             interface(more="auth_key_wo = var.key\n  auth_key_wo_version = 1") +
             peer(more="auth_key_wo = var.key\n  auth_key_wo_version = 1"))
    said = run_all(ws, "trace.log")
    log = (ws.folder / "trace.log").read_text()
    assert "provider.terraform-provider-interconnect" in log, "the log must be the provider's too"
    assert CANARY not in said
    assert not search(ws, CANARY)
    # It did arrive.
    keys = {p["authKey"] for v in aws.objects()["virtualInterfaces"] for p in v["bgpPeers"]}
    assert keys == {CANARY}


def test_generated_keys_and_credentials_are_nowhere(ws, aws):
    ws.write(provider() + connection() + interface() + peer())
    said = run_all(ws, "trace.log")
    keys = {p["authKey"] for v in aws.objects()["virtualInterfaces"] for p in v["bgpPeers"]}
    assert len(keys) == 2
    for secret in (*keys, CLOUD_SECRET):
        assert secret not in said
        assert not search(ws, secret), secret


def test_plain_key_is_in_the_state_only(ws):
    """The user chose `auth_key`: it is sensitive, so shown nowhere, but stored."""
    ws.write('variable "key" {\n  type = string\n  sensitive = true\n}\n' + connection() +
             interface(more="auth_key = var.key"))
    ws.environment |= {"TF_VAR_key": CANARY, "TF_LOG": "trace", "TF_LOG_PATH": str(ws.folder / "trace.log")}
    said = ws.apply()
    assert CANARY not in said.out + said.err
    provider_lines = [line for line in (ws.folder / "trace.log").read_text().splitlines()
                      if "terraform-provider-interconnect" in line]
    assert not [line for line in provider_lines if CANARY in line]
    assert ws.state()[VIF]["auth_key"] == CANARY


def test_plain_key_changed_by_hand_is_drift(ws, aws):
    ws.write(connection() + interface(more='auth_key = "0123456789abcdef"') + peer())
    ws.apply()
    ws.plan(expect=0)
    aws.edit(aws.peers(ws.state()[VIF]["id"])["ipv4"]["bgpPeerId"], authKey="fedcba9876543210")
    assert ws.plan(expect=2).changes == {VIF: "update"}
    assert "fedcba9876543210" not in json.dumps([str(d) for d in ws.plan().diagnostics])


def test_errors_do_not_quote_the_key(ws):
    ws.write('variable "key" {\n  type = string\n  ephemeral = true\n}\n' + connection() +
             interface(more="auth_key_wo = var.key"))
    ws.environment |= {"TF_VAR_key": "with space " + CANARY}
    result = ws.plan(expect=1)
    assert result.find("auth_key_wo", "space", severity="error"), str(result)
    assert CANARY not in result.out + result.err

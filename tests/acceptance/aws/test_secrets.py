"""Keys that AWS makes, and keys that somebody changes there."""

import json

from hcl import VIF, connection, interface, peer, provider
from leaks import places_of, run_all


def test_generated_keys_and_credentials_are_nowhere(ws, aws):
    ws.write(provider() + connection() + interface() + peer())
    said = run_all(ws)
    keys = {p["authKey"] for v in aws.objects()["virtualInterfaces"] for p in v["bgpPeers"]}
    assert len(keys) == 2
    for secret in (*keys, aws.secret):
        assert secret not in said
        assert not places_of(ws, secret), secret


def test_plain_key_changed_by_hand_is_drift(ws, aws):
    ws.write(connection() + interface(more='auth_key = "0123456789abcdef"') + peer())
    ws.apply()
    ws.plan(expect=0)
    aws.edit(aws.sessions(ws.state()[VIF]["id"])["ipv4"]["bgpPeerId"], authKey="fedcba9876543210")
    assert ws.plan(expect=2).changes == {VIF: "update"}
    assert "fedcba9876543210" not in json.dumps([str(d) for d in ws.plan().diagnostics])

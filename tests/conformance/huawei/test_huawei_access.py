"""Signatures, temporary keys, tokens, projects and metadata."""

import json

import pytest

from huawei_sdk import Account, Failure, fetch
from vendors.huawei import KEY, PARTNER_PROJECT, PROJECT, SECRET

PASSWORD = {
    "auth": {
        "identity": {
            "methods": ["password"],
            "password": {
                "user": {
                    "name": "simulator-user",
                    "password": "simulator-password-1",
                    "domain": {"name": "simulator"},
                }
            },
        },
        "scope": {"project": {"name": "cn-north-4"}},
    }
}


def refusal(call, *arguments):
    with pytest.raises(Failure) as failure:
        call(*arguments)
    return failure.value


def token(sim, **changes):
    body = json.loads(json.dumps(PASSWORD))
    body["auth"].update(changes)
    status, answer, headers = fetch(sim, "POST", "/v3/auth/tokens", body)
    assert status == 201, answer
    return headers["X-Subject-Token"], answer["token"]


def gateways(project=PROJECT):
    return f"/v3/{project}/dcaas/virtual-gateways"


def test_wrong_secrets_are_shown_the_canonical_request(sim, connect):
    failure = refusal(connect(sim, secret="wrong-secret").get, "virtual-gateways")
    assert (failure.type, failure.status, failure.code) == ("ClientRequestException", 401, "APIGW.0301")
    assert f"GET|/v3/{PROJECT}/dcaas/virtual-gateways/||" in failure.message
    assert "secret" not in failure.message and len(failure.request_id) == 32


def test_unknown_keys(sim, connect):
    assert refusal(connect(sim, key="HWAKSIMULATOR9999999").get, "virtual-gateways").code == "APIGW.0301"


def test_a_sixth_wrong_signature_locks_the_key(sim, connect, account):
    wrong = connect(sim, secret="wrong-secret")
    for _ in range(6):
        assert "verify aksk signature fail" in refusal(wrong.get, "virtual-gateways").message
    assert "forbidden" in refusal(account.get, "virtual-gateways").message
    sim.advance(5 * 60 * 1000)
    account.get("virtual-gateways")


def test_temporary_keys(sim, connect):
    good = connect(sim, "HSTASIMULATOR0000001", "simulator-temporary-secret-1", token="simulator-security-token-1")
    good.get("virtual-gateways")
    expired = connect(sim, "HSTASIMULATOR0000002", "simulator-temporary-secret-2", token="simulator-security-token-2")
    assert "expired" in refusal(expired.get, "virtual-gateways").message
    without = connect(sim, "HSTASIMULATOR0000001", "simulator-temporary-secret-1")
    assert refusal(without.get, "virtual-gateways").status == 401
    sim.control("POST", "/edit", {"cloud": "huawei", "id": "HSTASIMULATOR0000001", "op": "expire"})
    assert "expired" in refusal(good.get, "virtual-gateways").message


def test_other_accounts_projects_are_closed(sim, connect):
    failure = refusal(connect(sim, project=PARTNER_PROJECT).get, "virtual-gateways")
    assert (failure.status, failure.code) == (403, "APIGW.0302")


def test_the_client_finds_its_project_by_the_region(sim, sdk):
    found = Account(sdk, sim, KEY, SECRET, None, region="cn-north-4")
    found._request["params"] = {}
    status, answer = sdk.send(**found._request, method="GET", path=gateways(), query={})
    assert status == 200 and answer["virtual_gateways"] == []
    assert sim.calls() == {"KeystoneListProjects": 1, "ListVirtualGateways": 1}


def test_passwords_give_tokens(sim):
    subject, described = token(sim)
    assert described["project"]["id"] == PROJECT and described["expires_at"].endswith("Z")
    status, answer, _ = fetch(sim, "GET", gateways(), X_Auth_Token=subject)
    assert status == 200 and answer["virtual_gateways"] == []
    status, answer, _ = fetch(sim, "GET", gateways(PARTNER_PROJECT), X_Auth_Token=subject)
    assert (status, answer["error_code"]) == (403, "APIGW.0302")
    sim.control("POST", "/edit", {"cloud": "huawei", "id": subject, "op": "expire"})
    status, answer, _ = fetch(sim, "GET", gateways(), X_Auth_Token=subject)
    assert (status, answer["error_code"]) == (401, "APIGW.0301")


def test_a_token_without_a_project_reads_projects_but_no_objects(sim):
    subject, described = token(sim, scope={"domain": {"name": "simulator"}})
    assert "project" not in described
    assert fetch(sim, "GET", gateways(), X_Auth_Token=subject)[0] == 403
    status, answer, _ = fetch(sim, "GET", "/v3/projects?name=ap-southeast-1", X_Auth_Token=subject)
    assert status == 200 and [one["name"] for one in answer["projects"]] == ["ap-southeast-1"]
    assert fetch(sim, "GET", "/v3/projects?name=nowhere", X_Auth_Token=subject)[1]["projects"] == []
    assert len(fetch(sim, "GET", "/v3/regions", X_Auth_Token=subject)[1]["regions"]) > 20
    assert fetch(sim, "GET", "/v3/auth/domains", X_Auth_Token=subject)[1]["domains"][0]["name"] == "simulator"


@pytest.mark.parametrize("part", ["name", "password", "domain"])
def test_wrong_passwords(sim, part):
    body = json.loads(json.dumps(PASSWORD))
    body["auth"]["identity"]["password"]["user"][part] = {"name": "x"} if part == "domain" else "x"
    status, answer, headers = fetch(sim, "POST", "/v3/auth/tokens", body)
    assert status == 401 and answer["error"]["code"] == 401 and answer["error"]["title"] == "Unauthorized"
    assert headers["X-Subject-Token"] is None


def test_scopes_that_are_not_the_users(sim):
    for scope in ({"project": {"name": "nowhere"}}, {"project": {"id": PARTNER_PROJECT}}):
        body = json.loads(json.dumps(PASSWORD))
        body["auth"]["scope"] = scope
        assert fetch(sim, "POST", "/v3/auth/tokens", body)[0] == 401


def agency(sim, subject, name, domain="simulator-partner", seconds=900):
    part = {"agency_name": name, "domain_name": domain, "duration_seconds": seconds}
    body = {"auth": {"identity": {"methods": ["assume_role"], "assume_role": part}}}
    return fetch(sim, "POST", "/v3.0/OS-CREDENTIAL/securitytokens", body, X_Auth_Token=subject)[:2]


def test_agencies_give_keys_of_the_account_that_trusts(sim, connect):
    subject, _ = token(sim)
    status, answer = agency(sim, subject, "network")
    assert status == 201
    key = answer["credential"]
    other = connect(sim, key["access"], key["secret"], PARTNER_PROJECT, token=key["securitytoken"])
    assert other.get("virtual-gateways")["virtual_gateways"] == []
    assert agency(sim, subject, "denied-network")[0] == 403
    assert agency(sim, subject, "network", domain="nobody")[0] == 404
    assert agency(sim, subject, "network", seconds=899)[0] == 400


def id_token(sim, provider="simulator-idp", token="simulator-id-token-1", body=None, **scope):
    body = body if body is not None else {"auth": {"id_token": {"id": token}, **scope}}
    headers = {"Content_Type": "application/json", **({"X_Idp_Id": provider} if provider else {})}
    return fetch(sim, "POST", "/v3.0/OS-AUTH/id-token/tokens", body, **headers)


def test_an_id_token_gives_keys(sim, connect):
    status, answer, headers = id_token(sim)
    assert status == 201 and answer["token"]["methods"] == ["mapped"] and "project" not in answer["token"]
    part = {"id": headers["X-Subject-Token"], "duration_seconds": 21600}
    body = {"auth": {"identity": {"methods": ["token"], "token": part}}}
    status, answer, _ = fetch(sim, "POST", "/v3.0/OS-CREDENTIAL/securitytokens", body)
    assert status == 201
    key = answer["credential"]
    connect(sim, key["access"], key["secret"], token=key["securitytoken"]).get("virtual-gateways")
    part["id"] = "no-token"
    assert fetch(sim, "POST", "/v3.0/OS-CREDENTIAL/securitytokens", body)[0] == 401
    del part["id"]
    assert fetch(sim, "POST", "/v3.0/OS-CREDENTIAL/securitytokens", body)[0] == 401


def test_an_id_token_may_be_scoped(sim):
    status, answer, headers = id_token(sim, scope={"project": {"name": "cn-north-4"}})
    assert status == 201 and answer["token"]["project"]["id"] == PROJECT
    assert fetch(sim, "GET", gateways(), X_Auth_Token=headers["X-Subject-Token"])[0] == 200
    assert id_token(sim, scope={"project": {"id": PARTNER_PROJECT}})[0] == 401


@pytest.mark.parametrize("expected, changes", [
    (400, {"provider": None}),
    (404, {"provider": "another-idp"}),
    (401, {"token": "simulator-id-token-2"}),
    (401, {"token": "forged"}),
    (400, {"body": {"auth": {"id_token": "simulator-id-token-1"}}}),
    (400, {"body": {"auth": {"id_token": {"id": "simulator-id-token-1"}, "identity": {}}}}),
    (400, {"body": {"id_token": {"id": "simulator-id-token-1"}}}),
])
def test_id_tokens_that_are_refused(sim, expected, changes):
    status, answer, headers = id_token(sim, **changes)
    assert status == expected and answer["error"]["code"] == expected
    assert headers["X-Subject-Token"] is None and "id-token-1" not in json.dumps(answer)


def test_the_client_logs_in_through_an_identity_provider(sim, sdk, tmp_path):
    file = tmp_path / "id-token"
    file.write_text("simulator-id-token-1\n")
    request = {"endpoint": sim.url, "project": PROJECT, "idp": "simulator-idp", "id_token_file": str(file)}
    status, answer = sdk.send(**request, method="GET", path=gateways(), query={})
    assert status == 200 and answer["virtual_gateways"] == []
    assert sim.calls() == {
        "CreateUnscopedTokenWithIdToken": 1, "CreateTemporaryAccessKey": 1, "ListVirtualGateways": 1}
    file.write_text("simulator-id-token-2\n")
    with pytest.raises(Failure):
        sdk.send(**request, method="GET", path=gateways(), query={})


def test_a_machines_metadata_gives_keys(sim, connect):
    status, answer, _ = fetch(sim, "GET", "/openstack/latest/securitykey")
    key = answer["credential"]
    assert status == 200 and set(key) == {"access", "secret", "securitytoken", "expires_at"}
    connect(sim, key["access"], key["secret"], token=key["securitytoken"]).get("virtual-gateways")
    assert fetch(sim, "GET", "/openstack/latest/meta_data.json")[1]["project_id"] == PROJECT
    assert fetch(sim, "PUT", "/meta-data/latest/api/token")[0] == 400
    assert fetch(sim, "GET", "/openstack/latest/securitykey", X_Metadata_Token="wrong")[0] == 401


def test_unsigned_calls_and_unknown_paths(sim, account):
    status, answer, headers = fetch(sim, "GET", gateways())
    assert status == 401 and answer["error_code"] == "APIGW.0301" and answer["request_id"] == headers["X-Request-Id"]
    assert fetch(sim, "GET", "/v3/nonsense")[1]["error_code"] == "APIGW.0101"
    assert refusal(account.get, "nonsense").code == "APIGW.0101"

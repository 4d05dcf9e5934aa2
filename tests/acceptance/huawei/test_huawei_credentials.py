"""Huawei Cloud: the credentials of a shell without HW_ variables."""

from hcl_huawei import interface


def without_keys(huawei):
    shell = huawei.environment()
    return {name: value for name, value in shell.items() if not name.startswith("HW_")}


def test_openstack_variables(huawei, new_workspace):
    ws = new_workspace(without_keys(huawei) | {
        "OS_AUTH_URL": huawei.sim.url + "/v3",
        "OS_REGION_NAME": huawei.region,
        "OS_USERNAME": "simulator-user",
        "OS_PASSWORD": "simulator-password-1",
        "OS_USER_DOMAIN_NAME": "simulator",
    })
    ws.write(interface(huawei))
    ws.apply()
    ws.plan(expect=0)
    calls = huawei.calls()
    assert calls["KeystoneCreateUserTokenByPassword"] >= 1 and calls["CreateVirtualInterface"] == 1


def federated(huawei, new_workspace, tmp_path, token):
    file = tmp_path / "id-token"
    file.write_text(token + "\n")
    return new_workspace(without_keys(huawei) | {
        "HW_AUTH_URL": huawei.sim.url,
        "HW_REGION_NAME": huawei.region,
        "HUAWEICLOUD_SDK_IDP_ID": "simulator-idp",
        "HUAWEICLOUD_SDK_ID_TOKEN_FILE": str(file),
    })


def test_an_identity_providers_token(huawei, new_workspace, tmp_path):
    ws = federated(huawei, new_workspace, tmp_path, "simulator-id-token-1")
    ws.write(interface(huawei))
    ws.apply()
    ws.plan(expect=0)
    calls = huawei.calls()
    assert calls["CreateTokenWithIdToken"] == calls["CreateTemporaryAccessKey"] >= 1
    assert calls["CreateVirtualInterface"] == 1


def test_an_expired_token_of_an_identity_provider(huawei, new_workspace, tmp_path):
    ws = federated(huawei, new_workspace, tmp_path, "simulator-id-token-2")
    ws.write(interface(huawei))
    refused = ws.plan(expect=1)
    assert refused.find("simulator-idp", "expired", severity="error"), str(refused)
    assert "simulator-id-token-2" not in str(refused)

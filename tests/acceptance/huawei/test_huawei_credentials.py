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


SWISS = "eu-ch2"
DETECTED = {"bfd": "bfd = { enabled = true }", "nqa": "huawei = { nqa = true }"}


def in_switzerland(huawei):
    """A line and a gateway of the account's project there."""
    huawei.line = huawei.seed("direct_connect", name="dc1", bandwidth=10000, region=SWISS)
    huawei.vgw = huawei.seed("virtual_gateway", local_ep_group=["10.0.0.0/16"], region=SWISS)


def test_open_telekom_cloud_in_switzerland(huawei, new_workspace):
    """Its settings, against the simulator: BFD and NQA are reserved there, and refused before anything is made."""
    in_switzerland(huawei)
    ws = new_workspace(without_keys(huawei) | {
        "HW_CLOUD": "sc.otc.t-systems.com",
        "HW_REGION_NAME": SWISS,
        "HW_AUTH_URL": huawei.sim.url + "/v3",
        "HUAWEICLOUD_SDK_REGION_DC_EU_CH2": huawei.sim.url,
        "HW_USER_NAME": "simulator-user",
        "HW_USER_PASSWORD": "simulator-password-1",
        "HW_DOMAIN_NAME": "simulator",
    })
    for words, more in DETECTED.items():
        ws.write(interface(huawei, more=more))
        refused = ws.plan(expect=1)
        assert refused.find("Open Telekom Cloud in Switzerland", words, severity="error"), str(refused)
    assert not huawei.changes()
    ws.write(interface(huawei))
    ws.apply()
    ws.plan(expect=0)
    assert huawei.calls()["CreateVirtualInterface"] == 1


CLOUDS = """
clouds:
  other:
    region_name: RegionOne
    auth: {{auth_url: "https://keystone.example.com", username: nobody}}
  mine:
    region_name: {region}
    auth:
      auth_url: {url}/v3
      username: simulator-user
      user_domain_name: simulator
"""


def test_an_entry_of_clouds_yaml(huawei, new_workspace, tmp_path):
    """With its password beside it; where Direct Connect is, the catalog tells."""
    (tmp_path / "clouds.yaml").write_text(CLOUDS.format(region=huawei.region, url=huawei.sim.url))
    (tmp_path / "secure.yaml").write_text("clouds:\n  mine:\n    auth:\n      password: simulator-password-1\n")
    shell = {name: value for name, value in without_keys(huawei).items() if not name.startswith("HUAWEICLOUD_SDK")}
    ws = new_workspace(shell | {"OS_CLOUD": "mine", "OS_CLIENT_CONFIG_FILE": str(tmp_path / "clouds.yaml")})
    ws.write(interface(huawei))
    ws.apply()
    ws.plan(expect=0)
    calls = huawei.calls()
    assert calls["KeystoneListCatalog"] >= 1 and calls["CreateVirtualInterface"] == 1
    ws.environment["OS_CLOUD"] = "mien"
    refused = ws.plan(expect=1)
    assert refused.find("OS_CLOUD", 'Did you mean "mine"?', severity="error"), str(refused)


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

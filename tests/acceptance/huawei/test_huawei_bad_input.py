"""Huawei Cloud: bad input is refused while planning, with the value, the limit, its source and the way out."""

import pytest

from hcl_huawei import VIF, interface, peer

BAD = {
    "no_line_can_be_ordered": ("connection", 'name = "x"\n  location = "l"\n  bandwidth = "1G"', ("adopt", "console")),
    "asn_of_the_cloud": ("vif", ('"65000"', '"64512"'), ("64512", "router")),
    "asn_zero": ("vif", ('"65000"', '"0"'), ("1 to 4294967295",)),
    "vlan": ("vif", ("= 125", "= 4000"), ("at most 3999",)),
    "one_address": ("vif", ('customer_address = "169.254.64.2/30"', ""), ("customer_address", "does not choose")),
    "two_subnets": ("vif", ('"169.254.64.2/30"', '"169.254.65.2/30"'), ("not in the same subnet",)),
    "network_address": ("vif", ('"169.254.64.1/30"', '"169.254.64.0/30"'), ("network address",)),
    "no_bandwidth": ("vif", ('bandwidth        = "100Mbps"', ""), ("bandwidth", "limits each")),
    "little_bandwidth": ("vif", ('"100Mbps"', '"1500k"'), ("2Mbps",)),
    "no_gateway": ("vif", ("gateway_id ", "# gateway_id "), ("gateway",)),
    "transit": ("vif", ("vlan  ", 'type = "transit"\n  vlan  '), ("private or public",)),
    "mtu": ("vif", ("vlan  ", "mtu = 1500\n  vlan  "), ("Leave mtu out",)),
    "loopback_prefix": ("vif", ("vlan  ", 'customer_prefixes = ["127.1.0.0/16"]\n  vlan  '), ("127.0.0.0/8",)),
    "prefix_of_the_other_family": ("vif", ("vlan  ", 'customer_prefixes = ["2001:db8::/48"]\n  vlan  '), ("ipv4",)),
    "simple_key": ("vif", ("vlan  ", 'auth_key = "aaaaaaaaaa"\n  vlan  '), ("two of upper-case",)),
    "short_key": ("vif", ("vlan  ", 'auth_key = "aB3defg"\n  vlan  '), ("8 to 255",)),
    "key_with_a_space": ("vif", ("vlan  ", 'auth_key = "aB3 defgh"\n  vlan  '), ("not shown",)),
    "bfd_and_nqa": ("vif", ("vlan  ", "bfd = { enabled = true }\n  huawei = { nqa = true }\n  vlan  "), ("one of the two",)),
    "bfd_interval": ("vif", ("vlan  ", "bfd = { enabled = true, min_receive_interval = 199 }\n  vlan  "), ("200 to 1000",)),
    "static_with_asn": ("vif", ("vlan  ", 'route_mode = "static"\n  vlan  '), ("no BGP session",)),
    "name": ("vif", ('name             = "prod"', 'name = "a b"'), ("letters, digits",)),
    "another_clouds_field": ("vif", ("vlan  ", "aws = { site_link = true }\n  vlan  "), ("another cloud",)),
    "peer_prefix_of_the_other_family": ("peer", ('"64600"', '"64600"\n  customer_prefixes = ["10.9.0.0/16"]'), ("ipv6",)),
    "long_description": ("peer", ('"64600"', f'"64600"\n  description = "{"x" * 129}"'), ("0 to 128", "128 characters")),
}


@pytest.fixture(scope="module")
def checked():
    """One validation of everything that is wrong, each under its own name: a plan a case would cost minutes."""
    import clouds
    import terraform

    if reason := clouds.why_not("huawei"):
        pytest.skip(reason)

    class Ids:
        line = "4c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60"
        vgw = "5c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60"

    text = ""
    for name, (kind, change, _) in BAD.items():
        if kind == "connection":
            text += f'resource "interconnect_connection" "{name}" {{\n  cloud = "huawei"\n  {change}\n}}\n'
        elif kind == "vif":
            block = interface(Ids).replace('"interconnect_virtual_interface" "prod"',
                                           f'"interconnect_virtual_interface" "{name}"')
            assert change[0] in block, name
            text += block.replace(*change)
        else:
            block = peer().replace('"interconnect_bgp_peer" "six"', f'"interconnect_bgp_peer" "{name}"')
            block = block.replace(f"{VIF}.id", f'"{Ids.line}"')
            assert change[0] in block, name
            text += block.replace(*change)
    ws = terraform.Workspace({})
    ws.write(text)
    result = ws.run("validate", "-json")
    ws.close()
    return result


@pytest.mark.parametrize("name", BAD)
def test_refused_without_a_cloud(checked, name):
    import json

    words = BAD[name][2]
    said = [d for d in json.loads(checked.out)["diagnostics"]
            if f'"{name}"' in ((d.get("snippet") or {}).get("context") or "")]
    assert any(d["severity"] == "error" and any(word in d["summary"] + d["detail"] for word in words) for d in said), \
        (said, [d["summary"] for d in json.loads(checked.out)["diagnostics"]])


def test_shared_range_is_warned_about(ws, huawei):
    ws.write(interface(huawei, more='customer_prefixes = ["100.64.1.0/24"]'))
    result = ws.apply()
    assert result.find(VIF, "100.64.0.0/10", "DNS", severity="warning"), str(result)


def test_overlap_with_the_gateway_is_found_before_the_call(ws, huawei):
    ws.write(interface(huawei, more='customer_prefixes = ["10.0.5.0/24"]'))
    result = ws.apply(expect=1)
    assert result.find(VIF, "10.0.5.0/24", "10.0.0.0/16", "DC.1105", severity="error"), str(result)
    assert "CreateVirtualInterface" not in huawei.calls()


def test_asn_of_the_gateway_is_found_before_the_call(ws, huawei):
    huawei.edit(huawei.vgw, bgp_asn=65000)
    ws.write(interface(huawei))
    result = ws.apply(expect=1)
    assert result.find(VIF, "65000", huawei.vgw, severity="error"), str(result)
    assert "CreateVirtualInterface" not in huawei.calls()


def test_asn_of_the_cloud_cannot_be_set(ws, huawei):
    ws.write(interface(huawei, more='cloud_asn = "64512"'))
    assert ws.plan(expect=1).find(VIF, "gateway is created", severity="error")


def test_taken_vlan(ws, huawei):
    ws.write(interface(huawei) + interface(huawei, name="second"))
    result = ws.plan(expect=1)
    assert result.find("125", severity="error") or result.find("VLAN", severity="error"), str(result)


def test_wrong_key(ws, huawei):
    ws.environment |= {"HW_SECRET_KEY": "wrong"}
    ws.write(interface(huawei))
    result = ws.plan(expect=1)
    assert result.find("secret", severity="error"), str(result)
    assert "wrong" not in result.find("secret", severity="error")[0].detail


def test_no_credentials(ws, huawei):
    ws.environment |= {"HW_ACCESS_KEY": "", "HW_SECRET_KEY": "", "no_proxy": "*"}
    ws.write(interface(huawei))
    result = ws.plan(expect=1)
    assert result.find("HW_ACCESS_KEY", severity="error"), str(result)

"""The rows of limits against the simulator's own rules: the last allowed value and the first beyond it, sent to the API
directly, past all checks of this side. Both have to agree on every row, or the row's difference is named here."""

import json
import re
import urllib.error
import urllib.request

import pytest

LIMITS = 'data "interconnect_limits" "all" {\n  cloud = "huawei"\n}\noutput "rows" { value = data.interconnect_limits.all }\n'

# Rows of which one end is ours alone, and why.
ONLY_OURS = {
    "huawei.virtual_interface.name_length": ("low", "the API takes an empty name, the vocabulary asks for one"),
    "huawei.virtual_interface.bfd.min_transmit_interval": ("high", "above 1000 ms the service keeps 1000 ms silently"),
    "huawei.virtual_interface.bfd.min_receive_interval": ("high", "above 1000 ms the service keeps 1000 ms silently"),
}


class Api:
    """Direct Connect, with a token."""

    def __init__(self, cloud):
        self.cloud, self.url = cloud, cloud.sim.url
        import vendors

        self.project = vendors.huawei.PROJECT
        body = {"auth": {"identity": {"methods": ["password"], "password": {"user": {
            "name": "simulator-user", "password": "simulator-password-1", "domain": {"name": "simulator"}}}},
            "scope": {"project": {"id": self.project}}}}
        request = urllib.request.Request(self.url + "/v3/auth/tokens", json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=20) as answer:
            self.token = answer.headers["X-Subject-Token"]

    def call(self, method, path, body=None):
        """Status and answer."""
        request = urllib.request.Request(f"{self.url}/v3/{self.project}/{path}",
                                         None if body is None else json.dumps(body).encode(), method=method,
                                         headers={"X-Auth-Token": self.token, "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def interface(self, **members):
        """True if it is created; it is removed again."""
        status, answer = self.call("POST", "dcaas/virtual-interfaces", {"virtual_interface": {
            "name": "vif", "type": "private", "direct_connect_id": self.cloud.line, "vgw_id": self.cloud.vgw,
            "vlan": 9, "bandwidth": 10, "route_mode": "bgp", "bgp_asn": 65000,
            "local_gateway_v4_ip": "169.254.64.1/30", "remote_gateway_v4_ip": "169.254.64.2/30",
            "remote_ep_group": [], **members}})
        if status == 201:
            self.call("DELETE", "dcaas/virtual-interfaces/" + answer["virtual_interface"]["id"])
        return status == 201

    def base(self):
        """The id of an interface that stays."""
        status, answer = self.call("POST", "dcaas/virtual-interfaces", {"virtual_interface": {
            "name": "base", "type": "private", "direct_connect_id": self.cloud.line, "vgw_id": self.cloud.vgw,
            "vlan": 8, "bandwidth": 10, "route_mode": "bgp", "bgp_asn": 65000, "enable_bfd": True,
            "local_gateway_v4_ip": "169.254.65.1/30", "remote_gateway_v4_ip": "169.254.65.2/30"}})
        assert status == 201, answer
        return answer["virtual_interface"]["id"]

    def peer(self, **members):
        status, answer = self.call("POST", "dcaas/vif-peers", {"vif_peer": {
            "vif_id": self.vif, "name": "peer", "address_family": "ipv6", "route_mode": "bgp", "bgp_asn": 64600,
            "local_gateway_ip": "fd00::1/64", "remote_gateway_ip": "fd00::2/64", **members}})
        if status == 201:
            self.call("DELETE", "dcaas/vif-peers/" + answer["vif_peer"]["id"])
        return status == 201

    def tune(self, **members):
        return self.call("PUT", f"dcaas/virtual-interfaces/{self.vif}/extend-attributes",
                         {"extend_attribute": {"ha_type": "bfd", "ha_mode": "auto_single", **members}})[0] == 200


def key(size):
    return ("Aa1" * 100)[:size]


def subnets(count, v6=False):
    return [f"2001:db8:{i:x}::/48" if v6 else f"192.168.{i}.0/24" for i in range(count)]


def tags(count):
    return [{"key": f"k{i}", "value": "v"} for i in range(count)]


# Row → how the API is asked for a value of that number.
ASKED = {
    "huawei.virtual_interface.name_length": lambda api, n: api.interface(name="n" * n),
    "huawei.virtual_interface.vlan": lambda api, n: api.interface(vlan=n),
    "huawei.virtual_interface.customer_asn": lambda api, n: api.interface(bgp_asn=n),
    "huawei.virtual_interface.customer_prefixes": lambda api, n: api.interface(remote_ep_group=subnets(n)),
    "huawei.virtual_interface.auth_key_length": lambda api, n: api.interface(bgp_md5=key(n)),
    "huawei.virtual_interface.description_length": lambda api, n: api.interface(description="d" * n),
    "huawei.virtual_interface.tags": lambda api, n: api.interface(tags=tags(n)),
    "huawei.virtual_interface.tag_key_length": lambda api, n: api.interface(tags=[{"key": "k" * n, "value": "v"}]),
    "huawei.virtual_interface.tag_value_length": lambda api, n: api.interface(tags=[{"key": "k", "value": "v" * n}]),
    "huawei.virtual_interface.bfd.min_transmit_interval": lambda api, n: api.tune(min_tx_interval=n),
    "huawei.virtual_interface.bfd.min_receive_interval": lambda api, n: api.tune(min_rx_interval=n),
    "huawei.virtual_interface.bfd.detect_multiplier": lambda api, n: api.tune(detect_multiplier=n),
    "huawei.virtual_interface.bfd_local_discriminator": lambda api, n: api.tune(local_disclaim=n),
    "huawei.virtual_interface.bfd_remote_discriminator": lambda api, n: api.tune(remote_disclaim=n),
    "huawei.virtual_interface.bfd_ipv6_local_discriminator": lambda api, n: api.tune(ipv6_local_disclaim=n),
    "huawei.virtual_interface.bfd_ipv6_remote_discriminator": lambda api, n: api.tune(ipv6_remote_disclaim=n),
    "huawei.virtual_interface.nqa_interval": lambda api, n: api.tune(ha_type="nqa", min_tx_interval=n, min_rx_interval=n),
    "huawei.virtual_interface.nqa_multiplier": lambda api, n: api.tune(ha_type="nqa", detect_multiplier=n),
    "huawei.bgp_peer.name_length": lambda api, n: api.peer(name="n" * n),
    "huawei.bgp_peer.description_length": lambda api, n: api.peer(description="d" * n),
    "huawei.bgp_peer.customer_asn": lambda api, n: api.peer(bgp_asn=n),
    "huawei.bgp_peer.customer_prefixes": lambda api, n: api.peer(remote_ep_group=subnets(n, v6=True)),
    "huawei.bgp_peer.auth_key_length": lambda api, n: api.peer(bgp_md5=key(n)),
}


@pytest.fixture(scope="module")
def rows():
    import clouds
    import terraform

    if reason := clouds.why_not("huawei"):
        pytest.skip(reason)
    ws = terraform.Workspace({})
    ws.write(LIMITS)
    ws.apply()
    limits = json.loads(ws.run("output", "-json", "rows").out)["limits"]
    ws.close()
    return {row["id"]: row for row in limits}


def bounds(row):
    """Smallest and largest number that the row allows."""
    words = row["allowed"]
    if match := re.match(r"(\d+) to (\d+)", words):
        return int(match.group(1)), int(match.group(2))
    return 0, int(re.match(r"at most (\d+)", words).group(1))


@pytest.mark.parametrize("name", ASKED)
def test_both_sides_agree(rows, huawei, name):
    low, high = bounds(rows[name])
    side, _ = ONLY_OURS.get(name, ("", ""))
    api = Api(huawei)
    # An interface with VLAN 0 has its line for itself, so nothing else is there then.
    api.vif = "" if name.endswith(".vlan") else api.base()
    ask = ASKED[name]
    assert ask(api, low) and ask(api, high)
    if side != "high":
        assert not ask(api, high + 1)
    if side != "low" and low > 0:
        assert not ask(api, low - 1)

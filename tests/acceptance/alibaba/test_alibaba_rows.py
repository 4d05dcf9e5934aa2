"""The rows of limits against the simulator's own rules: the last allowed value and the first beyond it, sent to the API
directly, past all checks of this side. Both have to agree on every row."""

import base64
import hashlib
import hmac
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest

import vendors

LIMITS = ('data "interconnect_limits" "all" {\n  cloud = "alibaba"\n}\n'
          'output "rows" { value = data.interconnect_limits.all }\n')

OWN_TAGS = 3


def encode(text):
    return urllib.parse.quote(str(text), safe="-_.~")


class Api:
    """The VPC API, signed with version 1: another signature than the adapter's."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.port = cloud.seed("physical_connection")
        self.router = cloud.seed("virtual_border_router", PhysicalConnectionId=self.port)
        self.group = cloud.seed("bgp_group", RouterId=self.router)

    def call(self, action, **members):
        """True if it is accepted."""
        p = {"Action": action, "Version": "2016-04-28", "Format": "JSON", "RegionId": "cn-hangzhou",
             "AccessKeyId": vendors.alibaba.KEY, "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0",
             "SignatureNonce": str(uuid.uuid4()), "Timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
        p |= {name.replace("_", "."): value for name, value in members.items()}
        canonical = "&".join(f"{encode(k)}={encode(p[k])}" for k in sorted(p))
        to_sign = f"POST&%2F&{encode(canonical)}"
        digest = hmac.new((vendors.alibaba.SECRET + "&").encode(), to_sign.encode(), hashlib.sha1).digest()
        body = canonical + "&Signature=" + encode(base64.b64encode(digest).decode())
        request = urllib.request.Request(self.cloud.sim.url + "/", body.encode(), method="POST",
                                         headers={"Content-Type": "application/x-www-form-urlencoded"})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return "Code" not in json.load(answer)
        except urllib.error.HTTPError as error:
            answer = json.load(error)
            assert "Signature" not in answer["Code"] and "NotFound" not in answer["Code"], answer
            return False

    def make_router(self, **members):
        """On a port of its own: VLAN 0 takes a whole one."""
        return self.call("CreateVirtualBorderRouter", PhysicalConnectionId=self.cloud.seed("physical_connection"),
                         **{"VlanId": 9, "LocalGatewayIp": "10.1.0.1", "PeerGatewayIp": "10.1.0.2",
                            "PeeringSubnetMask": "255.255.255.252"} | members)

    def tune_router(self, **members):
        return self.call("ModifyVirtualBorderRouterAttribute", VbrId=self.router, **members)

    def make_group(self, **members):
        return self.call("CreateBgpGroup", **{"RouterId": self.router, "PeerAsn": 65001} | members)

    def make_peer(self, **members):
        address = f"192.168.9.{members['BfdMultiHop'] % 250 + 1}"
        return self.call("CreateBgpPeer", **{"BgpGroupId": self.group, "PeerIpAddress": address,
                                             "EnableBfd": "true"} | members)

    def make_port(self, **members):
        return self.call("CreatePhysicalConnection", **{"AccessPointId": "ap-cn-hangzhou-xs-C", "LineOperator": "CT",
                                                        "bandwidth": 1000, "Type": "VPC"} | members)


def tags(count, prefix="Tags"):
    return {f"{prefix}_{i}_Key": f"k{i}" for i in range(1, count + 1)}


# Row → how the API is asked for a value of that number.
ASKED = {
    "alibaba.connection.name_length": lambda api, n: api.make_port(Name="n" * n),
    "alibaba.connection.description_length": lambda api, n: api.make_port(Description="d" * n),
    "alibaba.connection.tags": lambda api, n: api.make_port(**tags(n + OWN_TAGS, "Tag")),
    "alibaba.connection.tag_key_length": lambda api, n: api.make_port(Tag_1_Key="k" * n),
    "alibaba.connection.tag_value_length": lambda api, n: api.make_port(Tag_1_Key="k", Tag_1_Value="v" * n),
    "alibaba.virtual_interface.name_length": lambda api, n: api.make_router(Name="n" * n),
    "alibaba.virtual_interface.description_length": lambda api, n: api.make_router(Description="d" * n),
    "alibaba.virtual_interface.vlan": lambda api, n: api.make_router(VlanId=n),
    "alibaba.virtual_interface.tags": lambda api, n: api.make_router(**tags(n + OWN_TAGS)),
    "alibaba.virtual_interface.tag_key_length": lambda api, n: api.make_router(Tags_1_Key="k" * n),
    "alibaba.virtual_interface.tag_value_length": lambda api, n: api.make_router(Tags_1_Key="k", Tags_1_Value="v" * n),
    "alibaba.virtual_interface.min_transmit_interval": lambda api, n: api.tune_router(MinTxInterval=n),
    "alibaba.virtual_interface.min_receive_interval": lambda api, n: api.tune_router(MinRxInterval=n),
    "alibaba.virtual_interface.detect_multiplier": lambda api, n: api.tune_router(DetectMultiplier=n),
    "alibaba.virtual_interface.customer_asn": lambda api, n: api.make_group(PeerAsn=n),
    "alibaba.virtual_interface.bfd_hops": lambda api, n: api.make_peer(BfdMultiHop=n),
    "alibaba.bgp_group.customer_asn": lambda api, n: api.make_group(PeerAsn=n),
    "alibaba.bgp_group.name_length": lambda api, n: api.make_group(Name="n" * n),
    "alibaba.bgp_group.description_length": lambda api, n: api.make_group(Description="d" * n),
    "alibaba.bgp_group.route_limit": lambda api, n: api.make_group(RouteQuota=n),
    "alibaba.bgp_peer.route_limit": lambda api, n: api.make_group(RouteQuota=n),
    "alibaba.bgp_peer.bfd_hops": lambda api, n: api.make_peer(BfdMultiHop=n),
}


@pytest.fixture(scope="module")
def rows():
    import clouds
    import terraform

    if reason := clouds.why_not("alibaba"):
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
def test_both_sides_agree(rows, alibaba, name):
    low, high = bounds(rows[name])
    api = Api(alibaba)
    ask = ASKED[name]
    assert ask(api, low), low
    assert ask(api, high), high
    assert not ask(api, high + 1), high + 1
    if low > 0:
        assert not ask(api, low - 1), low - 1

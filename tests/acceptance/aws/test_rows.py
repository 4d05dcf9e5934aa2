"""The rows of limits against the simulator's own rules: the last allowed value and the first beyond it, sent to the API
directly, past all checks of this side. Both have to agree on every row."""

import json
import re
import urllib.error
import urllib.request

import pytest

import clouds
import vendors
import terraform

auth = pytest.importorskip("botocore.auth")
awsrequest = pytest.importorskip("botocore.awsrequest")
credentials = pytest.importorskip("botocore.credentials")

LIMITS = ('data "interconnect_limits" "all" {\n  cloud = "aws"\n}\n'
          'output "rows" { value = data.interconnect_limits.all }\n')
OWN_TAGS = 3
GATEWAY = "vgw-f9eb0c90"
GROUP_TAG = "interconnect:group"


class Api:
    """Direct Connect, signed by botocore."""

    def __init__(self, cloud):
        self.url = cloud.sim.url + "/"
        self.signer = auth.SigV4Auth(credentials.Credentials(vendors.aws.KEY, vendors.aws.SECRET), "directconnect", "us-east-1")
        self.port = self.answer("CreateConnection", location="EqDC2", bandwidth="1Gbps", connectionName="p")["connectionId"]
        self.used = 0

    def answer(self, operation, **members):
        request = awsrequest.AWSRequest("POST", self.url, data=json.dumps(members), headers={
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"OvertureService.{operation}"})
        self.signer.add_auth(request)
        sent = urllib.request.Request(self.url, request.body, dict(request.headers), method="POST")
        with urllib.request.urlopen(sent, timeout=20) as answer:
            return json.load(answer)

    def call(self, operation, **members):
        """True if it is accepted."""
        try:
            self.answer(operation, **members)
            return True
        except urllib.error.HTTPError as error:
            answer = error.read().decode()
            assert "Signature" not in answer and "does not exist" not in answer, answer
            return False

    def connect(self, **members):
        return self.call("CreateConnection", **{"location": "EqDC2", "bandwidth": "1Gbps", "connectionName": "x"} | members)

    def interface(self, **members):
        self.used += 1
        return self.call("CreatePrivateVirtualInterface", connectionId=self.port, newPrivateVirtualInterface={
            "virtualInterfaceName": "x", "vlan": 100 + self.used, "asn": 65000, "virtualGatewayId": GATEWAY} | members)

    def asn(self, number):
        self.used += 1
        return self.call("CreatePrivateVirtualInterface", connectionId=self.port, newPrivateVirtualInterface={
            "virtualInterfaceName": "x", "vlan": 100 + self.used, "asnLong": number, "virtualGatewayId": GATEWAY})

    def peer(self, **members):
        interface = self.answer("CreatePrivateVirtualInterface", connectionId=self.port, newPrivateVirtualInterface={
            "virtualInterfaceName": "x", "vlan": 1000 + self.used, "asn": 65000, "virtualGatewayId": GATEWAY})
        self.used += 1
        return self.call("CreateBGPPeer", virtualInterfaceId=interface["virtualInterfaceId"],
                         newBGPPeer={"addressFamily": "ipv6", "asn": 65000} | members)

    def public(self, prefixes):
        self.used += 1
        return self.call("CreatePublicVirtualInterface", connectionId=self.port, newPublicVirtualInterface={
            "virtualInterfaceName": "x", "vlan": 100 + self.used, "asn": 65000, "amazonAddress": "203.0.113.1/30",
            "customerAddress": "203.0.113.2/30",
            "routeFilterPrefixes": [{"cidr": f"20.{i >> 8}.{i & 255}.0/24"} for i in range(prefixes)]})


def tags(count):
    return [{"key": f"k{i}", "value": "v"} for i in range(count)]


# Rows of what no call carries: prefixes on interfaces that are not public are this side's intent, a lowered group is nothing
# at AWS.
LOCAL = {"aws.bgp_group.customer_asn", "aws.bgp_peer.customer_prefixes", "aws.virtual_interface.customer_prefixes"}

# Row → how the API is asked for a value of that number.
ASKED = {
    "aws.connection.name_length": lambda api, n: api.connect(connectionName="n" * n),
    "aws.connection.tags": lambda api, n: api.connect(tags=tags(n + OWN_TAGS)),
    "aws.connection.tag_key_length": lambda api, n: api.connect(tags=[{"key": "k" * n, "value": "v"}]),
    "aws.connection.tag_value_length": lambda api, n: api.connect(tags=[{"key": "k", "value": "v" * n}]),
    "aws.connection.redundancy_group_length": lambda api, n: api.connect(tags=[{"key": GROUP_TAG, "value": "v" * n}]),
    "aws.virtual_interface.name_length": lambda api, n: api.interface(virtualInterfaceName="n" * n),
    "aws.virtual_interface.vlan": lambda api, n: api.interface(vlan=n),
    "aws.virtual_interface.customer_asn": lambda api, n: api.asn(n),
    "aws.virtual_interface.auth_key_length": lambda api, n: api.interface(authKey="k" * n),
    "aws.virtual_interface.tags": lambda api, n: api.interface(tags=tags(n + OWN_TAGS)),
    "aws.virtual_interface.tag_key_length": lambda api, n: api.interface(tags=[{"key": "k" * n, "value": "v"}]),
    "aws.virtual_interface.tag_value_length": lambda api, n: api.interface(tags=[{"key": "k", "value": "v" * n}]),
    "aws.virtual_interface.redundancy_group_length": lambda api, n: api.interface(tags=[{"key": GROUP_TAG, "value": "v" * n}]),
    "aws.virtual_interface.customer_prefixes.public": lambda api, n: api.public(n),
    "aws.virtual_interface.prefix_allocation_ipv4": lambda api, n: api.interface(prefixPoolAllocatedCountIpv4=n),
    "aws.virtual_interface.prefix_allocation_ipv6": lambda api, n: api.interface(prefixPoolAllocatedCountIpv6=n),
    "aws.bgp_peer.customer_asn": lambda api, n: api.peer(asn=None, asnLong=n) if n else api.peer(asn=0),
    "aws.bgp_peer.auth_key_length": lambda api, n: api.peer(authKey="k" * n),
}


@pytest.fixture(scope="module")
def rows():
    if reason := clouds.why_not("aws"):
        pytest.skip(reason)
    ws = terraform.Workspace({})
    ws.write(LIMITS)
    ws.apply()
    limits = json.loads(ws.run("output", "-json", "rows").out)["limits"]
    ws.close()
    return {row["id"]: row for row in limits}


def bounds(row):
    """Smallest and largest number that the row allows."""
    if match := re.match(r"(\d+) to (\d+)", row["allowed"]):
        return int(match.group(1)), int(match.group(2))
    return 0, int(re.match(r"at most (\d+)", row["allowed"]).group(1))


@pytest.mark.parametrize("name", ASKED)
def test_both_sides_agree(rows, aws, name):
    low, high = bounds(rows[name])
    api = Api(aws)
    ask = ASKED[name]
    assert ask(api, low), low
    assert ask(api, high), high
    assert not ask(api, high + 1), high + 1
    if low > 0:
        assert not ask(api, low - 1), low - 1


def test_connections_are_counted_alike(aws, rows):
    assert rows["aws.connection.per_location"]["allowed"].startswith("at most 10 ")
    api = Api(aws)
    assert all(api.connect() for _ in range(9))
    assert not api.connect()


def test_every_row_with_a_number_is_asked_or_is_a_twin(rows):
    """A row that is added is asked here too; those of auth_key_wo are auth_key's."""
    numbers = {name for name, row in rows.items() if re.match(r"(\d+ to \d+|at most \d+ (elements|characters))", row["allowed"])}
    missing = {name for name in numbers - set(ASKED) - LOCAL if "auth_key_wo" not in name}
    assert not missing, missing

"""Every request of the adapter, and every answer it got, held against botocore's model of Direct Connect (the newest, where
script/bootstrap has installed it); every signature made again by botocore's signer."""

import datetime
import json
import pathlib

import pytest

from hcl import connection, interface, peer
from recorder import Recorder
from vendors.aws import KEY, SECRET

loaders = pytest.importorskip("botocore.loaders")
botocore_model = pytest.importorskip("botocore.model")
validate = pytest.importorskip("botocore.validate")
auth = pytest.importorskip("botocore.auth")
awsrequest = pytest.importorskip("botocore.awsrequest")
credentials = pytest.importorskip("botocore.credentials")

TRANSIT = """
resource "interconnect_virtual_interface" "transit" {
  cloud         = "aws"
  name          = "transit"
  connection_id = interconnect_connection.port.id
  type          = "transit"
  vlan          = 200
  mtu           = %d
  gateway_id    = "%s"
  customer_asn  = "65001"
  auth_key      = "asdf34example"
  aws           = { site_link = %s }
}
"""
PUBLIC = """
resource "interconnect_virtual_interface" "public" {
  cloud             = "aws"
  name              = "public"
  connection_id     = interconnect_connection.port.id
  type              = "public"
  vlan              = 300
  customer_asn      = "65000"
  cloud_address     = "203.0.113.1/30"
  customer_address  = "203.0.113.2/30"
  customer_prefixes = ["198.51.100.0/24"]
  tags              = { a = "1" }
}
"""
PREFIX = 'resource "interconnect_bgp_cidr" "lan" {\n  cloud = "aws"\n  advertised_by = "%s"\n  cidr = "10.0.0.0/16"\n}\n'
NEWEST = pathlib.Path(__file__).resolve().parents[2] / "conformance/newest/.packages"
# Members that the service's model has had only since the botocore of Debian 12.
NEWER = () if (NEWEST / ".installed").exists() else (
    "asnLong", "directConnectGateways[].tags", "billingMode", "prefixPoolAllocatedCountIpv4", "prefixPoolAllocatedCountIpv6",
    "rateLimiterStatus", "prefixPoolSizeIpv4", "prefixPoolSizeIpv6", "prefixPoolUnallocatedCountIpv4", "prefixPoolUnallocatedCountIpv6",
    "totalPrefixPoolAllocations")


@pytest.fixture
def exchanges(aws, new_workspace):
    """Those of a life: everything created, changed in place, imported, destroyed."""
    hub = aws.seed("direct_connect_gateway", directConnectGatewayName="hub", amazonSideAsn=64512)
    association = aws.seed("association")
    with Recorder(aws.sim.url) as recorder:
        ws = new_workspace(aws.environment() | {"AWS_ENDPOINT_URL_DIRECT_CONNECT": recorder.url})
        base = connection(more='tags = { team = "net" }') + interface() + peer() + PUBLIC + PREFIX % association
        ws.write(base + TRANSIT % (8500, hub, "true"))
        ws.apply()
        ws.write(base.replace('"net"', '"core"').replace('name          = "vif"', 'name          = "renamed"')
                 .replace('{ a = "1" }', "{}") + TRANSIT % (1500, hub, "false"))
        ws.apply()
        ws.plan(expect=0)
        ws.destroy()
        yield recorder.exchanges


@pytest.fixture(scope="module")
def model():
    loader = loaders.Loader()
    if not NEWER:
        loader = loaders.Loader(extra_search_paths=[str(NEWEST / "botocore/data")], include_default_search_paths=False)
    return botocore_model.ServiceModel(loader.load_service_model("directconnect", "service-2"), "directconnect")


def is_sts(exchange):
    """Who calls is asked of another service, with another protocol."""
    return b"Action=GetCallerIdentity" in exchange.body


def operation_of(exchange):
    prefix, _, operation = exchange.headers["x-amz-target"].partition(".")
    assert prefix == "OvertureService"
    return operation


def strangers(value, shape, path=""):
    """Members of an answer that the model does not know."""
    if shape.type_name == "structure":
        for name, inner in (value or {}).items():
            if name not in shape.members:
                if not f"{path}.{name}".endswith(NEWER):
                    yield f"{path}.{name}"
            else:
                yield from strangers(inner, shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list":
        for inner in value or []:
            yield from strangers(inner, shape.member, f"{path}[]")


def test_requests_and_answers_fit_the_model(exchanges, model):
    seen = set()
    for exchange in exchanges:
        if is_sts(exchange):
            assert exchange.body == b"Action=GetCallerIdentity&Version=2011-06-15", exchange.body
            continue
        operation = model.operation_model(operation_of(exchange))
        seen.add(operation.name)
        request = json.loads(exchange.body)
        report = validate.ParamValidator().validate(request, operation.input_shape or botocore_model.StructureShape("none", {"type": "structure", "members": {}}))
        assert not report.has_errors(), f"{operation.name}: {report.generate_report()}"
        assert not (list(strangers(request, operation.input_shape)) if operation.input_shape else request), operation.name
        if exchange.status == 200 and operation.output_shape is not None:
            answer = json.loads(exchange.answer or b"{}")
            assert not list(strangers(answer, operation.output_shape)), operation.name
    assert seen >= {"CreateConnection", "CreatePrivateVirtualInterface", "CreatePublicVirtualInterface",
                    "CreateTransitVirtualInterface", "CreateBGPPeer", "DeleteBGPPeer", "DeleteVirtualInterface",
                    "DeleteConnection", "DescribeConnections", "DescribeVirtualInterfaces", "TagResource", "UntagResource",
                    "UpdateVirtualInterfaceAttributes", "UpdateDirectConnectGatewayAssociation",
                    "DescribeDirectConnectGatewayAssociations"}, seen


def test_botocore_signs_the_same(exchanges):
    for exchange in exchanges:
        service = "sts" if is_sts(exchange) else "directconnect"
        signer = auth.SigV4Auth(credentials.Credentials(KEY, SECRET), service, "us-east-1")
        given = exchange.headers["authorization"]
        signed = given.split("SignedHeaders=")[1].split(",")[0].split(";")
        assert {"host", "x-amz-date"} | ({"x-amz-target"} if service == "directconnect" else set()) <= set(signed), signed
        request = awsrequest.AWSRequest(method=exchange.method, url=f"http://{exchange.headers['host']}{exchange.path}",
                                        data=exchange.body,
                                        headers={name: exchange.headers[name] for name in signed if name != "x-amz-date"})
        stamp = exchange.headers["x-amz-date"]
        request.context["timestamp"] = stamp
        request.headers["X-Amz-Date"] = stamp
        assert datetime.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ")
        canonical = signer.canonical_request(request)
        signature = signer.signature(signer.string_to_sign(request, canonical), request)
        assert given.endswith(f"Signature={signature}"), service

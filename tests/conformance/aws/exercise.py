"""Calls every operation of Direct Connect once through boto3, and checks each answer against the service model.

Run by an interpreter that has boto3: exercise.py ENDPOINT. Prints JSON: the versions, the operations that were called, and
what was wrong: members that the model does not have, or values of another type. Operations that this boto3's model does
not have are not called.
"""

import json
import sys

import boto3
import botocore

SINCE_2026 = {"rateLimit", "prefixPoolAllocatedCountIpv4", "prefixPoolAllocatedCountIpv6", "billingMode", "rateLimiterStatus",
              "prefixPoolSizeIpv4", "prefixPoolSizeIpv6", "prefixPoolUnallocatedCountIpv4", "prefixPoolUnallocatedCountIpv6",
              "totalPrefixPoolAllocations"}
# Newer than the oldest model that these tests meet.
NEWER = {"asnLong", "nextToken", "macSecCapable", "partnerInterconnectMacSecCapable", "tags"} | SINCE_2026


def mismatches(value, shape, path, newer):
    """What in `value` (parsed JSON, as it came) is not of `shape`; `newer` members may be there without being in it."""
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            return [f"{path}: not an object"]
        found = []
        for name, member in value.items():
            if name in shape.members:
                found += mismatches(member, shape.members[name], f"{path}.{name}", newer)
            elif name not in newer:
                found.append(f"{path}.{name}: not in the model")
        return found
    if kind == "list":
        if not isinstance(value, list):
            return [f"{path}: not a list"]
        return [text for i, item in enumerate(value) for text in mismatches(item, shape.member, f"{path}[{i}]", newer)]
    wanted = {
        "string": str,
        "blob": str,
        "boolean": bool,
        "integer": int,
        "long": int,
        "timestamp": (int, float),
    }[kind]
    if not isinstance(value, wanted) or (kind != "boolean" and isinstance(value, bool)):
        return [f"{path}: {value!r} is not a {kind}"]
    if kind == "string" and getattr(shape, "enum", None) and value not in shape.enum:
        return [f"{path}: {value!r} is not one of {shape.enum}"]
    return []


class Recorder:
    """A client whose answers are checked as they arrive, before botocore drops what it does not know."""

    def __init__(self, endpoint, key, secret, region):
        self.client = boto3.client(
            "directconnect",
            endpoint_url=endpoint,
            region_name=region,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
        )
        self.called = []
        self.wrong = []
        self.newer = set() if "CreateResiliencyGroup" in self.client.meta.service_model.operation_names else NEWER
        session = self.client._endpoint.http_session
        send = session.send

        def checked(request):
            answer = send(request)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            self.raw = (answer.status_code, headers, answer.content)
            return answer

        session.send = checked

    def __call__(self, operation, **parameters):
        model = self.client.meta.service_model.operation_model(operation)
        method = next(n for n, o in self.client.meta.method_to_api_mapping.items() if o == operation)
        answer = getattr(self.client, method)(**parameters)
        status, headers, body = self.raw
        self.called.append(operation)
        if status != 200 or headers.get("content-type") != "application/x-amz-json-1.1":
            self.wrong.append(f"{operation}: {status} {headers.get('content-type')}")
        if not headers.get("x-amzn-requestid"):
            self.wrong.append(f"{operation}: no request id")
        if model.output_shape is not None:
            self.wrong += mismatches(json.loads(body), model.output_shape, operation, self.newer)
        answer.pop("ResponseMetadata")
        return answer


def ports(us, partner):
    us("DescribeLocations")
    us("DescribeCustomerMetadata")
    us("ConfirmCustomerAgreement", agreementName="ConnectAgreement")
    first = us(
        "CreateConnection", location="EqDC2", bandwidth="10Gbps", connectionName="one", tags=[{"key": "team", "value": "net"}]
    )["connectionId"]
    secure = us("CreateConnection", location="EqDC2", bandwidth="10Gbps", connectionName="secure", requestMACSec=True)
    us("DescribeConnections")
    us("UpdateConnection", connectionId=first, connectionName="uno")
    us("DescribeLoa", connectionId=first, providerName="Somebody (Inc.)")
    us("DescribeConnectionLoa", connectionId=first)
    key = us("AssociateMacSecKey", connectionId=secure["connectionId"], ckn="ab" * 32, cak="cd" * 32)
    us("DisassociateMacSecKey", connectionId=secure["connectionId"], secretARN=key["macSecKeys"][0]["secretARN"])
    us("DeleteConnection", connectionId=secure["connectionId"])
    lag = us("CreateLag", numberOfConnections=1, location="EqDC2", connectionsBandwidth="10Gbps", lagName="bundle")["lagId"]
    us("DescribeLags")
    us("AssociateConnectionWithLag", connectionId=first, lagId=lag)
    us("UpdateLag", lagId=lag, lagName="bundles", minimumLinks=1)
    us("DisassociateConnectionFromLag", connectionId=first, lagId=lag)
    us("UpdateLag", lagId=lag, minimumLinks=0)
    us("DeleteLag", lagId=lag)

    trunk = partner("CreateInterconnect", interconnectName="trunk", bandwidth="10Gbps", location="EqDC2")["interconnectId"]
    other = partner("CreateInterconnect", interconnectName="other", bandwidth="10Gbps", location="EqDC2")["interconnectId"]
    partner("DescribeInterconnects")
    partner("DescribeInterconnectLoa", interconnectId=trunk)
    hosted = partner(
        "AllocateHostedConnection",
        connectionId=trunk,
        ownerAccount="123456789012",
        bandwidth="500Mbps",
        connectionName="hosted",
        vlan=305,
    )["connectionId"]
    partner(
        "AllocateConnectionOnInterconnect",
        interconnectId=trunk,
        ownerAccount="123456789012",
        bandwidth="500Mbps",
        connectionName="older",
        vlan=306,
    )
    partner("DescribeHostedConnections", connectionId=trunk)
    partner("DescribeConnectionsOnInterconnect", interconnectId=trunk)
    us("ConfirmConnection", connectionId=hosted)
    partner("AssociateHostedConnection", connectionId=hosted, parentConnectionId=other)
    spare = partner("CreateInterconnect", interconnectName="spare", bandwidth="1Gbps", location="EqDC2")["interconnectId"]
    partner("DeleteInterconnect", interconnectId=spare)
    return first


def interfaces(us, partner, connection):
    gateway = us("CreateDirectConnectGateway", directConnectGatewayName="hub", amazonSideAsn=64600)
    gateway = gateway["directConnectGateway"]["directConnectGatewayId"]
    us("DescribeDirectConnectGateways")
    us("UpdateDirectConnectGateway", directConnectGatewayId=gateway, newDirectConnectGatewayName="nabe")
    private = us(
        "CreatePrivateVirtualInterface",
        connectionId=connection,
        newPrivateVirtualInterface={
            "virtualInterfaceName": "private",
            "vlan": 101,
            "asn": 65000,
            "virtualGatewayId": "vgw-f9eb0c90",
            "tags": [{"key": "a", "value": ""}],
        },
    )["virtualInterfaceId"]
    us(
        "CreatePublicVirtualInterface",
        connectionId=connection,
        newPublicVirtualInterface={
            "virtualInterfaceName": "public",
            "vlan": 102,
            "asn": 65000,
            "amazonAddress": "198.51.100.0/31",
            "customerAddress": "198.51.100.1/31",
            "routeFilterPrefixes": [{"cidr": "203.0.113.0/24"}],
        },
    )
    transit = us(
        "CreateTransitVirtualInterface",
        connectionId=connection,
        newTransitVirtualInterface={
            "virtualInterfaceName": "transit",
            "vlan": 103,
            "asn": 65000,
            "mtu": 8500,
            "directConnectGatewayId": gateway,
            "enableSiteLink": True,
        },
    )["virtualInterface"]["virtualInterfaceId"]
    us("DescribeVirtualInterfaces")
    us("DescribeVirtualGateways")
    us("DescribeDirectConnectGatewayAttachments", directConnectGatewayId=gateway)
    for kind, vlan in (("Private", 201), ("Public", 202), ("Transit", 203)):
        allocation = {"virtualInterfaceName": kind, "vlan": vlan, "asn": 65001}
        if kind == "Public":
            allocation["routeFilterPrefixes"] = [{"cidr": "203.0.113.0/24"}]
            allocation["amazonAddress"] = "198.51.100.4/31"
            allocation["customerAddress"] = "198.51.100.5/31"
        made = us(
            f"Allocate{kind}VirtualInterface",
            connectionId=connection,
            ownerAccount="210987654321",
            **{f"new{kind}VirtualInterfaceAllocation": allocation},
        )
        made = made.get("virtualInterface", made)["virtualInterfaceId"]
        target = {"Private": {"virtualGatewayId": "vgw-partner1"}, "Public": {}}.get(kind)
        partner(
            f"Confirm{kind}VirtualInterface",
            virtualInterfaceId=made,
            **({"directConnectGatewayId": gateway} if target is None else target),
        )
    peer = us(
        "CreateBGPPeer", virtualInterfaceId=private, newBGPPeer={"asn": 64600, "addressFamily": "ipv6"}
    )["virtualInterface"]["bgpPeers"][1]["bgpPeerId"]
    us("StartBgpFailoverTest", virtualInterfaceId=private, bgpPeers=[peer], testDurationInMinutes=10)
    us("StopBgpFailoverTest", virtualInterfaceId=private)
    us("ListVirtualInterfaceTestHistory", virtualInterfaceId=private)
    us("DeleteBGPPeer", virtualInterfaceId=private, bgpPeerId=peer)
    us("UpdateVirtualInterfaceAttributes", virtualInterfaceId=private, mtu=9001)
    us(
        "DescribeRouterConfiguration",
        virtualInterfaceId=private,
        routerTypeIdentifier="CiscoSystemsInc-2900SeriesRouters-IOS124",
    )
    second = us("CreateConnection", location="EqDC2", bandwidth="1Gbps", connectionName="two")["connectionId"]
    us("DescribeConnections", connectionId=second)
    us("AssociateVirtualInterface", virtualInterfaceId=private, connectionId=second)
    arn = f"arn:aws:directconnect:us-east-1:123456789012:dxvif/{private}"
    us("TagResource", resourceArn=arn, tags=[{"key": "b", "value": "2"}])
    us("DescribeTags", resourceArns=[arn])
    us("UntagResource", resourceArn=arn, tagKeys=["a"])
    us("DeleteVirtualInterface", virtualInterfaceId=transit)
    return gateway


def gateways(us, partner, gateway):
    made = us("CreateDirectConnectGatewayAssociation", directConnectGatewayId=gateway, gatewayId="vgw-0123456789abcdef0")
    made = made["directConnectGatewayAssociation"]["associationId"]
    us("DescribeDirectConnectGatewayAssociations", directConnectGatewayId=gateway)
    us(
        "UpdateDirectConnectGatewayAssociation",
        associationId=made,
        addAllowedPrefixesToDirectConnectGateway=[{"cidr": "10.0.0.0/16"}],
    )
    us("DeleteDirectConnectGatewayAssociation", associationId=made)
    proposals = [
        partner(
            "CreateDirectConnectGatewayAssociationProposal",
            directConnectGatewayId=gateway,
            directConnectGatewayOwnerAccount="123456789012",
            gatewayId="tgw-partner1",
            addAllowedPrefixesToDirectConnectGateway=[{"cidr": "10.1.0.0/16"}],
        )["directConnectGatewayAssociationProposal"]["proposalId"]
        for _ in range(2)
    ]
    us("DescribeDirectConnectGatewayAssociationProposals")
    us(
        "AcceptDirectConnectGatewayAssociationProposal",
        directConnectGatewayId=gateway,
        proposalId=proposals[0],
        associatedGatewayOwnerAccount="210987654321",
    )
    partner("DeleteDirectConnectGatewayAssociationProposal", proposalId=proposals[1])
    spare = us("CreateDirectConnectGateway", directConnectGatewayName="spare")["directConnectGateway"]
    us("DescribeDirectConnectGateways", directConnectGatewayId=spare["directConnectGatewayId"])
    us("DeleteDirectConnectGateway", directConnectGatewayId=spare["directConnectGatewayId"])


def newest(us, connection):
    """What the models of autumn 2026 added, where this boto3 has it."""
    if "CreateResiliencyGroup" not in us.client.meta.service_model.operation_names:
        return
    group = us("CreateResiliencyGroup", resiliencyGroupName="pair", intendedResiliencyModel="high-resiliency", clientToken="t",
               tags=[{"key": "a", "value": "b"}])["resiliencyGroup"]["resiliencyGroupId"]  # fmt: skip
    us("AssociateConnectionsToResiliencyGroup", resiliencyGroupId=group, connectionIdentifiers=[connection])
    us("ListResiliencyGroupAssociations", resiliencyGroupId=group, maxResults=10)
    us("DisassociateConnectionsFromResiliencyGroup", resiliencyGroupId=group, connectionIdentifiers=[connection])
    us("UpdateResiliencyGroup", resiliencyGroupId=group, resiliencyGroupName="couple")
    us("GetResiliencyGroup", resiliencyGroupId=group)
    us("ListResiliencyGroups")
    us("DeleteResiliencyGroup", resiliencyGroupId=group)
    us("UpdateConnectionsBillingMode", connectionIds=[connection], billingMode="FlatRateTier1")
    us("CreateConnection", location="EqDC2", bandwidth="1Gbps", connectionName="flat", billingMode="FlatRateTier2")
    lag = us("CreateLag", numberOfConnections=1, location="EqDC2", connectionsBandwidth="10Gbps", lagName="safe",
             requestMACSec=True, billingMode="PayAsYouGo")["lagId"]  # fmt: skip
    us("AssociateMacSecKey", connectionId=lag, ckn="ab" * 32, cak="cd" * 32)
    shown = us("DescribeLags", lagId=lag)["lags"][0]
    assert shown["macSecKeys"][0]["startOn"] and shown["connections"][0]["macSecKeys"] == shown["macSecKeys"]
    made = us("CreatePrivateVirtualInterface", connectionId=connection, newPrivateVirtualInterface={
        "virtualInterfaceName": "slow", "vlan": 301, "asn": 65000, "virtualGatewayId": "vgw-f9eb0c90", "rateLimit": "50Mbps",
        "prefixPoolAllocatedCountIpv4": 50, "prefixPoolAllocatedCountIpv6": 60})  # fmt: skip
    changed = us("UpdateVirtualInterfaceAttributes", virtualInterfaceId=made["virtualInterfaceId"], rateLimit="1Gbps",
                 prefixPoolAllocatedCountIpv4=0)  # fmt: skip
    assert (changed["rateLimit"], changed["prefixPoolAllocatedCountIpv4"]) == ("1Gbps", 0)
    us("ListVirtualInterfaceRoutes", virtualInterfaceId=made["virtualInterfaceId"], filters={"routeDirection": "accepted"})


def main():
    endpoint = sys.argv[1]
    us = Recorder(endpoint, "AKIASIMULATOR0000001", "simulator-secret-1", "us-east-1")
    partner = Recorder(endpoint, "AKIASIMULATOR0000002", "simulator-secret-2", "us-east-1")
    connection = ports(us, partner)
    gateway = interfaces(us, partner, connection)
    gateways(us, partner, gateway)
    newest(us, connection)
    json.dump(
        {
            "version": botocore.__version__,
            "called": sorted(set(us.called + partner.called)),
            "known": list(us.client.meta.service_model.operation_names),
            "wrong": us.wrong + partner.wrong,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()

"""Every operation once through the vendor's own clients, in the life of a site. The V1 client returns answers as they came,
and each member of them is looked up in the model of the generated V3 client."""

import json
import pathlib
import re

import pytest
from alibaba_sdk import OTHER_POINT, POINT, Failure, router
from vendors.alibaba import ACCOUNT, PARTNER_ACCOUNT

LOA = {
    "CompanyName": "Example",
    "ConstructionTime": "2027-01-01T00:00:00Z",
    "LineType": "FIBRE",
    "Si": "Builders",
    "Bandwidth": 1000,
    "PMInfo": [{"PMName": "A", "PMGender": "Female", "PMCertificateType": "Passport", "PMCertificateNo": "P1",
                "PMContactInfo": "1"}],
}  # fmt: skip


def table():
    """The operations that the simulator has, with their parameters."""
    root = pathlib.Path(__file__).resolve().parents[3]
    source = (root / "simulators" / "alibaba" / "wire" / "model_table.cc").read_text()
    return dict(re.findall(r'\{"(\w+)",\s*((?:"[^"]*"\s*)*)\}', source))


def drive_circuits(sim, client):
    points = client.call("DescribeAccessPoints", PageSize=50)["AccessPointSet"]["AccessPointType"]
    assert POINT in [point["AccessPointId"] for point in points]
    client.call("ListBusinessAccessPoints")
    client.call("DescribeRegions")
    assert client.call("GetPhysicalConnectionServiceStatus")["Enabled"] is True
    sim.control("POST", "/edit", {"cloud": "alibaba", "id": "switches", "set": {"traffic_service": False}})
    client.call("OpenPhysicalConnectionService")
    ordered = client.call("CreatePhysicalConnection", AccessPointId=POINT, LineOperator="CT", PortType="10GBase-LR",
                          bandwidth=10000, Name="dc1", CircuitCode="code", Tag=[{"Key": "k", "Value": "v"}])  # fmt: skip
    id_ = ordered["PhysicalConnectionId"]
    shown = client.show_circuit(id_)
    assert (shown["Status"], shown["Bandwidth"], shown["Spec"]) == ("Allocated", 10000, "10G")
    assert shown["Tags"]["tags"] == [{"Key": "k", "Value": "v"}]
    client.call("ApplyPhysicalConnectionLOA", InstanceId=id_, **LOA)
    letter = client.call("DescribePhysicalConnectionLOA", InstanceId=id_)["PhysicalConnectionLOAType"]
    assert (letter["Status"], letter["SI"]) == ("Available", "Builders")
    sim.edit(id_, LoaStatus="Rejected")
    client.call("SecondApplyPhysicalConnectionLOA", InstanceId=id_, **LOA)
    client.call("CompletePhysicalConnectionLOA", InstanceId=id_, FinishWork=True, LineServiceProvider="中国电信")
    client.call("ConfirmPhysicalConnection", PhysicalConnectionId=id_)
    assert client.show_circuit(id_)["LoaStatus"] == "Complete"
    order = client.call("CreatePhysicalConnectionOccupancyOrder", PhysicalConnectionId=id_, Period=1, PricingCycle="Year",
                        InstanceChargeType="PrePaid", AutoPay=True)  # fmt: skip
    assert order["Data"]["OrderId"]
    assert client.show_circuit(id_)["Status"] == "Enabled"
    client.call("EnablePhysicalConnection", PhysicalConnectionId=id_)
    client.call("ModifyPhysicalConnectionAttribute", PhysicalConnectionId=id_, Name="dc1-new", bandwidth=5000)
    assert client.show_circuit(id_)["Bandwidth"] == 5000
    features = client.call("ListPhysicalConnectionFeatures", PhysicalConnectionId=id_)["PhysicalConnectionFeatures"]
    assert {"FeatureKey": "BFD", "FeatureValue": "OK"} in features
    second = client.call("CreatePhysicalConnectionSetupOrder", AccessPointId=OTHER_POINT, LineOperator="Other")
    client.call("CancelPhysicalConnection", PhysicalConnectionId=second["PhysicalConnectionId"])
    client.call("DeletePhysicalConnection", PhysicalConnectionId=second["PhysicalConnectionId"])
    assert client.show_circuit(second["PhysicalConnectionId"]) is None
    return id_


def drive_routers(sim, client, circuit):
    vbr = client.router(circuit, Name="vbr1", Bandwidth=1000, EnableIpv6=True, LocalIpv6GatewayIp="2408:4004:cc:400::1",
                        PeerIpv6GatewayIp="2408:4004:cc:400::2", PeeringIpv6SubnetMask="2408:4004:cc:400::/56",
                        Tags=[{"Key": "a", "Value": "b"}])  # fmt: skip
    client.call("ModifyVirtualBorderRouterAttribute", VbrId=vbr, VlanId=101, MinTxInterval=300, MinRxInterval=300,
                DetectMultiplier=5, Description="new words", SitelinkEnable=True)  # fmt: skip
    client.call("UpdateVirtualBorderBandwidth", VirtualBorderRouterId=vbr, Bandwidth=500)
    shown = client.show_router(vbr)
    assert (shown["Status"], shown["VlanId"], shown["MinTxInterval"], shown["Bandwidth"]) == ("active", 101, 300, 500)
    assert (shown["EnableIpv6"], shown["SitelinkEnable"]) == (True, True)
    assert shown["Tags"]["Tags"] == [{"Key": "a", "Value": "b"}]
    below = client.call("DescribeVirtualBorderRoutersForPhysicalConnection", PhysicalConnectionId=circuit)
    below = below["VirtualBorderRouterForPhysicalConnectionSet"]["VirtualBorderRouterForPhysicalConnectionType"]
    assert [one["VbrId"] for one in below] == [vbr]
    further = sim.create("physical_connection", Name="dc2")
    client.call("AssociatePhysicalConnectionToVirtualBorderRouter", **router(further, VbrId=vbr, VlanId="7"))
    one = client.show_router(vbr)["AssociatedPhysicalConnections"]["AssociatedPhysicalConnection"][0]
    assert (one["Status"], one["VlanId"], one["PhysicalConnectionId"]) == ("Associated", "7", further)
    client.call("ModifyVirtualBorderRouterAttribute", VbrId=vbr,
                AssociatedPhysicalConnections=json.dumps([{"PhysicalConnectionId": further, "VlanId": "8"}]))  # fmt: skip
    client.call("UnassociatePhysicalConnectionFromVirtualBorderRouter", VbrId=vbr, PhysicalConnectionId=further)
    client.call("TerminateVirtualBorderRouter", VbrId=vbr)
    assert client.show_router(vbr)["Status"] == "terminated"
    client.call("RecoverVirtualBorderRouter", VbrId=vbr)
    other = client.router(further)
    pair = client.call("CreateVbrHa", VbrId=vbr, PeerVbrId=other, Name="pair")["VbrHaId"]
    assert client.call("DescribeVbrHa", VbrId=vbr)["Status"] == "Active"
    client.call("DeleteVbrHa", InstanceId=pair)
    client.call("GrantInstanceToVbr", InstanceId="vpc-1", VbrOwnerUid=int(ACCOUNT), VbrRegionNo="cn-hangzhou",
                GrantType="All")  # fmt: skip
    client.call("RevokeInstanceFromVbr", InstanceId="vpc-1", VbrOwnerUid=ACCOUNT, VbrRegionNo="cn-hangzhou",
                GrantType="ALL")  # fmt: skip
    client.call("DescribeRouterInterfaces")
    return vbr


def drive_bgp(client, vbr):
    group = client.group(vbr, PeerAsn=4200000001, Name="group1", AuthKey="!PWZ2*~+k", RouteQuota=100, IsFakeAsn=True)
    shown = client.show_group(group)
    assert (shown["PeerAsn"], shown["LocalAsn"], shown["IsFake"]) == ("4200000001", "45104", "true")
    assert (shown["AuthKey"], shown["RouteLimit"], shown["Hold"]) == ("!PWZ2*~+k", "100", "30")
    client.call("ModifyBgpGroupAttribute", BgpGroupId=group, ClearAuthKey=True, PeerAsn=65001, LocalAsn=64512)
    peer = client.peer(group, EnableBfd=True, BfdMultiHop=255)
    shown = client.show_peer(peer)
    assert (shown["PeerIpAddress"], shown["PeerAsn"], shown["AuthKey"]) == ("10.0.0.2", "65001", "")
    assert (shown["EnableBfd"], shown["BfdMultiHop"], shown["RouterId"]) == (True, 255, vbr)
    client.call("ModifyBgpPeerAttribute", BgpPeerId=peer, EnableBfd=False, PeerIpAddress="1.1.1.1")
    assert client.show_peer(peer)["PeerIpAddress"] == "1.1.1.1"
    client.call("AddBgpNetwork", RouterId=vbr, DstCidrBlock="10.10.0.0/16", VpcId="vpc-1")
    networks = client.call("DescribeBgpNetworks", RouterId=vbr)["BgpNetworks"]["BgpNetwork"]
    assert networks == [{"DstCidrBlock": "10.10.0.0/16", "RouterId": vbr, "Status": "Available", "VpcId": "vpc-1"}]
    client.call("DeleteBgpNetwork", RouterId=vbr, DstCidrBlock="10.10.0.0/16")
    client.call("DeleteBgpPeer", BgpPeerId=peer)
    client.call("DeleteBgpGroup", BgpGroupId=group)
    assert client.call("DescribeBgpPeers", RouterId=vbr)["BgpPeers"] == {"BgpPeer": []}


def drive_routes(client, vbr):
    shown = client.show_router(vbr)
    table_id = shown["RouteTableId"]
    entry = client.call("CreateRouteEntry", RouteTableId=table_id, DestinationCidrBlock="192.168.0.0/16",
                        NextHopType="RouterInterface", NextHopId=shown["VlanInterfaceId"])["RouteEntryId"]  # fmt: skip
    client.call("ModifyRouteEntry", RouteEntryId=entry, RouteEntryName="home")
    listed = client.call("DescribeRouteEntryList", RouteTableId=table_id)["RouteEntrys"]["RouteEntry"]
    assert (listed[0]["RouteEntryName"], listed[0]["Status"]) == ("home", "Available")
    tables = client.call("DescribeRouteTables", RouterId=vbr)["RouteTables"]["RouteTable"]
    assert tables[0]["RouteEntrys"]["RouteEntry"][0]["InstanceId"] == shown["VlanInterfaceId"]
    lists = client.call("DescribeRouteTableList", RouterId=vbr)["RouterTableList"]["RouterTableListType"]
    assert [one["RouteTableId"] for one in lists] == [table_id]
    client.call("DeleteRouteEntry", RouteEntryId=entry)


def drive_tags(client, vbr):
    of = {"ResourceType": "VIRTUALBORDERROUTER", "ResourceId": [vbr]}
    client.call("TagResourcesForExpressConnect", **of, Tag=[{"Key": "c é", "Value": ""}, {"Key": "a", "Value": "new"}])
    listed = client.call("ListTagResourcesForExpressConnect", **of)["TagResources"]["TagResource"]
    assert {one["TagKey"]: one["TagValue"] for one in listed} == {"a": "new", "c é": ""}
    assert len(client.call("DescribeTagKeysForExpressConnect", **of)["TagKeys"]["TagKey"]) == 2
    client.call("UntagResourcesForExpressConnect", **of, TagKey=["a"])
    client.call("UntagResourcesForExpressConnect", **of, All=True)
    assert client.show_router(vbr)["Tags"]["Tags"] == []
    of = {"ResourceType": "VIRTUALBORDERROUTER", "ResourceId": vbr}
    client.call("ChangeResourceGroup", **of, NewResourceGroupId="rg-1")
    client.call("MoveResourceGroup", **of, NewResourceGroupId="rg-2")
    assert client.show_router(vbr)["ResourceGroupId"] == "rg-2"


def drive_hosted(client, tenant, circuit):
    wanted = {"VlanId": 305, "VpconnAliUid": int(PARTNER_ACCOUNT), "Spec": "200M", "Token": "t1",
              "OrderMode": "PayByPhysicalConnectionOwner"}  # fmt: skip
    hosted = client.call("CreateVirtualPhysicalConnection", PhysicalConnectionId=circuit, **wanted)
    hosted = hosted["VirtualPhysicalConnection"]
    assert tenant.show_circuit(hosted)["VpconnStatus"] == "UnConfirmed"
    tenant.call("ConfirmPhysicalConnection", PhysicalConnectionId=hosted)
    shown = tenant.show_circuit(hosted)
    assert (shown["Status"], shown["VpconnStatus"], shown["VlanId"]) == ("Enabled", "Confirmed", "305")
    client.call("UpdateVirtualPhysicalConnection", InstanceId=hosted, VlanId=306, ExpectSpec="300M")
    listed = client.call("ListVirtualPhysicalConnections", VirtualPhysicalConnectionIds=[hosted])
    assert [(one["Spec"], one["VlanId"]) for one in listed["VirtualPhysicalConnections"]] == [("300M", "306")]
    tenant.call("TerminatePhysicalConnection", PhysicalConnectionId=hosted)
    client.call("RecoverPhysicalConnection", InstanceId=hosted)
    foreign = client.call("CreateVirtualBorderRouter", PhysicalConnectionId=circuit, VlanId=400,
                          VbrOwnerId=int(PARTNER_ACCOUNT))["VbrId"]  # fmt: skip
    client.call("AttachVbrToVpconn", VbrId=foreign, VpconnId=hosted)
    second = client.call("CreateVirtualBorderRouter", PhysicalConnectionId=circuit, VlanId=401,
                         VbrOwnerId=int(PARTNER_ACCOUNT))["VbrId"]  # fmt: skip
    made = client.call("CreateVpconnFromVbr", VbrId=second)["VirtualPhysicalConnection"]
    for vbr in (foreign, second):
        tenant.call("DeleteVirtualBorderRouter", VbrId=vbr)
    for id_ in (hosted, made):
        assert client.refused("DeletePhysicalConnection", PhysicalConnectionId=id_) == "OperationDenied.NeedVpconnOwner"
        tenant.call("TerminatePhysicalConnection", PhysicalConnectionId=id_)
        tenant.call("DeletePhysicalConnection", PhysicalConnectionId=id_)
        client.call("DeletePhysicalConnection", PhysicalConnectionId=id_)


def test_every_operation(sim, account, partner):
    circuit = drive_circuits(sim, account)
    vbr = drive_routers(sim, account, circuit)
    drive_bgp(account, vbr)
    drive_routes(account, vbr)
    drive_tags(account, vbr)
    account.call("DeleteVirtualBorderRouter", VbrId=vbr)
    assert account.show_router(vbr) is None
    drive_hosted(account, partner, circuit)
    account.call("TerminatePhysicalConnection", PhysicalConnectionId=circuit)
    account.call("DeletePhysicalConnection", PhysicalConnectionId=circuit)
    assert account.called == set(table())
    assert set(sim.calls()) == set(table())


@pytest.mark.parametrize("client", ["vpc", "vpc-v1", "vpc-uri"])
def test_the_generated_client_reads_the_answers(sim, connect, client):
    account = connect(sim, client)
    circuit = account.circuit(Name="dc1", bandwidth=1000)
    vbr = account.router(circuit, Name="a_b-c.d", Description="x !'()*~ +&=%y")
    assert account.show_router(vbr)["Description"] == "x !'()*~ +&=%y"
    group = account.group(vbr)
    peer = account.peer(group)
    assert account.show_peer(peer)["Status"] == "Available"
    assert account.show_group(group)["PeerAsn"] == "65000"  # it makes text of what it declares as text
    assert sim.call_log()[-1]["account"] == ACCOUNT


def test_no_parameter_of_the_generated_client_is_unknown(sim, sdk, account):
    """Each request class, with every scalar that it has: refused for many reasons, but none is unknown."""
    for action in table():
        names = sdk.send(client="names", action=action)["body"]
        try:
            account.call(action, **{name: "1" for name in names if name not in ("RegionId", "ClientToken", "Token")})
        except Failure as failure:
            text = str(failure)
            if "UnknownParameter" in text:
                plural = re.search(r'no parameter "(\w+)"', text).group(1)
                # A list, of which a scalar is no form.
                assert f"{plural}.N" in table()[action], text

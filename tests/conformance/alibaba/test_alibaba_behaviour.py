"""How the service behaves through the vendor's own clients: signatures, errors, paging, tokens, asynchrony, credentials."""

import json
import urllib.parse

import pytest
from alibaba_sdk import POINT, Failure, fetch, router
from vendors.alibaba import ACCOUNT, KEY


def test_an_error_as_each_client_reads_it(any_client):
    with pytest.raises(Failure) as failure:
        any_client.call("DeleteBgpGroup", BgpGroupId="bgpg-none")
    assert failure.value.code == "InvalidBgpGroup"
    assert "bgp group not exists" in failure.value.message


def test_an_error_has_the_documented_members(account, sim):
    with pytest.raises(Failure) as failure:
        account.call("DeletePhysicalConnection", PhysicalConnectionId="pc-none")
    data = failure.value.data
    assert set(data) == {"RequestId", "HostId", "Code", "Message", "Recommend"}
    assert data["HostId"] == sim.url.removeprefix("http://")
    assert sim.call_log()[-1]["status"] == 404


def test_an_unknown_id_is_an_empty_list_and_not_an_error(account):
    assert account.call("DescribeBgpPeers", BgpPeerId="bgp-none")["BgpPeers"] == {"BgpPeer": []}
    assert account.show_circuit("pc-none") is None
    assert account.show_router("vbr-none") is None


@pytest.mark.parametrize("client", ["vpc", "vpc-v1", "pop"])
def test_a_wrong_secret(sim, connect, client):
    with pytest.raises(Failure) as failure:
        connect(sim, client, secret="wrong").call("DescribeBgpGroups")
    assert failure.value.code == "SignatureDoesNotMatch"
    assert "server string to sign is:" in failure.value.message


def test_an_unknown_key_and_a_revoked_one(sim, connect):
    assert connect(sim, key="LTAI0").refused("DescribeBgpGroups") == "InvalidAccessKeyId.NotFound"
    sim.control("POST", "/edit", {"cloud": "alibaba", "id": KEY, "op": "expire"})
    assert connect(sim).refused("DescribeBgpGroups") == "InvalidAccessKeyId.NotFound"


@pytest.mark.parametrize("client", ["vpc", "vpc-v1", "pop"])
def test_temporary_keys(sim, connect, client):
    secret = "simulator-temporary-secret-1"
    good = connect(sim, client, key="STS.SIMULATOR0000001", secret=secret, token="simulator-security-token-1")
    good.call("DescribeBgpGroups")
    other = connect(sim, client, key="STS.SIMULATOR0000001", secret=secret, token="another")
    assert other.refused("DescribeBgpGroups") == "InvalidSecurityToken.MismatchWithAccessKey"
    old = connect(sim, client, key="STS.SIMULATOR0000002", secret="simulator-temporary-secret-2",
                  token="simulator-security-token-2")  # fmt: skip
    assert old.refused("DescribeBgpGroups") == "InvalidSecurityToken.Expired"


def test_a_request_that_comes_twice_is_refused(sim, account):
    """The same bytes again: the nonce was used."""
    with pytest.raises(Failure) as failure:  # pop-core tells the address it asked
        account.call("DeleteBgpGroup", method="GET", BgpGroupId="bgpg-none")
    signed = failure.value.message.split("URL: ")[1].split()[0]
    status, text = fetch(sim, "/?" + urllib.parse.urlsplit(signed).query)
    assert (status, json.loads(text)["Code"]) == (400, "SignatureNonceUsed")


def test_an_old_timestamp_and_an_unsigned_request(sim):
    query = {"Action": "DescribeBgpGroups", "Version": "2016-04-28", "Format": "JSON", "RegionId": "cn-hangzhou"}
    status, text = fetch(sim, "/?" + urllib.parse.urlencode(query))
    assert (status, json.loads(text)["Code"]) == (400, "MissingParameter")
    query |= {"AccessKeyId": KEY, "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0", "Signature": "x",
              "SignatureNonce": "n", "Timestamp": "2020-01-01T00:00:00Z"}  # fmt: skip
    assert json.loads(fetch(sim, "/?" + urllib.parse.urlencode(query))[1])["Code"] == "InvalidTimeStamp.Expired"
    query["Timestamp"] = "yesterday"
    assert json.loads(fetch(sim, "/?" + urllib.parse.urlencode(query))[1])["Code"] == "InvalidTimeStamp.Format"


def test_without_a_format_the_answer_is_xml(sim):
    status, text = fetch(sim, "/?Action=DescribeBgpGroups&Version=2016-04-28")
    assert status == 400
    assert text.startswith("<?xml") and "<Error><Code>MissingParameter</Code>" in text


def test_versions_actions_regions_and_spelling(account):
    assert account.refused("DescribeBgpGroups", version="2014-05-26") == "InvalidVersion"
    assert account.refused("DescribeNothing") == "InvalidAction.NotFound"
    assert account.refused("DescribeBgpGroups", RegionId="cn-nowhere") == "InvalidRegionId.NotFound"
    # pop-core's own trap: with formatParams it sends Bandwidth, which is not bandwidth.
    order = {"AccessPointId": POINT, "LineOperator": "Other", "bandwidth": 1000}
    assert account.refused("CreatePhysicalConnection", format_params=True, **order) == "UnknownParameter"
    assert account.call("CreatePhysicalConnection", **order)["PhysicalConnectionId"]


def test_get_and_post_are_the_same(account):
    assert account.call("DescribeBgpGroups", method="GET")["TotalCount"] == 0


def test_numbers_at_the_edge(account):
    page = account.call("DescribeBgpGroups", PageNumber=str(2**63 - 1))
    assert page["BgpGroups"] == {"BgpGroup": []}
    assert account.refused("DescribeBgpGroups", PageNumber=str(2**63)) == "IllegalParam.PageNumber"


# Paging


def test_numbered_pages(sim, any_client):
    line = sim.create("physical_connection")
    made = [sim.create("virtual_border_router", PhysicalConnectionId=line, VlanId=vlan) for vlan in range(1, 24)]
    seen = []
    for number, count in ((1, 10), (2, 10), (3, 3), (4, 0), (2**31 - 1, 0)):
        page = any_client.call("DescribeVirtualBorderRouters", PageNumber=number)
        items = page["VirtualBorderRouterSet"]["VirtualBorderRouterType"]
        assert (len(items), page["PageNumber"], page["PageSize"], page["TotalCount"]) == (count, number, 10, 23)
        seen += [one["VbrId"] for one in items]
    assert seen == made
    assert any_client.refused("DescribeVirtualBorderRouters", PageSize=51) == "IllegalParam.PageSize"
    assert any_client.refused("DescribeVirtualBorderRouters", PageNumber=0) == "IllegalParam.PageNumber"


def test_pages_by_token(sim, any_client):
    line = sim.create("physical_connection")
    sim.create("virtual_border_router", PhysicalConnectionId=line)
    table = sim.objects()["virtualBorderRouters"][0]["RouteTableId"]
    for i in range(5):
        sim.create("route_entry", RouteTableId=table, DestinationCidrBlock=f"10.{i}.0.0/16")
    seen, token = [], None
    for _ in range(3):
        more = {"NextToken": token} if token else {}
        page = any_client.call("DescribeRouteEntryList", RouteTableId=table, MaxResult=2, **more)
        seen += [one["DestinationCidrBlock"] for one in page["RouteEntrys"]["RouteEntry"]]
        token = page.get("NextToken")
    assert seen == [f"10.{i}.0.0/16" for i in range(5)] and not token
    refused = any_client.refused("DescribeRouteEntryList", RouteTableId=table, NextToken="x")
    assert refused == "IllegalParam.NextToken"


def test_hosted_connections_are_paged_without_a_wrapper(sim, partner):
    for vlan in (1, 2, 3):
        sim.create("hosted_connection", VlanId=vlan)
    first = partner.call("ListVirtualPhysicalConnections", MaxResults=2)
    assert (len(first["VirtualPhysicalConnections"]), first["Count"], first["TotalCount"]) == (2, 2, 3)
    rest = partner.call("ListVirtualPhysicalConnections", MaxResults=2, NextToken=first["NextToken"])
    assert len(rest["VirtualPhysicalConnections"]) == 1 and "NextToken" not in rest


def test_filters(sim, account):
    for name in ("one", "two", "three"):
        sim.create("physical_connection", Name=name)

    def names(*filters):
        found = account.call("DescribePhysicalConnections", Filter=[dict(zip(("Key", "Value"), f)) for f in filters])
        return [one["Name"] for one in found["PhysicalConnectionSet"]["PhysicalConnectionType"]]

    assert names(("Name", ["one", "three"])) == ["one", "three"]
    assert names(("Name", ["one"]), ("Status", ["Initial"])) == []
    assert account.refused("DescribePhysicalConnections", Filter=[{"Key": "name", "Value": ["one"]}]) == (
        "InvalidFilterKey.ValueNotSupported"
    )


# Tokens of idempotence, faults, conflicts


def test_a_client_token_makes_one_object(sim, any_client):
    order = {"AccessPointId": POINT, "LineOperator": "Other", "ClientToken": "token-1"}
    first = any_client.call("CreatePhysicalConnection", **order)
    again = any_client.call("CreatePhysicalConnection", **order)
    assert first["PhysicalConnectionId"] == again["PhysicalConnectionId"] and first["RequestId"] != again["RequestId"]
    assert len(sim.objects()["physicalConnections"]) == 1
    other = any_client.refused("CreatePhysicalConnection", **{**order, "LineOperator": "CT"})
    assert other == "IdempotentParameterMismatch"
    assert any_client.refused("CreatePhysicalConnection", **{**order, "ClientToken": "x" * 65}) == "IllegalParam.ClientToken"


def test_hosted_operations_call_it_token(sim, partner):
    line = sim.create("physical_connection", OwnerId="2345678901234567")
    wanted = {"PhysicalConnectionId": line, "VlanId": 1, "VpconnAliUid": int(ACCOUNT), "Spec": "50M",
              "OrderMode": "PayByPhysicalConnectionOwner"}  # fmt: skip
    assert partner.refused("CreateVirtualPhysicalConnection", **wanted, ClientToken="t") == "UnknownParameter"
    ids = {partner.call("CreateVirtualPhysicalConnection", **wanted, Token="t")["VirtualPhysicalConnection"] for _ in "12"}
    assert len(ids) == 1


def test_a_lost_answer_can_be_asked_for_again(sim, account):
    sim.fault("CreatePhysicalConnection", "lose_response")
    order = {"AccessPointId": POINT, "LineOperator": "Other", "ClientToken": "token-1"}
    with pytest.raises(Failure):
        account.call("CreatePhysicalConnection", **order)
    id_ = account.call("CreatePhysicalConnection", **order)["PhysicalConnectionId"]
    assert [one["PhysicalConnectionId"] for one in sim.objects()["physicalConnections"]] == [id_]


@pytest.mark.parametrize("client", ["vpc", "pop"])
def test_throttling(sim, connect, client):
    sim.fault("DescribeBgpGroups", "throttle")
    account = connect(sim, client)
    assert account.refused("DescribeBgpGroups") == "Throttling.User"
    account.call("DescribeBgpGroups")


def test_the_rate_limit_throttles(start, connect):
    account = connect(start("--rate", "1"))
    codes = set()
    for _ in range(5):
        try:
            account.call("DescribeBgpGroups")
        except Failure as failure:
            codes.add(failure.code)
    assert codes == {"Throttling.User"}


def test_a_failure_with_http_200(sim, connect):
    """pop-core looks at the code alone; the generated client takes it for a success."""
    sim.fault("DescribeBgpGroups", "fail", code="SystemBusy", message="busy", http_status=200, count=2)
    assert connect(sim, "pop").refused("DescribeBgpGroups") == "SystemBusy"
    assert sim.call_log()[-1]["status"] == 200


def test_the_success_that_has_a_code(any_client, sim):
    line = sim.create("physical_connection")
    vbr = any_client.router(line)
    answer = any_client.call("UpdateVirtualBorderBandwidth", VirtualBorderRouterId=vbr, Bandwidth=1000)
    assert (answer["Code"], answer["Message"], answer["Success"]) == ("200", "successful", True)


def test_states_take_time_and_conflict(start, connect):
    sim = start("--lifecycle")
    account = connect(sim, "pop")
    line = sim.create("physical_connection")
    vbr = account.router(line)
    assert account.refused("CreateVirtualBorderRouter", **router(line, VlanId=2)) == "TaskConflict"
    sim.advance(2000)
    account.router(line, VlanId=2)
    group = account.group(vbr)
    assert account.show_group(group)["Status"] == "Pending"
    assert account.refused("CreateBgpGroup", RouterId=vbr, PeerAsn=65001) == "OperationConflict"
    assert account.refused("CreateBgpPeer", BgpGroupId=group) == "InvalidStatus.CannotOperate"
    assert account.refused("DeleteBgpGroup", BgpGroupId=group) == "InvalidStatus.CannotOperate"
    sim.advance(5000)
    peer = account.peer(group)
    shown = account.show_peer(peer)
    assert (shown["Status"], shown["BgpStatus"]) == ("Pending", "")
    assert account.refused("ModifyBgpPeerAttribute", BgpPeerId=peer, PeerIpAddress="1.1.1.1") == "InvalidStatus.CannotOperate"
    sim.advance(5000)
    account.call("ModifyBgpPeerAttribute", BgpPeerId=peer, PeerIpAddress="1.1.1.1")
    assert account.show_peer(peer)["Status"] == "Modifying"
    sim.advance(5000)
    account.call("DeleteBgpPeer", BgpPeerId=peer)
    assert account.show_peer(peer)["Status"] == "Deleting"
    assert account.refused("DeleteBgpGroup", BgpGroupId=group) == "DependencyViolation.BgpPeer"
    sim.advance(5000)
    assert account.show_peer(peer) is None
    table = account.show_router(vbr)
    entry = {"RouteTableId": table["RouteTableId"], "NextHopId": table["VlanInterfaceId"]}
    account.call("CreateRouteEntry", **entry, DestinationCidrBlock="10.1.0.0/16")
    assert account.refused("CreateRouteEntry", **entry, DestinationCidrBlock="10.2.0.0/16") == "TaskConflict"


def test_an_order_takes_time(start, connect):
    sim = start("--lifecycle")
    account = connect(sim, "pop")
    id_ = account.call("CreatePhysicalConnection", AccessPointId=POINT, LineOperator="Other")["PhysicalConnectionId"]
    seen = []
    for _ in range(8):
        seen.append(account.show_circuit(id_)["Status"])
        sim.advance(10000)
    assert list(dict.fromkeys(seen)) == ["Initial", "Approved", "Allocating", "Allocated"]
    account.call("ConfirmPhysicalConnection", PhysicalConnectionId=id_)
    account.call("EnablePhysicalConnection", PhysicalConnectionId=id_)
    assert account.refused("EnablePhysicalConnection", PhysicalConnectionId=id_) == "INSTANCE.STATUS.NOT.ALLOW"
    sim.advance(10000)
    account.call("EnablePhysicalConnection", PhysicalConnectionId=id_)


def test_the_router_decides_the_session(start, connect):
    sim = start("--router-up")
    account = connect(sim, "pop")
    line = sim.create("physical_connection")
    peer = account.peer(account.group(account.router(line)))
    assert account.show_peer(peer)["BgpStatus"] == "Established"
    sim.edit(peer, router_up=False)
    assert account.show_peer(peer)["BgpStatus"] == "Active"
    sim.edit(peer, router_up=True, announced_routes=150)
    assert account.show_peer(peer)["ReceivedRouteCount"] == 110


# Credentials


def test_assumed_roles(sim, account, connect):
    def assume(role="simulator", **more):
        arn = f"acs:ram::{ACCOUNT}:role/{role}"
        return account.call("AssumeRole", version="2015-04-01", RoleArn=arn, RoleSessionName="tests", **more)

    issued = assume(DurationSeconds=900)["Credentials"]
    temporary = connect(sim, key=issued["AccessKeyId"], secret=issued["AccessKeySecret"], token=issued["SecurityToken"])
    temporary.call("DescribeBgpGroups")
    sim.control("POST", "/edit", {"cloud": "alibaba", "id": issued["AccessKeyId"], "op": "expire"})
    assert temporary.refused("DescribeBgpGroups") == "InvalidSecurityToken.Expired"
    for role, code in (("denied", "NoPermission"), ("missing", "EntityNotExist.Role")):
        with pytest.raises(Failure) as failure:
            assume(role)
        assert failure.value.code == code
    with pytest.raises(Failure) as failure:
        assume(DurationSeconds=899)
    assert failure.value.code == "InvalidParameter.DurationSeconds"
    me = account.call("GetCallerIdentity", version="2015-04-01")
    assert (me["AccountId"], me["Arn"]) == (ACCOUNT, f"acs:ram::{ACCOUNT}:user/simulator")
    assert sim.calls()["sts:AssumeRole"] == 4


@pytest.mark.parametrize("place", ["parameters", "headers"])
def test_a_role_by_an_oidc_token(sim, connect, place):
    form = {"RoleArn": f"acs:ram::{ACCOUNT}:role/simulator", "RoleSessionName": "tests", "OIDCToken": "jwt",
            "OIDCProviderArn": f"acs:ram::{ACCOUNT}:oidc-provider/p"}  # fmt: skip
    headers, query = {}, "/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON"
    if place == "headers":
        headers, query = {"x_acs_action": "AssumeRoleWithOIDC", "x_acs_version": "2015-04-01"}, "/"
    status, text = fetch(sim, query, "POST", form, **headers)
    issued = json.loads(text)["Credentials"]
    assert status == 200
    connect(sim, key=issued["AccessKeyId"], secret=issued["AccessKeySecret"], token=issued["SecurityToken"]).call(
        "DescribeBgpGroups"
    )
    status, text = fetch(sim, query, "POST", {**form, "OIDCToken": "expired.jwt"}, **headers)
    assert json.loads(text)["Code"] == "AuthenticationFail.OIDCToken.Expired"


def test_the_metadata_of_a_machine(sim, connect):
    base = "/latest/meta-data/ram/security-credentials/"
    assert fetch(sim, base) == (200, "simulator")
    issued = json.loads(fetch(sim, base + "simulator")[1])
    assert issued["Code"] == "Success"
    connect(sim, key=issued["AccessKeyId"], secret=issued["AccessKeySecret"], token=issued["SecurityToken"]).call(
        "DescribeBgpGroups"
    )
    assert fetch(sim, base + "guarded")[0] == 403
    token = fetch(sim, "/latest/api/token", "PUT", X_aliyun_ecs_metadata_token_ttl_seconds="60")[1]
    assert fetch(sim, base + "guarded", X_aliyun_ecs_metadata_token=token)[0] == 200
    assert fetch(sim, base, X_aliyun_ecs_metadata_token="wrong")[0] == 401
    assert fetch(sim, "/latest/meta-data/region-id") == (200, "cn-hangzhou")
    assert sim.calls()["metadata:credentials"] == 3


def test_quota_center(sim, account):
    center = {"version": "2020-05-10", "ProductCode": "expressconnect"}
    sim.create("physical_connection")
    listed = account.call("ListProductQuotas", **center, MaxResults=3)
    codes = {one["QuotaActionCode"]: one for one in listed["Quotas"]}
    assert codes["ec_quota_pconn_count_per_ap"]["TotalQuota"] == 2
    assert codes["ec_quota_pconn_count_per_ap"]["TotalUsage"] == 1
    rest = account.call("ListProductQuotas", **center, NextToken=listed["NextToken"])
    assert len(rest["Quotas"]) == 1 and "NextToken" not in rest
    sim.control("POST", "/edit", {"cloud": "alibaba", "id": "quotas", "set": {"routes_per_peer": 200}})
    code = "ec_quota_bgp_group_max_route_entry_num"
    assert account.call("GetProductQuota", **center, QuotaActionCode=code)["Quota"]["TotalQuota"] == 200
    assert account.call("ListProducts", version="2020-05-10")["ProductInfo"][0]["ProductCode"] == "expressconnect"


def test_express_connect_routers(sim, account, partner):
    look = {"action": "DescribeExpressConnectRouter", "version": "2023-09-01"}
    hub = sim.create("express_connect_router", Name="hub", AlibabaSideAsn=64620, Tags={"team": "net"})
    edge = sim.create("express_connect_router", Name="edge")
    listed = account.call(**look)
    assert {one["EcrId"]: one["Name"] for one in listed["EcrList"]} == {hub: "hub", edge: "edge"}
    assert listed["TotalCount"] == 2 and listed["Code"] == "200" and "NextToken" not in listed
    [one] = account.call(**look, EcrId=hub)["EcrList"]
    assert one["AlibabaSideAsn"] == 64620 and one["Tags"] == [{"TagKey": "team", "TagValue": "net"}] and one["Status"] == "ACTIVE"
    first = account.call(**look, MaxResults=1)
    rest = account.call(**look, MaxResults=1, NextToken=first["NextToken"])
    assert {first["EcrList"][0]["EcrId"], rest["EcrList"][0]["EcrId"]} == {hub, edge} and "NextToken" not in rest
    assert account.refused(**look, EcrId="ecr-nobody") == "ResourceNotFound.EcrId"
    assert account.refused(**look, MaxResults=0) == "IllegalParam.MaxResults"
    assert account.refused(**look, MaxResults="x") == "IllegalParam.MaxResults"
    assert account.refused(**look, NextToken="nobody's") == "IllegalParam.NextToken"
    assert account.refused(**look, Regions="cn-hangzhou") == "UnknownParameter"
    assert account.refused("CreateExpressConnectRouter", version="2023-09-01", AlibabaSideAsn=65000) == "InvalidAction.NotFound"
    assert partner.call(**look)["EcrList"] == []
    assert sim.calls()["ecr:DescribeExpressConnectRouter"] >= 6


def test_accounts_and_regions_are_apart(sim, account, partner, connect):
    line = sim.create("physical_connection", Name="dc1")
    assert partner.show_circuit(line) is None
    assert connect(sim, "pop", region="cn-shanghai").show_circuit(line) is None
    foreign = account.call("CreateVirtualBorderRouter", PhysicalConnectionId=line, VlanId=5, VbrOwnerId=2345678901234567)
    foreign = foreign["VbrId"]
    assert partner.show_router(foreign)["Status"] == "unconfirmed"
    assert account.show_router(foreign) is None
    shown = account.call("DescribeVirtualBorderRouters", IncludeCrossAccountVbr=True)
    assert shown["TotalCount"] == 1
    # The circuit's owner sets the VLAN, the VBR's owner name and addresses.
    account.call("ModifyVirtualBorderRouterAttribute", VbrId=foreign, VlanId=6, CircuitCode="code-1")
    assert partner.show_router(foreign)["VlanId"] == 6
    assert account.refused("ModifyVirtualBorderRouterAttribute", VbrId=foreign,
                           Name="theirs") == "Forbidden.NameNotAllowedByCaller"  # fmt: skip
    assert partner.refused("ModifyVirtualBorderRouterAttribute", VbrId=foreign,
                           VlanId=7) == "Forbidden.VlanIdNotAllowedByCaller"  # fmt: skip
    partner.call("ModifyVirtualBorderRouterAttribute", VbrId=foreign, LocalGatewayIp="10.0.0.1",
                 PeerGatewayIp="10.0.0.2", PeeringSubnetMask="255.255.255.252")  # fmt: skip
    assert partner.show_router(foreign)["Status"] == "active"
    assert account.refused("DeleteVirtualBorderRouter", VbrId=foreign) == "Forbidden.OperationNotAllowedByUser"

"""The limits and the codes with which the service refuses what is beyond them."""

import pytest
from alibaba_sdk import OTHER_POINT, POINT, router


def switches(sim, **values):
    sim.control("POST", "/edit", {"cloud": "alibaba", "id": "switches", "set": values})


def quotas(sim, **values):
    sim.control("POST", "/edit", {"cloud": "alibaba", "id": "quotas", "set": values})


ORDER = {"AccessPointId": POINT, "LineOperator": "Other"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"AccessPointId": "ap-none"}, "ResourceNotFound.AccessPointId"),
        ({"AccessPointId": "ap-cn-shanghai-pd-A"}, "ResourceNotFound.AccessPointId"),
        ({"LineOperator": "XX"}, "InvalidLineOperator.Malformd"),
        ({"PortType": "25GBase"}, "InvalidPortType.Malformd"),
        ({"Type": "VPN"}, "InvalidType.Malformd"),
        ({"bandwidth": 123}, "InvalidBandwidth"),
        ({"Name": "a"}, "InvalidName.Malformed"),
        ({"Name": "1abc"}, "InvalidName.Malformed"),
        ({"Description": "http://x"}, "InvalidDescription.Malformed"),
        ({"RedundantPhysicalConnectionId": "pc-none"}, "InvalidRedundantPhysicalConnectionId.NotFound"),
        ({"Tag": [{"Key": "acs:x", "Value": ""}]}, "InvalidTagKey.Malformed"),
        ({"Tag": [{"Key": "x", "Value": "acs:x"}]}, "InvalidTagValue.Malformed"),
        ({"Tag": [{"Key": "x", "Value": "see https://x"}]}, "InvalidTagValue.Malformed"),
        ({"Tag": [{"Key": f"k{i}", "Value": ""} for i in range(21)]}, "SizeLimitExceeded.TagNum"),
        ({"LineOperator": ""}, "MissingParameter"),
    ],
)
def test_orders(account, change, code):
    assert account.refused("CreatePhysicalConnection", **{**ORDER, **change}) == code


def test_how_many_circuits(sim, account):
    for _ in range(2):
        account.call("CreatePhysicalConnection", **ORDER)
    assert account.refused("CreatePhysicalConnection", **ORDER) == "QuotaExceeded.pConnPerAP"
    account.call("CreatePhysicalConnection", **{**ORDER, "AccessPointId": OTHER_POINT})
    quotas(sim, unpaid_circuits=3, circuits_per_access_point=9)
    assert account.refused("CreatePhysicalConnection", **ORDER) == "QuotaExceeded.freePconnPerAP"


def test_states_of_a_circuit(sim, account, circuit):
    assert account.refused("ConfirmPhysicalConnection", PhysicalConnectionId=circuit) == "Forbidden.NotAllowedInState"
    assert account.refused("DeletePhysicalConnection", PhysicalConnectionId=circuit) == "Forbidden.NotAllowedInState"
    assert account.refused("CancelPhysicalConnection", PhysicalConnectionId=circuit) == "Forbidden.NotAllowedInState"
    ordered = account.call("CreatePhysicalConnection", **ORDER)["PhysicalConnectionId"]
    assert account.refused("EnablePhysicalConnection", PhysicalConnectionId=ordered) == "Forbidden.NotAllowedInState"
    assert account.refused("ModifyPhysicalConnectionAttribute", PhysicalConnectionId=ordered, bandwidth=1000) == "InvalidStatus"
    account.call("ModifyPhysicalConnectionAttribute", PhysicalConnectionId=ordered, Name="new-name")
    account.call("ConfirmPhysicalConnection", PhysicalConnectionId=ordered)
    account.call("CreatePhysicalConnectionOccupancyOrder", PhysicalConnectionId=ordered)
    assert account.show_circuit(ordered)["Status"] == "Confirmed"
    sim.edit(ordered, paid=True)
    assert account.show_circuit(ordered)["Status"] == "Enabled"
    assert account.refused("EnablePhysicalConnection", PhysicalConnectionId="pc-0") == "InvalidPhysicalConnectionId.NotFound"


def test_switches_of_the_account(sim, account, circuit):
    switches(sim, traffic_service=False)
    assert account.refused("CreatePhysicalConnection", **ORDER) == "OperationFailed.PconnTrafficNotEnable"
    vbr = account.router(circuit)
    assert account.refused("CreateBgpGroup", RouterId=vbr, PeerAsn=1) == "OperationFailed.PconnTrafficNotEnable"
    switches(sim, traffic_service=True, custom_local_asn=False, ipv6=False)
    assert account.refused("CreateBgpGroup", RouterId=vbr, PeerAsn=1, LocalAsn=64512) == "OperationUnsupport"
    refused = account.refused("CreateBgpGroup", RouterId=vbr, PeerAsn=1, IpVersion="IPv6")
    assert refused == "OperationUnsupported.IPV6ForThisRegion"
    switches(sim, fail_allocation=True)
    failed = account.call("CreatePhysicalConnection", **ORDER)["PhysicalConnectionId"]
    assert account.show_circuit(failed)["Status"] == "Allocation Failed"
    account.call("DeletePhysicalConnection", PhysicalConnectionId=failed)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"VlanId": 3000}, "InvalidVlanId.Malformed"),
        ({"VlanId": -1}, "InvalidVlanId.Malformed"),
        ({"LocalGatewayIp": "10.0.0"}, "InvalidLocalGatewayIp.Malformed"),
        ({"LocalGatewayIp": "100.64.0.1"}, "InvalidLocalGatewayIp.Malformed"),
        ({"PeerGatewayIp": "x"}, "InvalidPeerGatewayIp.Malformed"),
        ({"PeeringSubnetMask": "255.255.0.0"}, "InvalidPeeringSubnetMask.Malformed"),
        ({"PeeringSubnetMask": "255.255.255.254"}, "InvalidPeeringSubnetMask.Malformed"),
        ({"PeerGatewayIp": "10.0.0.6"}, "InvalidIp.NotSameSubnet"),
        ({"PeerGatewayIp": ""}, "MissingParameter"),
        ({"EnableIpv6": True}, "InvalidLocalIpv6GatewayIp.Malformed"),
        ({"Bandwidth": 123}, "InvalidBandwidth"),
        ({"PhysicalConnectionId": "pc-none"}, "InvalidPhysicalConnectionId.NotFound"),
        ({"VbrOwnerId": 2345678901234567}, "Forbidden.LocalGatewayIpNotAllowedByCaller"),
        ({"VbrOwnerId": 1}, "InvalidVbrOwnerId.NotFound"),
    ],
)
def test_routers(account, circuit, change, code):
    assert account.refused("CreateVirtualBorderRouter", **{**router(circuit), **change}) == code


def test_vlans_of_a_circuit(sim, account, circuit):
    account.router(circuit)
    assert account.refused("CreateVirtualBorderRouter", **router(circuit)) == "InvalidVlanId.Used"
    assert account.refused("CreateVirtualBorderRouter", **router(circuit, VlanId=0)) == "InvalidVlanId.Used"
    for vlan in (1, 2, 3, 4):
        account.router(circuit, VlanId=vlan)
    assert account.refused("CreateVirtualBorderRouter", **router(circuit, VlanId=5)) == "QuotaExceeded.vbrPerpConn"
    sim.edit(circuit, BusinessStatus="FinancialLocked")
    refused = account.refused("CreateVirtualBorderRouter", **router(circuit, VlanId=5))
    assert refused == "InvalidPhysicalConnectionId.NotEnabled"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"PeerAsn": 45104}, "InvalidPeerAsn.Malformed"),
        ({"PeerAsn": 0}, "IllegalParam.PeerAsn"),
        ({"PeerAsn": 4294967296}, "IllegalParam.PeerAsn"),
        ({"PeerAsn": "1.10"}, "IllegalParam.PeerAsn"),
        ({"LocalAsn": 65535}, "InvalidBgpGroup.LocalAsnInvalid"),
        ({"LocalAsn": 65025}, "InvalidBgpGroup.LocalAsnInvalid"),
        ({"LocalAsn": 4199999999}, "InvalidBgpGroup.LocalAsnInvalid"),
        ({"RouteQuota": 111}, "IllegalParam.RouteLimit"),
        ({"AuthKey": "a b"}, "InvalidBgpAuthkey.Malformed"),
        ({"AuthKey": "a" * 81}, "InvalidBgpAuthkey.Malformed"),
        ({"Name": "1"}, "InvalidBgpName.Malformed"),
        ({"Description": "1"}, "InvalidBgpDescription.Malformed"),
        ({"IpVersion": "IPv6"}, "IllegalParam.IpVersion"),
        ({"IpVersion": "IPv5"}, "IllegalParam.IpVersion"),
        ({"RouterId": "vbr-none"}, "InvalidVbrNetwork"),
    ],
)
def test_groups(account, vbr, change, code):
    assert account.refused("CreateBgpGroup", **{"RouterId": vbr, "PeerAsn": 65000, **change}) == code


@pytest.mark.parametrize("asn", [1, 65535, 65536, 4200000000, 4294967294])
def test_two_and_four_byte_numbers(account, vbr, asn):
    assert account.show_group(account.group(vbr, PeerAsn=asn))["PeerAsn"] == str(asn)


@pytest.mark.parametrize("asn", [45104, 64512, 65534, 4200000000, 4294967294])
def test_own_numbers(account, vbr, asn):
    assert account.show_group(account.group(vbr, LocalAsn=asn))["LocalAsn"] == str(asn)


def test_a_key_is_taken_away_by_its_own_parameter(account, vbr):
    group = account.group(vbr, AuthKey="secret!1", Name="group", Description="words")
    account.call("ModifyBgpGroupAttribute", BgpGroupId=group, AuthKey="", Description="")
    shown = account.show_group(group)
    assert (shown["AuthKey"], shown["Description"], shown["Name"]) == ("secret!1", "", "group")
    account.call("ModifyBgpGroupAttribute", BgpGroupId=group, ClearAuthKey=True)
    assert account.show_group(group)["AuthKey"] == ""


def test_eight_peers_and_no_more(account, vbr):
    group = account.group(vbr)
    other = account.group(vbr, PeerAsn=65001)
    for i in range(8):
        account.peer(group if i % 2 else other, PeerIpAddress=f"10.9.0.{i + 1}")
    assert account.refused("CreateBgpPeer", BgpGroupId=group, PeerIpAddress="10.9.0.9") == "QuotaExceeded.Bgp"


def test_peers(sim, account, circuit, vbr):
    group = account.group(vbr)

    def refused(**parameters):
        return account.refused("CreateBgpPeer", **{"BgpGroupId": group, **parameters})

    assert refused(BgpGroupId="bgpg-none") == "InvalidBgpGroup"
    assert refused(PeerIpAddress="10.0.0") == "InvalidIP.Malformed"
    assert refused(PeerIpAddress="2001:db8::1") == "IllegalParam.PeerIpAddress"
    assert refused(PeerIpAddress="10.0.0.1") == "DuplicatedParam.LocalIpAddress"
    assert refused(IpVersion="IPv6") == "IllegalParam.IpVersion"
    assert refused(BfdMultiHop=5) == "MissingParam.EnableBfd"
    assert refused(EnableBfd=True) == "IllegalParam.BfdMultiHop"
    assert refused(EnableBfd=True, BfdMultiHop=256) == "IllegalParam.BfdMultiHop"
    account.peer(group)
    assert refused() == "BgpPeer.Already.Exists"
    other = account.group(vbr, PeerAsn=65001)
    assert refused(BgpGroupId=other) == "InvalidParams.PeerIpAddressInUse"
    further = sim.create("physical_connection")
    account.call("AssociatePhysicalConnectionToVirtualBorderRouter", **router(further, VbrId=vbr, VlanId="7"))
    assert refused() == "InvalidParams.PeerIpAddressMustPointOut"


def test_ipv6_where_it_is_on(account, circuit):
    six = {"EnableIpv6": True, "LocalIpv6GatewayIp": "2001:db8::1", "PeerIpv6GatewayIp": "2001:db8::2",
           "PeeringIpv6SubnetMask": "2001:db8::/56"}  # fmt: skip
    vbr = account.router(circuit, **six)
    peer = account.peer(account.group(vbr, IpVersion="IPv6"))
    shown = account.show_peer(peer)
    assert (shown["PeerIpAddress"], shown["IpVersion"]) == ("2001:db8::2", "IPV6")
    account.call("AddBgpNetwork", RouterId=vbr, DstCidrBlock="2001:DB8:1::/48")
    networks = account.call("DescribeBgpNetworks", RouterId=vbr)["BgpNetworks"]["BgpNetwork"]
    assert [one["DstCidrBlock"] for one in networks] == ["2001:db8:1::/48"]


def test_ipv6_goes_when_nothing_speaks_it(account, circuit):
    six = {"EnableIpv6": True, "LocalIpv6GatewayIp": "2001:db8::1", "PeerIpv6GatewayIp": "2001:db8::2",
           "PeeringIpv6SubnetMask": "2001:db8::/56"}  # fmt: skip
    vbr = account.router(circuit, **six)
    group = account.group(vbr, IpVersion="IPv6")
    off = {"VbrId": vbr, "EnableIpv6": False}
    assert account.refused("ModifyVirtualBorderRouterAttribute", **off) == "DependencyViolation.BgpGroup"
    account.call("DeleteBgpGroup", BgpGroupId=group)
    account.call("ModifyVirtualBorderRouterAttribute", **off)
    assert account.refused("CreateBgpGroup", RouterId=vbr, PeerAsn=65001, IpVersion="IPv6") == "IllegalParam.IpVersion"


@pytest.mark.parametrize("name", ["LocalIpv6GatewayIp", "PeerIpv6GatewayIp", "PeeringIpv6SubnetMask"])
def test_ipv6_of_anothers_router_is_its_owners(account, circuit, name):
    theirs = {"PhysicalConnectionId": circuit, "VlanId": 9, "VbrOwnerId": 2345678901234567}
    refused = account.refused("CreateVirtualBorderRouter", **theirs, **{name: "2001:db8::1"})
    assert refused == f"Forbidden.{name}NotAllowedByCaller"
    vbr = account.call("CreateVirtualBorderRouter", **theirs)["VbrId"]
    refused = account.refused("ModifyVirtualBorderRouterAttribute", VbrId=vbr, **{name: "2001:db8::1"})
    assert refused == f"Forbidden.{name}NotAllowedByCaller"


@pytest.mark.parametrize(
    ("cidr", "code"),
    [
        ("10.0.0.0", "InvalidDestCidrBlock.Malformed"),
        ("10.0.0.0/33", "InvalidDestCidrBlock.Malformed"),
        ("10.0.0.1/16", "IllegalParamFormat.DstCidrBlock"),
        ("224.0.0.0/8", "IllegalParam.ConflictWithDClass"),
        ("2001:db8::/48", "IllegalParam.IpVersion"),
    ],
)
def test_networks(account, vbr, cidr, code):
    assert account.refused("AddBgpNetwork", RouterId=vbr, DstCidrBlock=cidr) == code


def test_more_of_networks(sim, account, vbr):
    network = {"RouterId": vbr, "DstCidrBlock": "10.1.0.0/16"}
    account.call("AddBgpNetwork", **network)
    assert account.refused("AddBgpNetwork", **network) == "Duplicated.CidrBlock"
    assert account.refused("AddBgpNetwork", **network, VpcId="vpc-missing") == "InvalidParams.NotFound"
    assert account.refused("DeleteBgpNetwork", RouterId=vbr, DstCidrBlock="10.2.0.0/16") == "InvalidParams.NotFound"
    quotas(sim, networks_per_router=1)
    assert account.refused("AddBgpNetwork", RouterId=vbr, DstCidrBlock="10.2.0.0/16") == "QuotaExceeded.BgpNetwork"
    sim.edit(vbr, uplink=False)
    refused = account.refused("AddBgpNetwork", RouterId=vbr, DstCidrBlock="10.2.0.0/16")
    assert refused == "OperationFailed.NoActiveRouterInterface"
    sim.remove(f"{vbr}/10.1.0.0/16")
    assert account.call("DescribeBgpNetworks", RouterId=vbr)["TotalCount"] == 0


def test_the_order_of_deletion(sim, account, circuit, vbr):
    group = account.group(vbr)
    peer = account.peer(group)
    account.call("AddBgpNetwork", RouterId=vbr, DstCidrBlock="10.1.0.0/16")
    interface = sim.create("router_interface", RouterId=vbr)

    def refused(action, **ids):
        return account.refused(action, **ids)

    assert refused("TerminatePhysicalConnection", PhysicalConnectionId=circuit) == "Forbidden.VbrAttached"
    assert refused("DeletePhysicalConnection", PhysicalConnectionId=circuit) == "Forbidden.VBRExists"
    assert refused("DeleteVirtualBorderRouter", VbrId=vbr) == "InvalidOperation.RouterInterfaceNotDeleted"
    sim.remove(interface)
    assert refused("DeleteVirtualBorderRouter", VbrId=vbr) == "DependencyViolation.BgpGroup"
    assert refused("DeleteBgpGroup", BgpGroupId=group) == "DependencyViolation.BgpPeer"
    account.call("DeleteBgpPeer", BgpPeerId=peer)
    account.call("DeleteBgpGroup", BgpGroupId=group)
    assert refused("DeleteVirtualBorderRouter", VbrId=vbr) == "DependencyViolation.BgpNetwork"
    account.call("DeleteBgpNetwork", RouterId=vbr, DstCidrBlock="10.1.0.0/16")
    account.call("TerminateVirtualBorderRouter", VbrId=vbr)
    assert refused("TerminatePhysicalConnection", PhysicalConnectionId=circuit) == "Forbidden.VbrAttached"
    account.call("DeleteVirtualBorderRouter", VbrId=vbr)
    assert refused("DeleteVirtualBorderRouter", VbrId=vbr) == "InvalidVbrId.NotFound"
    account.call("TerminatePhysicalConnection", PhysicalConnectionId=circuit)
    account.call("DeletePhysicalConnection", PhysicalConnectionId=circuit)


def test_changes_of_a_router(sim, account, circuit, vbr):
    def refused(**parameters):
        return account.refused("ModifyVirtualBorderRouterAttribute", VbrId=vbr, **parameters)

    assert refused(MinTxInterval=199) == "IllegalParam.MinTxInterval"
    assert refused(DetectMultiplier=11) == "IllegalParam.DetectMultiplier"
    assert refused(Mtu=9000) == "IllegalParam.Mtu"
    assert refused(Mtu=8500) == "IllegalParam.Mtu"
    assert refused(Mtu=1500) == "IllegalParam.Mtu"
    assert refused(PeerGatewayIp="10.0.0.9") == "InvalidIp.NotSameSubnet"
    sim.edit(vbr, EcrId="ecr-1")
    account.call("ModifyVirtualBorderRouterAttribute", VbrId=vbr, Mtu=8500)
    account.router(circuit, VlanId=7)
    assert refused(VlanId=7) == "InvalidVlanId.Used"
    account.call("ModifyVirtualBorderRouterAttribute", VbrId=vbr, VlanId=100)  # its own
    account.call("TerminateVirtualBorderRouter", VbrId=vbr)
    assert refused(Name="name") == "InvalidOperation.OperationNotAllowedInState"
    assert account.refused("CreateBgpGroup", RouterId=vbr, PeerAsn=1) == "InvalidStatus.CannotOperate"


def test_routes(sim, account, vbr):
    shown = account.show_router(vbr)
    entry = {"RouteTableId": shown["RouteTableId"], "NextHopId": shown["VlanInterfaceId"],
             "DestinationCidrBlock": "10.1.0.0/16"}  # fmt: skip

    def refused(**change):
        return account.refused("CreateRouteEntry", **{**entry, **change})

    assert refused(RouteTableId="vtb-none") == "InvalidRouteTableId.NotFound"
    assert refused(NextHopId="ri-none") == "InvalidNextHopId.NotFound"
    assert refused(DestinationCidrBlock="100.64.0.0/10") == "InvalidCidrBlock.Malformed"
    assert refused(DestinationCidrBlock="100.64.8.0/24") == "InvalidCidrBlock.Malformed"
    assert refused(DryRun=True) == "DryRunOperation"
    account.call("CreateRouteEntry", **entry)
    assert refused() == "InvalidCIDRBlock.Duplicate"
    refused_delete = account.refused("DeleteVirtualBorderRouter", VbrId=vbr)
    assert refused_delete == "DependencyViolation.RouterInterfaceReferedByRouteEntry"
    account.call("DeleteRouteEntry", **entry)
    assert account.refused("DeleteRouteEntry", **entry) == "InvalidRouteEntry.NotFound"


def test_hosted_rules(sim, account, partner, circuit):
    wanted = {"PhysicalConnectionId": circuit, "VlanId": 9, "VpconnAliUid": 2345678901234567, "Spec": "5G",
              "OrderMode": "PayByVirtualPhysicalConnectionOwner"}  # fmt: skip

    def refused(**change):
        return account.refused("CreateVirtualPhysicalConnection", **{**wanted, **change})

    assert refused(DryRun=True) == "DRYRUN.SUCCESS"
    assert refused(PhysicalConnectionId="pc-none") == "ResourceNotFound.PhysicalConnectionId"
    assert refused(Spec="3G") == "IllegalParam.Spec"
    assert refused(OrderMode="Free") == "IllegalParam.OrderMode"
    hosted = account.call("CreateVirtualPhysicalConnection", **wanted)["VirtualPhysicalConnection"]
    assert refused() == "InvalidVlanId.Used"
    assert refused(VlanId=10, Spec="8G") == "InvalidParameter.Spec"
    assert account.refused("CreateVirtualBorderRouter", **router(circuit, VlanId=9)) == "InvalidVlanId.Used"
    partner.call("ConfirmPhysicalConnection", PhysicalConnectionId=hosted)
    assert partner.show_circuit(hosted)["Status"] == "Confirmed"  # the tenant has to pay
    partner.call("CreatePhysicalConnectionOccupancyOrder", PhysicalConnectionId=hosted, AutoPay=True)
    assert partner.show_circuit(hosted)["Status"] == "Enabled"
    assert partner.router(hosted, VlanId=0)

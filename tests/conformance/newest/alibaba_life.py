"""One life of each object of each kind on Alibaba Cloud, through alibabacloud_vpc20160428: alibaba_life.py ENDPOINT CONTROL.

Run by ./python. Prints JSON: `called` (the operations), `failed`, and `wrong`: values in the answers that are not of the type that the
SDK's models give, and members that came and the models do not have.
"""

import inspect
import json
import sys
import typing
import urllib.request

from alibabacloud_tea_openapi.models import Config
from alibabacloud_vpc20160428.client import Client
from darabonba.model import DaraModel

called, failed, wrong = [], [], []
POINT = "ap-cn-hangzhou-yh-B"


def fits(value, hint, path):
    """Reports what in `value`, as the SDK read it, is not of the SDK's type. It changes no types when it reads."""
    if value is None:
        return
    if typing.get_origin(hint) is list:
        if not isinstance(value, list):
            wrong.append(f"{path}: {value!r} is not a list")
            return
        for one in value:
            fits(one, typing.get_args(hint)[0], path + "[]")
    elif inspect.isclass(hint) and issubclass(hint, DaraModel):
        if not isinstance(value, hint):
            wrong.append(f"{path}: {value!r} is not a {hint.__name__}")
            return
        for name, member in typing.get_type_hints(hint.__init__).items():
            fits(getattr(value, name, None), member, f"{path}.{name}")
    elif inspect.isclass(hint):
        if not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
            wrong.append(f"{path}: {value!r} is not a {hint.__name__}")


def lost(raw, kept, path):
    """Reports members of the answer that the SDK's models did not keep."""
    if isinstance(raw, dict):
        if not isinstance(kept, dict):
            return
        for name, value in raw.items():
            if name not in kept:
                wrong.append(f"{path}.{name}: not in the model")
            else:
                lost(value, kept[name], f"{path}.{name}")
    elif isinstance(raw, list) and isinstance(kept, list):
        for one, other in zip(raw, kept, strict=False):
            lost(one, other, path + "[]")


class Account:
    def __init__(self, url, key, secret):
        address = url.split("//")[1]
        self.client = Client(Config(access_key_id=key, access_key_secret=secret, endpoint=address, protocol="http",
                                    region_id="cn-hangzhou"))  # fmt: skip
        send = self.client.call_api

        def recorded(*arguments):
            answer = send(*arguments)
            self.raw = json.loads(json.dumps(answer["body"]))
            return answer

        self.client.call_api = recorded

    def __call__(self, operation, **members):
        """The answer's body, None if the call failed. Members are named as in the SDK."""
        request = typing.get_type_hints(getattr(Client, operation))["request"]
        accepted = typing.get_type_hints(request.__init__)
        if "region_id" in accepted:
            members.setdefault("region_id", "cn-hangzhou")
        for name, value in members.items():
            members[name] = build(accepted[name], value)
        called.append(operation)
        try:
            body = getattr(self.client, operation)(request(**members)).body
        except Exception as error:  # of any kind: the life goes on, and the report says it
            failed.append(f"{operation}: {error}"[:400])
            return None
        fits(body, type(body), operation)
        lost(self.raw, body.to_map(), operation)
        return body


def build(hint, value):
    """A member of a request, of plain values."""
    if typing.get_origin(hint) is list:
        return [build(typing.get_args(hint)[0], one) for one in value]
    if isinstance(value, dict) and inspect.isclass(hint) and issubclass(hint, DaraModel):
        accepted = typing.get_type_hints(hint.__init__)
        return hint(**{name: build(accepted[name], one) for name, one in value.items()})
    return value


class Control:
    def __init__(self, url):
        self.url = url

    def __call__(self, path, **body):
        data = json.dumps({"cloud": "alibaba", **body}).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url + path, data=data, method="POST"), timeout=20) as answer:
            return json.load(answer)


LOA = {"company_name": "Example", "construction_time": "2027-01-01T00:00:00Z", "line_type": "FIBRE", "si": "Builders",
       "bandwidth": 1000, "pminfo": [{"pmname": "A", "pmgender": "Female", "pmcertificate_type": "Passport",
                                      "pmcertificate_no": "P1", "pmcontact_info": "1"}]}  # fmt: skip
V4 = {"local_gateway_ip": "10.0.0.1", "peer_gateway_ip": "10.0.0.2", "peering_subnet_mask": "255.255.255.252"}
V6 = {"local_ipv_6gateway_ip": "2408:4004:cc:400::1", "peer_ipv_6gateway_ip": "2408:4004:cc:400::2",
      "peering_ipv_6subnet_mask": "2408:4004:cc:400::/56"}  # fmt: skip
TAG = [{"key": "team", "value": "net"}]


def circuits(control, us):
    us("describe_regions")
    us("describe_access_points", page_size=50, page_number=1)
    us("list_business_access_points")
    us("get_physical_connection_service_status")
    control("/edit", id="switches", set={"traffic_service": False})
    us("open_physical_connection_service")
    id_ = us("create_physical_connection", access_point_id=POINT, line_operator="CT", port_type="10GBase-LR", bandwidth=10000,
             peer_location="here", name="one", description="words", circuit_code="code", type="VPC", tag=TAG,
             client_token="t1").physical_connection_id  # fmt: skip
    us("apply_physical_connection_loa", instance_id=id_, **LOA)
    us("describe_physical_connection_loa", instance_id=id_)
    control("/edit", id=id_, set={"LoaStatus": "Rejected"})
    us("second_apply_physical_connection_loa", instance_id=id_, **LOA)
    us("complete_physical_connection_loa", instance_id=id_, finish_work=True, line_service_provider="中国电信")
    us("confirm_physical_connection", physical_connection_id=id_)
    us("create_physical_connection_occupancy_order", physical_connection_id=id_, period=1, pricing_cycle="Year",
       instance_charge_type="PrePaid", auto_pay=True)  # fmt: skip
    us("enable_physical_connection", physical_connection_id=id_, by_pass_sp=False)
    us("modify_physical_connection_attribute", physical_connection_id=id_, name="uno", bandwidth=5000)
    us("list_physical_connection_features", physical_connection_id=id_)
    for include in (True, False):
        us("describe_physical_connections", include_reservation_data=include, page_number=1, page_size=10,
           filter=[{"key": "PhysicalConnectionId", "value": [id_]}], tags=TAG)  # fmt: skip
    second = us("create_physical_connection_setup_order", access_point_id=POINT, line_operator="Other",
                auto_pay=False).physical_connection_id  # fmt: skip
    us("cancel_physical_connection", physical_connection_id=second)
    us("delete_physical_connection", physical_connection_id=second)
    return id_


def routers(control, us, circuit):
    vbr = us("create_virtual_border_router", physical_connection_id=circuit, vlan_id=100, **V4, enable_ipv_6=True, **V6,
             bandwidth=1000, name="vbr", description="words", circuit_code="code", tags=TAG).vbr_id  # fmt: skip
    us("describe_virtual_border_routers", filter=[{"key": "VbrId", "value": [vbr]}], page_number=1, page_size=10,
       include_cross_account_vbr=True)  # fmt: skip
    control("/edit", id=vbr, set={"EcrId": "ecr-1"})  # an MTU is set of no other router
    us("modify_virtual_border_router_attribute", vbr_id=vbr, vlan_id=101, min_tx_interval=300, min_rx_interval=300,
       detect_multiplier=5, description="new", sitelink_enable=True, mtu=1500, enable_ipv_6=True)  # fmt: skip
    us("update_virtual_border_bandwidth", virtual_border_router_id=vbr, bandwidth=500)
    us("describe_virtual_border_routers_for_physical_connection", physical_connection_id=circuit, page_number=1, page_size=10)
    further = control("/create", type="physical_connection", members={"Name": "further"})["id"]
    us("associate_physical_connection_to_virtual_border_router", vbr_id=vbr, physical_connection_id=further, vlan_id="7", **V4,
       enable_ipv_6="false")  # fmt: skip
    us("describe_virtual_border_routers")
    us("unassociate_physical_connection_from_virtual_border_router", vbr_id=vbr, physical_connection_id=further)
    us("terminate_virtual_border_router", vbr_id=vbr)
    us("recover_virtual_border_router", vbr_id=vbr)
    return vbr


def between(control, us, vbr):
    """A pair of routers, static routes, instances of another account."""
    port = control("/create", type="physical_connection", members={"Name": "second"})["id"]
    other = us("create_virtual_border_router", physical_connection_id=port, vlan_id=7, **V4).vbr_id
    pair = us("create_vbr_ha", vbr_id=vbr, peer_vbr_id=other, name="pair", dry_run=False).vbr_ha_id
    us("describe_vbr_ha", vbr_id=vbr, dry_run=False)
    us("delete_vbr_ha", instance_id=pair)
    us("delete_virtual_border_router", vbr_id=other)
    us("grant_instance_to_vbr", instance_id="vpc-1", vbr_owner_uid=1234567890123456, vbr_region_no="cn-hangzhou", grant_type="All")
    us("revoke_instance_from_vbr", instance_id="vpc-1", vbr_owner_uid="1234567890123456", vbr_region_no="cn-hangzhou",
       grant_type="ALL")  # fmt: skip
    link = control("/create", type="router_interface", members={"RouterId": vbr})["id"]
    us("describe_router_interfaces", include_reservation_data=True, page_number=1, page_size=10)
    control("/edit", id=link, op="delete")
    shown = us("describe_virtual_border_routers", filter=[{"key": "VbrId", "value": [vbr]}])
    shown = shown.virtual_border_router_set.virtual_border_router_type[0]
    entry = us("create_route_entry", route_table_id=shown.route_table_id, destination_cidr_block="192.168.0.0/16",
               next_hop_type="RouterInterface", next_hop_id=shown.vlan_interface_id).route_entry_id  # fmt: skip
    us("modify_route_entry", route_entry_id=entry, route_entry_name="home")
    us("describe_route_entry_list", route_table_id=shown.route_table_id, max_result=10)
    us("describe_route_tables", router_id=vbr, page_number=1, page_size=10)
    us("describe_route_table_list", router_id=vbr, page_number=1, page_size=10)
    us("delete_route_entry", route_entry_id=entry)


def sessions(control, us, vbr):
    group = us("create_bgp_group", router_id=vbr, peer_asn=65000, local_asn=64900, is_fake_asn=True, auth_key="secret1",
               name="group", description="words", ip_version="IPv4", route_quota=50).bgp_group_id  # fmt: skip
    us("describe_bgp_groups", router_id=vbr, is_default=False, page_number=1, page_size=10)
    peer = us("create_bgp_peer", bgp_group_id=group, peer_ip_address="10.0.0.2", enable_bfd=True, bfd_multi_hop=3,
              ip_version="IPV4").bgp_peer_id  # fmt: skip
    us("describe_bgp_peers", router_id=vbr, page_number=1, page_size=10)
    for answers in (False, True):
        control("/edit", id=peer, set={"router_up": answers})
        us("describe_bgp_peers", bgp_group_id=group, is_default=False)
    us("modify_bgp_peer_attribute", bgp_peer_id=peer, enable_bfd=False)
    us("modify_bgp_peer_attribute", bgp_peer_id=peer, enable_bfd=True, bfd_multi_hop=5)
    us("modify_bgp_group_attribute", bgp_group_id=group, name="other", is_fake_asn=False, route_quota=60)
    us("modify_bgp_group_attribute", bgp_group_id=group, clear_auth_key=True)
    us("describe_bgp_groups", bgp_group_id=group)
    us("add_bgp_network", router_id=vbr, dst_cidr_block="10.9.0.0/16")
    us("describe_bgp_networks", router_id=vbr, page_number=1, page_size=10)
    us("delete_bgp_network", router_id=vbr, dst_cidr_block="10.9.0.0/16")
    us("delete_bgp_peer", bgp_peer_id=peer)
    us("delete_bgp_group", bgp_group_id=group)


def hosted(us, partner, control):
    port = control("/create", type="physical_connection", members={"OwnerId": "2345678901234567", "Name": "port"})["id"]
    made = partner("create_virtual_physical_connection", physical_connection_id=port, vlan_id=33, vpconn_ali_uid=1234567890123456,
                   spec="100M", order_mode="PayByPhysicalConnectionOwner", name="slice", description="words", dry_run=False,
                   tag=TAG)  # fmt: skip
    id_ = made.virtual_physical_connection
    for confirmed in (True, False):
        partner("list_virtual_physical_connections", physical_connection_id=port, is_confirmed=confirmed, max_results=10)
    partner("update_virtual_physical_connection", instance_id=id_, vlan_id=34)
    us("describe_physical_connections")
    us("confirm_physical_connection", physical_connection_id=id_)
    us("enable_physical_connection", physical_connection_id=id_)
    us("describe_physical_connections")
    partner("list_virtual_physical_connections")
    us("terminate_physical_connection", physical_connection_id=id_)
    partner("recover_physical_connection", instance_id=id_, dry_run=False)
    foreign = [partner("create_virtual_border_router", physical_connection_id=port, vlan_id=vlan,
                       vbr_owner_id=1234567890123456).vbr_id for vlan in (400, 401)]  # fmt: skip
    partner("attach_vbr_to_vpconn", vbr_id=foreign[0], vpconn_id=id_, dry_run=False)
    partner("create_vpconn_from_vbr", vbr_id=foreign[1], order_mode="PayByPhysicalConnectionOwner", dry_run=False)
    us("describe_virtual_border_routers", include_cross_account_vbr=False)
    partner("describe_virtual_border_routers_for_physical_connection", physical_connection_id=port)


def tags(us, vbr):
    us("tag_resources_for_express_connect", resource_type="VIRTUALBORDERROUTER", resource_id=[vbr], tag=TAG)
    us("list_tag_resources_for_express_connect", resource_type="VIRTUALBORDERROUTER", resource_id=[vbr], max_results=10)
    us("describe_tag_keys_for_express_connect", resource_type="VIRTUALBORDERROUTER", resource_id=[vbr])
    us("change_resource_group", resource_type="VIRTUALBORDERROUTER", resource_id=vbr, new_resource_group_id="rg-1")
    us("move_resource_group", resource_type="VIRTUALBORDERROUTER", resource_id=vbr, new_resource_group_id="rg-2")
    us("untag_resources_for_express_connect", resource_type="VIRTUALBORDERROUTER", resource_id=[vbr], all=True)


def main():
    control = Control(sys.argv[2])
    us = Account(sys.argv[1], "LTAISIMULATOR0000001", "simulator-secret-1")
    partner = Account(sys.argv[1], "LTAISIMULATOR0000002", "simulator-secret-2")
    try:
        circuit = circuits(control, us)
        vbr = routers(control, us, circuit)
        between(control, us, vbr)
        sessions(control, us, vbr)
        hosted(us, partner, control)
        tags(us, vbr)
        us("delete_virtual_border_router", vbr_id=vbr)
        us("terminate_physical_connection", physical_connection_id=circuit)
        us("delete_physical_connection", physical_connection_id=circuit)
    except AttributeError as error:  # an object that the rest needs was not made; `failed` says why
        failed.append(f"given up: {error}")
    json.dump({"called": sorted(set(called)), "failed": failed, "wrong": sorted(set(wrong))}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()

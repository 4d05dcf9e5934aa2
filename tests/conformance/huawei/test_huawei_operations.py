"""Every operation once, through the vendor's own client, in the life of a site."""

import re

from huawei_sdk import interface, peer

# The operations of the published interface (v3) that belong to the kinds simulated here.
OPERATIONS = {
    "ListDirectConnects", "ShowDirectConnect", "UpdateDirectConnect", "DeleteDirectConnect",
    "CreateHostedDirectConnect", "ListHostedDirectConnects", "ShowHostedDirectConnect", "UpdateHostedDirectConnect",
    "DeleteHostedDirectConnect", "ListDirectConnectLocations", "ShowDirectConnectLocation",
    "CreateVirtualGateway", "ListVirtualGateways", "ShowVirtualGateway", "UpdateVirtualGateway", "DeleteVirtualGateway",
    "CreateVirtualInterface", "ListVirtualInterfaces", "ShowVirtualInterface", "UpdateVirtualInterface",
    "DeleteVirtualInterface", "UpdateExtendAttribute", "CreateVifPeer", "UpdateVifPeer", "DeleteVifPeer",
    "SwitchoverTest", "ListSwitchoverTestRecords", "CreateVifPeerDetection", "ListVifPeerDetections",
    "ShowVifPeerDetection", "DeleteVifPeerDetection", "ShowQuotas", "CreateResourceTag", "BatchCreateResourceTags",
    "ShowResourceTag", "DeleteResourceTag", "ListProjectTags", "ListTagResourceInstances",
}  # fmt: skip

# Members that the published answers have.
LINE = set("""id tenant_id name description port_type bandwidth location peer_location device_id type hosting_id charge_mode
    provider admin_state_up vlan status apply_time create_time provider_status peer_port_type peer_provider order_id product_id
    spec_code period_type period_num vgw_type lag_id signed_agreement_status signed_agreement_time enterprise_project_id tags
    locales support_feature ies_id reason email modified_bandwidth change_mode public_border_group auto_renew
    ratio_95peak""".split())
GATEWAY = set("""id vpc_id enterprise_router_id tenant_id name description type local_ep_group local_ep_group_ipv6 admin_state_up
    status bgp_asn enterprise_project_id device_id redundant_device_id public_border_group tags""".split())
INTERFACE = set("""id name admin_state_up bandwidth create_time update_time description direct_connect_id service_type status
    tenant_id type vgw_id vlan route_limit enable_nqa enable_bfd lag_id device_id enterprise_project_id tags ies_id reason
    rate_limit lgw_id gateway_id bgp_route_limit priority vif_peers extend_attribute address_family local_gateway_v4_ip
    remote_gateway_v4_ip local_gateway_v6_ip remote_gateway_v6_ip remote_ep_group service_ep_group""".split())
PEER = set("""id tenant_id name description address_family local_gateway_ip remote_gateway_ip route_mode bgp_asn bgp_md5
    remote_ep_group service_ep_group device_id bgp_route_limit bgp_status status vif_id receive_route_num enable_nqa
    enable_bfd""".split())


def drive_lines(sim, account, partner):
    line = sim.create("direct_connect", name="dc1", charge_mode="bandwidth")
    assert [one["id"] for one in account.get("direct-connects")["direct_connects"]] == [line]
    assert set(account.get(f"direct-connects/{line}")["direct_connect"]) == LINE
    assert account.put(f"direct-connects/{line}", "direct_connect", name="dc-2")["name"] == "dc-2"

    operations_line = sim.create("operations_connect")
    hosted = partner.post("hosted-connects", "hosted_connect", name="slice", bandwidth=200, vlan=310,
                          hosting_id=operations_line, resource_tenant_id=account.project)
    assert hosted["status"] == "PENDING_CREATE" and hosted["tenant_id"] == account.project
    path = f"hosted-connects/{hosted['id']}"
    assert partner.get(path)["hosted_connect"]["status"] == "BUILD"
    assert len(partner.get("hosted-connects")["hosted_connects"]) == 1
    assert partner.put(path, "hosted_connect", bandwidth=300)["bandwidth"] == 300
    seen = account.get(f"direct-connects/{hosted['id']}")["direct_connect"]
    assert (seen["type"], seen["vlan"], seen["hosting_id"]) == ("hosted", 310, operations_line)
    partner.delete(path)
    return line


def drive_interface(account, line, gateway):
    made = account.post("virtual-interfaces", "virtual_interface", **interface(line, gateway))
    assert made["status"] == "PENDING_CREATE" and set(made) == INTERFACE
    path = f"virtual-interfaces/{made['id']}"
    assert len(account.get("virtual-interfaces")["virtual_interfaces"]) == 1
    assert account.put(path, "virtual_interface", bandwidth=60)["bandwidth"] == 60
    tuned = account.put(path + "/extend-attributes", "extend_attribute", ha_type="bfd", min_rx_interval=300)
    assert tuned["min_rx_interval"] == 300 and tuned["detect_multiplier"] == 5

    second = account.post("vif-peers", "vif_peer", **peer(made["id"]))
    assert set(second) == PEER and second["bgp_asn"] == 4200000000
    changed = account.put(f"vif-peers/{second['id']}", "vif_peer", name="renamed", remote_ep_group=[])
    assert changed["name"] == "renamed" and changed["remote_ep_group"] == []

    probe = account.post("vif-peer-detections", "vif_peer_detection", expected=200, vif_peer_id=second["id"])
    assert probe["status"] == "processing"
    probe_path = f"vif-peer-detections/{second['id']}"
    assert account.get(probe_path)["vif_peer_detection"]["loss_ratio"] == 100
    assert len(account.get("vif-peer-detections")["vif_peer_detections"]) == 1
    account.delete(probe_path)

    record = account.post("switchover-test", "switchover_test_record", resource_id=made["id"], operation="shutdown")
    assert record["operate_status"] == "STARTING" and account.show(made["id"])["status"] == "ADMIN_SHUTDOWN"
    account.post("switchover-test", "switchover_test_record", resource_id=made["id"], operation="undo_shutdown")
    assert len(account.get("switchover-test", resource_id=made["id"])["switchover_test_records"]) == 2
    account.delete(f"vif-peers/{second['id']}")
    return made["id"]


def drive_tags(account, gateway):
    path = f"dc-vgw/{gateway}/tags"
    assert account.send("POST", path, {"tag": {"key": "team", "value": "net"}})[0] == 204
    batch = {"action": "create", "tags": [{"key": "a b:c", "value": "1/2"}, {"key": "team", "value": "core"}]}
    assert account.send("POST", path + "/action", batch)[0] == 204
    assert account.send("GET", path)[1]["tags"] == [
        {"key": "team", "value": "core"}, {"key": "a b:c", "value": "1/2"}]
    found = account.send("POST", "dc-vgw/resource-instances/action",
                         {"action": "filter", "tags": [{"key": "team", "values": ["core"]}]})[1]
    assert [one["resource_id"] for one in found["resources"]] == [gateway] and found["total_count"] == 1
    assert len(account.send("GET", "dc-vgw/tags")[1]["tags"]) == 2
    # A key with characters that the client encodes twice in what it signs.
    assert account.send("DELETE", path + "/{key}", params={"key": "a b:c"})[0] == 204
    assert len(account.send("GET", path)[1]["tags"]) == 1


def test_every_operation_once(sim, account, partner):
    line = drive_lines(sim, account, partner)
    made = account.post("virtual-gateways", "virtual_gateway", name="gw", vpc_id="3b6c201f-aeb3-4bce-b841-64756e66cb49",
                        local_ep_group=["10.0.0.0/16"])
    assert made["status"] == "PENDING_CREATE" and set(made) == GATEWAY
    gateway = made["id"]
    path = f"virtual-gateways/{gateway}"
    assert account.get(path)["virtual_gateway"]["status"] == "ACTIVE"
    changed = account.put(path, "virtual_gateway", local_ep_group=["10.0.0.0/16", "10.1.0.0/16"], description="")
    assert changed["local_ep_group"] == ["10.0.0.0/16", "10.1.0.0/16"]
    assert len(account.get("virtual-gateways")["virtual_gateways"]) == 1
    vif = drive_interface(account, line, gateway)
    drive_tags(account, gateway)
    quotas = account.get("quotas", expected=201, type="virtualInterface")["quotas"]["resources"]
    assert quotas == [{"type": "virtualInterface", "quota": 50, "used": 1, "unit": "count"}]
    locations = account.get("direct-connect-locations")["direct_connect_locations"]
    assert account.get(f"direct-connect-locations/{locations[0]['id']}")["direct_connect_location"] == locations[0]
    account.delete(f"virtual-interfaces/{vif}")
    account.delete(path)
    account.delete(f"direct-connects/{line}")
    assert account.get("direct-connects")["direct_connects"] == []
    assert set(sim.calls()) == OPERATIONS


def test_answers_carry_ids_times_and_the_request_id(account, site):
    made = account.interface(*site)
    uuid = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    assert uuid.fullmatch(made["id"]) and uuid.fullmatch(made["vif_peers"][0]["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", made["create_time"])
    assert re.fullmatch(r"[0-9a-f]{32}", account.get("virtual-interfaces")["request_id"])
    assert made["tenant_id"] == account.project


def test_the_first_peer_is_made_of_the_interface(account, site):
    made = account.interface(*site, name="first")
    (first,) = account.show(made["id"])["vif_peers"]
    assert first["name"] == "first" and first["description"] == "" and first["vif_id"] == made["id"]
    assert first["address_family"] == "ipv4" and first["bgp_asn"] == 65001 and first["bgp_md5"] == "Secret-12"
    assert first["local_gateway_ip"] == "192.168.100.1/30" and first["remote_ep_group"] == ["192.168.0.0/24"]


def test_mirrors_show_the_ipv6_peer_when_there_are_two(account, site):
    made = account.interface(*site)
    assert made["local_gateway_v4_ip"] == "192.168.100.1/30" and made["local_gateway_v6_ip"] is None
    second = account.post("vif-peers", "vif_peer", **peer(made["id"], remote_ep_group=[]))
    assert second["remote_ep_group"] is None
    shown = account.show(made["id"])
    assert len(shown["vif_peers"]) == 2 and shown["address_family"] == "ipv6"
    assert shown["local_gateway_v4_ip"] is None and shown["local_gateway_v6_ip"] == "FD00::1/64"
    assert shown["remote_ep_group"] == []
    account.delete(f"vif-peers/{second['id']}")
    assert account.show(made["id"])["address_family"] == "ipv4"


def test_a_static_interface_is_up_without_a_router(sim, account, site):
    made = account.interface(*site, route_mode="static", bgp_asn=None, bgp_md5=None)
    shown = account.show(made["id"])
    assert shown["status"] == "ACTIVE" and shown["vif_peers"][0]["bgp_status"] is None
    assert shown["vif_peers"][0]["receive_route_num"] == -1
    sim.edit(site[0], status="DOWN")
    assert account.show(made["id"])["status"] == "DOWN"


def test_a_bgp_interface_is_up_when_its_router_answers(sim, account, site):
    made = account.interface(*site)
    assert account.show(made["id"])["status"] == "DOWN"
    sim.edit(made["id"], router_up=True)
    shown = account.show(made["id"])
    assert shown["status"] == "ACTIVE" and shown["vif_peers"][0]["bgp_status"] == "up"
    assert shown["vif_peers"][0]["receive_route_num"] == 1

"""Lists and pages, states over time, faults, two tenants, changes from outside."""

import pytest

from huawei_sdk import Failure, interface, peer


def refusal(call, *arguments, **members):
    with pytest.raises(Failure) as failure:
        call(*arguments, **members)
    return failure.value


def ids(answer, key="virtual_interfaces"):
    return [one["id"] for one in answer[key]]


@pytest.fixture
def five(account, site):
    return sorted(account.interface(*site, vlan=vlan, name=f"vif-{9 - vlan}")["id"] for vlan in range(1, 6))


def test_pages_by_marker(account, five):
    assert ids(account.get("virtual-interfaces")) == five
    seen, marker = [], None
    for _ in range(10):
        query = {"limit": 2, **({"marker": marker} if marker else {})}
        page = account.get("virtual-interfaces", **query)
        seen += ids(page)
        info = page["page_info"]
        assert info["current_count"] == len(ids(page)) and info["previous_marker"] == ids(page)[0]
        marker = info.get("next_marker")
        if marker is None:
            break
    assert seen == five
    assert account.get("virtual-interfaces", limit=5)["page_info"].get("next_marker") is None


def test_a_marker_that_was_deleted_keeps_its_place(account, five):
    account.delete(f"virtual-interfaces/{five[1]}")
    assert ids(account.get("virtual-interfaces", limit=9, marker=five[1])) == five[2:]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 2001}, {"limit": "x"}, {"marker": "x"}, {"sort_dir": "up"}],
                         ids=str)  # fmt: skip
def test_pages_that_do_not_exist(account, query):
    failure = refusal(account.get, "virtual-interfaces", **query)
    assert (failure.status, failure.code) == (400, "DC.0001")


def test_order(account, five):
    assert ids(account.get("virtual-interfaces", sort_dir="desc")) == five[::-1]
    by_name = account.get("virtual-interfaces", sort_key="name")["virtual_interfaces"]
    assert [one["name"] for one in by_name] == [f"vif-{n}" for n in range(4, 9)]


def test_filters_take_repeated_values_and_commas(account, site, five):
    assert ids(account.get("virtual-interfaces", id=[five[3], five[0]])) == [five[0], five[3]]
    assert ids(account.get("virtual-interfaces", id=f"{five[1]},{five[2]}")) == five[1:3]
    assert ids(account.get("virtual-interfaces", vgw_id=site[1], status="DOWN")) == five
    assert ids(account.get("virtual-interfaces", status="ERROR")) == []
    assert len(ids(account.get("virtual-interfaces", name="vif-8"))) == 1
    assert refusal(account.get, "virtual-interfaces", id=[str(i) for i in range(6)]).code == "DC.0001"


def test_fields_leave_the_rest_out(account, five):
    page = account.get("virtual-interfaces", fields=["id", "name"], limit=1)["virtual_interfaces"]
    assert set(page[0]) == {"id", "name"}


def test_states_take_simulated_time(start, connect):
    simulator = start("--lifecycle")
    account = connect(simulator)
    line, gateway = simulator.create("direct_connect"), account.gateway()
    path = f"virtual-gateways/{gateway}"

    def status():
        return account.get(path)["virtual_gateway"]["status"]

    assert status() == "PENDING_CREATE"
    assert refusal(account.interface, line, gateway).code == "DC.1118"
    simulator.advance(60_000)
    assert status() == "ACTIVE"
    made = account.interface(line, gateway)
    assert refusal(account.interface, line, gateway, vlan=101).code == "DC.1118", "the gateway is locked"
    assert refusal(account.put, f"virtual-interfaces/{made['id']}", "virtual_interface", name="x").code == "DC.1118"
    simulator.advance(60_000)
    assert account.show(made["id"])["status"] == "DOWN"
    account.put(f"virtual-interfaces/{made['id']}", "virtual_interface", name="x")
    assert account.show(made["id"])["status"] == "PENDING_UPDATE"
    simulator.advance(20_000)
    second = account.post("vif-peers", "vif_peer", **peer(made["id"]))
    states = {one["id"]: one["status"] for one in account.show(made["id"])["vif_peers"]}
    assert states[second["id"]] == "PENDING_CREATE" and account.show(made["id"])["status"] == "DOWN"
    assert refusal(account.interface, line, gateway, vlan=101).code == "DC.1118", "a pending peer locks it too"
    assert refusal(account.put, path, "virtual_gateway", name="x").code == "DC.1118"
    simulator.advance(60_000)
    account.delete(f"virtual-interfaces/{made['id']}")
    assert account.show(made["id"])["status"] == "PENDING_DELETE"
    assert refusal(account.interface, line, gateway).code == "DC.1209", "the VLAN is held until it is gone"
    simulator.advance(40_000)
    assert refusal(account.show, made["id"]).status == 404
    account.delete(path)
    assert status() == "PENDING_DELETE"
    simulator.advance(40_000)
    assert refusal(status).status == 404


def test_a_stuck_or_failed_state_stays(sim, account, site):
    made = account.interface(*site)
    sim.edit(made["id"], status="ERROR", reason="the device is on fire")
    shown = account.show(made["id"])
    assert (shown["status"], shown["reason"]) == ("ERROR", "the device is on fire")
    sim.edit(made["id"], status=None)
    assert account.show(made["id"])["status"] == "DOWN"


def test_routers_that_answer(start, connect):
    simulator = start("--router-up")
    account = connect(simulator)
    made = account.interface(simulator.create("direct_connect"), account.gateway())
    assert account.show(made["id"])["status"] == "ACTIVE"


def test_a_shut_down_interface_takes_no_change(account, site):
    made = account.interface(*site)
    account.post("switchover-test", "switchover_test_record", resource_id=made["id"], operation="shutdown")
    path = f"virtual-interfaces/{made['id']}"
    assert refusal(account.put, path, "virtual_interface", name="x").code == "DC.1210"
    assert refusal(account.delete, path).code == "DC.1210"
    assert refusal(account.post, "vif-peers", "vif_peer", **peer(made["id"])).code == "DC.1210"
    account.post("switchover-test", "switchover_test_record", resource_id=made["id"], operation="undo_shutdown")
    account.delete(path)


def offered(account, partner, sim):
    """An interface that the partner offers to the account's gateway."""
    line = sim.create("direct_connect", tenant_id=partner.project)
    body = interface(line, account.gateway(), resource_tenant_id=account.project)
    return partner.post("virtual-interfaces", "virtual_interface", **body)


def test_an_offer_is_accepted_by_the_other_tenant(sim, account, partner):
    made = offered(account, partner, sim)
    path = f"virtual-interfaces/{made['id']}"
    assert made["status"] == "AUTHORIZATION" and account.show(made["id"])["status"] == "AUTHORIZATION"
    assert refusal(partner.put, path, "virtual_interface", status="ACCEPTED").code == "DC.1214"
    assert refusal(account.put, path, "virtual_interface", status="MAYBE").code == "DC.0001"
    assert refusal(account.put, path, "virtual_interface", status="ACCEPTED", name="x").code == "DC.0001"
    assert refusal(partner.put, path, "virtual_interface", name="x").code == "DC.1210"
    assert refusal(partner.send, "POST", f"dc-vif/{made['id']}/tags", {"tag": {"key": "a"}}).code == "DC.1210"
    account.put(path, "virtual_interface", status="ACCEPTED")
    assert partner.show(made["id"])["status"] == "DOWN"
    assert refusal(account.put, path, "virtual_interface", status="REJECTED").code == "DC.1210"
    assert refusal(account.delete, path).code == "DC.1214"
    partner.put(path, "virtual_interface", name="x")
    partner.delete(path)


def test_an_offer_is_rejected(sim, account, partner):
    made = offered(account, partner, sim)
    account.put(f"virtual-interfaces/{made['id']}", "virtual_interface", status="REJECTED")
    assert partner.show(made["id"])["status"] == "REJECTED"
    partner.delete(f"virtual-interfaces/{made['id']}")
    assert ids(account.get("virtual-interfaces")) == []


def test_tenants_do_not_see_each_other(account, partner, site):
    made = account.interface(*site)
    assert refusal(partner.show, made["id"]).status == 404
    assert ids(partner.get("virtual-interfaces")) == []
    assert partner.get("direct-connects")["direct_connects"] == []
    assert refusal(partner.delete, f"vif-peers/{made['vif_peers'][0]['id']}").status == 404


def test_throttling_in_the_gateways_words(sim, account, start, connect):
    sim.fault("ListVirtualGateways", "throttle")
    failure = refusal(account.get, "virtual-gateways")
    assert (failure.type, failure.status, failure.code) == ("ClientRequestException", 429, "APIGW.0308")
    account.get("virtual-gateways")
    slow = connect(start("--rate", "1"))
    slow.get("virtual-gateways")
    assert refusal(slow.get, "virtual-gateways").status == 429


def test_faults(sim, account):
    sim.fault("ShowQuotas", "fail", code="DC.0003", message="internal error", http_status=500)
    failure = refusal(account.get, "quotas", expected=201)
    assert (failure.type, failure.status, failure.code) == ("ServerResponseException", 500, "DC.0003")
    sim.fault("ShowQuotas", "garbage")
    assert account.send("GET", "dcaas/quotas", query={})[1] == {}
    sim.fault("CreateVirtualGateway", "lose_response")
    assert refusal(account.gateway).status is None
    assert len(account.get("virtual-gateways")["virtual_gateways"]) == 1, "carried out all the same"
    assert [call["status"] for call in sim.call_log() if call["operation"] == "CreateVirtualGateway"] == [0]


def test_the_log_holds_ids_and_no_keys(sim, account, site):
    made = account.interface(*site)
    entry = sim.call_log()[-1]
    assert entry["target"] == made["id"] and entry["account"] == "d0000000000000000000000000000001"
    assert "Secret-12" not in str(sim.call_log()) + sim.output()


def test_changes_from_outside(sim, account, site):
    made = account.interface(*site)
    first = made["vif_peers"][0]["id"]
    sim.edit(first, bgp_asn=65009)
    sim.edit(made["id"], name="changed", tags={"a": "b"})
    shown = account.show(made["id"])
    assert shown["vif_peers"][0]["bgp_asn"] == 65009 and shown["name"] == "changed" and shown["tags"] == [{"key": "a", "value": "b"}]
    sim.remove(made["id"])
    assert refusal(account.show, made["id"]).status == 404 and sim.objects()["virtual_interfaces"] == []
    elsewhere = sim.create("direct_connect", region="ap-southeast-1")
    assert refusal(account.get, f"direct-connects/{elsewhere}").status == 404


def test_global_gateways_take_interfaces_too(sim, account, line):
    gateway = sim.create("global_dc_gateway")
    made = account.post("virtual-interfaces", "virtual_interface",
                        **interface(line, None, service_type="GDGW", gateway_id=gateway))
    assert (made["service_type"], made["gateway_id"], made["vgw_id"]) == ("GDGW", gateway, None)
    account.delete(f"virtual-interfaces/{made['id']}")


def test_ids_come_from_the_seed(start, connect):
    made = [connect(start("--seed", seed)).gateway() for seed in ("7", "7", "8")]
    assert made[0] == made[1] != made[2]

"""Huawei Cloud: what must not happen. Nothing is created twice, no neighbour's entry is lost. What holds on every cloud is in each/."""

import pytest

from hcl_huawei import VIF, interface, peer, subnets

@pytest.mark.parametrize("operation", ["CreateVirtualInterface", "CreateVifPeer"])
def test_a_lost_answer_is_looked_up_not_repeated(ws, huawei, operation):
    huawei.fault(operation, "lose_response")
    ws.write(interface(huawei) + peer())
    ws.apply()
    assert huawei.calls()[operation] == 1
    ws.plan(expect=0)
    assert len(huawei.interfaces()) == 1 and len(huawei.objects()["vif_peers"]) == 2


def test_a_lost_hosted_connection_is_found_by_its_slot(ws, huawei):
    import vendors

    operations = huawei.seed("operations_connect", tenant_id=vendors.huawei.PROJECT)
    huawei.fault("CreateHostedDirectConnect", "lose_response")
    ws.write(f"""
resource "interconnect_connection" "slice" {{
  cloud     = "huawei"
  name      = "slice"
  bandwidth = "100Mbps"
  huawei    = {{ hosting_id = "{operations}", resource_tenant_id = "{vendors.huawei.PARTNER_PROJECT}", vlan = 301 }}
}}
""")
    ws.apply()
    assert huawei.calls()["CreateHostedDirectConnect"] == 1
    ws.plan(expect=0)


def test_a_tenant_that_nobody_knows_is_explained(ws, huawei):
    """No call tells of it: the create does, and its refusal says what the id is to be."""
    import vendors

    operations = huawei.seed("operations_connect", tenant_id=vendors.huawei.PROJECT)
    ws.write(f"""
resource "interconnect_connection" "slice" {{
  cloud     = "huawei"
  name      = "slice"
  bandwidth = "100Mbps"
  huawei    = {{ hosting_id = "{operations}", resource_tenant_id = "{'9' * 32}", vlan = 301 }}
}}
""")
    ws.plan(expect=2)
    refused = ws.apply(expect=1)
    assert refused.find("resource_tenant_id", "9" * 32, "id of a project", severity="error"), str(refused)


def test_local_subnets_are_merged_with_those_of_others(ws, huawei):
    """Many at once, beside one that somebody else manages; and away again."""
    ws.write(subnets(huawei, 20))
    ws.apply("-parallelism=20")
    gateway = huawei.objects()["virtual_gateways"][0]
    assert set(gateway["local_ep_group"]) == {f"10.{i}.0.0/16" for i in range(21)}
    assert huawei.changes()["UpdateVirtualGateway"] <= 4, huawei.changes()
    ws.plan(expect=0)
    huawei.edit(huawei.vgw, local_ep_group=[*gateway["local_ep_group"], "172.16.0.0/12"])
    ws.write(subnets(huawei, 10))
    ws.apply("-parallelism=20")
    left = huawei.objects()["virtual_gateways"][0]["local_ep_group"]
    assert set(left) == {f"10.{i}.0.0/16" for i in range(11)} | {"172.16.0.0/12"}
    ws.destroy()
    assert huawei.objects()["virtual_gateways"][0]["local_ep_group"] == ["10.0.0.0/16", "172.16.0.0/12"]


def test_the_last_local_subnet_stays(ws, huawei):
    ws.write(subnets(huawei, 1))
    ws.apply()
    huawei.edit(huawei.vgw, local_ep_group=["10.1.0.0/16"])
    refused = ws.destroy(expect=1)
    assert refused.find("last local subnet", "10.1.0.0/16", severity="error"), str(refused)


def test_refresh_costs_a_call_per_page_and_kind(ws, huawei):
    huawei.edit("quotas", virtualInterface=1000)
    ws.write("".join(interface(huawei, name=f"vif-{i}", vlan=100 + i) for i in range(20)) + subnets(huawei, 10))
    ws.apply()
    huawei.reset_calls()
    ws.plan(expect=0)
    calls = huawei.calls()
    assert calls.get("ListVirtualInterfaces", 0) <= 1 and calls.get("ListVirtualGateways", 0) <= 1, calls
    assert calls.get("KeystoneListProjects", 0) <= 1 and sum(calls.values()) <= 4, calls
    assert not huawei.changes()


@pytest.mark.parametrize("parallelism", [1, 50])
def test_parallelism(ws, huawei, parallelism):
    count = 5 if parallelism == 1 else 45
    ws.write("".join(interface(huawei, name=f"vif-{i}", vlan=100 + i) for i in range(count)))
    ws.apply(f"-parallelism={parallelism}")
    assert len(huawei.interfaces()) == count
    ws.plan(f"-parallelism={parallelism}", expect=0)
    ws.destroy(f"-parallelism={parallelism}")


def test_a_locked_gateway_is_waited_for(ws, huawei):
    for operation in ("CreateVirtualInterface", "CreateVifPeer", "DeleteVifPeer"):
        huawei.fault(operation, "fail", count=2, code="DC.1118", message="locked by another operation", http_status=400)
    ws.write(interface(huawei) + peer())
    ws.apply()
    ws.plan(expect=0)
    ws.destroy()


def test_an_offered_interface_is_accepted(ws, huawei, new_workspace):
    """A partner offers an interface on its line, for a gateway of ours."""
    import vendors

    line = huawei.seed("direct_connect", name="theirs", tenant_id=vendors.huawei.PARTNER_PROJECT)
    partner = new_workspace(huawei.environment() | {"HW_ACCESS_KEY": vendors.huawei.PARTNER_KEY,
                                                    "HW_SECRET_KEY": vendors.huawei.PARTNER_SECRET})
    text = interface(huawei).replace(huawei.line, line)
    partner.write(text.replace("bandwidth  ",
                               f'huawei = {{ resource_tenant_id = "{vendors.huawei.PROJECT}" }}\n  bandwidth  '))
    partner.apply()
    partner.plan(expect=0)
    offered = partner.state()[VIF]["id"]
    assert huawei.interface_of(offered)["status"] == "AUTHORIZATION"
    ws.write(text.replace("bandwidth  ", f'adopt = "{offered}"\n  bandwidth  '))
    ws.apply()
    assert huawei.interface_of(offered)["status"] in ("ACTIVE", "DOWN")
    ws.plan(expect=0)


def test_an_imported_offer_is_taken_as_written(huawei, new_workspace):
    """Huawei never tells whom an interface was offered to: importing it must not end in a replacement."""
    import vendors

    line = huawei.seed("direct_connect", name="theirs", tenant_id=vendors.huawei.PARTNER_PROJECT)
    partner = huawei.environment() | {"HW_ACCESS_KEY": vendors.huawei.PARTNER_KEY,
                                      "HW_SECRET_KEY": vendors.huawei.PARTNER_SECRET}
    plain = interface(huawei).replace(huawei.line, line)
    text = plain.replace("bandwidth  ", f'huawei = {{ resource_tenant_id = "{vendors.huawei.PROJECT}" }}\n  bandwidth  ')
    first = new_workspace(partner)
    first.write(text)
    first.apply()
    block = f'import {{\n  to = {VIF}\n  id = "huawei/{huawei.region}/{first.state()[VIF]["id"]}"\n}}\n'
    huawei.reset_calls()
    other = new_workspace(partner)
    other.write(plain + block)
    other.apply()
    other.plan(expect=0)
    other.write(text)
    taken = other.plan(expect=2)
    assert taken.changes == {VIF: "update"} and taken.find("taken as written", severity="warning"), str(taken)
    other.apply()
    other.plan(expect=0)
    assert not huawei.changes()
    other.write(text.replace(vendors.huawei.PROJECT, vendors.huawei.PARTNER_PROJECT))
    other.plan(expect=1)  # a replacement, which on_destroy refuses


def test_states_never_seen_before_are_tolerated(ws, huawei):
    ws.write(interface(huawei) + peer())
    ws.apply()
    huawei.edit(ws.state()[VIF]["id"], status="HIBERNATING")
    ws.plan(expect=0)


@pytest.mark.parametrize("charge,said", [("prepayment", True), ("traffic", False)])
def test_the_plan_says_that_a_line_which_is_paid_ahead_is_not_deleted(ws, huawei, charge, said):
    huawei.edit(huawei.line, charge_mode=charge)
    ws.write(f'resource "interconnect_connection" "line" {{\n  cloud = "huawei"\n  adopt = "{huawei.line}"\n  on_destroy = "delete"\n}}\n')
    ws.apply()
    planned = ws.plan("-destroy", expect=2)
    assert bool(planned.find("billing centre", "on_destroy", severity="warning")) == said, str(planned)
    ended = ws.destroy(expect=1 if said else 0)
    assert bool(ended.find("DC.0012", severity="error")) == said, str(ended)

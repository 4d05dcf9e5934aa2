"""Terraform's own commands and meta-arguments, as people use them every day."""

import json

import pytest

from hcl import OWNER, PEER, PORT, VIF, connection, interface, peer


def empty_plan(ws, *options):
    result = ws.plan(*options, expect=0)
    assert not result.changes, str(result)
    return result


def test_for_each_over_clouds_with_ids_not_known_yet(ws):
    ws.write("""
locals { clouds = { aws = { location = "EqDC2", gateway = "vgw-f9eb0c90" } } }

resource "interconnect_connection" "port" {
  for_each   = local.clouds
  cloud      = each.key
  name       = "dc1-${each.key}"
  location   = each.value.location
  bandwidth  = "1Gbps"
  on_destroy = "delete"
}

resource "interconnect_virtual_interface" "vif" {
  for_each      = local.clouds
  cloud         = each.key
  name          = "prod-${each.key}"
  connection_id = interconnect_connection.port[each.key].id
  vlan          = 125
  gateway_id    = each.value.gateway
  customer_asn  = "65000"
}
""")
    ws.validate()
    planned = ws.plan(expect=2)
    assert set(planned.changes.values()) == {"create"} and len(planned.changes) == 2
    ws.apply()
    empty_plan(ws)


def test_limits_are_checked_while_ids_are_unknown(ws):
    """Fifty-two interfaces on a connection that does not exist yet: one more than it takes."""
    ws.write(connection() + """
resource "interconnect_virtual_interface" "many" {
  count         = 52
  cloud         = "aws"
  name          = "vif-${count.index}"
  connection_id = interconnect_connection.port.id
  vlan          = 100 + count.index
  gateway_id    = "vgw-${substr(sha256(count.index), 0, 8)}"
  customer_asn  = "65000"
}
resource "interconnect_virtual_interface" "wrong" {
  cloud         = "aws"
  name          = "wrong"
  connection_id = interconnect_connection.port.id
  vlan          = 4095
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
}
""")
    planned = ws.plan(expect=1)
    assert planned.find("wrong", "4095", "4094", severity="error"), str(planned)


def test_ignored_changes_stay_ignored(ws, aws):
    ws.write(connection(more='tags = { a = "1" }\n  lifecycle { ignore_changes = [tags, name] }'))
    ws.apply()
    aws.edit(ws.state()[PORT]["id"], connectionName="renamed-by-hand")
    ws.write(connection(more='tags = { a = "2" }\n  lifecycle { ignore_changes = [tags, name] }'))
    empty_plan(ws)
    ws.write(connection(bandwidth="1Gbps",
                        more='tags = { a = "2" }\n  redundancy_group = "g"\n'
                             '  lifecycle { ignore_changes = [tags, name] }'))
    ws.apply()
    assert ws.state()[PORT]["tags"] == {"a": "1"}
    empty_plan(ws)


def test_target_applies_a_part(ws):
    ws.write(connection() + interface())
    ws.apply(f"-target={PORT}")
    assert set(ws.state()) == {PORT}
    assert ws.plan(expect=2).changes == {VIF: "create"}
    ws.apply()
    empty_plan(ws)


def test_saved_plan(ws):
    ws.write(connection() + interface() + peer())
    ws.plan("-out=tfplan", expect=2)
    result = ws.run("apply", "-json", "tfplan")
    assert result.code == 0, str(result)
    empty_plan(ws)


def test_refresh_only_shows_and_takes_what_was_edited(ws, aws):
    ws.write(connection() + interface())
    ws.apply()
    ws.apply("-refresh-only")  # the port's device is known only some time after its creation
    assert ws.plan("-refresh-only").code == 0
    aws.edit(ws.state()[VIF]["id"], virtualInterfaceName="by-hand")
    seen = ws.plan("-refresh-only")
    assert seen.code == 2 and seen.drift == {VIF: "update"}, str(seen)
    ws.apply("-refresh-only")
    assert ws.state()[VIF]["name"] == "by-hand"
    assert ws.plan(expect=2).changes == {VIF: "update"}


def test_moved_is_a_rename_only(ws):
    ws.write(connection() + interface())
    ws.apply()
    ws.write(connection() + interface(name="renamed", more="").replace('name          = "renamed"', 'name = "vif"') +
             f"moved {{\n  from = {VIF}\n  to   = interconnect_virtual_interface.renamed\n}}\n")
    planned = ws.plan(expect=2)
    assert planned.changes == {"interconnect_virtual_interface.renamed": "move"}, str(planned)
    ws.apply()
    empty_plan(ws)


def test_terraform_test(ws):
    ws.write(connection() + interface() + 'output "id" { value = interconnect_virtual_interface.vif.id }\n')
    ws.write("""
run "plans" {
  command = plan
  assert {
    condition     = interconnect_virtual_interface.vif.type == "private"
    error_message = "the default type is known when planning"
  }
}
run "creates" {
  assert {
    condition     = startswith(output.id, "dxvif-")
    error_message = "no id"
  }
}
""", name="tests/link.tftest.hcl")
    result = ws.run("test", "-json")
    summary = [m for m in result.messages if m.get("type") == "test_summary"]
    assert result.code == 0 and summary[0]["test_summary"]["passed"] == 2, str(result) + result.out


def test_generated_configuration_is_complete(ws, aws, new_workspace):
    ws.write(connection() + interface(more='tags = { team = "net" }\n  mtu = 9001') + peer())
    ws.apply()
    other = new_workspace(aws.environment())
    other.write("".join(f'import {{\n  to = {address}\n  id = "aws/us-east-1/{attributes["id"]}"\n}}\n'
                        for address, attributes in ws.state().items()))
    planned = other.plan("-generate-config-out=generated.tf", expect=None)
    assert planned.code in (0, 2) and not planned.errors, str(planned)
    assert not [a for a in planned.changes.values() if a not in ("import", "noop")], str(planned)
    other.apply()
    empty_plan(other)


@pytest.mark.parametrize("way", ["-replace", "taint"])
def test_replacing_on_request(ws, way):
    ws.write(connection() + interface() + peer())
    ws.apply()
    before = ws.state()[VIF]["id"]
    options = [f"-replace={VIF}"] if way == "-replace" else []
    if way == "taint":
        assert ws.run("taint", VIF).code == 0
    planned = ws.plan(*options, expect=2)
    assert planned.changes[VIF] == "replace", str(planned)
    ws.apply(*options)
    assert ws.state()[VIF]["id"] != before
    empty_plan(ws)


def test_create_before_destroy(ws):
    more = "lifecycle { create_before_destroy = true }"
    ws.write(connection() + interface(more=more))
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(connection() + interface(more=more, vlan=126))
    ws.apply()
    assert ws.state()[VIF]["id"] != before
    empty_plan(ws)


def test_create_before_destroy_that_is_refused_is_said_and_mended_by_the_next_run(ws, aws):
    """Terraform deletes the peer of the old interface before it comes to the new one, and tells nobody of the setting."""
    more = "lifecycle { create_before_destroy = true }"
    ws.write(OWNER + connection() + interface(more=more) + peer())
    ws.apply()
    before = ws.state()[VIF]["id"]
    ws.write(OWNER + connection() + interface(more=more, gateway="vgw-0123456789abcdef0") + peer())
    planned = ws.plan(expect=2)
    assert planned.find(VIF, "With create_before_destroy the new one would be refused", "VLAN", severity="warning"), str(planned)
    aws.reset_calls()
    result = ws.apply(expect=1)
    assert result.find(VIF, "create_before_destroy", severity="error"), str(result)
    assert "DeleteVirtualInterface" not in aws.calls() and ws.state()[VIF]["id"] == before
    ws.write(OWNER + connection() + interface(gateway="vgw-0123456789abcdef0") + peer())
    ws.apply()
    assert ws.state()[VIF]["id"] != before and PEER in ws.state()
    empty_plan(ws)


def test_a_session_that_terraform_has_lost_is_known_by_its_key(ws, aws):
    """As a kill leaves it between the creation and the answer."""
    text = OWNER + connection() + interface() + peer(more='auth_key = "KeyOfOurs1"')
    ws.write(text)
    ws.apply()
    before = ws.state()[PEER]["id"]
    assert ws.run("state", "rm", PEER).code == 0
    planned = ws.plan(expect=2)
    assert planned.find(PEER, before, "taken over", severity="warning"), str(planned)
    aws.reset_calls()
    ws.apply()
    assert ws.state()[PEER]["id"] == before and "CreateBGPPeer" not in aws.calls()
    empty_plan(ws)
    assert ws.run("state", "rm", PEER).code == 0
    ws.write(text.replace("KeyOfOurs1", "AnotherKey1"))
    refused = ws.plan(expect=1)
    assert refused.find(PEER, "Object exists already", "it is not taken over", severity="error"), str(refused)


@pytest.mark.parametrize("options", [(), ("-refresh=false",)])
def test_replacing_by_the_same_first_deletes_nothing(ws, aws, options):
    """Nobody can tell the new one from the old: it stays, and that is said. A line is not cut by a misunderstanding."""
    ws.write(OWNER + connection(more="lifecycle { create_before_destroy = true }"))
    ws.apply()
    before = ws.state()[PORT]["id"]
    assert ws.run("taint", PORT).code == 0
    assert ws.plan(*options, expect=2).changes[PORT] == "replace"
    result = ws.apply(*options, expect=1)
    assert result.find("not replaced", "create_before_destroy", severity="error"), str(result)
    assert ws.state()[PORT]["id"] == before and [c["connectionId"] for c in aws.connections()] == [before]
    planned = ws.plan(*options, expect=2)
    assert planned.find("nothing is deleted", severity="warning"), str(planned)
    ws.apply(*options)
    assert ws.state()[PORT]["id"] == before and [c["connectionId"] for c in aws.connections()] == [before]
    empty_plan(ws)


@pytest.mark.parametrize("options", [(), ("-refresh=false",)])
def test_replacing_by_the_same_first_is_refused_where_no_owner_shows_whose_it_is(ws, aws, options):
    ws.write(connection(more="lifecycle { create_before_destroy = true }"))
    ws.apply()
    before = ws.state()[PORT]["id"]
    assert ws.run("taint", PORT).code == 0
    result = ws.apply(*options, expect=1)
    assert result.find("Object exists already", "create_before_destroy", severity="error"), str(result)
    assert [c["connectionId"] for c in aws.connections()] == [before]


def test_tainting_does_not_get_round_on_destroy(ws, aws):
    ws.write(connection(more="").replace('"delete"', '"refuse"'))
    ws.apply()
    assert ws.run("taint", PORT).code == 0
    refused = ws.plan(expect=1)
    assert refused.find("replaced", "on_destroy", "refuse", severity="error"), str(refused)
    assert len(aws.connections()) == 1


@pytest.mark.parametrize("parallelism", [1, 50])
def test_parallelism(ws, aws, parallelism):
    count = 6 if parallelism == 1 else 50
    ws.write(connection() + f"""
resource "interconnect_virtual_interface" "many" {{
  count         = {count}
  cloud         = "aws"
  name          = "vif-${{count.index}}"
  connection_id = interconnect_connection.port.id
  vlan          = 100 + count.index
  gateway_id    = "vgw-f9eb0c9${{count.index}}"
  customer_asn  = "65000"
}}
""")
    ws.apply(f"-parallelism={parallelism}")
    assert aws.calls()["CreatePrivateVirtualInterface"] == count
    empty_plan(ws, f"-parallelism={parallelism}")
    ws.destroy(f"-parallelism={parallelism}")


def test_a_flapping_link_is_not_drift(ws, aws):
    ws.write(connection() + interface() + peer())
    ws.apply()
    ws.apply("-refresh-only")  # the port's device is known only some time after its creation
    state = ws.state()
    for word in ("down", "available", "down"):
        aws.edit(state[PORT]["id"], connectionState=word)
        aws.edit(state[VIF]["id"], virtualInterfaceState=word)
        assert empty_plan(ws).code == 0
        seen = ws.plan("-refresh-only")
        assert seen.code == 0 and not seen.drift, str(seen)


def test_plan_as_json_names_what_replaces(ws):
    ws.write(connection() + interface())
    ws.apply()
    ws.write(connection() + interface(vlan=126))
    ws.plan("-out=tfplan", expect=2)
    change = [c for c in ws.show("tfplan")["resource_changes"] if c["address"] == VIF][0]["change"]
    assert change["actions"] == ["delete", "create"]
    assert change["replace_paths"] == [["vlan"]]


def test_provider_schema_describes_every_attribute(ws):
    ws.write("")
    result = ws.run("providers", "schema", "-json")
    schemas = json.loads(result.out)["provider_schemas"]["registry.terraform.io/multicloud/interconnect"]
    missing = []

    def walk(where, attributes):
        for name, attribute in attributes.items():
            if not attribute.get("description"):
                missing.append(f"{where}.{name}")
            walk(f"{where}.{name}", attribute.get("nested_type", {}).get("attributes", {}))

    walk("provider", schemas["provider"]["block"]["attributes"])
    for part in ("resource_schemas", "data_source_schemas"):
        for name, schema in schemas[part].items():
            walk(name, schema["block"]["attributes"])
    assert not missing
    vif = schemas["resource_schemas"]["interconnect_virtual_interface"]["block"]["attributes"]
    assert vif["auth_key"]["sensitive"] and vif["auth_key_wo"]["write_only"]

"""Calls, keys, refusals and reads of Alibaba Cloud."""

import json
import pathlib

import pytest

from alibaba_hcl import CIDR, EVERYTHING, GROUP, PEER, PORT, VIF, cidr, group, peer, port, resource, router

CANARY = "canary-Zq7!key-0123456789"


def many(count):
    return port() + f"""
provider "interconnect" {{
  limits = {{ "alibaba.virtual_interface.per_connection" = 1000 }}
}}
resource "interconnect_virtual_interface" "many" {{
  count            = {count}
  cloud            = "alibaba"
  name             = "vif-${{count.index}}"
  connection_id    = interconnect_connection.port.id
  vlan             = 100 + count.index
  cloud_address    = "10.0.${{count.index}}.1/30"
  customer_address = "10.0.${{count.index}}.2/30"
  customer_asn     = "65000"
}}
resource "interconnect_bgp_cidr" "lan" {{
  count         = {count}
  cloud         = "alibaba"
  advertised_by = interconnect_virtual_interface.many[count.index].id
  cidr          = "10.${{count.index}}.0.0/16"
}}
"""


def test_refresh_costs_a_call_per_page_and_kind(ws_alibaba, alibaba):
    alibaba.sim.control("POST", "/edit", {"cloud": "alibaba", "id": "quotas", "set": {"routers_per_circuit": 1000}})
    ws_alibaba.write(many(12))
    ws_alibaba.apply("-parallelism=12")
    alibaba.reset_calls()
    ws_alibaba.plan(expect=0)
    calls = alibaba.calls()
    assert calls.pop("sts:GetCallerIdentity") == 1  # once a process
    assert set(calls) <= {"DescribePhysicalConnections", "DescribeVirtualBorderRouters", "DescribeBgpGroups",
                          "DescribeBgpPeers", "DescribeBgpNetworks"}, calls
    assert all(number == 1 for number in calls.values()), calls


def test_an_interface_for_another_account(ws_alibaba, alibaba, new_workspace):
    import vendors

    def theirs(vlan):
        return port() + resource("virtual_interface", "vif", f"""name = "for-partner"
  connection_id = {PORT}.id
  vlan          = {vlan}
  alibaba       = {{ owner_account = "{vendors.alibaba.PARTNER_ACCOUNT}" }}
  on_destroy    = "delete\"""")

    ws_alibaba.write(theirs(130))
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    made = ws_alibaba.state()[VIF]["id"]
    [live] = alibaba.there("virtualBorderRouters")
    assert (live["VbrId"], live["Status"], live["Name"]) == (made, "unconfirmed", ""), live
    ws_alibaba.write(theirs(131))
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    assert alibaba.there("virtualBorderRouters")[0]["VlanId"] == 131
    # Imported elsewhere it is still known whose it is.
    other = new_workspace(alibaba.environment())
    block = f'import {{\n  to = {VIF}\n  id = "alibaba/{alibaba.region}/{made}"\n}}\n'
    text = theirs(131).replace(port(), "").replace(f"{PORT}.id", f'"{ws_alibaba.state()[PORT]["id"]}"')
    other.write(text + block)
    other.apply()
    other.plan(expect=0)
    assert other.state()[VIF]["alibaba"]["owner_account"] == vendors.alibaba.PARTNER_ACCOUNT
    # Its owner takes it into use, under a name and with addresses of its own.
    alibaba.edit(made, Status="active", Name="ours", LocalGatewayIp="10.9.0.1", PeerGatewayIp="10.9.0.2",
                 PeeringSubnetMask="255.255.255.252")
    ws_alibaba.plan(expect=0)
    ws_alibaba.write(port())
    refused = ws_alibaba.apply(expect=1)
    assert refused.find("only that account can delete it", severity="error"), str(refused)


def test_the_other_account_takes_it_over(ws_alibaba, alibaba, new_workspace):
    import vendors

    ws_alibaba.write(port() + resource("virtual_interface", "vif", f"""name = "for-partner"
  connection_id = {PORT}.id
  vlan          = 130
  alibaba       = {{ owner_account = "{vendors.alibaba.PARTNER_ACCOUNT}" }}"""))
    ws_alibaba.apply()
    ids = {address: values["id"] for address, values in ws_alibaba.state().items()}
    partner = new_workspace(alibaba.environment() | alibaba.another_shell)

    def ours(vlan, addresses):
        return resource("virtual_interface", "vif", f"""name = "ours"
  adopt         = "{ids[VIF]}"
  connection_id = "{ids[PORT]}"
  vlan          = {vlan}
  {addresses}""")

    addresses = 'cloud_address = "10.9.0.1/30"\n  customer_address = "10.9.0.2/30"'
    # It has no name that would tell it from a stranger's: its connection does.
    partner.write(ours("null", addresses).replace(f'"{ids[PORT]}"', "null"))
    unnamed = partner.plan(expect=1)
    assert unnamed.find("Offer is not named", ids[PORT], "130", severity="error"), str(unnamed)
    partner.write(ours("null", ""))
    assert partner.plan(expect=1).find("giving it addresses", severity="error")
    partner.write(ours(131, addresses))
    assert partner.plan(expect=1).find("another account", "131", severity="error")
    partner.write(ours(130, ""))
    assert partner.plan(expect=1).find("giving it addresses", severity="error")
    partner.write(ours("null", addresses))
    partner.apply()
    partner.plan(expect=0)
    partner.write(ours(130, addresses))
    partner.plan(expect=0)
    [live] = alibaba.there("virtualBorderRouters")
    assert (live["Status"], live["Name"], live["LocalGatewayIp"]) == ("active", "ours", "10.9.0.1"), live
    ws_alibaba.plan(expect=0)


def test_static_routes_are_the_interfaces(ws_alibaba, alibaba):
    def text(*prefixes):
        return port() + router(f'route_mode = "static"\n  customer_prefixes = {json.dumps(prefixes)}')

    def there():
        return {entry["DestinationCidrBlock"] for entry in alibaba.there("routeEntries")}

    ws_alibaba.write(text("192.168.0.0/16", "172.16.0.0/12"))
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    assert there() == {"192.168.0.0/16", "172.16.0.0/12"}
    alibaba.remove(alibaba.there("routeEntries")[0]["RouteEntryId"])
    ws_alibaba.plan(expect=2)
    ws_alibaba.apply()
    assert there() == {"192.168.0.0/16", "172.16.0.0/12"}
    ws_alibaba.write(text("172.16.0.0/12", "2408:4004:cc::/48"))
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    assert there() == {"172.16.0.0/12", "2408:4004:cc::/48"}
    ws_alibaba.write(port())
    ws_alibaba.apply()
    assert there() == set() and alibaba.there("virtualBorderRouters") == []


def test_a_write_only_key_is_nowhere_but_at_the_cloud(ws_alibaba, alibaba):
    ws_alibaba.environment |= {"TF_VAR_key": CANARY, "TF_LOG": "trace", "TF_LOG_PATH": str(ws_alibaba.folder / "log")}
    key = "auth_key_wo = var.key\n  auth_key_wo_version = 1"
    text = 'variable "key" {\n  type = string\n  ephemeral = true\n}\n' + port() + \
        router(f'customer_asn = "65000"\n  {key}') + group(key) + peer()
    ws_alibaba.write(text)
    ws_alibaba.apply()
    assert {g["AuthKey"] for g in alibaba.there("bgpGroups")} == {CANARY}
    assert not ws_alibaba.files_with(CANARY)
    assert not ws_alibaba.files_with("simulator-secret-1")
    ws_alibaba.environment["TF_VAR_key"] = "another-key-2"
    ws_alibaba.write(text.replace("version = 1", "version = 2"))
    ws_alibaba.apply()
    assert {g["AuthKey"] for g in alibaba.there("bgpGroups")} == {"another-key-2"}
    ws_alibaba.plan(expect=0)


def test_a_key_changed_at_the_cloud_is_drift(ws_alibaba, alibaba):
    ws_alibaba.write(port() + router() + group('auth_key = "first-key"') + peer())
    ws_alibaba.apply()
    alibaba.edit(ws_alibaba.state()[GROUP]["id"], AuthKey="by-hand")
    assert ws_alibaba.plan(expect=2).changes == {GROUP: "update"}
    ws_alibaba.apply()
    assert [g["AuthKey"] for g in alibaba.there("bgpGroups")] == ["first-key"]


def test_members_take_what_the_group_has(ws_alibaba, alibaba):
    ws_alibaba.write(port() + router() + group() + peer())
    ws_alibaba.apply()
    ws_alibaba.write(port() + router() + group().replace("64600", "64601") + peer())
    planned = ws_alibaba.plan(expect=2)
    assert planned.changes == {GROUP: "update", PEER: "update"}, str(planned)
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    assert [p["PeerAsn"] for p in alibaba.there("bgpPeers")] == ["64601"]


def test_the_session_of_an_interface_comes_and_goes(ws_alibaba, alibaba):
    for more, groups in (("", 0), ('customer_asn = "65000"', 1), ("", 0)):
        ws_alibaba.write(port() + router(more))
        ws_alibaba.apply()
        ws_alibaba.plan(expect=0)
        assert len(alibaba.there("bgpGroups")) == len(alibaba.there("bgpPeers")) == groups


def test_a_session_stays_beside_a_takeover_until_none_is_written(ws_alibaba, alibaba, new_repository):
    """It is an object of its own: left out, no plan shows its end; with none written it is sent."""
    ws_alibaba.write(port() + router('customer_asn = "65000"'))
    ws_alibaba.apply()
    state = ws_alibaba.state()
    repository = new_repository(alibaba.environment())

    def write(more=""):
        repository.write(f"clouds: {{alibaba: {{}}}}\nvirtual_interface:\n  vif: {{cloud: alibaba, adopt: {state[VIF]['id']}, "
                         f"connection_id: {state[PORT]['id']}, vlan: {state[VIF]['vlan']}, name: {state[VIF]['name']}{more}}}\n")

    alibaba.reset_calls()
    write()
    (step,) = repository.run("plan", "--json", expect=2).json()["steps"]
    assert not [change for change in step["changes"] if change["path"] == "customer_asn" or change["interrupts"]], step
    write(', customer_asn: ""')
    refused = repository.run("plan", "--json", expect=3).json()
    assert [change["before"] for change in refused["steps"][0]["changes"] if change["path"] == "customer_asn"] == ['"65000"'], refused
    assert not alibaba.changes() and len(alibaba.there("bgpPeers")) == 1
    repository.run("apply", "--yes", "--allow", "virtual_interface.vif")
    assert alibaba.there("bgpPeers") == [] == alibaba.there("bgpGroups")
    repository.run("plan", expect=0)


def test_out_of_service_and_back(ws_alibaba, alibaba):
    for word, status in (("true", "terminated"), ("false", "active")):
        ws_alibaba.write(port() + router(f"alibaba = {{ terminated = {word} }}"))
        ws_alibaba.apply()
        ws_alibaba.plan(expect=0)
        assert [v["Status"] for v in alibaba.there("virtualBorderRouters", "VbrId")] == [status]


def test_a_letter_of_authorization(ws_alibaba, alibaba):
    """Application, people's review, construction, service: each run goes as far as it can."""
    loa = """alibaba = { line_operator = "CT", port_type = "10GBase-LR", enabled = true, loa_company = "Example Ltd",
      loa_constructor = "Builders", loa_construction_time = "2027-01-01T08:00:00Z", loa_line_type = "FIBRE" }"""
    text = port().replace('alibaba    = { line_operator = "CT", port_type = "10GBase-LR", enabled = true }', loa)
    ws_alibaba.write(text)
    first = ws_alibaba.apply()
    assert first.find("not in service yet", severity="warning"), str(first)
    identifier = ws_alibaba.state()[PORT]["id"]
    alibaba.edit(identifier, LoaStatus="Available")
    ws_alibaba.apply()
    ws_alibaba.write(text.replace('"FIBRE"', '"FIBRE", loa_finished = true'))
    ws_alibaba.apply()
    assert [c["Status"] for c in alibaba.there("physicalConnections")] == ["Enabled"]
    ws_alibaba.plan(expect=0)


REFUSED = [
    ("ipv6_first", router('address_family = "ipv6"'), "address_family", ("interconnect_bgp_peer",)),
    ("no_addresses", resource("virtual_interface", "vif", 'name = "vif"\n  vlan = 1\n  connection_id = "pc-1"'),
     "Missing cloud_address", ("10.0.0.1/30",)),
    ("two_subnets", router().replace("10.0.0.2/30", "10.0.1.2/30"), "customer_address", ("10.0.1.2/30",)),
    ("wide_subnet", router().replace("/30", "/23"), "cloud_address", ("/24 to /30",)),
    ("service_range", router().replace("10.0.0.", "100.64.0."), "cloud_address", ("100.64.0.0/10",)),
    ("vlan", router(vlan=3000), "vlan", ("3000", "2999")),
    ("gateway", router('gateway_id = "cen-1"'), "gateway_id", ("CEN",)),
    ("the_clouds_asn", router('customer_asn = "45104"'), "customer_asn", ("45104",)),
    ("asn_in_asdot", router('customer_asn = "0.45104"'), "customer_asn", ("45104",)),
    ("static_with_asn", router('route_mode = "static"\n  customer_asn = "65000"'), "customer_asn", ("static",)),
    ("key_without_session", router('auth_key = "k"'), "auth_key", ("customer_asn",)),
    ("key_on_a_member", peer('auth_key = "k"'), "auth_key", ("interconnect_bgp_group",)),
    ("name_of_a_peer", peer('name = "far"'), "name", ("group",)),
    ("timer_of_a_peer", peer("bfd = { min_transmit_interval = 300 }"), "min_transmit_interval",
     ("interconnect_virtual_interface",)),
    ("reserved_name", group().replace('"core"', '"interconnect-x"'), "name", ("interconnect-",)),
    ("multicast", cidr("224.1.0.0/16"), "cidr", ("multicast",)),
    ("no_operator", port().replace('line_operator = "CT", ', ""), "Missing alibaba.line_operator", ("CT",)),
    ("reserved_tag", router('tags = { "acs:x" = "y" }'), "tags", ("acs:",)),
    ("address_as_tag", router('tags = { x = "https://wiki/x" }'), "tags", ("https://",)),
    ("address_as_group", router('redundancy_group = "http://core"'), "redundancy_group", ("http://",)),
]


@pytest.mark.parametrize("text,where,words", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_when_planning(ws_alibaba, alibaba, text, where, words):
    known = text
    for address, identifier in ((VIF, "vbr-1"), (PORT, "pc-1"), (GROUP, "bgpg-1")):
        kind, name = address.split(".")
        if f'resource "{kind}" "{name}"' not in text:
            known = known.replace(f"{address}.id", f'"{identifier}"')
    ws_alibaba.write(known)
    result = ws_alibaba.plan(expect=1)
    assert result.find(where, *words, severity="error"), str(result)
    assert not alibaba.changes()


def test_nine_sessions(ws_alibaba, alibaba):
    """Counted before the call, whether the session names the interface or only its group."""
    members = [peer(address=f"192.168.7.{i}/32", name=f"p{i}") for i in range(1, 9)]
    rest = port() + router('customer_asn = "65000"') + group()
    ws_alibaba.write(rest + "".join(members[:7]))
    ws_alibaba.apply()
    ws_alibaba.write(rest + "".join(members))
    alibaba.reset_calls()
    result = ws_alibaba.plan(expect=1)
    assert result.find("Too many BGP sessions", severity="error"), str(result)
    known = members[7].replace("customer_address", f"virtual_interface_id = {VIF}.id\n  customer_address")
    ws_alibaba.write(rest + "".join(members[:7]) + known)
    result = ws_alibaba.apply(expect=1)
    assert result.find("Too many BGP sessions", severity="error"), str(result)
    assert not alibaba.changes() and len(alibaba.there("bgpPeers")) == 8


def test_everything_at_once_and_gone_in_order(ws_alibaba, alibaba):
    ws_alibaba.write(EVERYTHING + peer(address="192.168.7.9/32", name="near") + cidr("10.20.0.0/16", "lan2"))
    ws_alibaba.apply("-parallelism=10")
    ws_alibaba.plan(expect=0)
    assert set(ws_alibaba.state()) >= {PORT, VIF, GROUP, PEER, CIDR}
    ws_alibaba.destroy()
    assert not any(alibaba.there(name) for name in ("physicalConnections", "virtualBorderRouters", "bgpGroups"))


def test_the_example(ws_alibaba, alibaba):
    folder = pathlib.Path(__file__).resolve().parents[3] / "examples" / "alibaba-private-link"
    text = "\n".join(path.read_text() for path in sorted(folder.glob("*.tf")))
    ws_alibaba.write(text.replace('"refuse"', '"delete"'), header=False)
    ws_alibaba.apply()
    ws_alibaba.plan(expect=0)
    assert len(alibaba.there("bgpPeers")) == 4 and len(alibaba.there("bgpNetworks")) == 2
    ws_alibaba.destroy()
    assert not alibaba.there("physicalConnections")

"""A look-up that waits for a change of what it looks up leaves an interface's connection unknown while planning: the redundancy
guard counts it when it is known."""

from hcl import connection, interface

VIFS = {name: f"interconnect_virtual_interface.{name}" for name in ("left", "right")}


def pair(cost, ports=("one", "two")):
    """Two interfaces of a group, each on what a data source finds by name."""
    text = ""
    for name in ("one", "two", "spare"):
        text += connection(name, f'tags = {{ cost = "{cost}" }}')
    text += f"""
data "interconnect_connection" "found" {{
  for_each   = toset({list(ports)})
  cloud      = "aws"
  name       = each.key
  depends_on = [interconnect_connection.one, interconnect_connection.two, interconnect_connection.spare]
}}
""".replace("'", '"')
    for name, port, vlan in (("left", ports[0], 101), ("right", ports[1], 102)):
        text += interface(name, 'redundancy_group = "pair"', vlan=vlan, connection_id=f'data.interconnect_connection.found["{port}"].id')
    return text


def set_up(ws, aws):
    ws.write(pair("1"))
    ws.apply()
    for address in VIFS.values():
        aws.router_answers(ws.state()[address]["id"], True)
    ws.plan(expect=0)


def test_what_may_come_out_the_same_is_no_interruption(ws, aws):
    set_up(ws, aws)
    ws.write(pair("2"))
    planned = ws.plan(expect=2)
    assert planned.find("known only when this is applied", severity="warning"), str(planned)
    on = {address: ws.state()[address]["connection_id"] for address in VIFS.values()}
    ws.apply()
    assert {address: ws.state()[address]["connection_id"] for address in VIFS.values()} == on
    ws.plan(expect=0)


def test_what_comes_out_as_another_counts(ws, aws):
    set_up(ws, aws)
    aws.router_answers(ws.state()[VIFS["right"]]["id"], False)
    before = ws.state()[VIFS["left"]]["connection_id"]
    ws.write(pair("2", ports=("spare", "two")))
    refused = ws.apply(expect=1)
    assert refused.find("pair", "allow_disruption", severity="error"), str(refused)
    assert aws.interface_of(ws.state()[VIFS["left"]]["id"])["connectionId"] == before


def test_who_stays_on_its_port_is_not_counted_with_who_loses_it(ws, aws):
    """One port is ordered anew before the old one goes. Whose leg its id is for nobody can tell yet; but the other leg's port stays."""
    def ports(bandwidth):
        tags = 'tags = { cost = "1" }'
        more = f"{tags}\n  lifecycle {{ create_before_destroy = true }}"
        text = pair("1").replace("= 102", "= 101")
        return text.replace(connection("one", tags), connection("one", more, bandwidth=bandwidth))

    ws.write(ports("1Gbps"))
    ws.apply()
    for address in VIFS.values():
        aws.router_answers(ws.state()[address]["id"], True)
    ws.write(ports("10Gbps"))
    planned = ws.plan(expect=2)
    assert planned.find("interconnect_virtual_interface.right", "known only when this is applied", severity="warning"), str(planned)
    assert planned.find("interconnect_virtual_interface.left", "interrupts", severity="warning"), str(planned)

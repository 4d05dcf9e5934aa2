"""An interface at AWS whose own session is the IPv6 one: AWS chooses its addresses anew whenever it is made."""

from pieces import VIF, link, port_of


def both(cloud, asn="65000"):
    own = link(cloud, 'address_family = "ipv6"').replace('"65000"', f'"{asn}"')
    return own + cloud.second_session("vif").replace('"ipv6"', '"ipv4"')


def remade(ws, aws, plan):
    ends = ("cloud_address", "customer_address")
    changes = {c["address"]: c["change"] for c in plan["resource_changes"]}
    assert changes[VIF]["actions"] == ["update"]
    assert all(changes[VIF]["after_unknown"].get(end) for end in ends), changes[VIF]["after_unknown"]
    applied = ws.apply("tfplan")
    assert not applied.find("another value than planned"), str(applied)
    live = aws.sessions(aws.interface_ids()[0])["ipv6"]
    assert [ws.state()[VIF][end] for end in ends] == [live["amazonAddress"], live["customerAddress"]]
    ws.plan(expect=0)


def test_made_again_after_it_was_lost(ws, aws):
    ws.write(both(aws))
    ws.apply()
    aws.remove(aws.session_id(aws.interface_ids()[0], "ipv6"))
    ws.plan("-out=tfplan", expect=2)
    remade(ws, aws, ws.show("tfplan"))


def test_taken_over_as_the_configuration_says(ws, aws, new_workspace):
    ws.write(both(aws))
    ws.apply()
    adopted = f'address_family = "ipv6"\n  adopt = "{ws.state()[VIF]["id"]}"'
    other = new_workspace(aws.environment())
    other.write(aws.interface("vif", port_of(ws, aws, "port"), more=adopted))
    aws.reset_calls()
    other.apply()
    assert set(aws.changes()) <= {"TagResource"}, aws.changes()
    other.plan(expect=0)


def test_made_anew_for_another_number(ws, aws):
    ws.write(both(aws))
    ws.apply()
    ws.write(both(aws, "65010"))
    ws.plan("-out=tfplan", expect=2)
    remade(ws, aws, ws.show("tfplan"))

"""A connection that is taken under management after what stands on it: nothing on it is touched. With Terraform, on every cloud."""

import json

import pytest

from pieces import PORT, VIF, provider

pytestmark = pytest.mark.needs("has_interfaces")


def test_what_stands_on_it_stays(ws, cloud):
    text, port = cloud.port("port")
    if text:  # ordered here, and then of nobody's making
        ws.write(provider() + text)
        ws.apply()
        port = json.dumps(ws.state()[PORT]["id"])
        ws.run("state", "rm", PORT)
    ws.write(provider() + cloud.interface("vif", port))
    ws.apply()
    before = ws.state()[VIF]["id"]
    taken = f'resource "interconnect_connection" "port" {{\n  cloud = "{cloud.name}"\n  adopt = {port}\n}}\n'
    ws.write(provider() + taken + cloud.interface("vif", "interconnect_connection.port.id"))
    assert ws.plan(expect=2).changes == {PORT: "create"}
    cloud.reset_calls()
    ws.apply()
    ws.plan(expect=0)
    assert ws.state()[VIF]["id"] == before and not [call for call in cloud.changes() if "Tag" not in str(call)]

"""Settings of the provider that are known only after an apply: those that name no account are no error, on every cloud."""

import re

import pytest

from pieces import VIF, link

pytestmark = pytest.mark.needs("has_interfaces")

LATER = 'resource "terraform_data" "later" {\n  input = "a"\n}\nprovider "interconnect" {\n  %s = %s\n}\n'
VALUES = {"read_only": 'terraform_data.later.output == "b"', "allow_disruption": "[terraform_data.later.output]",
          "allow_replacement": "[terraform_data.later.output]"}


def whole(ws):
    assert ws.plan(expect=2).changes[VIF] == "create"
    ws.apply()
    ws.plan(expect=0)


@pytest.mark.parametrize("setting", VALUES)
def test_a_setting_that_comes_later(ws, cloud, setting):
    ws.write(LATER % (setting, VALUES[setting]) + link(cloud))
    whole(ws)


@pytest.mark.parametrize("number", [1000, 0])
def test_limits_that_come_later(ws, cloud, number):
    """What could be raised refuses nothing while nobody has said how far; the apply knows."""
    name = re.search(r'limits = \{ "([^"]+)"', cloud.many(1000)[0])[1]
    ws.write(LATER % ("limits", f'{{ "{name}" = terraform_data.later.output == "a" ? {number} : 7 }}') + link(cloud))
    if number:
        whole(ws)
        return
    ws.plan(expect=2)
    assert ws.apply(expect=1).find(name, severity="error")


def test_read_only_that_comes_later(ws, cloud):
    ws.write(LATER % ("read_only", 'terraform_data.later.output == "a"') + link(cloud))
    cloud.reset_calls()
    ws.plan(expect=2)
    assert ws.apply(expect=1).find("read_only", severity="error") and not cloud.changes()


def test_an_owner_that_comes_later(ws, cloud):
    ws.write(LATER % ("owner", "terraform_data.later.output") + link(cloud))
    refused = ws.plan(expect=1)
    assert refused.find("owner", "-target", severity="error") and not refused.find("wrong account"), str(refused)

"""What a cloud raised for somebody holds in Terraform too: limits of single fields are checked before the provider is
configured, and again by the plan, which knows the numbers."""

import json
import re
import subprocess

import pytest

import pieces
import siblings
import terraform

pytestmark = pytest.mark.needs("has_interfaces", "orders_connections")


def raisable(cloud):
    """The limit of the prefixes of an interface, as the command line lists it."""
    said = subprocess.run([terraform.bin_dir() / "interconnect", "limits", "--json"], capture_output=True, text=True,
                          check=True)
    rows = json.loads(said.stdout)
    rows = rows["limits"] if isinstance(rows, dict) else rows
    return next(row for row in rows if row["id"] == f"{cloud.name}.virtual_interface.customer_prefixes")


LATER = 'resource "terraform_data" "later" {\n  input = %d\n}\n'


@pytest.mark.parametrize("raised", [False, True, "later"], ids=["as-it-is", "raised", "known-later"])
def test_a_number_that_was_raised(ws, cloud, raised):
    row = raisable(cloud)
    most = row["number"]
    assert row["adjustable"] and most > 0
    prefixes = ", ".join(f'"10.{200 + at // 250}.{at % 250}.0/24"' for at in range(most + 1))
    text = pieces.link(cloud)
    written = re.search(r"customer_prefixes = \[.*\]", text)
    wanted = f"customer_prefixes = [{prefixes}]"
    text = text.replace(written[0], wanted) if written else pieces.link(cloud, more=wanted)
    number = "terraform_data.later.output" if raised == "later" else most + 1
    more = f'limits = {{ "{row["id"]}" = {number} }}' if raised else ""
    ws.write(pieces.provider(more) + text + (LATER % (most + 1) if raised == "later" else ""))
    assert ws.run("validate", "-json").code == 0, "the numbers are not known yet"
    said = ws.plan(expect=2 if raised else 1)
    assert bool(said.find(row["id"], severity="error")) != bool(raised), str(said)
    if raised == "later":
        ws.apply()
        ws.plan(expect=0)


def some(cloud, names):
    """One of what the cloud's counted limit is about for each name, and what they stand on."""
    is_ = siblings.Pieces(cloud)
    if cloud.told_limit.counts == "connection":
        return {"connection": {name: is_.port(name) for name in names}}
    return {"connection": {"port": is_.port()}, "virtual_interface": {
        name: is_.interface(number, name=name) for name, number in names.items()}}


@pytest.mark.parametrize("new", ["a_new", "n_new", "z_new"])
@pytest.mark.parametrize("refresh", [True, False], ids=["refreshed", "as-the-state-says"])
def test_a_count_is_refused_at_what_is_new(ws, cloud, new, refresh):
    """However many stay, and whenever Terraform plans them."""
    if cloud.told_limit is None:
        pytest.skip("this cloud has no limit that anybody raises")
    stays = {"first": 1, "middle": 2, "xlast": 3}
    cloud.edit("quotas", **{cloud.told_limit.quota: 9})
    ws.write(pieces.provider(f'limits = {{ "{cloud.told_limit.row}" = {len(stays)} }}'))
    ws.write(siblings.hcl_of(some(cloud, stays)), "objects.tf.json", header=False)
    ws.apply()
    ws.write(siblings.hcl_of(some(cloud, stays | {new: 4})), "objects.tf.json", header=False)
    refused = ws.plan(*(() if refresh else ("-refresh=false",)), expect=1)
    errors = [one.address for one in refused.diagnostics if one.severity == "error"]
    assert errors == [f"interconnect_{cloud.told_limit.counts}.{new}"], str(refused)


def test_who_comes_has_room_before_the_other_one_is_gone(ws, cloud):
    """Terraform says of neither that it comes first: the create could be refused when what leaves is gone, or going."""
    if cloud.told_limit is None:
        pytest.skip("this cloud has no limit that anybody raises")
    there = {"first": 1, "middle": 2, "xlast": 3}
    cloud.edit("quotas", **{cloud.told_limit.quota: 9})
    def write(names, most):
        ws.write(pieces.provider(f'limits = {{ "{cloud.told_limit.row}" = {most} }}'))
        objects = some(cloud, names)
        for one in objects[cloud.told_limit.counts].values():
            one["on_destroy"] = "delete"
        ws.write(siblings.hcl_of(objects), "objects.tf.json", header=False)
    write(there, 3)
    ws.apply()
    cloud.reset_calls()
    then = {name: number for name, number in there.items() if name != "middle"}
    write(then | {"new": 4}, 3)
    refused = ws.plan(expect=1)  # whichever of them is planned first
    assert refused.find("new", severity="error"), str(refused)
    ws.apply(expect=1)
    assert cloud.changes() == {}
    write(then | {"new": 4}, 4)
    ws.plan(expect=2)  # there is room for both
    write(then, 3)
    ws.plan(expect=2)  # nobody comes

"""An interface that another tenant made for this one is that tenant's to change: a plan that asks for it is refused, and no apply fails for it."""

import pytest

PARTNER = """
clouds: {{huawei: {{region: cn-north-4}}}}
virtual_interface:
  o1: {{cloud: huawei, name: o1, connection_id: {line}, vlan: 125, gateway_id: {gateway}, bandwidth: 100Mbps, customer_asn: 65000,
       cloud_address: 169.254.64.1/30, customer_address: 169.254.64.2/30, huawei: {{resource_tenant_id: {mine}}}}}
"""
TENANT = """
clouds: {{huawei: {{region: cn-north-4}}}}
virtual_interface:
  mine: {{cloud: huawei, adopt: {id}, name: {name}, connection_id: {line}, vlan: 125, gateway_id: {gateway}, customer_asn: 65000{more}}}
"""


@pytest.fixture
def offer(huawei, new_repository):
    """YAML that takes it over: what is written of it can be changed."""
    _, mine, partner = huawei.owner_field
    places = {"line": huawei.seed("direct_connect", tenant_id=partner, bandwidth=10000, name="line"),
              "gateway": huawei.seed("virtual_gateway", local_ep_group=["10.0.0.0/16"])}
    theirs = new_repository(huawei.environment() | huawei.another_shell)
    theirs.write(PARTNER.format(mine=mine, **places))
    theirs.apply()
    (interface,) = huawei.interfaces()
    return lambda name="o1", more="": TENANT.format(id=interface["id"], name=name, more=more, **places)


@pytest.fixture
def repository(huawei, new_repository):
    return new_repository(huawei.environment())


CHANGES = {"name": {"name": "ours"}, "bandwidth": {"more": ", bandwidth: 200Mbps"},
           "huawei.description": {"more": ", huawei: {description: ours}"}}


def refused(huawei, repository, field):
    huawei.reset_calls()
    for command in (("plan",), ("apply", "--yes")):
        run = repository.run(*command, expect=1)
        said = " ".join((run.out + run.err).split())
        assert f"`{field}` would change" in said and "another tenant" in said, run
    assert not huawei.changes()


@pytest.mark.parametrize("field", CHANGES)
def test_after_it_was_taken_over(huawei, offer, repository, field):
    repository.write(offer())
    repository.apply()
    repository.run("plan", expect=0)
    repository.write(offer(**CHANGES[field]))
    refused(huawei, repository, field)
    repository.write(offer())
    repository.run("plan", expect=0)


@pytest.mark.parametrize("field", [field for field in CHANGES if field != "name"])  # an offer is told by its name
def test_when_it_is_taken_over(huawei, offer, repository, field):
    repository.write(offer(**CHANGES[field]))
    refused(huawei, repository, field)
    repository.write(offer())
    repository.apply()
    repository.run("plan", expect=0)

"""What an apply would wait for the plan says: a port that is still ordered may take weeks. Every answer of a cloud:
reconcile/adopt/create_checks_test.cc."""

import pytest

YAML = """
clouds: {{aws: {{region: us-east-1}}}}
virtual_interface:
  v1: {{cloud: aws, connection_id: {}, vlan: {}, gateway_id: vgw-f9eb0c90, customer_asn: 65000, on_destroy: delete}}
"""
SAID = "Something has to be waited for"


def plan(repository, expect):
    outcome = repository.run("plan", expect=expect)
    return " ".join((outcome.out + outcome.err).split())


@pytest.mark.parametrize("state", ["ordering", "requested", "pending"])
def test_a_connection_that_is_not_there_yet(aws, new_repository, state):
    ready = aws.seed("connection", connectionName="ready")
    late = aws.seed("connection", connectionName="late", connectionState=state)
    repository = new_repository(aws.environment())
    repository.write(YAML.format(late, 101))
    said = plan(repository, 2)
    assert SAID in said and late in said and f"`{state}`" in said and "Nothing is deleted" not in said, said
    repository.write(YAML.format(ready, 101))
    assert SAID not in plan(repository, 2)
    repository.apply()
    repository.write(YAML.format(late, 102))
    said = plan(repository, 3)
    assert SAID in said and "Nothing is deleted before" in said, said
    aws.edit(late, connectionState="available")
    assert SAID not in plan(repository, 3)

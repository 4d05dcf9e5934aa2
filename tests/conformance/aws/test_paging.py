import json

import pytest


def make(client, count):
    for n in range(count):
        location = ("EqDC2", "CSVA1", "EqDA2")[n % 3]
        client.create_connection(location=location, bandwidth="1Gbps", connectionName=f"port {n}")


def pages(client, size):
    names, token = [], {}
    while True:
        # boto3 1.26 does not know these members: the command line's newer model does, here they are put in by hand.
        answer = raw_call(client, {"maxResults": size, **token})
        names.append([c["connectionName"] for c in answer["connections"]])
        if "nextToken" not in answer:
            return names
        token = {"nextToken": answer["nextToken"]}


def raw_call(client, body):
    captured = {}

    def into_body(params, **_):
        params["body"] = json.dumps(body).encode()

    def keep(http_response, **_):
        captured["body"] = json.loads(http_response.content)

    events = client.meta.events
    events.register("before-call.directconnect.DescribeConnections", into_body)
    events.register("after-call.directconnect.DescribeConnections", keep)
    try:
        client.describe_connections()
    finally:
        events.unregister("before-call.directconnect.DescribeConnections", into_body)
        events.unregister("after-call.directconnect.DescribeConnections", keep)
    return captured["body"]


def test_without_max_results_everything_comes_at_once(client):
    make(client, 12)
    answer = raw_call(client, {})
    assert len(answer["connections"]) == 12 and "nextToken" not in answer


def test_pages_are_complete_and_disjoint(client):
    make(client, 12)
    assert pages(client, 5) == [[f"port {n}" for n in range(k, min(k + 5, 12))] for k in (0, 5, 10)]
    assert [len(page) for page in pages(client, 12)] == [12]
    assert [len(page) for page in pages(client, 1000)] == [12]


@pytest.mark.parametrize("body", [{"nextToken": "nonsense"}, {"nextToken": "page-lags-1"}, {"maxResults": 0}])
def test_a_bad_token_or_size_is_refused(client, body):
    with pytest.raises(client.exceptions.DirectConnectClientException):
        raw_call(client, body)


def test_the_command_line_follows_the_pages_of_gateways(client, sim, run_cli):
    for n in range(7):
        client.create_direct_connect_gateway(directConnectGatewayName=f"gateway {n}")
    sim.reset_calls()
    answer = run_cli("describe-direct-connect-gateways", "--page-size", "3")
    assert len(json.loads(answer.stdout)["directConnectGateways"]) == 7
    assert sim.calls() == {"DescribeDirectConnectGateways": 3}

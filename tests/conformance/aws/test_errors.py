"""Errors as the command line prints them, and as an SDK reads them."""

import json
import urllib.error
import urllib.request

import pytest

from aws_client import connect


def test_the_command_line_prints_code_operation_and_message(sim, run_cli):
    answer = run_cli("describe-connections", "--connection-id", "dxcon-ffffffff")
    assert answer.returncode in (254, 255)
    assert answer.stderr.strip().endswith(
        "An error occurred (DirectConnectClientException) when calling the DescribeConnections operation: "
        "Could not find Connection with ID dxcon-ffffffff"
    )


def test_throttling_is_retried_as_the_client_does(sim, run_cli):
    sim.fault("DescribeConnections", "throttle", count=50)
    answer = run_cli("describe-connections", env={"AWS_RETRY_MODE": "standard", "AWS_MAX_ATTEMPTS": "3"})
    assert answer.returncode in (254, 255)
    assert "An error occurred (ThrottlingException) when calling the DescribeConnections operation" in answer.stderr
    assert "(reached max retries: 2)" in answer.stderr
    assert sim.calls() == {"DescribeConnections": 3}


def test_a_server_exception_is_http_400_and_is_not_retried(sim, run_cli):
    sim.fault("DescribeConnections", "fail", code="DirectConnectServerException", message="sorry", http_status=400, count=9)
    answer = run_cli("describe-connections")
    assert "(DirectConnectServerException)" in answer.stderr
    assert sim.calls() == {"DescribeConnections": 1}


def test_a_server_failure_is_retried_until_it_is_over(sim, run_cli):
    sim.fault("DescribeConnections", "fail", http_status=503, code="ServiceUnavailable", count=1)
    answer = run_cli("describe-connections")
    assert answer.returncode == 0 and json.loads(answer.stdout) == {"connections": []}
    assert sim.calls() == {"DescribeConnections": 2}


def raw(sim, headers, body=b"{}", method="POST", path="/"):
    request = urllib.request.Request(sim.url + path, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_an_error_body_has_an_unqualified_type_and_a_message(sim):
    status, headers, body = raw(sim, {"X-Amz-Target": "OvertureService.DescribeConnections"})
    assert status == 400
    assert json.loads(body) == {
        "__type": "MissingAuthenticationTokenException",
        "message": "Missing Authentication Token",
    }
    assert headers["Content-Type"] == "application/x-amz-json-1.1"
    assert headers["x-amzn-RequestId"]


@pytest.mark.parametrize("target", ["OvertureService.Fly", "DirectConnect.DescribeConnections", ""])
def test_an_unknown_operation_is_named_so(sim, target):
    status, _, body = raw(sim, {"X-Amz-Target": target} if target else {})
    assert (status, json.loads(body)["__type"]) == (400, "UnknownOperationException")


@pytest.mark.parametrize(
    ("operation", "parameters", "code", "fragment"),
    [
        ("create_connection", {"location": "EqDC2"}, "ValidationException", "Value null at 'bandwidth'"),
        (
            "create_connection",
            {"location": 5, "bandwidth": "1Gbps", "connectionName": "a"},
            "SerializationException",
            "NUMBER_VALUE at 'location' can not be converted to a String",
        ),
        (
            "create_bgp_peer",
            {"virtualInterfaceId": "dxvif-fg000000", "newBGPPeer": {"asn": 1, "addressFamily": "ipv5"}},
            "ValidationException",
            "Member must satisfy enum value set: [ipv4, ipv6]",
        ),
        (
            "create_bgp_peer",
            {"virtualInterfaceId": "dxvif-fg000000", "newBGPPeer": {"asn": 4200000000}},
            "SerializationException",
            "an Integer",
        ),
        (
            "tag_resource",
            {"resourceArn": "arn", "tags": [{"key": "k" * 129, "value": ""}]},
            "ValidationException",
            "length less than or equal to 128",
        ),
        ("tag_resource", {"resourceArn": "arn", "tags": []}, "ValidationException", "length greater than or equal to 1"),
        (
            "tag_resource",
            {"resourceArn": "arn", "tags": [{"key": "a?b", "value": ""}]},
            "ValidationException",
            "regular expression",
        ),
        ("create_bgp_peer", {}, "DirectConnectClientException", "must be specified"),
    ],
)
def test_a_request_that_breaks_the_model_is_refused(client, operation, parameters, code, fragment):
    with pytest.raises(client.exceptions.ClientError) as failure:
        getattr(client, operation)(**parameters)
    assert failure.value.response["Error"]["Code"] == code
    assert fragment in failure.value.response["Error"]["Message"]
    assert failure.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_members_outside_the_model_are_refused_unless_lenient(sim, start):
    def create(simulator, **extra):
        service = connect(simulator)
        # botocore drops what its model does not have: the member is put into the body as it leaves.
        service.meta.events.register(
            "before-call.directconnect.CreateConnection",
            lambda params, **_: params.update(body=json.dumps({**json.loads(params["body"]), **extra}).encode()),
        )
        return service.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="a")

    with pytest.raises(Exception, match="'conectionName' is not in the service model"):
        create(sim, conectionName="typo")
    assert create(start("--lenient"), conectionName="typo")["connectionName"] == "a"
    assert create(sim, lagId=None)["connectionName"] == "a"  # null is absent


def test_tag_rules(client):
    def make(tags):
        return client.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="a", tags=tags)

    def code(tags):
        with pytest.raises(client.exceptions.ClientError) as failure:
            make(tags)
        return failure.value.response["Error"]["Code"]

    assert code([{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]) == "DuplicateTagKeysException"
    assert code([{"key": f"k{n}", "value": ""} for n in range(51)]) == "TooManyTagsException"
    assert code([{"key": "aws:mine", "value": ""}]) == "DirectConnectClientException"
    made = make([{"key": f"k{n}", "value": ""} for n in range(50)])
    arn = f"arn:aws:directconnect:us-east-1:123456789012:dxcon/{made['connectionId']}"
    client.tag_resource(resourceArn=arn, tags=[{"key": "k0", "value": "changed"}])
    with pytest.raises(client.exceptions.TooManyTagsException):
        client.tag_resource(resourceArn=arn, tags=[{"key": "one more", "value": ""}])
    client.untag_resource(resourceArn=arn, tagKeys=["k49", "never set"])
    tags = client.describe_tags(resourceArns=[arn])["resourceTags"][0]["tags"]
    assert len(tags) == 49 and {"key": "k0", "value": "changed"} in tags

"""Signatures and credentials, made by botocore and by the command line's own credential chain."""

import datetime
import json
import subprocess

import pytest

from aws_client import client_environment, connect
from vendors.aws import KEY, PARTNER_ACCOUNT, SECRET

TEMPORARY = ("ASIASIMULATOR0000001", "simulator-temporary-secret-1", "simulator-session-token-1")
EXPIRED = ("ASIASIMULATOR0000002", "simulator-temporary-secret-2", "simulator-session-token-2")


def failure_of(client):
    with pytest.raises(client.exceptions.ClientError) as failure:
        client.describe_connections()
    error = failure.value.response["Error"]
    return error["Code"], error["Message"]


def test_a_right_signature_is_accepted_in_any_region(sim):
    for region in ("us-east-1", "ap-southeast-1"):
        assert connect(sim, region=region).describe_connections()["connections"] == []


def test_a_wrong_secret_an_unknown_key_and_a_wrong_token(sim):
    assert failure_of(connect(sim, secret="wrong"))[0] == "InvalidSignatureException"
    assert failure_of(connect(sim, key="AKIAUNKNOWN000000001"))[0] == "UnrecognizedClientException"
    key, secret, token = TEMPORARY
    connect(sim, key=key, secret=secret, aws_session_token=token).describe_connections()
    assert failure_of(connect(sim, key=key, secret=secret))[0] == "UnrecognizedClientException"
    assert failure_of(connect(sim, key=key, secret=secret, aws_session_token="x"))[0] == "UnrecognizedClientException"
    key, secret, token = EXPIRED
    assert failure_of(connect(sim, key=key, secret=secret, aws_session_token=token))[0] == "ExpiredTokenException"


def test_no_failure_tells_a_secret(sim):
    for client in (connect(sim, secret="wrong"), connect(sim, key="AKIAUNKNOWN000000001")):
        assert SECRET not in str(failure_of(client))
    assert SECRET not in json.dumps(sim.call_log()) + sim.output()


def test_a_credential_can_expire_while_it_is_used(sim):
    key, secret, token = TEMPORARY
    client = connect(sim, key=key, secret=secret, aws_session_token=token)
    client.describe_connections()
    sim.control("POST", "/edit", {"cloud": "aws", "id": key, "op": "expire"})
    assert failure_of(client)[0] == "ExpiredTokenException"


@pytest.mark.parametrize(("minutes", "accepted"), [(-4, True), (4, True), (-6, False), (6, False)])
def test_the_clock_may_differ_by_five_minutes(sim, minutes, accepted):
    auth = pytest.importorskip("botocore.auth")
    awsrequest = pytest.importorskip("botocore.awsrequest")
    credentials = pytest.importorskip("botocore.credentials")

    class Skewed(auth.SigV4Auth):
        def _modify_request_before_signing(self, request):
            moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
            request.context["timestamp"] = moment.strftime("%Y%m%dT%H%M%SZ")
            super()._modify_request_before_signing(request)

    request = awsrequest.AWSRequest(
        "POST",
        sim.url + "/",
        headers={"X-Amz-Target": "OvertureService.DescribeConnections", "Content-Type": "application/x-amz-json-1.1"},
        data=b"{}",
    )
    Skewed(credentials.Credentials(KEY, SECRET), "directconnect", "us-east-1").add_auth(request)
    session = pytest.importorskip("botocore.httpsession").URLLib3Session()
    answer = session.send(request.prepare())
    assert answer.status_code == (200 if accepted else 400)
    if not accepted:
        error = json.loads(answer.content)
        assert error["__type"] == "InvalidSignatureException"
        assert error["message"].startswith("Signature " + ("expired" if minutes < 0 else "not yet current"))


def test_the_scope_must_name_the_service(sim):
    code, message = failure_of(connect_scoped(sim, "ec2"))
    assert code == "InvalidSignatureException" and "directconnect" in message


def connect_scoped(sim, name):
    client = connect(sim)
    client._request_signer._signing_name = name
    return client


def test_assumed_roles_work_for_their_account_until_they_end(sim):
    sts = connect(sim, "sts")
    assert sts.get_caller_identity()["Account"] == "123456789012"
    role = f"arn:aws:iam::{PARTNER_ACCOUNT}:role/network"
    issued = sts.assume_role(RoleArn=role, RoleSessionName="test", DurationSeconds=900)
    credentials = issued["Credentials"]
    left = credentials["Expiration"] - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta(minutes=14) < left <= datetime.timedelta(minutes=15)
    assumed = connect(
        sim,
        key=credentials["AccessKeyId"],
        secret=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
    assumed.create_connection(location="EqDC2", bandwidth="1Gbps", connectionName="theirs")
    assert sim.objects()["connections"][0]["ownerAccount"] == PARTNER_ACCOUNT
    assert connect(sim).describe_connections()["connections"] == []
    with pytest.raises(sts.exceptions.ClientError, match="AccessDenied"):
        sts.assume_role(RoleArn=role.replace("network", "denied"), RoleSessionName="test")
    with pytest.raises(sts.exceptions.ClientError, match="SignatureDoesNotMatch"):
        connect(sim, "sts", secret="wrong").get_caller_identity()


CHAIN = """
import boto3, sys
client = boto3.client('directconnect', endpoint_url=sys.argv[1], region_name='us-east-1')
client.create_connection(location='EqDC2', bandwidth='1Gbps', connectionName='chain')
print(client._request_signer._credentials.method)
"""


def run_chain(interpreter, sim, tmp_path, **environment):
    env = client_environment(tmp_path, **environment)
    run = subprocess.run([interpreter, "-c", CHAIN, sim.url], capture_output=True, text=True, env=env, timeout=60)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_boto3_takes_credentials_from_an_instance(sim, interpreter, tmp_path):
    method = run_chain(interpreter, sim, tmp_path, AWS_EC2_METADATA_SERVICE_ENDPOINT=sim.url)
    assert method == "iam-role"
    assert {"metadata:token", "metadata:role", "metadata:credentials"} <= set(sim.calls())


def test_boto3_takes_credentials_from_a_container(sim, interpreter, tmp_path):
    method = run_chain(
        interpreter,
        sim,
        tmp_path,
        AWS_CONTAINER_CREDENTIALS_FULL_URI=sim.url + "/v2/credentials/guarded",
        AWS_CONTAINER_AUTHORIZATION_TOKEN="simulator-container-token",
    )
    assert method == "container-role"
    assert sim.calls()["container:credentials"] == 1


def test_boto3_takes_credentials_from_a_web_identity(sim):
    sts = connect(sim, "sts")
    role = "arn:aws:iam::123456789012:role/workload"
    issued = sts.assume_role_with_web_identity(RoleArn=role, RoleSessionName="pod", WebIdentityToken="some.jwt.token")
    credentials = issued["Credentials"]
    connect(
        sim,
        key=credentials["AccessKeyId"],
        secret=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    ).describe_connections()
    with pytest.raises(sts.exceptions.ClientError, match="ExpiredToken"):
        sts.assume_role_with_web_identity(RoleArn=role, RoleSessionName="pod", WebIdentityToken="expired.jwt")

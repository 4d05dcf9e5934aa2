"""Writes sigv4.json: requests signed by botocore, which the verification must accept. Needs boto3; run by hand."""

import datetime
import json
import pathlib
from unittest import mock

import botocore
import botocore.auth
import botocore.awsrequest
import botocore.credentials

MOMENT = datetime.datetime(2026, 1, 2, 3, 4, 5)
CASES = [
    ("an empty input", "directconnect", "us-east-1", "/", b"{}", {}, None),
    ("a body with UTF-8", "directconnect", "eu-west-1", "/", '{"connectionName":"Zürich"}'.encode(), {}, None),
    ("a session token", "directconnect", "us-east-1", "/", b"{}", {}, "token/with+signs=="),
    ("spaces in a header", "directconnect", "us-east-1", "/", b"{}", {"X-Amz-Note": "two   inner  spaces"}, None),
    ("a query and an encoded path", "sts", "us-east-1", "/a%20b/?z=1&a=x%2Fy&a=b&empty=", b"Action=A", {}, None),
]


def sign(name, service, region, target, body, headers, token):
    request = botocore.awsrequest.AWSRequest(
        "POST",
        "http://127.0.0.1:18099" + target,
        headers={
            "X-Amz-Target": "OvertureService.DescribeConnections",
            "Content-Type": "application/x-amz-json-1.1",
            "Host": "127.0.0.1:18099",
            **headers,
        },
        data=body,
    )
    credentials = botocore.credentials.Credentials("AKIASIMULATOR0000001", "simulator-secret-1", token)

    class Fixed(datetime.datetime):
        @classmethod
        def utcnow(cls):
            return MOMENT

        @classmethod
        def now(cls, tz=None):
            return MOMENT.replace(tzinfo=tz)

    signer = botocore.auth.SigV4Auth(credentials, service, region)
    with mock.patch.object(botocore.auth, "datetime", mock.Mock(datetime=Fixed)), mock.patch.object(
        botocore.auth, "get_current_datetime", lambda: MOMENT, create=True
    ):
        signer.add_auth(request)
    path, _, query = target.partition("?")
    return {
        "name": name,
        "service": service,
        "secret": "simulator-secret-1",
        "path": path,
        "query": query,
        "headers": {key.lower(): value for key, value in request.headers.items()},
        "body": body.decode(),
    }


if __name__ == "__main__":
    out = {"made by": f"botocore {botocore.__version__}", "cases": [sign(*case) for case in CASES]}
    path = pathlib.Path(__file__).with_name("sigv4.json")
    path.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n")

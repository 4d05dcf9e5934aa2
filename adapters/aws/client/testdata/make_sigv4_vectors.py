#!/usr/bin/env python3
"""Writes sigv4_vectors.json: requests signed by botocore's own signer at fixed times.

signer_test.cc holds the C++ signer to it. Needs botocore; all keys are made up.
"""

import datetime
import itertools
import json
import pathlib
from unittest import mock

import botocore
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEYS = {
    "long-term": ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None),
    "session": ("ASIAQWERTYEXAMPLE123", "n0t+a/real=secret0123456789abcdefghijklmn", "FwoGZXIvYXdzEXAMPLE//token+with=chars=="),
}
TIMES = ("2026-01-01T00:00:00", "2024-02-29T23:59:59", "2017-07-04T06:08:09", "2099-12-31T12:34:56")
DIRECT_CONNECT = {"Content-Type": "application/x-amz-json-1.1"}


def direct_connect(operation, body):
    return DIRECT_CONNECT | {"X-Amz-Target": f"OvertureService.{operation}"}, body


def requests():
    """(name, method, url, headers, body, region, service)"""
    hosts = ("https://directconnect.us-east-1.amazonaws.com/", "http://127.0.0.1:18099", "https://localhost:443/",
             "http://localhost:80/", "http://[::1]:8080/", "https://DirectConnect.EXAMPLE.com:8443/")
    for url in hosts:
        headers, body = direct_connect("DescribeConnections", "{}")
        yield f"host {url}", "POST", url, headers, body, "us-east-1", "directconnect"
    bodies = {
        "utf-8": '{"connectionName":"Zürich – 東京 🚄","location":"EqDC2"}',
        "escapes": '{"name":"a\\"b\\\\c\\u0000"}',
        "large": json.dumps({"ids": ["dxcon-%08x" % i for i in range(100)]}),
        "newlines": '{\n  "a": 1\r\n}\n',
    }
    for (name, text), region in itertools.product(bodies.items(), ("eu-west-1", "us-gov-west-1", "cn-north-1")):
        headers, body = direct_connect("CreateConnection", text)
        url = f"https://directconnect.{region}.amazonaws.com/"
        yield f"body {name} {region}", "POST", url, headers, body, region, "directconnect"
    form = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fnet&RoleSessionName=s"
    yield ("sts", "POST", "https://sts.eu-central-1.amazonaws.com/",
           {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}, form, "eu-central-1", "sts")
    yield "empty body", "POST", "https://a.example/", {}, "", "us-east-1", "directconnect"
    for path in ("/a/b", "/a//b/./c/../d/", "/with space/%20/ü", "/~user/-_.!*'()", "/trailing/"):
        yield f"path {path}", "POST", f"https://a.example{path}", *direct_connect("X", "{}"), "us-east-1", "directconnect"
    for query in ("b=2&a=1", "a=2&a=1", "key", "x=%2F&y=a%20b", "a=&b"):
        yield f"query {query}", "GET", f"https://a.example/?{query}", {}, "", "us-east-1", "directconnect"
    spaced = DIRECT_CONNECT | {"X-Amz-Target": "  Overture   Service.X  ", "X-Amz-Meta": "a\tb"}
    yield "spaces in values", "POST", "https://a.example/", spaced, "{}", "us-east-1", "directconnect"


def sign(keys, when, method, url, headers, body, region, service):
    now = datetime.datetime.fromisoformat(when)
    request = AWSRequest(method=method, url=url, headers=headers, data=body.encode())
    auth = botocore.auth.SigV4Auth(Credentials(*keys), service, region)
    with mock.patch("botocore.auth.get_current_datetime", return_value=now):
        auth.add_auth(request)
    return {"authorization": request.headers["Authorization"], "date": request.headers["X-Amz-Date"]}


def main():
    cases = []
    for index, (name, method, url, headers, body, region, service) in enumerate(requests()):
        for key_name, keys in KEYS.items():
            when = TIMES[index % len(TIMES)]
            case = {"name": f"{name} ({key_name})", "access_key_id": keys[0], "secret_access_key": keys[1],
                    "session_token": keys[2] or "", "time": when, "method": method, "url": url, "headers": headers,
                    "body": body, "region": region, "service": service}
            # Header containers of the request are changed by signing: give it a copy.
            cases.append(case | sign(keys, when, method, url, dict(headers), body, region, service))
    out = {"made_by": f"botocore {botocore.__version__}", "cases": cases}
    path = pathlib.Path(__file__).with_name("sigv4_vectors.json")
    path.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

"""AWS's own clients, pointed at the simulator: what is installed of them, and how they are set up."""

import os
import pathlib
import shutil
import subprocess

import pytest

from vendors.aws import KEY, SECRET

HERE = pathlib.Path(__file__).resolve().parent


def found(*candidates):
    """Those that exist, each real file once. A version manager's stub is told from the program by asking it."""
    seen = {}
    for candidate in candidates:
        path = shutil.which(candidate)
        if path:
            answer = subprocess.run([path, "--version"], capture_output=True, text=True)
            if answer.returncode == 0:
                seen.setdefault((answer.stdout + answer.stderr).strip(), path)
    return list(seen.values())


def with_boto3(interpreters):
    return [p for p in interpreters if subprocess.run([p, "-c", "import boto3"], capture_output=True).returncode == 0]


COMMAND_LINES = found("/usr/bin/aws", "aws")
# The vendor's newest boto3 is one of them, in processes of its own (../newest); without its packages it is not listed.
NEWEST = HERE.parent / "newest"
INTERPRETERS = with_boto3(found("/usr/bin/python3", "python3"))
if (NEWEST / ".packages" / ".installed").exists():
    INTERPRETERS += with_boto3([str(NEWEST / "python")])


def connect(simulator, service="directconnect", key=KEY, secret=SECRET, region="us-east-1", **more):
    boto3 = pytest.importorskip("boto3")
    config = pytest.importorskip("botocore.config").Config
    more.setdefault("config", config(retries={"max_attempts": 0}, parameter_validation=False))
    return boto3.client(
        service,
        endpoint_url=simulator.url,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        **more,
    )


def client_environment(directory, **more):
    """The machine's environment without its AWS configuration, and with `more`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {
        **clean,
        "AWS_CONFIG_FILE": str(directory / "no-config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(directory / "no-credentials"),
        **more,
    }


def command_environment(directory, **more):
    return client_environment(
        directory,
        **{
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
            **more,
        },
    )

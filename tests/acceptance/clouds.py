"""The simulated clouds: how tests reach each, and what they put into it beforehand."""

import subprocess

import terraform
from sim import Simulator

AWS_KEY = {"AWS_ACCESS_KEY_ID": "AKIASIMULATOR0000001", "AWS_SECRET_ACCESS_KEY": "simulator-secret-1"}
AWS_ACCOUNT = "123456789012"
AWS_PARTNER = "210987654321"


class Aws:
    name = "aws"
    region = "us-east-1"
    flags = []

    def __init__(self, flags=()):
        self.sim = Simulator.start(flags=[*self.flags, *flags])

    def stop(self):
        self.sim.stop()

    def environment(self):
        """What a person would have in the shell."""
        return AWS_KEY | {"AWS_REGION": self.region, "AWS_ENDPOINT_URL_DIRECT_CONNECT": self.sim.aws_url,
                          "AWS_EC2_METADATA_DISABLED": "true"}

    def seed(self, kind, **members):
        """Puts an object there as somebody else would have; returns its id."""
        answer = self.sim.control("POST", "/create", {"cloud": "aws", "type": kind, "members": members})
        return answer["id"]

    def edit(self, object_id, **members):
        """Changes an object behind Terraform's back."""
        return self.sim.control("POST", "/edit", {"cloud": "aws", "id": object_id, "set": members})

    def remove(self, object_id):
        return self.sim.control("POST", "/edit", {"cloud": "aws", "id": object_id, "op": "delete"})

    def fault(self, operation, **what):
        return self.sim.control("POST", "/faults", {"cloud": "aws", "operation": operation, **what})

    def objects(self):
        return self.sim.control("GET", "/objects")["aws"]

    def calls(self):
        """Operation → number of calls since the last reset."""
        return self.sim.calls().get("aws", {})

    def reset_calls(self):
        self.sim.control("POST", "/calls/reset")

    # Numbers of calls that change something, and of the others.

    def changes(self):
        return {op: n for op, n in self.calls().items() if not op.startswith(("Describe", "List", "Get"))}


CLOUDS = {"aws": Aws}


def why_not(cloud):
    """Why tests of this cloud cannot run, or None."""
    if reason := terraform.why_not():
        return reason
    if cloud not in CLOUDS:
        return f"there is no simulator of {cloud}"
    help_text = subprocess.run([terraform.bin_dir() / "interconnect-sim", "--help"], capture_output=True, text=True,
                               check=False).stdout
    return None if f"--{cloud}" in help_text else f"interconnect-sim has no {cloud} in this build"

"""The simulated clouds: how tests reach each, and what they put into it beforehand."""

import subprocess

import sim
import terraform
from sim import HUAWEI_KEY, HUAWEI_SECRET, Simulator

GONE = ("deleting", "deleted", "rejected")
ALIBABA_GONE = ("Deleting", "Deleted", "deleting", "Terminating", "Terminated", "Canceled")


class Aws:
    """One simulated AWS. `seed`, `edit` and `remove` are what other people do, behind Terraform's back."""

    name = "aws"
    region = "us-east-1"

    def __init__(self, flags=()):
        self.sim = Simulator(*flags).start()
        self.seed, self.edit, self.remove = self.sim.create, self.sim.edit, self.sim.remove
        self.calls, self.reset_calls = self.sim.calls, self.sim.reset_calls
        self.objects, self.fault = self.sim.objects, self.sim.fault

    def stop(self):
        self.sim.stop()

    def environment(self):
        """What a person would have in the shell."""
        shell = self.sim.aws_environment(self.region)
        return {name: value for name, value in shell.items() if name not in ("AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL")}

    def changes(self):
        """Operation to number, of the calls that change something."""
        return {op: n for op, n in self.calls().items() if not op.startswith(("Describe", "List", "Get"))}

    def interfaces(self):
        """The virtual interfaces that are there."""
        return [v for v in self.objects()["virtualInterfaces"] if v["virtualInterfaceState"] not in GONE]

    def interface(self, object_id):
        return [v for v in self.objects()["virtualInterfaces"] if v["virtualInterfaceId"] == object_id][0]

    def connections(self):
        return [c for c in self.objects()["connections"] if c["connectionState"] not in GONE]

    def peers(self, object_id):
        """The BGP peers of an interface that are there, by address family."""
        return {p["addressFamily"]: p for p in self.interface(object_id)["bgpPeers"] if p["bgpPeerState"] not in GONE}


class Huawei:
    """One simulated Huawei Cloud."""

    name = "huawei"
    region = "cn-north-4"

    def __init__(self, flags=()):
        self.sim = Simulator(*flags, cloud="huawei").start()
        self.seed, self.edit, self.remove = self.sim.create, self.sim.edit, self.sim.remove
        self.calls, self.reset_calls, self.fault = self.sim.calls, self.sim.reset_calls, self.sim.fault

    def stop(self):
        self.sim.stop()

    def environment(self):
        """What a person would have in the shell; the project's id is looked up."""
        return {"HW_ACCESS_KEY": HUAWEI_KEY, "HW_SECRET_KEY": HUAWEI_SECRET, "HW_REGION_NAME": self.region,
                "HW_AUTH_URL": self.sim.url, "HUAWEICLOUD_SDK_REGION_DC_CN_NORTH_4": self.sim.url}

    def objects(self):
        """With the peers of all interfaces as a list of their own."""
        objects = self.sim.objects()
        return {**objects, "vif_peers": [peer for vif in objects["virtual_interfaces"] for peer in vif["vif_peers"]]}

    def changes(self):
        """Operation to number, of the calls that change something."""
        return {op: n for op, n in self.calls().items() if not op.startswith(("List", "Show", "Keystone"))}

    def interfaces(self):
        return self.objects()["virtual_interfaces"]

    def interface(self, object_id):
        return [v for v in self.interfaces() if v["id"] == object_id][0]

    def peers(self, object_id):
        """The peers of an interface, by address family."""
        return {p["address_family"]: p for p in self.interface(object_id)["vif_peers"]}


class Alibaba:
    """One simulated Alibaba Cloud, with the face of the others."""

    name = "alibaba"
    region = "cn-hangzhou"

    def __init__(self, flags=()):
        self.sim = Simulator(*flags, cloud="alibaba").start()
        self.seed, self.edit, self.remove = self.sim.create, self.sim.edit, self.sim.remove
        self.calls, self.reset_calls = self.sim.calls, self.sim.reset_calls
        self.objects, self.fault = self.sim.objects, self.sim.fault

    def stop(self):
        self.sim.stop()

    def environment(self):
        """What a person would have in the shell."""
        return {
            "ALIBABA_CLOUD_ACCESS_KEY_ID": sim.ALIBABA_KEY,
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": sim.ALIBABA_SECRET,
            "ALIBABA_CLOUD_REGION": self.region,
            "ALIBABA_CLOUD_ENDPOINT_VPC": self.sim.url,
            "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
        }

    def changes(self):
        """Operation to number, of the calls that change something."""
        return {op: n for op, n in self.calls().items() if not op.startswith(("Describe", "List", "Get"))}

    def there(self, name, status="Status"):
        """The objects of that list that are not on their way out."""
        return [item for item in self.objects()[name] if item[status] not in ALIBABA_GONE]


CLOUDS = {"aws": Aws, "huawei": Huawei, "alibaba": Alibaba}


def why_not(cloud):
    """Why tests of this cloud cannot run, or None."""
    if reason := terraform.why_not():
        return reason
    if cloud not in CLOUDS:
        return f"there is no simulator of {cloud}"
    help_text = subprocess.run([terraform.bin_dir() / "interconnect-sim", "--help"], capture_output=True, text=True,
                               check=False).stdout
    return None if f"--{cloud}" in help_text else f"interconnect-sim has no {cloud} in this build"

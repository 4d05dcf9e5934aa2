"""Refreshes on each cloud: calls and wall time, with slow answers and with a cloud that throttles."""

import pathlib
import tempfile
import time

from sim import ALIBABA_KEY, ALIBABA_SECRET, HUAWEI_KEY, HUAWEI_SECRET, Simulator
from workspace import HEADER, Workspace

# The sizes that are measured exceed what clouds allow by default; both sides are told that they were raised.
MANY = 100000


def aws(sim):
    sim.edit("quotas", connections_per_location=MANY)
    return sim.aws_environment(), f'aws = {{ region = "us-east-1" }}\n  limits = {{ "aws.connection.per_location" = {MANY} }}', """
resource "interconnect_connection" "x" {
  count      = COUNT
  cloud      = "aws"
  name       = "bench-${count.index}"
  location   = "EqDC2"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
}
"""


def huawei(sim):
    for name in sim.objects()["quotas"]:
        sim.edit("quotas", **{name: MANY})
    line = sim.create("direct_connect", name="line", bandwidth=100000)
    gateway = sim.create("virtual_gateway", local_ep_group=["10.0.0.0/16"])
    environment = {"HW_ACCESS_KEY": HUAWEI_KEY, "HW_SECRET_KEY": HUAWEI_SECRET, "HW_REGION_NAME": "cn-north-4",
                   "HW_AUTH_URL": sim.url, "HUAWEICLOUD_SDK_REGION_DC_CN_NORTH_4": sim.url}
    return environment, f'limits = {{ "huawei.virtual_interface.per_region" = {MANY} }}', f"""
resource "interconnect_virtual_interface" "x" {{
  count             = COUNT
  cloud             = "huawei"
  name              = "bench-${{count.index}}"
  connection_id     = "{line}"
  vlan              = 100 + count.index
  gateway_id        = "{gateway}"
  bandwidth         = "5Mbps"
  customer_asn      = "65000"
  cloud_address     = "${{cidrhost(cidrsubnet("172.16.0.0/12", 18, count.index), 1)}}/30"
  customer_address  = "${{cidrhost(cidrsubnet("172.16.0.0/12", 18, count.index), 2)}}/30"
  customer_prefixes = ["192.168.0.0/24"]
}}
"""


def alibaba(sim):
    for name in sim.objects()["quotas"]:
        sim.edit("quotas", **{name: MANY})
    port = sim.create("physical_connection")
    environment = {"ALIBABA_CLOUD_ACCESS_KEY_ID": ALIBABA_KEY, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": ALIBABA_SECRET,
                   "ALIBABA_CLOUD_REGION": "cn-hangzhou", "ALIBABA_CLOUD_ENDPOINT_VPC": sim.url,
                   "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"}
    return environment, f'limits = {{ "alibaba.virtual_interface.per_connection" = {MANY} }}', f"""
resource "interconnect_virtual_interface" "x" {{
  count            = COUNT
  cloud            = "alibaba"
  name             = "bench-${{count.index}}"
  connection_id    = "{port}"
  vlan             = 100 + count.index
  cloud_address    = "${{cidrhost(cidrsubnet("10.64.0.0/12", 18, count.index), 1)}}/30"
  customer_address = "${{cidrhost(cidrsubnet("10.64.0.0/12", 18, count.index), 2)}}/30"
}}
"""


CLOUDS = {"aws": aws, "huawei": huawei, "alibaba": alibaba}


def refresh(workspace, sim, **pace):
    sim.pace(**pace)
    sim.reset_calls()
    begin = time.perf_counter()
    workspace.run("plan", "-input=false", "-detailed-exitcode")
    elapsed = time.perf_counter() - begin
    sim.pace()
    return {"wall_s": elapsed, "calls": sim.calls(sim.cloud)}


def measure(name, count):
    with tempfile.TemporaryDirectory() as folder, Simulator(cloud=name) as sim:
        environment, settings, text = CLOUDS[name](sim)
        workspace = Workspace(pathlib.Path(folder) / "w", HEADER + f'provider "interconnect" {{\n  {settings}\n}}\n' +
                              text.replace("COUNT", str(count)), environment)
        begin = time.perf_counter()
        workspace.run("apply", "-auto-approve")
        applied = time.perf_counter() - begin
        return {"cloud": name, "n": count, "apply_s": applied, "latency_50": refresh(workspace, sim, latency_ms=50),
                "rate_5": refresh(workspace, sim, rate=5)}


def measure_all(sizes):
    return [measure(name, count) for name in CLOUDS for count in sizes]


def table(rows):
    lines = ["", "a plan with nothing to do, per cloud (calls: those of the run with latency)", "",
             "  cloud        N  apply s   50 ms a call   5 calls/s   calls", "-" * 88]
    for row in rows:
        calls = ", ".join(f"{name} {count}" for name, count in sorted(row["latency_50"]["calls"].items()))
        lines.append(f"  {row['cloud']:8s} {row['n']:5d} {row['apply_s']:8.1f} {row['latency_50']['wall_s']:12.2f} s "
                     f"{row['rate_5']['wall_s']:9.2f} s   {calls}")
    return "\n".join(lines)

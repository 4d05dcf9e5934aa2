"""Refreshes on each cloud: calls and wall time, with slow answers and with a cloud that throttles."""

import pathlib
import tempfile
import time

from vendors import CLOUDS
from workspace import HEADER, Workspace

# The sizes that are measured exceed what clouds allow by default; both sides are told that they were raised.
MANY = 100000


def refresh(workspace, sim, **pace):
    sim.pace(**pace)
    sim.reset_calls()
    begin = time.perf_counter()
    workspace.run("plan", "-input=false", "-detailed-exitcode")
    elapsed = time.perf_counter() - begin
    sim.pace()
    return {"wall_s": elapsed, "calls": sim.calls(sim.cloud)}


def measure(name, count):
    with tempfile.TemporaryDirectory() as folder, CLOUDS[name]() as cloud:
        settings, text = cloud.many(MANY)
        workspace = Workspace(pathlib.Path(folder) / "w", HEADER + f'provider "interconnect" {{\n  {settings}\n}}\n' +
                              text.replace("COUNT", str(count)), cloud.environment())
        begin = time.perf_counter()
        workspace.run("apply", "-auto-approve")
        applied = time.perf_counter() - begin
        return {"cloud": name, "n": count, "apply_s": applied, "latency_50": refresh(workspace, cloud.sim, latency_ms=50),
                "rate_5": refresh(workspace, cloud.sim, rate=5)}


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

"""The command line: whole runs over growing repositories, and an apply with slow answers beside its lower bound."""

import os
import pathlib
import statistics
import subprocess
import sys
import time

from interconnect import Repository, bin_dir
from sim import Simulator
from vendors import CLOUDS

MANY = 1000000


def stack(index):
    """A chain: connection, interface on it, session of the other family on that."""
    return (f"  p{index}: {{cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}}\n",
            f"  i{index}: {{connection: p{index}, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000}}\n",
            f"  s{index}: {{virtual_interface: i{index}, address_family: ipv6, customer_asn: 64600}}\n")


def configuration(stacks):
    parts = [stack(index) for index in range(stacks)]
    return (f"clouds: {{aws: {{region: us-east-1}}}}\nlimits: {{aws.connection.per_location: {MANY}}}\n"
            + "connection:\n" + "".join(p[0] for p in parts)
            + "virtual_interface:\n" + "".join(p[1] for p in parts)
            + "bgp_peer:\n" + "".join(p[2] for p in parts))


def run(repository, *arguments, expect):
    """Seconds and peak MiB of one command."""
    begin = time.perf_counter()
    process = subprocess.Popen([bin_dir() / "interconnect", *arguments], cwd=repository.folder,
                               env=repository.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    if code != expect:
        sys.exit(f"interconnect {' '.join(arguments)} ended with {code}:\n{said[-3000:]}")
    return {"s": elapsed, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / 1024}


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def repository_for(simulator, stacks):
    simulator.edit("quotas", connections_per_location=MANY)
    repository = Repository(CLOUDS["aws"].shell(simulator.url))
    repository.write(configuration(stacks))
    return repository


def measure_runs(sizes):
    rows = []
    for objects in sizes:
        with Simulator("--router-up") as simulator:
            repository = repository_for(simulator, max(1, objects // 3))
            row = {"n": max(1, objects // 3) * 3, "validate": run(repository, "validate", expect=0),
                   "plan_new": run(repository, "plan", "--json", expect=2)}
            row["apply"] = run(repository, "apply", "--yes", expect=0)
            simulator.reset_calls()
            row["plan_nothing"] = run(repository, "plan", expect=0)
            row["calls"] = simulator.calls()
            row["drift"] = run(repository, "drift", expect=0)
            rows.append(row)
            repository.close()
    return rows


def slow_apply(simulator, stacks, latency, *options):
    """One apply of new chains in an empty cloud whose answers take their time."""
    simulator.reset()
    simulator.pace(latency_ms=latency)
    repository = repository_for(simulator, stacks)
    simulator.reset_calls()
    before = processor_seconds(simulator.pid)
    row = run(repository, "apply", "--yes", *options, expect=0)
    row["simulator_cpu_s"] = processor_seconds(simulator.pid) - before
    row["calls"] = sum(simulator.calls().values())
    repository.close()
    return row


def measure_apply(stacks, latency, repeats=5):
    """An apply of many chains cannot be quicker than one chain alone: the critical path. In turns, medians."""
    with Simulator("--router-up") as simulator:
        pairs = [(slow_apply(simulator, 1, latency), slow_apply(simulator, stacks, latency, "--parallelism", "256"))
                 for _ in range(repeats)]
    alone, many = ({what: statistics.median(pair[which][what] for pair in pairs)
                    for what in ("s", "calls", "cpu_s", "simulator_cpu_s")} for which in (0, 1))
    return {"objects": stacks * 3, "latency_ms": latency, "s": many["s"], "critical_path_s": alone["s"],
            "ratio": many["s"] / alone["s"], "calls": many["calls"], "calls_alone": alone["calls"],
            "cpu_s": many["cpu_s"], "simulator_cpu_s": many["simulator_cpu_s"], "processors": os.cpu_count()}


def measure_all(sizes, stacks=100):
    return {"runs": measure_runs(sizes), "applies": [measure_apply(stacks, 50), measure_apply(stacks, 200, repeats=3)]}


def table(figures):
    lines = ["", "interconnect, whole commands against the simulator: seconds (peak MiB)", "",
             "     N     validate       plan new          apply  plan nothing          drift   calls of a plan", "-" * 100]
    for row in figures["runs"]:
        cells = "".join(f"{row[what]['s']:8.2f} ({row[what]['peak_mib']:3.0f})"
                        for what in ("validate", "plan_new", "apply", "plan_nothing", "drift"))
        calls = ", ".join(f"{name} {count}" for name, count in sorted(row["calls"].items()))
        lines.append(f"{row['n']:6d} {cells}   {calls}")
    for apply in figures["applies"]:
        lines += ["", f"apply of {apply['objects']} objects with {apply['latency_ms']} ms a call: {apply['s']:.2f} s in "
                  f"{apply['calls']:.0f} calls; one chain alone {apply['critical_path_s']:.2f} s in "
                  f"{apply['calls_alone']:.0f}; ratio {apply['ratio']:.2f} (goal at 50 ms: 1.15); processor time "
                  f"{apply['cpu_s']:.2f} s, and {apply['simulator_cpu_s']:.2f} s of the simulator, on "
                  f"{apply['processors']} processors"]
    return "\n".join(lines)

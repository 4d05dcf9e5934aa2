"""Whole-process measurements; see README.md in this folder."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))

import calls  # noqa: E402  (path set above)
import cli  # noqa: E402
import clouds  # noqa: E402
import growth  # noqa: E402
from sim import Simulator  # noqa: E402
from vendors import CLOUDS  # noqa: E402
from workspace import BIN, HEADER, Workspace  # noqa: E402

PLUGIN = BIN / "terraform-provider-interconnect"
COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"


def median(values):
    return statistics.median(values)


# -- the process by itself -----------------------------------------------------------------------------------------


def client_certificate(folder):
    """A certificate as Terraform makes one: self-signed ECDSA P-521 for localhost."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp521r1", "-nodes", "-sha512",
         "-days", "30", "-subj", "/O=HashiCorp/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True)
    return (folder / "cert.pem").read_text()


def start_once(environment):
    """Milliseconds from exec to the handshake line; KiB at rest: resident, and of them its own, which are not pages of the file. How many
    pages of the file are resident is the kernel's choice: some map whole large folios."""
    begin = time.perf_counter()
    process = subprocess.Popen([PLUGIN], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               close_fds=False)
    line = process.stdout.readline()
    elapsed = (time.perf_counter() - begin) * 1000
    assert line.startswith(b"1|6|unix|"), line
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    rss, own = (int(next(row for row in status.splitlines() if row.startswith(name)).split()[1]) for name in ("VmRSS", "RssAnon"))
    process.terminate()
    process.wait()
    process.stdout.close()
    return elapsed, rss, own


def spawn_floor():
    """Milliseconds to start and reap a program that does nothing: what the measurement itself costs."""
    begin = time.perf_counter()
    subprocess.run(["/bin/true"], close_fds=False, check=True)
    return (time.perf_counter() - begin) * 1000


def measure_process(runs):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        environment = {"PATH": os.environ["PATH"], "TF_PLUGIN_MAGIC_COOKIE": COOKIE, "PLUGIN_PROTOCOL_VERSIONS": "5,6",
                       "PLUGIN_MIN_PORT": "10000", "PLUGIN_MAX_PORT": "25000",
                       "PLUGIN_CLIENT_CERT": client_certificate(folder)}
        start_once(environment)  # warm the page cache
        starts, memory, owned, floors = [], [], [], []
        for _ in range(runs):
            elapsed, rss, own = start_once(environment)
            starts.append(elapsed)
            memory.append(rss)
            owned.append(own)
            floors.append(spawn_floor())
        stripped = folder / "stripped"
        subprocess.run(["strip", "-o", stripped, PLUGIN], check=True)
        size = stripped.stat().st_size
    return {"start_ms": median(starts), "start_ms_min": min(starts), "spawn_floor_ms": median(floors),
            "rss_mib": median(memory) / 1024, "own_mib": median(owned) / 1024, "stripped_mb": size / 1e6, "runs": runs}


# -- terraform -----------------------------------------------------------------------------------------------------


def ours(simulator, count):
    return HEADER + f"""
provider "interconnect" {{
  aws    = {{ region = "us-east-1", endpoint = "{simulator.url}" }}
  limits = {{ "aws.connection.per_location" = 100000 }}
}}
resource "interconnect_connection" "x" {{
  count      = {count}
  cloud      = "aws"
  name       = "bench-${{count.index}}"
  location   = "EqDC2"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
}}
"""


FLOOR = """
resource "terraform_data" "x" {{
  count = {count}
  input = "bench-${{count.index}}"
}}
"""


# The same values in the built-in resource, which no plugin sees.
SAME = """
resource "terraform_data" "x" {{
  count = {count}
  input = {{ cloud = "aws", name = "bench-${{count.index}}", location = "EqDC2", bandwidth = "1Gbps", region = "us-east-1",
            on_destroy = "delete", id = "dxcon-0", device = "d", logical_device = "l", tags = {{}}, vlan = null,
            aws = {{ lag_id = "", request_macsec = false, encryption_mode = "no_encrypt", provider_name = "p" }} }}
}}
"""

# A plugin over the same transport that does nothing: no cloud, no check, no diff (provider/protocol/testing).
PROBE = """
terraform {{
  required_providers {{ protocolprobe = {{ source = "example.com/lab/protocolprobe" }} }}
}}
resource "protocolprobe_value" "x" {{
  count = {count}
  name  = "bench-${{count.index}}"
  s     = "EqDC2"
  one   = {{ s = "1Gbps" }}
}}
"""


def side_by_side(ours, others, runs, *arguments):
    """Runs workspaces in turn; medians in seconds, and of the ratio of ours to each other's in the same round."""
    seconds = {name: [] for name in ["ours", *others]}
    for _ in range(runs):
        seconds["ours"].append(ours.run(*arguments))
        for name, other in others.items():
            seconds[name].append(other.run(*arguments))
    row = {f"{name}_s": median(values) for name, values in seconds.items()}
    for name in others:
        row[f"to_{name}"] = median([x / y for x, y in zip(seconds["ours"], seconds[name])])
    return {**row, "rounds": runs}


def measure_terraform(sizes, runs_for):
    rows = []
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder, Simulator() as simulator:
            simulator.edit("quotas", connections_per_location=100000)
            folder = pathlib.Path(folder)
            mine = Workspace(folder / "ours", ours(simulator, count), CLOUDS["aws"].shell(simulator.url))
            others = {"floor": Workspace(folder / "floor", FLOOR.format(count=count), {}),
                      "same": Workspace(folder / "same", SAME.format(count=count), {}),
                      "plugin": Workspace(folder / "plugin", PROBE.format(count=count), {})}
            for name in ["floor", "same"]:
                others[name].run("init")
            row = {"n": count, "plan": side_by_side(mine, others, runs_for(count), "plan", "-input=false")}
            row["apply_s"] = mine.run("apply", "-auto-approve")
            for other in others.values():
                other.run("apply", "-auto-approve")
            row["noop"] = side_by_side(mine, others, runs_for(count), "plan", "-input=false", "-detailed-exitcode")
            simulator.reset_calls()
            mine.run("plan", "-input=false", "-detailed-exitcode")
            row["refresh_calls"] = simulator.calls("aws")
            rows.append(row)
    return rows


# -- output --------------------------------------------------------------------------------------------------------


GOALS = {1: 3.0, 100: 2.0, 1000: 1.3}


def terraform_lines(rows):
    lines = ["     N  what      ours s   floor s  ratio  goal    same s  ratio  plugin s  ratio", "-" * 80]
    for row in rows:
        for what in ["plan", "noop"]:
            one = row[what]
            goal = f"{GOALS[row['n']]:4.1f}" if row["n"] in GOALS else "   -"
            lines.append(f"{row['n']:6d}  {what:6s} {one['ours_s']:9.2f} {one['floor_s']:9.2f} {one['to_floor']:6.2f}  {goal}"
                         f" {one['same_s']:9.2f} {one['to_same']:6.2f} {one['plugin_s']:9.2f} {one['to_plugin']:6.2f}")
        calls = ", ".join(f"{name} {count}" for name, count in sorted(row["refresh_calls"].items())) or "none"
        lines.append(f"        calls of a refresh: {calls}")
    return lines


def table(process, rows):
    lines = ["", "measure                          value        goal", "-" * 52,
             f"start to handshake, at best  {process['start_ms_min']:8.1f} ms   <= 6.5 ms  (median {process['start_ms']:.1f} ms; starting "
             f"/bin/true here: {process['spawn_floor_ms']:.1f} ms)",
             f"resident memory at rest      {process['rss_mib']:8.1f} MiB  <= 12 MiB  (its own, without pages of the file: {process['own_mib']:.1f} MiB)",
             f"stripped size                {process['stripped_mb']:8.1f} MB   <= 15 MB"]
    if rows:
        lines += ["", "terraform: ours beside terraform_data with one string (floor), with the same values (same), and beside",
                  "a plugin over the same transport that does nothing (plugin)", ""]
        lines += terraform_lines(rows)
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs, N up to 100")
    parser.add_argument("--json", metavar="FILE", help="also write the figures to FILE")
    arguments = parser.parse_args()
    process = measure_process(11 if arguments.quick else 41)
    rows, refreshes, counted = [], [], {}
    if shutil.which("terraform"):
        sizes = [1, 100] if arguments.quick else [1, 10, 100, 1000]
        rows = measure_terraform(sizes, lambda count: 3 if arguments.quick or count >= 1000 else 7)
        counted = {name: calls.measure(name) for name in CLOUDS}
        refreshes = clouds.measure_all([10] if arguments.quick else [10, 100, 1000])
    else:
        print("terraform is not on the PATH: its part is left out")
    runs = cli.measure_all([9] if arguments.quick else [9, 999], stacks=20 if arguments.quick else 100)
    sets = subprocess.run([BIN / "set_bench", *(["10", "1000"] if arguments.quick else [])], check=True,
                          capture_output=True, text=True).stdout
    figures = {"process": process, "terraform": rows, "clouds": refreshes, "calls": counted, "cli": runs, "sets": sets.splitlines()}
    print(table(process, rows))
    if refreshes:
        print(clouds.table(refreshes))
        print(calls.lines({name: found for name, (found, _) in counted.items()}))
        for words in [words for name, one in counted.items() for words in calls.excess(name, *one)]:
            print("  MORE THAN THE TABLE (bench/calls.json): " + words)
        print(calls.together())
        print("\nwhat an object costs among many (goal: at 1000 at most x1.50 of that at 100)\n")
        for name in CLOUDS:
            for door in growth.DOORS:
                print("\n".join(growth.lines(name, door, [10, 100] if arguments.quick else growth.SIZES)))
    print(cli.table(runs))
    print("\nwhole sets in memory, fake clouds (goal: 100000 validated and diffed in 1 s and 300 MiB)\n\n" + sets)
    text = json.dumps(figures, indent=2)
    print("\n" + text)
    if arguments.json:
        pathlib.Path(arguments.json).write_text(text + "\n")


if __name__ == "__main__":
    main()

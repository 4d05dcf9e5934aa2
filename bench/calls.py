"""What the life of many objects costs in calls, by operation: creating, refreshing and destroying them, one at a time.

One at a time nothing depends on what happens to be asked together: a count may be compared with the table in calls.json,
which holds the most that each operation may be called. `python3 bench/calls.py --write` writes that table anew.
`--together` prints what 40 of them cost as Terraform makes them by itself, ten at once, at 50 ms a call, beside what the
vendors' own providers call for the same objects.
"""

import json
import pathlib
import sys
import tempfile

if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests/support"))

from vendors import CLOUDS  # noqa: E402  (path set above)
from workspace import HEADER, Workspace  # noqa: E402

TABLE = pathlib.Path(__file__).with_name("calls.json")
COUNT = 10
MOST = 100000  # what the quotas are raised to
# What a run looks at together is looked at anew after so many seconds (kYoung, less what the engine keeps of that), by a
# listing and a look or two: where a machine is slow, that is no fault.
YOUNG = 8
MANY = 40
LATENCY = 50  # ms
# Calls of the newest huaweicloud provider (August 2026) and of alicloud 1.212 for 40 of these objects against the same
# simulator (measured 2026-11-28): 40 interfaces; 40 routers with a group, a peer and a prefix each.
VENDORS = {"huawei": {"create": 99, "destroy": 100}, "alibaba": {"create": 386, "destroy": 352}}
STEPS = {"create": ["apply", "-auto-approve", "-parallelism=1"], "refresh": ["plan", "-parallelism=1"],
         "destroy": ["destroy", "-auto-approve", "-parallelism=1"]}


def measure(name, count=COUNT, steps=STEPS, latency=0):
    """({step: {operation: calls}}, {step: calls of an operation that time alone may have cost}) for `count` of the cloud's
    objects and all that stands on them; `latency` in ms a call."""
    found, spare = {}, {}
    with tempfile.TemporaryDirectory() as folder, CLOUDS[name]() as cloud:
        settings, text = cloud.many(MOST)
        workspace = Workspace(pathlib.Path(folder) / "w", HEADER + f'provider "interconnect" {{\n  {settings}\n}}\n' +
                              (text + cloud.many_on_top()).replace("COUNT", str(count)), cloud.environment())
        cloud.sim.pace(latency_ms=latency)
        for step, arguments in steps.items():
            cloud.sim.reset_calls()
            spare[step] = 2 * int(workspace.run(*arguments) / YOUNG)
            found[step] = dict(sorted(cloud.sim.calls(cloud.sim.cloud).items()))
    return found, spare


def table():
    return json.loads(TABLE.read_text())


def excess(name, found, spare):
    """Sentences about what is called more often than the table says, or is not in it."""
    told = table()["calls"][name]
    return [f"{name}: {step} calls {operation} {calls} times, and the table says {told[step].get(operation, 0)}"
            for step, operations in found.items() for operation, calls in operations.items()
            if calls > told[step].get(operation, 0) + spare[step]]


def lines(all_found):
    text = ["", f"calls for {COUNT} objects and what stands on each, one at a time", ""]
    for name, steps in all_found.items():
        for step, operations in steps.items():
            each = ", ".join(f"{operation} {calls}" for operation, calls in operations.items())
            text.append(f"  {name:8s} {step:8s} {sum(operations.values()):5d}   {each}")
    return "\n".join(text)


def together():
    text = ["", f"calls for {MANY} objects and what stands on each, ten at once, {LATENCY} ms a call", "",
            "  cloud    step     calls   vendor's own   ratio"]
    steps = {step: [one for one in arguments if "parallelism" not in one] for step, arguments in STEPS.items()}
    for name in CLOUDS:
        for step, operations in measure(name, MANY, steps, LATENCY)[0].items():
            calls, theirs = sum(operations.values()), VENDORS.get(name, {}).get(step)
            beside = f"{theirs:12d}   {calls / theirs:5.2f}" if theirs else f"{'-':>12s}       -"
            text.append(f"  {name:8s} {step:8s} {calls:5d}   {beside}")
    return "\n".join(text)


if __name__ == "__main__":
    if "--together" in sys.argv:
        print(together())
        sys.exit()
    measured = {name: measure(name)[0] for name in CLOUDS}
    print(lines(measured))
    if "--write" in sys.argv:
        TABLE.write_text(json.dumps({"objects": COUNT, "calls": measured}, indent=2) + "\n")

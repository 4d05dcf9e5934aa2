"""What an object costs among many: the vendors' objects of `many`, and what stands on them down to sessions, created, refreshed and
destroyed through both doors, at several sizes. Ratios of one run are what can be compared: cost an object at the largest
size over that at the smallest.

Terraform core has its own price, which grows with the number of objects too: the door `core` gives it `terraform_data` with the
same values.

    python3 bench/growth.py [--door terraform|core|cli] [--cloud NAME] [OBJECTS ...]
"""

import argparse
import ipaddress
import json
import pathlib
import re
import sys
import tempfile
import time

if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests/support"))

from cli import run  # noqa: E402  (path set above)
from interconnect import Repository  # noqa: E402
from vendors import CLOUDS  # noqa: E402
from workspace import HEADER, Workspace  # noqa: E402

MOST = 100000  # what the quotas are raised to
SIZES = (100, 1000)


# ---- HCL of `many` as YAML: what is counted there is written out here

def cidrsubnet(network, more, number):
    net = ipaddress.ip_network(network)
    return f"{net.network_address + number * 2 ** (net.max_prefixlen - net.prefixlen - more)}/{net.prefixlen + more}"


def cidrhost(network, number):
    return str(ipaddress.ip_network(network).network_address + number)


def value_of(text, index):
    """A string with ${…} in it, a list of strings, a number, or something counted."""
    known = {"index": index, "cidrhost": cidrhost, "cidrsubnet": cidrsubnet}

    def counted(expression):
        return eval(expression.replace("count.index", "index"), {"__builtins__": {}}, known)  # our own text

    if text.startswith('"'):
        return re.sub(r"\$\{(.*?)\}(?![^$]*\"\))", lambda found: str(counted(found[1])), text[1:-1])
    return counted(text.replace("true", "True").replace("false", "False"))


def field_of(line, index):
    name, text = (part.strip() for part in line.split("=", 1))
    if reference := re.fullmatch(r"interconnect_(\w+)\.(\w+)\[count\.index\]\.id", text):
        return reference[1], f"{reference[2]}{index}"
    return name, value_of(text, index)


def as_yaml(settings, text, count):
    """JSON, which YAML is a superset of."""
    document = {"clouds": {}, "limits": {}}
    for name, value in re.findall(r'"([\w.]+)" = (\d+)', settings):
        document["limits"][name] = int(value)
    for kind, label, body in re.findall(r'^resource "interconnect_(\w+)" "(\w+)" \{\n(.*?)^\}', text, re.M | re.S):
        lines = [line for line in body.strip().split("\n") if not line.strip().startswith("count ")]
        objects = document.setdefault(kind, {})
        for index in range(count):
            objects[f"{label}{index}"] = dict(field_of(line, index) for line in lines)
    return document


# ---- the two doors

def by_terraform(cloud, folder, settings, text, count):
    block = f'provider "interconnect" {{\n  {settings}\n}}\n'
    workspace = Workspace(folder / "w", HEADER + block + text.replace("COUNT", str(count)), cloud.environment())
    for step, arguments in (("create", ["apply", "-auto-approve"]), ("refresh", ["plan"]), ("destroy", ["destroy", "-auto-approve"])):
        yield step, lambda arguments=arguments: workspace.run(*arguments)


def by_cli(cloud, _folder, settings, text, count):
    document = as_yaml(settings, text, count)
    document["clouds"] = {cloud.name: {"region": cloud.region}}
    repository = Repository(cloud.environment())
    repository.write(json.dumps(document, indent=1))
    allow = [text for kind in ("connection", "virtual_interface", "bgp_group", "bgp_peer") for name in document.get(kind, ()) for text in ("--allow", f"{kind}.{name}")]
    for step, arguments in (("create", ["apply", "--yes"]), ("refresh", ["plan"]), ("destroy", ["destroy", "--yes", *allow])):
        yield step, lambda arguments=arguments: run(repository, *arguments, expect=0)["s"]
    repository.close()


def as_core(text):
    """The same objects with the same values as Terraform's own `terraform_data`: what core itself takes for so many."""

    def data(found):
        lines = found[3].strip().split("\n")
        inner = "\n".join(f"  {line}" for line in lines if not line.strip().startswith("count "))
        return f'resource "terraform_data" "{found[1]}_{found[2]}" {{\n  count = COUNT\n  input = {{\n{inner}\n  }}\n}}'

    text = re.sub(r'^resource "interconnect_(\w+)" "(\w+)" \{\n(.*?)^\}', data, text, flags=re.M | re.S)
    return re.sub(r"interconnect_(\w+)\.(\w+)\[", r"terraform_data.\1_\2[", text)


def by_core(cloud, folder, _settings, text, count):
    workspace = Workspace(folder / "w", as_core(text).replace("COUNT", str(count)), cloud.environment())
    for step, arguments in (("create", ["apply", "-auto-approve"]), ("refresh", ["plan"]), ("destroy", ["destroy", "-auto-approve"])):
        yield step, lambda arguments=arguments: workspace.run(*arguments)


DOORS = {"terraform": by_terraform, "core": by_core, "cli": by_cli}


def measure(name, door, objects):
    """{step: (seconds, calls)} for about so many objects, and how many there were."""
    found = {}
    with tempfile.TemporaryDirectory() as folder, CLOUDS[name]() as cloud:
        settings, text = cloud.many(MOST)
        text += cloud.many_sessions()
        each = text.count('resource "')
        count = max(objects // each, 1)
        for step, work in DOORS[door](cloud, pathlib.Path(folder), settings, text, count):
            cloud.sim.reset_calls()
            begin = time.perf_counter()
            work()
            found[step] = time.perf_counter() - begin, sum(cloud.sim.calls(cloud.sim.cloud).values())
    return found, count * each


def lines(name, door, sizes):
    rows = [measure(name, door, size) for size in sizes]
    text = []
    for step in rows[0][0]:
        cells, costs = [], []
        for found, objects in rows:
            seconds, calls = found[step]
            costs.append(seconds / objects)
            cells.append(f"{objects:5d}: {seconds:6.2f} s, {1000 * seconds / objects:6.2f} ms and {calls / objects:5.2f} calls each")
        text.append(f"  {name:8s} {door:9s} {step:8s} {'   '.join(cells)}   x{costs[-1] / costs[0]:.2f}")
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--door", choices=DOORS)
    parser.add_argument("--cloud", choices=CLOUDS)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    asked = parser.parse_args()
    for name in [asked.cloud] if asked.cloud else CLOUDS:
        for door in [asked.door] if asked.door else DOORS:
            print("\n".join(lines(name, door, asked.sizes)), flush=True)


if __name__ == "__main__":
    main()

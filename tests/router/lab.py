"""Two routers and the cables between them, on one machine: the customer's, set up from a rendered file, and the cloud's, set up from
what a simulator knows. A test drives them from outside; everything is gone when the lab is closed.
"""

import ipaddress
import json
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
# What a wait for routers may last, on a machine that does much else; what is waited for comes within seconds.
PATIENCE = 120


def why_not():
    """Why no routers can be run here, or None."""
    for program, package in (("vtysh", "frr"), ("bird", "bird2"), ("birdc", "bird2"), ("ip", "iproute2"), ("unshare", "util-linux")):
        if not shutil.which(program) and not pathlib.Path("/usr/sbin", program).exists():
            return f"{program} is not installed (Debian's {package})"
    tried = subprocess.run(["unshare", "-m", "-p", "-f", "-n", "--mount-proc", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        return f"no namespaces of one's own here: {tried.stderr.strip()}"
    return None


class Lab:
    def __init__(self):
        self._process = subprocess.Popen(
            ["unshare", "-m", "-p", "-f", "-n", "--kill-child=KILL", "--mount-proc", sys.executable, HERE / "agent.py"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.folder = pathlib.Path(self._answer())

    def close(self):
        self._process.kill()
        self._process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def _answer(self):
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the lab has ended: {self._process.stderr.read()}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["ok"]

    def do(self, what, **arguments):
        self._process.stdin.write(json.dumps({"do": what, **arguments}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def until(self, holds, words):
        """Asks until `holds()`; its value. What does not come to hold is an error that shows both routers."""
        deadline = time.monotonic() + PATIENCE
        while not (value := holds()):
            if time.monotonic() > deadline:
                raise AssertionError(f"{words}: not so after {PATIENCE} s\n{self.shown()}")
            time.sleep(0.2)
        return value

    def shown(self):
        text = []
        for what, arguments in (("vtysh", {"command": "show bgp summary"}), ("birdc", {"command": "show protocols all"})):
            for side in ("customer", "cloud"):
                try:
                    text.append(f"{side}:\n" + self.do(what, side=side, **arguments))
                except RuntimeError:
                    continue
        return "\n".join(text)


class Frr:
    """A router of the customer's, as FRR tells of it."""

    def __init__(self, lab, text):
        self.lab = lab
        lab.do("frr", side="customer", text=text)

    def _json(self, command):
        return json.loads(self.lab.do("vtysh", side="customer", command=command) or "{}")

    def is_up(self, remote):
        neighbors = self._json("show bgp neighbors json")
        return neighbors.get(remote, {}).get("bgpState") == "Established"

    def learned(self, remote):
        """Prefixes accepted from that end."""
        family = f"ipv{ipaddress.ip_address(remote).version}"
        told = self._json(f"show bgp {family} unicast json").get("routes", {})
        return {prefix for prefix, paths in told.items() if any(path.get("peerId") == remote for path in paths)}

    def best(self, prefix):
        """The ends over which a prefix is reached now."""
        family = f"ipv{ipaddress.ip_network(prefix).version}"
        paths = self._json(f"show bgp {family} unicast json").get("routes", {}).get(prefix, [])
        return {path["peerId"] for path in paths if path.get("bestpath") or path.get("multipath")}

    def bfd_is_up(self, remote):
        return any(peer["peer"] == remote and peer["status"] == "up" for peer in self._json("show bfd peers json") or [])


class Bird:
    """The same of BIRD, on either side."""

    def __init__(self, lab, text, side="customer"):
        self.lab, self.side = lab, side
        self.configure(text)

    def configure(self, text):
        self.lab.do("bird", side=self.side, text=text)

    def _ask(self, command):
        return self.lab.do("birdc", side=self.side, command=command)

    def _session_of(self, remote):
        """The name of the protocol of that neighbour."""
        name = None
        for line in self._ask("show protocols all").splitlines():
            if line and not line[0].isspace():
                name = line.split()[0]
            if re.match(rf"\s+Neighbor address: {re.escape(remote)}(%\S+)?$", line):
                return name
        return None

    def is_up(self, remote):
        name = self._session_of(remote)
        return bool(name) and "Established" in self._ask(f"show protocols {name}")

    def learned(self, remote):
        name = self._session_of(remote)
        lines = self._ask(f"show route protocol {name}").splitlines() if name else []
        return {line.split()[0] for line in lines if re.match(r"[0-9a-f.:]+/\d+\s", line)}

    def best(self, prefix):
        via = re.findall(r"^\s+via (\S+) on", self._ask(f"show route {prefix} primary"), re.MULTILINE)
        return set(via)

    def communities(self, prefix):
        return set(re.findall(r"\((\d+),(\d+)\)", self._ask(f"show route {prefix} all")))

    def path(self, prefix):
        found = re.search(r"BGP.as_path: ([\d ]*)", self._ask(f"show route {prefix} all"))
        return found.group(1).split() if found else []

    def bfd_is_up(self, remote):
        return any(line.split()[0] == remote and "Up" in line.split() for line in self._ask("show bfd sessions").splitlines()
                   if line.strip())


ROUTERS = {"frr": Frr, "bird": Bird}

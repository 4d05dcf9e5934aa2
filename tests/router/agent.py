"""Two machines, a port each, in namespaces of their own: reads requests as lines of JSON, and answers each with one.

Started by lab.py as the first process of new namespaces, whose end is the end of everything in them. Standard library only.
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FRR = pathlib.Path("/usr/lib/frr")
SIDES = {"customer": "cust", "cloud": "cloud"}


class Agent:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ic-router-"))
        self.folder.chmod(0o711)  # FRR gives root up, and works in a folder of its own below
        self.running = []
        self.kernel_vlans = None
        subprocess.run(["mkdir", "-p", "/run/netns"], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run/netns"], check=True)
        for side in SIDES:
            self.call("ip", "netns", "add", side)
            self.inside(side, "ip", "link", "set", "lo", "up")

    @staticmethod
    def call(*command, check=True, text=None):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, input=text,
                              stdin=None if text is not None else subprocess.DEVNULL, check=False)
        if check and done.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))}: {done.stderr.strip() or done.stdout.strip()}")
        return done

    def inside(self, side, *command, **options):
        return self.call("ip", "netns", "exec", side, *command, **options)

    def start(self, side, *command):
        process = subprocess.Popen(["ip", "netns", "exec", side, *map(str, command)], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.running.append(process)
        return process

    # Requests.

    def wire(self, number):
        """A cable between the ports `cust<number>` and `cloud<number>`."""
        ends = [f"{prefix}{number}" for prefix in SIDES.values()]
        self.call("ip", "link", "add", ends[0], "netns", "customer", "mtu", "9200", "type", "veth",
                  "peer", "name", ends[1], "netns", "cloud", "mtu", "9200")
        for side, end in zip(SIDES, ends, strict=True):
            self.inside(side, "ip", "link", "set", end, "up")

    def unplug(self, number):
        self.inside("customer", "ip", "link", "set", f"{SIDES['customer']}{number}", "down")

    def interface(self, side, port, name, vlan, mtu, addresses):
        """A subinterface; says what sort. VLAN 0: the port itself."""
        sort = "port"
        if vlan:
            sort = "kernel" if self.make_vlan(side, port, name, vlan) else self.make_tap(side, port, name, vlan)
        self.inside(side, "ip", "link", "set", name, *(["mtu", mtu] if mtu else []), "up")
        for address in addresses:
            self.inside(side, "ip", "address", "add", address, "dev", name, *(["nodad"] if ":" in address else []))
        return sort

    def make_vlan(self, side, port, name, vlan):
        done = self.inside(side, "ip", "link", "add", "link", port, "name", name, "type", "vlan", "id", vlan, check=False)
        return done.returncode == 0

    def make_tap(self, side, port, name, vlan):
        process = self.start(side, sys.executable, HERE / "tagging.py", port, name, vlan)
        line = process.stdout.readline()
        if line.strip() != "ready":
            raise RuntimeError(f"no subinterface: {line}{process.stdout.read()}")
        return "tap"

    def neighbours(self, side):
        return self.inside(side, "ip", "neigh", "show").stdout

    def has(self, side, prefixes):
        """Routes that a router of the side may announce."""
        for prefix in prefixes:
            self.inside(side, "ip", *(["-6"] if ":" in prefix else []), "route", "replace", "unreachable", prefix)

    def frr(self, side, text):
        folder = self.folder / f"{side}-frr"
        folder.mkdir(mode=0o700)
        (folder / "empty.conf").touch()
        (folder / "frr.conf").write_text(text)
        for path in (folder, folder / "empty.conf"):
            shutil.chown(path, "frr", "frr")
        for daemon in ("zebra", "staticd", "bfdd", "bgpd"):
            self.inside(side, FRR / daemon, "-d", "-i", folder / f"{daemon}.pid", "-z", folder / "zserv.api", "--vty_socket",
                        folder, "-P", 0, "-f", folder / "empty.conf", *(["--bfdctl", folder / "bfdd.sock"] if daemon == "bfdd" else []))
        return self.inside(side, "vtysh", "--vty_socket", folder, "-f", folder / "frr.conf").stdout

    def vtysh(self, side, command):
        return self.inside(side, "vtysh", "--vty_socket", self.folder / f"{side}-frr", "-c", command).stdout

    def bird(self, side, text):
        folder = self.folder / f"{side}-bird"
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / "bird.conf").write_text(text)
        control = folder / "bird.ctl"
        if control.exists():
            return self.birdc(side, "configure")
        return self.inside(side, "bird", "-c", folder / "bird.conf", "-s", control, "-P", folder / "bird.pid").stdout

    def birdc(self, side, command):
        return self.inside(side, "birdc", "-s", self.folder / f"{side}-bird" / "bird.ctl", *command.split()).stdout

    def nstat(self, side, name):
        out = self.inside(side, "nstat", "-asz", name, check=False).stdout
        return sum(int(line.split()[1]) for line in out.splitlines() if line.startswith(name))


def main():
    agent = Agent()
    print(json.dumps({"ok": str(agent.folder)}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        name, arguments = request.pop("do"), request
        try:
            answer = {"ok": getattr(agent, name)(**arguments)}
        except (RuntimeError, OSError) as error:
            answer = {"error": str(error)}
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps(answer), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()

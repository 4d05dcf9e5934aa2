"""Starts interconnect-sim and talks to its control address. Standard library only."""

import copy
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

class ControlError(Exception):
    """The control address refused a call; the text is its reason."""


def binary():
    """The simulator: IC_BIN_DIR says which build's."""
    directory = os.environ.get("IC_BIN_DIR")
    if not directory:
        raise RuntimeError("set IC_BIN_DIR to the bin directory of a build, for example build/dev/bin")
    path = pathlib.Path(directory).absolute() / "interconnect-sim"
    if not path.exists():
        raise RuntimeError(f"{path} does not exist: build the target interconnect-sim")
    return path


class Simulator:
    """One simulator process.

    with Simulator() as sim:                      # starts it
        client(endpoint_url=sim.url)
        sim.control("POST", "/faults", {"operation": "CreateConnection", "kind": "lose_response"})
        assert sim.calls()["CreateConnection"] == 1
    """

    def __init__(self, *flags, cloud="aws", others=()):
        """`cloud` is the one that is simulated, and that the calls below mean; `others` are simulated beside it."""
        self.cloud = cloud
        self._clouds = [word for name in (cloud, *others) for word in (f"--{name}", "127.0.0.1:0")]
        self._flags = flags
        self._process = None
        self._directory = None
        self._log = None
        self.addresses = {}

    @property
    def url(self):
        """Of the cloud that the calls mean."""
        return self.addresses[self.cloud]

    def of(self, cloud):
        """The same process, with calls that mean `cloud`."""
        other = copy.copy(self)
        other.cloud = cloud
        return other

    @property
    def control_url(self):
        return self.addresses["control"]

    @property
    def pid(self):
        return self._process.pid

    def start(self, *flags):
        """Starts it with `flags` beside those of the constructor, and waits until it listens. Returns self."""
        self._directory = tempfile.TemporaryDirectory(prefix="interconnect-sim-")
        ready = pathlib.Path(self._directory.name) / "ready.json"
        self._log = open(pathlib.Path(self._directory.name) / "log", "w+")
        command = [binary(), *self._clouds, "--ready", ready, "--die-with-parent", *self._flags, *flags]
        self._process = subprocess.Popen([str(word) for word in command], stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + 20
        while not ready.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                output = self.output()
                self.stop()
                raise RuntimeError(f"interconnect-sim did not start: {output}")
            time.sleep(0.01)
        self.addresses = json.loads(ready.read_text())
        return self

    def stop(self):
        """Ends it; returns its exit code, None if it was not running."""
        if self._process is None:
            return None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.send_signal(signal.SIGCONT)  # one that is frozen hears nothing
        try:
            code = self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._process = None
        self._log.close()
        self._directory.cleanup()
        return code

    def freeze(self):
        """From now on it takes connections and answers nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def output(self):
        """What it has printed so far."""
        self._log.flush()
        return pathlib.Path(self._log.name).read_text()

    def control(self, method, path, body=None):
        """One call of the control API; returns the answer's JSON, raises ControlError with its reason."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.control_url + path, data=data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ControlError(json.load(error)["error"]) from None

    def calls(self, cloud=None):
        """How often each operation was called since the last reset: {"DescribeConnections": 2}."""
        return self.control("GET", "/calls").get(cloud or self.cloud, {})

    def call_log(self):
        """Every call in order, as dictionaries with operation, target, status, error and fault."""
        return self.control("GET", "/calls/log")["calls"]

    def reset_calls(self):
        self.control("POST", "/calls/reset")

    def reset(self):
        """Forgets every object, fault and call."""
        self.control("POST", "/reset")

    def fault(self, operation, kind, **members):
        """Arms a fault: fault("CreateConnection", "fail", code="…", message="…", http_status=500, nth=1, count=1)."""
        return self.control("POST", "/faults", {"cloud": self.cloud, "operation": operation, "kind": kind, **members})

    def create(self, type_, **members):
        """Makes an object out of band; returns its id."""
        return self.control("POST", "/create", {"cloud": self.cloud, "type": type_, "members": members})["id"]

    def edit(self, id_, **members):
        """Changes an object out of band."""
        return self.control("POST", "/edit", {"cloud": self.cloud, "id": id_, "set": members})

    def remove(self, id_):
        """Makes an object vanish out of band."""
        return self.control("POST", "/edit", {"cloud": self.cloud, "id": id_, "op": "delete"})

    def objects(self, cloud=None):
        return self.control("GET", "/objects")[cloud or self.cloud]

    def pace(self, latency_ms=0, rate=0):
        """Milliseconds added to every call, and requests a second before a cloud throttles (0: no limit)."""
        return self.control("POST", "/pace", {"latency_ms": latency_ms, "rate": rate})

    def advance(self, milliseconds):
        """Moves simulated time on."""
        return self.control("POST", "/clock", {"advance_ms": milliseconds})

    def __enter__(self):
        return self.start()

    def __exit__(self, *unused):
        self.stop()

"""Starts a PostgreSQL server of its own: Debian's, in a temporary folder, on a Unix socket only. Standard library only."""

import ctypes
import functools
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

USER = "interconnect"
PASSWORD = "postgres-test-secret-1"  # opens nothing but a server that lives as long as a test
UNPRIVILEGED = "postgres"            # the account of Debian's package: a server refuses to run as root


def tools():
    """The folder of the newest server that is installed, or None."""
    found = [path.parent for path in pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")
             if path.parent.parent.name.isdigit()]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def why_not():
    """Why no server can be started; None if one can."""
    if tools() is None:
        return "PostgreSQL's server is not installed (Debian's package postgresql)"
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(UNPRIVILEGED)
        except KeyError:
            return f"PostgreSQL's server does not run as root, and there is no user {UNPRIVILEGED}"
    return None


def _as_user():
    """What makes a child process an unprivileged one."""
    return {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []} if os.geteuid() == 0 else {}


def _die_with_parent(library):
    library.prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG


class Server:
    """One server process.

    with Server() as server:
        run("interconnect", "plan", "--state", server.url)
    """

    def __init__(self):
        self._folder = None
        self._process = None
        self._log = None

    @property
    def url(self):
        """Of the one database; a `schema` parameter can be added with `&`."""
        return f"postgres://{USER}:{PASSWORD}@/postgres?host={self._folder}"

    def start(self):
        """Makes the database and waits until it can be used. Returns self."""
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="ic-postgres-"))  # short: a socket's path has 107 bytes
        if os.geteuid() == 0:
            shutil.chown(self._folder, UNPRIVILEGED, UNPRIVILEGED)
        password = self._folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        data = self._folder / "data"
        self._run("initdb", "--pgdata", data, "--username", USER, "--pwfile", password, "--auth", "scram-sha-256",
                  "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        self._serve()
        return self

    def _run(self, tool, *words):
        done = subprocess.run([str(word) for word in (tools() / tool, *words)], cwd=self._folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, **_as_user())
        if done.returncode != 0:
            self.stop()
            raise RuntimeError(f"{tool} failed: {done.stdout}")

    def _serve(self):
        data = self._folder / "data"
        settings = {"listen_addresses": "", "unix_socket_directories": self._folder, "fsync": "off",
                    "logging_collector": "off"}
        words = [tools() / "postgres", "-D", data]
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        self._log = open(self._folder / "log", "a")
        self._process = subprocess.Popen([str(word) for word in words], cwd=self._folder, stdout=self._log,
                                         stderr=self._log, stdin=subprocess.DEVNULL,
                                         preexec_fn=functools.partial(_die_with_parent, ctypes.CDLL(None)),
                                         **_as_user())
        deadline = time.monotonic() + 60
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                output = (self._folder / "log").read_text()
                self.stop()
                raise RuntimeError(f"postgres did not start: {output}")
            time.sleep(0.02)

    def _is_ready(self):
        """The last line of its process file says so."""
        try:
            return (self._folder / "data" / "postmaster.pid").read_text().split("\n")[7].strip() == "ready"
        except (OSError, IndexError):
            return False

    def _end(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def stop(self):
        """Ends it, connections included, and removes everything."""
        if self._process is not None:
            self._end()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

"""Drives the command line: a Repository is a folder with one configuration and one state."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from terraform import FOREIGN, bin_dir

# A shell's background job ignores it, and what is started here would too.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def why_not():
    """Why the command line cannot be tested here, or None."""
    for program in ("interconnect", "interconnect-sim"):
        if not (bin_dir() / program).exists():
            return f"{program} is not built (looked in {bin_dir()}; set IC_BIN_DIR)"
    return None


class Outcome:
    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f"interconnect {' '.join(self.arguments)}: exit {self.code}\n{self.out}\n{self.err}"


class Repository:
    def __init__(self, environment=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ic-cli-"))
        clean = {k: v for k, v in os.environ.items() if not k.startswith((*FOREIGN, "INTERCONNECT_"))}
        self.user = None  # whom commands run as, by number: this process's own
        # A create that was killed is not waited for here: unit tests count those waits, and one test of a killed run has them.
        patience = {"INTERCONNECT_CREATE_PATIENCE": "0s"}
        self.environment = clean | {"HOME": str(self.folder)} | patience | (environment or {})

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, text, name="interconnect.yaml"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def start(self, *arguments, env=None):
        return subprocess.Popen([bin_dir() / "interconnect", *arguments], cwd=self.folder,
                                env=self.environment | (env or {}), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, start_new_session=True, user=self.user)

    def finish(self, process, arguments=(), timeout=120):
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            raise AssertionError(f"interconnect {arguments} did not end in {timeout} s\n{out}\n{err}") from None
        return Outcome(arguments, process.returncode, out, err)

    def run(self, *arguments, expect=0, env=None, timeout=120):
        """`expect` is the exit code; None lets any pass."""
        outcome = self.finish(self.start(*arguments, env=env), arguments, timeout)
        assert expect is None or outcome.code == expect, f"expected exit {expect}\n{outcome}"
        return outcome

    def plan(self, *options, expect=0):
        """The plan as JSON."""
        return self.run("plan", "--json", *options, expect=expect).json()

    def apply(self, *options, expect=0):
        return self.run("apply", "--yes", *options, expect=expect)

    def files_with(self, word):
        """Files of the folder that hold `word`, apart from the configuration."""
        return [str(path.relative_to(self.folder)) for path in self.folder.rglob("*")
                if path.is_file() and path.name != "interconnect.yaml" and word.encode() in path.read_bytes()]

"""Looking at processes from outside."""

import pathlib
import time


def wait_until(condition, what, seconds=60):
    """Polls; the bound is for a broken build only."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds} s"
        time.sleep(0.02)


def plugin_of(terraform_pid):
    """The provider process that terraform started."""
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"PPid:\t{terraform_pid}\n" in (entry / "status").read_text():
                if "terraform-provider-interconnect" in (entry / "cmdline").read_text():
                    return int(entry.name)
        except OSError:
            continue
    raise AssertionError("terraform has no provider process")

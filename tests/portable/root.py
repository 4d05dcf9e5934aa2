"""A folder that is a machine: nothing in it but busybox, the programs under test, and what a test puts there."""

import os
import pathlib
import shutil
import stat
import subprocess
import tempfile

import terraform

PROGRAMS = ("terraform-provider-interconnect", "interconnect", "interconnect-sim")
BUSYBOX = pathlib.Path("/bin/busybox")


def interpreter(path):
    """The dynamic linker that the program asks for, or None: read of its ELF program headers (PT_INTERP is 3)."""
    data = path.read_bytes()
    offset = int.from_bytes(data[32:40], "little")
    size, count = (int.from_bytes(data[at:at + 2], "little") for at in (54, 56))
    for header in range(offset, offset + size * count, size):
        if int.from_bytes(data[header:header + 4], "little") == 3:
            start, length = (int.from_bytes(data[header + at:header + at + 8], "little") for at in (8, 32))
            return data[start:start + length].rstrip(b"\0").decode()
    return None


def why_not():
    """Why nothing here can be tested, or None."""
    for program in PROGRAMS:
        path = terraform.bin_dir() / program
        if not path.exists():
            return f"{program} is not built (looked in {terraform.bin_dir()}; set IC_BIN_DIR)"
        if interpreter(path):
            return f"{path} is no static file: not a build with IC_STATIC"
    if not BUSYBOX.exists() or interpreter(BUSYBOX):
        return "there is no static /bin/busybox (Debian's busybox-static)"
    return None


class Root:
    def __init__(self, copied_from=None, programs=PROGRAMS):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="ic-root-"))
        if copied_from:
            subprocess.run(["cp", "-a", f"{copied_from}/.", self.path], check=True)
        for folder in ("bin", "dev", "etc", "tmp", "home"):
            (self.path / folder).mkdir(exist_ok=True)
        self._give_null()
        self.add("/bin/busybox", BUSYBOX)
        for program in programs:
            self.add(f"/bin/{program}", terraform.bin_dir() / program)

    def _give_null(self):
        """Every container has /dev/null. Where no device can be made, a file that is empty does."""
        null = self.path / "dev/null"
        try:
            null.unlink(missing_ok=True)
            os.mknod(null, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
            null.chmod(0o666)
            null.read_bytes()
        except OSError:
            null.unlink(missing_ok=True)
            null.touch(0o666)

    def close(self):
        shutil.rmtree(self.path, ignore_errors=True)

    def add(self, inside, source):
        """A copy of a file of this machine; a second name of it where that can be."""
        target = self.path / inside.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    def write(self, inside, text):
        target = self.path / inside.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def run(self, *command, env=None, expect=0, timeout=120):
        """Runs it inside, in /home, with no environment but `env`. `expect` is its exit code; None lets any pass."""
        enter = ["chroot"] if os.geteuid() == 0 else ["unshare", "-r", "chroot"]
        shell = ["/bin/busybox", "sh", "-c", 'cd /home && exec "$@"', "sh"]
        done = subprocess.run([*enter, str(self.path), *shell, *map(str, command)], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=timeout, check=False,
                              env={"PATH": "/bin:/usr/sbin:/usr/bin:/sbin", "HOME": "/home"} | (env or {}))
        assert expect is None or done.returncode == expect, \
            f"{command}: exit {done.returncode}, expected {expect}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        return done

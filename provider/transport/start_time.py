#!/usr/bin/env python3
"""Time from exec to the handshake line, and memory at rest, of plugin programs.

Usage: start_time.py PROGRAM...     Programs are started in turns, so that a slow phase of the machine hits all alike.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 41
COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"


def client_certificate():
    """A certificate like Terraform's: P-521, SHA-512."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp521r1", "-nodes",
                        "-sha512", "-days", "2", "-subj", "/CN=localhost", "-keyout", folder + "/key", "-out",
                        folder + "/certificate"], check=True, capture_output=True)
        with open(folder + "/certificate", encoding="ascii") as file:
            return file.read()


def launch(program, environment):
    """Milliseconds to the handshake line, and the resident KiB after it."""
    reading, writing = os.pipe()
    begin = time.perf_counter()
    pid = os.posix_spawn(program, [program], environment, file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1)])
    os.close(writing)
    line = os.read(reading, 8192)
    took = (time.perf_counter() - begin) * 1000
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        resident = next(int(row.split()[1]) for row in file if row.startswith("VmHWM"))
    os.kill(pid, signal.SIGTERM)
    os.waitpid(pid, 0)
    os.close(reading)
    if not line.startswith(b"1|6|unix|"):
        sys.exit(f"{program}: no handshake line: {line!r}")
    return took, resident


def main():
    environment = dict(os.environ, TF_PLUGIN_MAGIC_COOKIE=COOKIE, PLUGIN_PROTOCOL_VERSIONS="5,6",
                       PLUGIN_CLIENT_CERT=client_certificate())
    programs = [os.path.abspath(program) for program in sys.argv[1:]]
    samples = {program: [] for program in programs}
    for _ in range(ROUNDS):
        for program in programs:
            samples[program].append(launch(program, environment))
    for program, runs in samples.items():
        times = [took for took, _ in runs]
        print(f"{program}: {statistics.median(times):.1f} ms (best {min(times):.1f}), "
              f"{statistics.median(resident for _, resident in runs) / 1024:.1f} MiB, "
              f"{os.path.getsize(program) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""What the compiler noted of a program's flow beside gcov's counters (.gcno): what only an exception reaches.

gcov names the branch that an exception takes, but not those behind it: each list of objects that is built, and each
temporary, has code that takes the half that is done apart again. No test can come there. gcov itself goes by the same
graph to mark such lines "=====", but its JSON does not tell, so the graph is read here."""

import collections
import os
import struct

# Of the file: magic, version, stamp, checksum; then records. Source: gcc/gcov-io.h and gcc/gcov.cc of GCC 12.
FUNCTION, ARCS, LINES = 0x01000000, 0x01430000, 0x01450000
FAKE, FALLS_THROUGH = 2, 4

Branch = collections.namedtuple("Branch", "function falls_through throws behind_exception")


class _Function:
    def __init__(self, name):
        self.name = name
        self.arcs = {}  # block → [(where to, flags, whether an exception takes it)]
        self.lines = {}  # block → [(file, its lines)], its branches are counted at the largest of the last


def _text(data, at):
    size, = struct.unpack_from("<I", data, at)
    return data[at + 4:at + 4 + size].rstrip(b"\0").decode(), at + 4 + size


def _arcs(data, at, size):
    block, *numbers = struct.unpack_from(f"<{size // 4}I", data, at)
    arcs = sorted(zip(numbers[::2], numbers[1::2]))
    # A block that may leave the function by a fake arc is a call; its other ways but the usual one lead to handlers.
    calls = any(flags & FAKE for _, flags in arcs)
    return block, [(to, flags, calls and not flags & (FAKE | FALLS_THROUGH)) for to, flags in arcs]


def _lines(data, at):
    block, = struct.unpack_from("<I", data, at)
    at += 4
    runs = []  # (file, lines), a run of lines of one file each
    while True:
        line, = struct.unpack_from("<I", data, at)
        at += 4
        if line != 0:
            runs[-1][1].append(line)
            continue
        file, at = _text(data, at)
        if not file:
            break
        runs.append((file, []))
    return block, [(file, lines) for file, lines in runs if lines]


def _functions(data):
    folder, at = _text(data, 16)
    at += 4
    functions = []
    while at + 8 <= len(data):
        tag, size = struct.unpack_from("<II", data, at)
        at += 8
        if tag == FUNCTION:
            functions.append(_Function(_text(data, at + 12)[0]))
        elif tag == ARCS:
            block, arcs = _arcs(data, at, size)
            functions[-1].arcs[block] = arcs
        elif tag == LINES:
            block, runs = _lines(data, at)
            functions[-1].lines[block] = runs
        at += size
    return folder, functions


def _reached(function):
    """The blocks that are come to without an exception."""
    reached, ahead = {0}, [0]
    while ahead:
        for to, flags, throws in function.arcs.get(ahead.pop(), []):
            if not flags & FAKE and not throws and to not in reached:
                reached.add(to)
                ahead.append(to)
    return reached


def read(path):
    """The branches by (file, line), in gcov's order, and the (file, line)s that are come to without an exception; files as
    real paths."""
    folder, functions = _functions(path.read_bytes())
    found, plain = collections.defaultdict(list), set()
    for function in functions:
        reached = _reached(function)
        for block, runs in sorted(function.lines.items()):
            runs = [(os.path.realpath(os.path.join(folder, file)), lines) for file, lines in runs]
            if block in reached:
                plain.update((file, line) for file, lines in runs for line in lines)
            ways = [arc for arc in function.arcs.get(block, []) if not arc[1] & FAKE]
            if block < 2 or len(ways) < 2 or not runs:
                continue
            file, lines = runs[-1]
            for _, flags, throws in ways:
                found[file, max(lines)].append(
                    Branch(function.name, bool(flags & FALLS_THROUGH), throws, block not in reached))
    return found, plain

"""Somebody who answers where a PostgreSQL server was meant to be: knows as much of its protocol (version 3) as it takes to be given a
password, offers no TLS, and tells the password to everybody. Standard library only.
Source: PostgreSQL's documentation, "Frontend/Backend Protocol"."""

import socketserver
import struct
import threading

SSL_REQUEST, GSS_REQUEST, CANCEL = 80877103, 80877104, 80877102
# What drives a terminal or the runner of a job, or looks like a line of ours, beside the password.
TAIL = "\x1b]0;title\x07\n::error::stop\nUNINDENTED"


def message(kind, body=b""):
    return kind + struct.pack("!i", len(body) + 4) + body


def told(kind, words, state="28P01"):
    """An error ("E") or a notice ("N") that says `words` in each of its fields."""
    fields = [(b"S", "FATAL"), (b"V", "FATAL"), (b"C", state), *((field, words) for field in (b"M", b"D", b"H", b"W"))]
    return message(kind, b"".join(field + text.encode() + b"\0" for field, text in fields) + b"\0")


AUTHENTICATED = message(b"R", struct.pack("!i", 0))
ASKS_FOR_PASSWORD = message(b"R", struct.pack("!i", 3))
READY = message(b"Z", b"I")


def row(*values):
    columns = b"".join(name + b"\0" + struct.pack("!ihihih", 0, 0, 25, -1, -1, 0) for name in (b"a",) * len(values))
    cells = b"".join(struct.pack("!i", len(value)) + value for value in values)
    return (message(b"T", struct.pack("!h", len(values)) + columns) + message(b"D", struct.pack("!h", len(values)) + cells)
            + message(b"C", b"SELECT 1\0"))


# What it does once it has the password: that, to the bytes for it. `on_query` is its answer to each question after that.
WAYS = {
    "an error": lambda said: (told(b"E", said), None),
    "an error after which another host is asked": lambda said: (told(b"E", said, "57P03"), None),
    "a notice": lambda said: (AUTHENTICATED + told(b"N", said) + told(b"E", said, "53300"), None),
    "a notice, and it is ready": lambda said: (AUTHENTICATED + told(b"N", said) + READY, told(b"N", said) + told(b"E", said, "XX000") + READY),
    "a parameter": lambda said: (AUTHENTICATED + message(b"S", f"server_version\0{said}\0".encode()) + READY, told(b"E", said, "42P01") + READY),
    "rows": lambda said: (AUTHENTICATED + READY, row(said.encode()) + READY),
    "an older protocol": lambda said: (b"E" + said.encode() + b"\0", None),
    "something else": lambda said: (said.encode() + b"\0" * 100, None),
}


class Server(socketserver.ThreadingTCPServer):
    """with Server(way) as server: a client of server.port is asked for a password in clear text, and told it back.
    `passwords` are those it was given, `asked` how many came."""

    daemon_threads = True

    def __init__(self, way):
        self._way = WAYS[way]
        self.passwords, self.asked = [], 0
        super().__init__(("127.0.0.1", 0), None)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request, client_address):
        self.asked += 1
        with request.makefile("rb") as stream:
            try:
                self._serve(request, stream)
            except (OSError, struct.error):
                pass  # the client went

    def _serve(self, request, stream):
        while True:
            size, code = struct.unpack("!ii", stream.read(8))
            stream.read(size - 8)
            if code not in (SSL_REQUEST, GSS_REQUEST):
                break
            request.sendall(b"N")
        if code == CANCEL:
            return
        request.sendall(ASKS_FOR_PASSWORD)
        kind, body = self._read(stream)
        if kind != b"p":
            return
        self.passwords.append(body.rstrip(b"\0").decode())
        first, on_query = self._way(f"the password is {self.passwords[-1]} {TAIL}")
        request.sendall(first)
        while on_query is not None:
            kind, _ = self._read(stream)
            if kind == b"X":
                return
            if kind in (b"Q", b"S"):  # a simple question, or the end of one in pieces
                request.sendall(on_query)

    @staticmethod
    def _read(stream):
        head = stream.read(5)
        (size,) = struct.unpack("!i", head[1:])
        return head[:1], stream.read(size - 4)

    def __exit__(self, *unused):
        self.shutdown()
        self.server_close()

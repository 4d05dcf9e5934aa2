"""A service of this machine that answers everything with one very long text, made while it is sent, so that whoever starts it stays small
(a child's largest size begins with its parent's). Standard library only."""

import dataclasses
import http.server
import os
import threading

CHUNK = 1 << 16


@dataclasses.dataclass
class Text:
    """`before`, then `unit` again and again, up to `size` bytes, then `after`."""

    before: bytes
    unit: bytes
    after: bytes
    size: int

    @property
    def times(self):
        return (self.size - len(self.before) - len(self.after)) // len(self.unit)

    def __len__(self):
        return len(self.before) + self.times * len(self.unit) + len(self.after)

    def pieces(self):
        many = max(CHUNK // len(self.unit), 1)
        yield self.before
        for _ in range(self.times // many):
            yield self.unit * many
        yield self.unit * (self.times % many)
        yield self.after


class Flood:
    """with Flood() as flood: what asks flood.url gets flood.text; `told`: whether its length is said before it."""

    def __init__(self):
        self.text, self.told, self.asked = None, True, 0
        flood = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def tell(handler):
                handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
                flood.asked += 1
                handler.send_response(200)
                handler.send_header("Content-Type", "application/json")
                handler.send_header(*(("Content-Length", str(len(flood.text))) if flood.told else ("Connection", "close")))
                handler.end_headers()
                try:
                    for piece in flood.text.pieces():
                        handler.wfile.write(piece)
                except OSError:
                    handler.close_connection = True  # whoever asked has enough

            do_GET = do_POST = do_PUT = tell

            def log_message(self, *unused):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *unused):
        self._server.shutdown()
        self._server.server_close()


def finish(process):
    """Waits for a process that was started with its output in pipes. Returns (exit code, output, most bytes it was large)."""
    said = []
    readers = [threading.Thread(target=lambda stream=stream: said.append(stream.read())) for stream in (process.stdout, process.stderr)]
    for reader in readers:
        reader.start()
    _, status, used = os.wait4(process.pid, 0)
    for reader in readers:
        reader.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, "".join(said), used.ru_maxrss * 1024

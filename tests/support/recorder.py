"""A proxy that keeps what passes: requests and answers, exactly as sent, and may put other answers in their place. Standard library
only."""

import dataclasses
import http.client
import http.server
import threading
import urllib.parse


@dataclasses.dataclass
class Exchange:
    method: str
    path: str
    headers: dict  # of the request, names in lower case
    body: bytes
    status: int
    answer: bytes

    @property
    def question(self):
        """What was asked: the same for the same question, whatever was signed or drawn anew for it."""
        named = self.headers.get("x-amz-target") or self.headers.get("x-acs-action") or ""
        return self.method, self.path, named, self.body


class Recorder:
    """with Recorder(url) as recorder: point a client at recorder.url, and read recorder.exchanges afterwards.

    `spoil`, where it is set, is given each exchange, and gives the bytes that the client gets for its answer."""

    def __init__(self, upstream):
        self.exchanges = []
        self.spoil = None
        target = urllib.parse.urlsplit(upstream).netloc

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def relay(handler):
                body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
                connection = http.client.HTTPConnection(target, timeout=60)
                # The host that was signed goes on: the far side verifies the signature over it.
                connection.putrequest(handler.command, handler.path, skip_host=True, skip_accept_encoding=True)
                for name, value in handler.headers.items():
                    connection.putheader(name, value)
                connection.endheaders(body)
                answer = connection.getresponse()
                text = answer.read()
                exchange = Exchange(handler.command, handler.path,
                                    {name.lower(): value for name, value in handler.headers.items()}, body, answer.status, text)
                self.exchanges.append(exchange)
                if self.spoil:
                    text = self.spoil(exchange)
                handler.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("content-length", "connection", "transfer-encoding", "keep-alive"):
                        handler.send_header(name, value)
                handler.send_header("Content-Length", str(len(text)))
                handler.end_headers()
                handler.wfile.write(text)
                connection.close()

            do_GET = do_POST = do_PUT = do_DELETE = relay

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

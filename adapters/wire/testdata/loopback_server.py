#!/usr/bin/env python3
"""A server on loopback that behaves and misbehaves on request, for curl_transport_test.cc.

Usage: loopback_server.py [CERTIFICATE KEY]   (with both: HTTPS)
Prints "port N", then "got PATH" for each request as soon as its body has been read. Ends when its standard input does.
Beside it, "silent N" names a port that accepts connections and never says a word.
"""

import http.server
import json
import os
import socket
import ssl
import sys
import threading

GATHER = threading.Barrier(50)
HANG = threading.Event()
RELEASE = threading.Event()
LOCK = threading.Lock()


def say(text):
    with LOCK:
        print(text, flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        say("got " + self.path)
        route = self.path.split("/")[1].split("?")[0]
        getattr(self, "do_" + route.replace("-", "_"))(body)

    do_GET = do_POST = do_PUT = serve

    def do_CONNECT(self):
        """As a proxy that lets nobody through: https://403.invalid is answered with 403."""
        self.answer(int(self.path.split(".")[0]))

    def do_echo(self, body):
        seen = {"method": self.command, "path": self.path, "body": body.decode(), "port": self.client_address[1],
                "headers": {k.lower(): v for k, v in self.headers.items()}}
        self.answer(200, json.dumps(seen).encode(), [("X-Amzn-RequestId", "req-1"), ("X-Empty", "")])

    def do_status(self, _):
        self.answer(int(self.path.split("/")[2]), b"{}")

    def do_redirect(self, _):
        self.answer(307, b"", [("Location", "/echo")])

    def do_large(self, _):
        self.answer(200, b"x" * 5000)

    def do_hang(self, _):
        HANG.wait(60)
        self.close_connection = True

    def do_late(self, _):
        RELEASE.wait(60)
        self.answer(200, b"late")

    def do_release(self, _):
        RELEASE.set()
        self.answer(200)

    def do_drop(self, _):
        self.close_connection = True

    def do_part(self, _):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"only this")
        self.close_connection = True

    def do_garbage(self, _):
        self.wfile.write(b"this is not HTTP\r\n\r\n")
        self.close_connection = True

    def do_early(self, body):
        self.send_response_only(103)
        self.send_header("Link", "</x>")
        self.end_headers()
        self.do_echo(body)

    def do_gather(self, _):
        GATHER.wait(30)
        self.answer(200, b"together")


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, *_):
        pass


def main():
    server = Server(("127.0.0.1", 0), Handler)
    if len(sys.argv) == 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    silent = socket.create_server(("127.0.0.1", 0))
    say(f"silent {silent.getsockname()[1]}")
    say(f"port {server.server_address[1]}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()

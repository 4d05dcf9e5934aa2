"""A proxy that tells everybody what it was given: it refuses with the words of whoever asked, keys and passwords among them. Standard
library only."""

import base64
import http.client
import json
import socketserver
import threading
import urllib.parse
import xml.sax.saxutils

USER, PASSWORD = "ops", "hunter22/p@ss w0rd"  # opens nothing
SPELLED = urllib.parse.quote(PASSWORD, safe="")  # as an address has it
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()  # as it is sent


def head_of(stream):
    """The lines of a request up to its body."""
    lines = []
    while (line := stream.readline(65536)).strip():
        lines.append(line.decode("latin-1").rstrip("\r\n"))
    return lines


def words_of(lines, body):
    """What was asked, and the password as the proxy knows it."""
    return "\n".join([*lines, f"user {USER} password {PASSWORD} ({SPELLED}, {BASIC})", body.decode("latin-1")])


def in_json(words):
    """As all three clouds spell their errors, at once."""
    error = {"code": words, "message": words, "error_code": "DC.0001", "error_msg": words}
    return json.dumps(error | {"__type": "Refused", "Code": "Refused", "Message": words, "error": error}).encode()


def in_xml(words):
    text = xml.sax.saxutils.escape(words)
    return f"<ErrorResponse><Error><Type>Sender</Type><Code>Refused</Code><Message>{text}</Message></Error></ErrorResponse>".encode()


def answer(status, body, kind="text/html", more=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode("latin-1") + body


def line(words):
    return " ".join(words.split())


# How it refuses: what was asked, as one text, to the bytes that are sent back.
REFUSALS = {
    "a page": lambda words: answer("403 Forbidden", f"<html><body>refused: {words}</body></html>".encode()),
    "the status line": lambda words: answer(f"403 {line(words)}", b""),
    "asking for another password": lambda words: answer("407 Proxy Authentication Required", words.encode(), more=f'Proxy-Authenticate: Basic realm="{line(words)}"\r\n'),
    "JSON": lambda words: answer("400 Bad Request", in_json(words), "application/json"),
    "XML": lambda words: answer("403 Forbidden", in_xml(words), "text/xml"),
    "a redirection": lambda words: answer("302 Found", words.encode(), more=f"Location: http://127.0.0.1:9/?{line(words)}\r\n"),
    "headers": lambda words: answer("400 Bad Request", b"{}", more="".join(f"X-{name}: {line(words)}\r\n" for name in ("Amzn-RequestId", "Request-Id", "Acs-Request-Id"))),
    "no HTTP": lambda words: f"{line(words)}\r\n\r\n".encode("latin-1"),
    "half an answer": lambda words: answer("200 OK", words.encode()).replace(b"Content-Length: ", b"Content-Length: 9"),
    "success": lambda words: answer("200 OK", words.encode(), "application/json"),
}


class Proxy(socketserver.ThreadingTCPServer):
    """with Proxy(of) as proxy: requests by HTTP go on to `of`, whatever host they name, but for those that `refuses` is true of;
    tunnels are refused. `how` is the name of a refusal. `asked` is all that it was asked; `refused` counts."""

    daemon_threads = True

    def __init__(self, of, how, refuses=lambda words: True):
        self._of, self._how, self._refuses = urllib.parse.urlsplit(of).netloc, REFUSALS[how], refuses
        self.asked, self.refused = [], 0
        super().__init__(("127.0.0.1", 0), None)
        self.address = f"127.0.0.1:{self.server_address[1]}"
        self.url = f"http://{USER}:{SPELLED}@{self.address}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request, client_address):
        with request.makefile("rb") as stream:
            lines = head_of(stream)
            if not lines:
                return
            headers = dict(one.split(": ", 1) for one in lines[1:] if ": " in one)
            body = stream.read(int(next((value for name, value in headers.items() if name.lower() == "content-length"), 0)))
        words = words_of(lines, body)
        self.asked.append(words)
        tunnel = lines[0].startswith("CONNECT ")
        if tunnel or self._refuses(words):
            self.refused += 1
            request.sendall(self._how(words))
        else:
            request.sendall(self._passed_on(lines, headers, body))

    def _passed_on(self, lines, headers, body):
        method, address, _ = lines[0].split()
        place = urllib.parse.urlsplit(address)
        connection = http.client.HTTPConnection(self._of, timeout=60)
        connection.putrequest(method, place.path + (f"?{place.query}" if place.query else ""), skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            if not name.lower().startswith("proxy-"):
                connection.putheader(name, value)
        connection.endheaders(body)
        told = connection.getresponse()
        text = told.read()
        connection.close()
        return answer(f"{told.status} {told.reason}", text, told.getheader("Content-Type") or "application/json")

    def shutdown_request(self, request):
        """The client reads all of what was sent before it is closed."""
        try:
            request.shutdown(1)
        except OSError:
            pass
        self.close_request(request)

    def __exit__(self, *unused):
        self.shutdown()
        self.server_close()

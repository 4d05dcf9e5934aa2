"""The network around a machine under test, on loopback: an authority, servers that speak TLS, a proxy, a name server."""

import base64
import contextlib
import pathlib
import select
import socket
import socketserver
import ssl
import struct
import subprocess
import threading
import urllib.parse

DOMAIN = "clouds.test"


class Authority:
    """An authority of the tests' own, and a certificate of it for every name of DOMAIN and for localhost."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
        self._openssl("req", "-x509", *key, "-subj", "/CN=Authority of the tests", "-keyout", "ca.key", "-out", "ca.pem")
        self._openssl("req", *key[:-2], "-new", "-subj", f"/CN={DOMAIN}", "-keyout", "server.key", "-out", "server.csr")
        (self.folder / "names").write_text(f"subjectAltName=DNS:*.{DOMAIN},DNS:localhost\n")
        self._openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
                      "-extfile", "names", "-out", "server.pem")
        self.certificates = (self.folder / "ca.pem").read_text()
        self.subject_hash = self._openssl("x509", "-hash", "-noout", "-in", "ca.pem").strip()

    def _openssl(self, *arguments):
        return subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True, text=True).stdout

    def context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "server.pem", self.folder / "server.key")
        return context


def pump(one, other):
    """Carries bytes both ways until one side has ended."""
    ends = {one: other, other: one}
    while True:
        waiting = [end for end in ends if isinstance(end, ssl.SSLSocket) and end.pending()]
        for end in waiting or select.select(list(ends), [], [])[0]:
            try:
                data = end.recv(65536)
            except OSError:
                return
            if not data:
                return
            ends[end].sendall(data)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


class ServerSix(Server):
    address_family = socket.AF_INET6


def serve(handle, address):
    """A server whose connections `handle` gets; what ends it is its shutdown()."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            with contextlib.suppress(OSError):
                handle(self.request)

    server = (ServerSix if ":" in address else Server)((address, 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


class Network:
    """`clouds`: the plain addresses of the simulator by name of cloud. Each is https://NAME.DOMAIN here."""

    def __init__(self, folder, clouds):
        self.authority = Authority(folder)
        self._clouds = {f"{name}.{DOMAIN}": urllib.parse.urlsplit(url).netloc.split(":") for name, url in clouds.items()}
        self._context = self.authority.context()
        self.connected = []  # what the proxy was asked for, in order: "aws.clouds.test:443"
        self.user = None  # whom the proxy lets through: "NAME:WORD" as it is in an address; None: anybody
        self.front = serve(self._answer, "127.0.0.1")
        self.proxy = serve(self.through, "127.0.0.1")
        self._servers = [self.front, self.proxy]
        self.names = None

    @property
    def port(self):
        """Of the server that speaks TLS, for who does not go through the proxy."""
        return self.front.server_address[1]

    @property
    def proxy_port(self):
        return self.proxy.server_address[1]

    def six(self, handle=None):
        """The port on ::1 of that server, or of `handle`; None on a machine without IPv6."""
        try:
            server = serve(handle or self._answer, "::1")
        except OSError:
            return None
        self._servers.append(server)
        return server.server_address[1]

    def name_server(self, address="127.53.0.1", known="127.0.0.1"):
        """Answers port 53 of that address: `known`, of IPv4 or IPv6, for every name of DOMAIN, no such name for others. Returns the
        names asked for; None where the port cannot be had."""
        try:
            service = NameServer((address, 53), NameHandler)
            service.known = known
        except OSError:
            return None
        threading.Thread(target=service.serve_forever, args=(0.02,), daemon=True).start()
        self._servers.append(service)
        return service.asked

    def close(self):
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def _answer(self, connection):
        name = []
        context = self.authority.context()
        context.sni_callback = lambda _socket, asked, _context: name.append(asked)
        with context.wrap_socket(connection, server_side=True) as inside:
            host, port = self._clouds[name[0]]
            with socket.create_connection((host, int(port))) as cloud:
                pump(inside, cloud)

    def through(self, connection):
        """A proxy: what CONNECT asks for, of whom it knows."""
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(4096)
            if not data:
                return
            head += data
        method, target = head.split(b" ", 2)[:2]
        self.connected.append(target.decode())
        word = base64.b64encode(urllib.parse.unquote(self.user or "").encode())
        if self.user and b"proxy-authorization: basic " + word.lower() not in head.lower():
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=proxy\r\nContent-Length: 0\r\n\r\n")
            return
        if method != b"CONNECT" or target.decode().rsplit(":", 1)[0] not in self._clouds:
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(self.front.server_address) as server:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            pump(connection, server)


class NameServer(socketserver.ThreadingUDPServer):
    daemon_threads = True

    def __init__(self, *arguments):
        self.asked, self.known = [], None
        super().__init__(*arguments)


class NameHandler(socketserver.BaseRequestHandler):
    """One question a packet, as resolvers ask (RFC 1035, section 4)."""

    def handle(self):
        packet, reply = self.request
        labels, at = [], 12
        while packet[at]:
            labels.append(packet[at + 1:at + 1 + packet[at]].decode().lower())
            at += 1 + packet[at]
        kind = struct.unpack(">H", packet[at + 1:at + 3])[0]
        question = packet[12:at + 5]
        name = ".".join(labels)
        self.server.asked.append(name)
        known, answers = name.endswith("." + DOMAIN), []
        six = ":" in self.server.known
        if known and kind == (28 if six else 1):
            data = socket.inet_pton(socket.AF_INET6 if six else socket.AF_INET, self.server.known)
            answers = [b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(data)) + data]
        flags = 0x8180 if known else 0x8183
        reply.sendto(packet[:2] + struct.pack(">HHHHH", flags, 1, len(answers), 0, 0) + question + b"".join(answers),
                     self.client_address)

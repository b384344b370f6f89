"""A server of calendars over TLS, as the world outside has them: slow, moody, or wrong. It tells what it was asked."""

import gzip
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Asked(BaseHTTPRequestHandler):
    """One question, answered as the path was told to."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        self.server.answers.get(self.path, status(404))(self)

    def log_message(self, *_):
        """Say nothing."""

    def reply(self, code, content=b"", **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def status(code, content=b"", **headers):
    return lambda asked: asked.reply(code, content, **headers)


def calendar(content, **headers):
    return status(200, content, Content_Type="text/calendar", **headers)


def tagged(content, etag):
    """Answer "unchanged" to whoever knows the tag."""

    def answer(asked):
        is_known = asked.headers.get("If-None-Match") == etag
        asked.reply(304 if is_known else 200, b"" if is_known else content, ETag=etag)

    return answer


def cut(content):
    return calendar(content[: len(content) // 2], Content_Length=str(len(content)))


def packed(content, *, is_cut=False):
    whole = gzip.compress(content)
    return calendar(whole[: len(whole) // 2] if is_cut else whole, Content_Encoding="gzip")


def chunked(*parts, is_cut=False):
    def answer(asked):
        asked.reply(200, b"", Transfer_Encoding="chunked")
        for part in parts:
            asked.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        if not is_cut:
            asked.wfile.write(b"0\r\n\r\n")

    return answer


def drop_by_drop(content, pause):
    """Send a byte now and then, for as long as somebody listens."""

    def answer(asked):
        asked.reply(200, b"", Content_Length=str(len(content)))
        try:
            for n in range(len(content)):
                asked.wfile.write(content[n : n + 1])
                time.sleep(pause)
        except OSError:
            pass

    return answer


class CalendarServer:
    """What stands at which path (`answers`), and what was asked (`asked`)."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.answers: dict[str, Callable] = server.answers
        self.asked: list[tuple[str, dict[str, str]]] = server.asked
        self.address = f"https://localhost:{server.server_port}"

    def headers(self) -> dict[str, str]:
        return self.asked[-1][1]


@contextmanager
def calendar_server(place: Path, monkeypatch, *, is_trusted: bool = True) -> Iterator[CalendarServer]:
    """Serve on this machine; whoever runs here trusts it, unless told not to."""
    place.mkdir(exist_ok=True)
    key, certificate = place / "server.key", place / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
         "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
         certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = ThreadingHTTPServer(("localhost", 0), Asked)
    server.daemon_threads, server.answers, server.asked = True, {}, []
    server.handle_error = lambda *_: None
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield CalendarServer(server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

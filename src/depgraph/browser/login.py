"""Open the Neo4j Browser logged in, with no password in any address and none left on the disk.

The Browser 5 takes a password from nowhere but its form and its own storage, and storage belongs to an
origin. So this serves the Browser's files under an origin of its own, for as long as the command runs. A
page that works once, and only for a minute, hands the connection over; a script of two lines makes the
Browser keep its storage for the tab alone, so it is gone when the tab is closed. Under this origin the
Browser reaches the database and the guide and no one else: no fonts, no telemetry from outside.
"""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from depgraph.browser.entry import Connection, Ticket, entry_page, policy

_STORAGE = "/tab-storage.js"
_TAB_ONLY = b'Object.defineProperty(window, "localStorage", {value: window.sessionStorage});\n'


class _Answer(NamedTuple):
    status: int
    media_type: str
    content: bytes
    policy: str = "default-src 'none'"


@contextmanager
def logged_in(connection: Connection, http_uri: str, guide_url: str = "") -> Generator[str]:
    """Serve the Browser on a free loopback port; gives the address to open, which works once."""
    ticket = Ticket()
    front = _Front(connection, http_uri.rstrip("/"), guide_url, ticket)
    with ThreadingHTTPServer(("127.0.0.1", 0), front.handler()) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, name="neo4j-browser", daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/enter/{ticket.word}"
        finally:
            server.shutdown()
            thread.join()


class _Front:
    """What each path of the small server answers."""

    def __init__(self, connection: Connection, http_uri: str, guide_url: str, ticket: Ticket) -> None:
        self._connection = connection
        self._http_uri = http_uri
        self._guide_url = guide_url
        self._ticket = ticket

    def handler(self) -> type[BaseHTTPRequestHandler]:
        answer = self._answer

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                port = self.connection.getsockname()[1]
                own = self.headers.get("Host") == f"127.0.0.1:{port}"  # another name is DNS rebinding
                _send(self, answer(self.path) if own else _Answer(421, "text/plain", b"not this host\n"))

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                """Nothing: the first path is a secret."""

        return Handler

    def _answer(self, path: str) -> _Answer:
        if path.startswith("/enter/"):
            return self._enter(path.removeprefix("/enter/"))
        if path == _STORAGE:
            return _Answer(200, "text/javascript", _TAB_ONLY)
        if path.startswith("/browser/") and ".." not in path:
            return self._file(path)
        return _Answer(404, "text/plain", b"not here\n")

    def _enter(self, word: str) -> _Answer:
        if not self._ticket.taken(word):
            return _Answer(410, "text/plain", b"This address worked once. Run the command again.\n")
        page, rule = entry_page(self._connection, self._guide_url)
        return _Answer(200, "text/html; charset=utf-8", page, rule)

    def _file(self, path: str) -> _Answer:
        """A file of the Browser, as Neo4j serves it; its page first of all loads the storage script."""
        rule = policy(self._connection.bolt_uri, self._guide_url)
        try:
            with urllib.request.urlopen(f"{self._http_uri}{path}", timeout=10) as found:  # noqa: S310 - http(s) of the settings
                media_type = found.headers.get("Content-Type") or "application/octet-stream"
                content: bytes = found.read()
        except urllib.error.HTTPError as error:
            return _Answer(error.code, "text/plain", b"")
        except OSError:
            return _Answer(502, "text/plain", b"Neo4j does not answer.\n")
        if media_type.startswith("text/html"):
            script = f'<script src="{_STORAGE}"></script>'.encode()
            content = content.replace(b"<head>", b"<head>" + script, 1)
        return _Answer(200, media_type, content, rule)


def _send(handler: BaseHTTPRequestHandler, answer: _Answer) -> None:
    headers: Mapping[str, str] = {
        "Content-Type": answer.media_type,
        "Content-Length": str(len(answer.content)),
        "Content-Security-Policy": answer.policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    handler.send_response(answer.status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(answer.content)

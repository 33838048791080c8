"""A small server of the pack's files, with the headers that the service sends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from depgraph.browser import CORS, files
from depgraph.browser.queries import QueryText


@contextmanager
def served(query_text: QueryText) -> Iterator[str]:
    """The address below which ``/browser/guide.html`` and its like are."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        base = f"http://localhost:{server.server_port}"
        found = files(query_text, base)

        class Handler(BaseHTTPRequestHandler):
            def do_OPTIONS(self) -> None:
                self._head(204, "")

            def do_GET(self) -> None:
                file = found.get(self.path)
                self._head(200 if file else 404, file.media_type if file else "text/plain")
                self.wfile.write(file.content if file else b"")

            def _head(self, status: int, media_type: str) -> None:
                self.send_response(status)
                for name, value in {**CORS, "Content-Type": media_type}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server.RequestHandlerClass = Handler
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield base
        finally:
            server.shutdown()
            thread.join()

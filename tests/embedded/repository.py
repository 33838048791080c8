"""A small Maven repository of our own making, for the tests of downloads."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from depgraph.embedded.locked import Lock, LockedJar, parse_lock


@dataclass
class Repository:
    """Files by name, what was asked for, and how it misbehaves."""

    files: dict[str, bytes]
    base: str = ""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    ranges: bool = True
    tear_after: dict[str, int] = field(default_factory=dict)
    """Name of a file to the bytes after which the connection breaks, once."""

    def source(self, coordinate: str) -> Sequence[str]:
        return [f"{self.base}/{coordinate.split(':')[1]}.jar"]

    def lock(self, **changes: str) -> Lock:
        """The lock of all files; `changes` gives another SHA-256 for an artifact."""
        jars = [
            LockedJar(
                changes.get(name, hashlib.sha256(content).hexdigest()),
                len(content),
                f"org.example:{name}:1.0",
                f"{name}-1.0.jar",
            )
            for name, content in self.files.items()
        ]
        return parse_lock("".join(f"{jar.line()}\n" for jar in jars))


@contextlib.contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Repository]:
    """A repository with these files (artifact name to content) on a loopback port."""
    repository = Repository(files)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, repository)

        def log_message(self, *_arguments: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    repository.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield repository
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, repository: Repository) -> None:
    name = handler.path.strip("/").removesuffix(".jar")
    wanted = handler.headers.get("Range")
    repository.asked.append((name, wanted))
    content = repository.files.get(name)
    if content is None:
        handler.send_error(404)
        return
    start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and repository.ranges else 0
    handler.send_response(206 if start else 200)
    handler.send_header("Content-Length", str(len(content) - start))
    handler.end_headers()
    end = repository.tear_after.pop(name, len(content))
    handler.wfile.write(content[start:end])
    if end < len(content):
        handler.close_connection = True

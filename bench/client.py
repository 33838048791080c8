"""The cheapest HTTP client there is, so that what is timed is the service.

One blocking socket, kept alive, Nagle off; a request is bytes made beforehand; an answer is
read to the length it states. Every contender pays the same for it.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from types import TracebackType
from typing import Any

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class UnexpectedAnswer(Exception):
    """The service answered a question with another status than 2xx."""


def request(method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
    """A whole request as bytes."""
    payload = b"" if body is None else json.dumps(body).encode()
    kind = "" if body is None else f"content-type: application/json\r\ncontent-length: {len(payload)}\r\n"
    return f"{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{kind}\r\n".encode() + payload


class Connection:
    """One connection, kept alive."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._socket.close()

    def ask(self, asked: bytes) -> bytes:
        """The body of the answer. Raises UnexpectedAnswer."""
        self._socket.sendall(asked)
        received = self._more(b"")
        while (end := received.find(_HEAD_END)) < 0:
            received = self._more(received)
        head = received[:end]
        whole = end + len(_HEAD_END) + _length(head)
        while len(received) < whole:
            received = self._more(received)
        if head[9:10] != b"2":
            first_line = asked.partition(b"\r\n")[0].decode()
            raise UnexpectedAnswer(f"{first_line}: {received[9:600].decode(errors='replace')}")
        return received[end + len(_HEAD_END) :]

    def json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The answer as JSON."""
        return json.loads(self.ask(request(method, path, body)))

    def _more(self, received: bytes) -> bytes:
        chunk = self._socket.recv(1 << 18)
        if not chunk:
            raise UnexpectedAnswer(f"The service closed the connection after {received[:80]!r}.")
        return received + chunk


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(_LENGTH):
            return int(line[len(_LENGTH) :])
    return 0

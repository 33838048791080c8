"""The cheapest Bolt client there is, so that what is timed is the database.

One blocking socket, Nagle off; a statement with its parameters is bytes made beforehand, RUN and PULL sent
together. After Neo4j's documentation of Bolt, version 5.4, and of PackStream, version 1. With eight
threads the official driver takes 0.6 to 0.8 ms of processor time for each receipt, this less than 0.2.
"""

from __future__ import annotations

import socket
import struct
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

_HANDSHAKE = bytes.fromhex("6060b017" + "00000405" + 3 * "00000000")
_HELLO, _LOGON, _RUN, _PULL, _RESET = 0x01, 0x6A, 0x10, 0x3F, 0x0F
_SUCCESS, _RECORD, _FAILURE = 0x70, 0x71, 0x7F
_PORT = 7687
_CHUNK, _END = 0xFFFF, b"\0\0"
_TEXT, _LIST, _MAP = 0x80, 0x90, 0xA0
_WORDS = {0xC0: None, 0xC2: False, 0xC3: True}
_NUMBERS = {0xC1: ">d", 0xC8: ">b", 0xC9: ">h", 0xCA: ">i", 0xCB: ">q"}
_SIZED = {
    first + more: (kind, 1 << more)
    for first, kind in ((0xD0, _TEXT), (0xD4, _LIST), (0xD8, _MAP))
    for more in range(3)
}
"""How many parts follow, in so many bytes."""


class Failed(Exception):
    """The server refused a statement; ``code`` is Neo4j's status code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code

    @property
    def is_transient(self) -> bool:
        """Whether the same again may succeed, as after a deadlock."""
        return self.code.startswith("Neo.TransientError.")


def opening(text: str) -> bytes:
    """How a statement begins that is a transaction of its own: with its text, the same for many."""
    return _chunked(bytes((0xB3, _RUN)) + _packed(text))


def rest(params: dict[str, Any]) -> bytes:
    """What follows the text: the parameters, and the wish for all rows."""
    return _chunked(_packed(params) + _packed({"db": "neo4j"})) + _END + _message(_PULL, {"n": -1})


class Connection:
    """One connection, logged on. A ConnectionError ends it; after Failed it can be used again."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        named = urlsplit(uri)
        self._socket = socket.create_connection((named.hostname, named.port or _PORT), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()
        try:
            self._log_on(user, password)
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._socket.close()

    def ask(self, asked: bytes) -> list[list[Any]]:
        """The rows of a statement, which is an ``opening`` and its ``rest``. Raises Failed."""
        self._socket.sendall(asked)
        rows: list[list[Any]] = []
        try:
            self._answer()
            while (row := self._answer()) is not None:
                rows.append(row)
        except Failed:
            self._reset()
            raise
        return rows

    def _log_on(self, user: str, password: str) -> None:
        self._socket.sendall(_HANDSHAKE)
        if (version := self._take(4)) != _HANDSHAKE[4:8]:
            raise ConnectionError(f"The server does not speak Bolt 5.4; it answers {version.hex()}.")
        agent = {"user_agent": "depgraph-bench/1", "bolt_agent": {"product": "depgraph-bench/1"}}
        self._told(_message(_HELLO, agent | {"notifications_minimum_severity": "OFF"}))
        self._told(_message(_LOGON, {"scheme": "basic", "principal": user, "credentials": password}))

    def _told(self, message: bytes) -> None:
        self._socket.sendall(message)
        self._answer()

    def _answer(self) -> list[Any] | None:
        """The fields of a record; none for a success. Raises Failed."""
        message = self._next()
        kind = message[1]
        if kind == _RECORD:
            return _unpacked(message, 2)[0]
        if kind == _SUCCESS:
            return None
        if kind == _FAILURE:
            failure = _unpacked(message, 2)[0]
            raise Failed(failure["code"], failure["message"])
        raise ConnectionError(f"The server answered a message of the kind {kind:#x}.")

    def _reset(self) -> None:
        self._socket.sendall(_message(_RESET))
        while self._next()[1] != _SUCCESS:  # what had been sent with what failed is ignored
            pass

    def _next(self) -> bytes:
        parts: list[bytes] = []
        while True:
            size = int.from_bytes(self._take(2), "big")
            if size:
                parts.append(self._take(size))
            elif parts:  # empty chunks without a message keep a connection alive
                return b"".join(parts)

    def _take(self, many: int) -> bytes:
        while len(self._received) < many:
            chunk = self._socket.recv(1 << 18)
            if not chunk:
                raise ConnectionError("The server closed the connection.")
            self._received += chunk
        taken = bytes(self._received[:many])
        del self._received[:many]
        return taken


def _message(kind: int, *fields: Any) -> bytes:
    return _chunked(bytes((0xB0 + len(fields), kind)) + b"".join(map(_packed, fields))) + _END


def _chunked(body: bytes) -> bytes:
    chunks = (body[at : at + _CHUNK] for at in range(0, len(body), _CHUNK))
    return b"".join(struct.pack(">H", len(chunk)) + chunk for chunk in chunks)


def _packed(value: Any) -> bytes:
    match value:
        case None | bool():
            return {None: b"\xc0", False: b"\xc2", True: b"\xc3"}[value]
        case int():
            return struct.pack(">Bq", 0xCB, value)
        case float():
            return struct.pack(">Bd", 0xC1, value)
        case str():
            text = value.encode()
            return struct.pack(">BI", 0xD2, len(text)) + text
        case list():
            return struct.pack(">BI", 0xD6, len(value)) + b"".join(map(_packed, value))
        case dict():
            pairs = (_packed(part) for pair in value.items() for part in pair)
            return struct.pack(">BI", 0xDA, len(value)) + b"".join(pairs)
        case _:
            raise TypeError(f"A {type(value).__name__} cannot be a parameter.")


def _unpacked(data: bytes, at: int) -> tuple[Any, int]:
    """The value that begins there, and where the next one does."""
    mark = data[at]
    at += 1
    if mark in _WORDS:
        return _WORDS[mark], at
    if mark in _NUMBERS:
        form = _NUMBERS[mark]
        return struct.unpack_from(form, data, at)[0], at + struct.calcsize(form)
    if mark < 0x80 or mark >= 0xF0:
        return mark - 0x100 if mark >= 0xF0 else mark, at
    kind, size = mark & 0xF0, mark & 0x0F
    if mark in _SIZED:
        kind, width = _SIZED[mark]
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind not in (_TEXT, _LIST, _MAP):
        raise ValueError(f"A row holds what begins with {mark:#x}; only plain values are read.")
    if kind == _TEXT:
        return data[at : at + size].decode(), at + size
    parts: list[Any] = []
    for _ in range(size * (2 if kind == _MAP else 1)):
        part, at = _unpacked(data, at)
        parts.append(part)
    return (dict(zip(parts[::2], parts[1::2], strict=True)) if kind == _MAP else parts), at

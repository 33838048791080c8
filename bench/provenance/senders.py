"""How ``receipt.record`` is sent: as bytes made beforehand, or by the official driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, LiteralString, Protocol, cast

from neo4j import Driver, GraphDatabase, Record
from neo4j.exceptions import TransientError

from bench import bolt
from depgraph import catalog
from depgraph.embedded import Server

_RECORD = catalog.load()["receipt.record"]
_TEXT = cast("LiteralString", _RECORD.text)
_OPENING = bolt.opening(_RECORD.text)

Send = Callable[[Any], Sequence[dict[str, Any] | Record]]
"""Of what ``pack`` made: the rows that it is answered with. Raises SendAgain."""


class SendAgain(Exception):
    """Nothing was written, and the same again may be, as after a deadlock."""


class Sender(Protocol):
    """A way to the database. Each writer has a connection of its own."""

    @property
    def name(self) -> str: ...
    @property
    def is_judged(self) -> bool: ...
    def pack(self, params: dict[str, Any], /) -> Any: ...
    def connected(self) -> AbstractContextManager[Send]: ...


class Packed:
    """All that can be done before is done before: what is timed is the database."""

    name = "packed"
    is_judged = True

    def __init__(self, server: Server) -> None:
        self._server = server

    def pack(self, params: dict[str, Any], /) -> bytes:
        """What follows the text of the statement, as bytes."""
        return bolt.rest(params)

    @contextmanager
    def connected(self) -> Iterator[Send]:
        """A connection that sends them."""
        secret = self._server.password.get_secret_value()
        with bolt.Connection(self._server.bolt_uri, self._server.user, secret) as connection:

            def send(packed: bytes) -> list[dict[str, Any]]:
                try:
                    rows = connection.ask(_OPENING + packed)
                except bolt.Failed as error:
                    if error.is_transient:
                        raise SendAgain(str(error)) from error
                    raise
                return [dict(zip(_RECORD.returns, row, strict=True)) for row in rows]

            yield send


class ByDriver:
    """The official driver, blocking: it packs and reads while the time is taken, on the same processors."""

    name = "by the driver"
    is_judged = False

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def pack(self, params: dict[str, Any], /) -> dict[str, Any]:
        """What the driver is given."""
        return params

    @contextmanager
    def connected(self) -> Iterator[Send]:
        """A session."""
        with self._driver.session(database="neo4j") as session:

            def send(params: dict[str, Any]) -> list[Record]:
                try:
                    return list(session.run(_TEXT, params))
                except TransientError as error:
                    raise SendAgain(str(error)) from error

            yield send


@contextmanager
def senders(server: Server) -> Iterator[tuple[Packed, ByDriver]]:
    """Both ways to a database."""
    auth = (server.user, server.password.get_secret_value())
    with GraphDatabase.driver(server.bolt_uri, auth=auth, notifications_min_severity="OFF") as driver:
        yield Packed(server), ByDriver(driver)

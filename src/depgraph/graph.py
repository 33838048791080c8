"""The one gate to Neo4j: the only module that runs a query.

A read is one statement in its own transaction, routed as a read and repeated when the
connection broke (a read is safe to repeat). A write is one transaction of a request;
it is repeated when the database says that it did *not* happen. Where that is not known,
OutcomeUnknown says so.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any, LiteralString, TypeVar, cast

import neo4j
from neo4j import (
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncSession,
    NotificationDisabledClassification,
)
from pydantic import BaseModel, SecretStr

from depgraph import catalog
from depgraph.driver_errors import is_outdated_view, is_passing, translate
from depgraph.errors import DatabaseUnavailable, OutcomeUnknown, WriteConflict

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
Row = dict[str, Any]

DEADLINE = 5.5
"""Seconds after which a request's database work is given up (the contract allows 6)."""
_ATTEMPTS_ON_CONFLICT = 8
_PAUSE = 0.05

timings: ContextVar[list[tuple[str, float]] | None] = ContextVar("timings", default=None)
"""What the queries of one request took: (name, milliseconds); None outside a request."""


@asynccontextmanager
async def connect(uri: str, *, user: str, password: SecretStr) -> AsyncGenerator[AsyncDriver]:
    """A driver with the limits under which a hung or absent server is noticed in time."""
    secret = password.get_secret_value()
    async with AsyncGraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType] -- the driver's **config
        uri,
        auth=(user, secret) if secret else None,
        connection_timeout=3,
        connection_acquisition_timeout=5,
        max_transaction_retry_time=4,
        initial_retry_delay=0.05,
        max_connection_pool_size=32,
        liveness_check_timeout=30,
        max_connection_lifetime=600,
        telemetry_disabled=True,
        # an empty database logs one warning for each label that it has not met yet
        notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
        warn_notification_severity="OFF",
    ) as driver:
        yield driver


class Transaction:
    """One write transaction; every statement in it comes from the catalog."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def rows(self, name: str, /, **params: Any) -> list[Row]:
        """Every row of the query ``name``."""
        query = catalog.load()[name]
        started = time.perf_counter()
        result = await self._transaction.run(query.text, params)
        rows = [_row(record) async for record in result]
        _note(name, started)
        return rows

    async def row(self, name: str, /, **params: Any) -> Row | None:
        """The only row of the query ``name``, or None."""
        rows = await self.rows(name, **params)
        return rows[0] if rows else None


class Graph:
    """The database as the rest of depgraph sees it."""

    def __init__(self, driver: AsyncDriver, database: str = "neo4j", *, deadline: float = DEADLINE) -> None:
        self._driver = driver
        self._database = database
        self._deadline = deadline

    def with_deadline(self, seconds: float) -> Graph:
        """The same database for work that may take longer, like an import."""
        return Graph(self._driver, self._database, deadline=seconds)

    def _session(self, access: str) -> AsyncSession:
        return self._driver.session(  # pyright: ignore[reportUnknownMemberType] -- the driver's **config
            database=self._database, default_access_mode=access
        )

    async def answer(self, name: str, model: type[M], /, **params: Any) -> M | None:
        """The one row of a read as its model, or None when there is no row (no such thing)."""
        rows = await self.rows(name, **params)
        return model.model_validate(rows[0]) if rows else None

    async def rows(self, name: str, /, **params: Any) -> list[Row]:
        """Every row of a read."""
        return await self.composed(catalog.load()[name], params)

    async def composed(self, query: catalog.Query, params: Mapping[str, Any]) -> list[Row]:
        """Every row of a read whose text was put together from fragments."""
        statement = neo4j.Query(query.text, metadata={"query": query.name}, timeout=self._deadline)
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._deadline):
                return await self._read(statement, dict(params))
        except TimeoutError:
            raise DatabaseUnavailable(f"{query.name}: no answer within {self._deadline:g} s.") from None
        finally:
            _note(query.name, started)

    async def _read(self, statement: neo4j.Query, params: dict[str, Any]) -> list[Row]:
        # however long a statement may take: that nobody answers is said as soon as to a request
        give_up = time.monotonic() + min(self._deadline, DEADLINE) - 1
        while True:
            try:
                async with self._session(neo4j.READ_ACCESS) as session:
                    result = await session.run(statement, params)
                    return [_row(record) async for record in result]
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
                if not is_passing(error) or time.monotonic() > give_up:
                    raise translate(error) from error
            await asyncio.sleep(_PAUSE)

    async def plan(self, name: str, /, **params: Any) -> None:
        """Let the database plan a write ahead, for this text and parameters of these types.

        The types of lists tell about how long they are. Raises what a read raises; it is sent only once.
        """
        text = neo4j.Query(f"EXPLAIN {catalog.load()[name].text}", {"query": name}, self._deadline)
        try:
            async with asyncio.timeout(self._deadline), self._session(neo4j.WRITE_ACCESS) as session:
                await (await session.run(text, params)).consume()
        except TimeoutError:
            raise DatabaseUnavailable(f"{name}: not planned within {self._deadline:g} s.") from None
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
            raise translate(error) from error

    async def write_alone(self, name: str, /, **params: Any) -> list[Row]:
        """A statement that is a transaction by itself: sent, run and committed in one round trip, once.

        Raises what the driver's error means. After a broken connection or when the time ran out it may
        have happened all the same: who asks has to find that out.
        """
        query = catalog.load()[name]
        statement = neo4j.Query(query.text, metadata={"query": name}, timeout=self._deadline)
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._deadline), self._session(neo4j.WRITE_ACCESS) as session:
                result = await session.run(statement, params)
                return [_row(record) async for record in result]
        except TimeoutError:
            raise OutcomeUnknown(f"{name}: no answer within {self._deadline:g} s.") from None
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
            raise translate(error) from error
        finally:
            _note(name, started)

    async def write(
        self, work: Callable[[Transaction], Awaitable[T]], *, name: str, repeatable: bool = False
    ) -> T:
        """Run ``work`` as one transaction. It may run several times; only one run takes effect.

        ``repeatable`` work finds out by itself whether it took effect before, so it is also run again
        after an unknown outcome. All runs together keep the deadline. Raises what ``work`` raises
        (nothing is written then), OutcomeUnknown when the connection broke during the commit or the
        time ran out, WriteConflict when other clients won again and again.
        """
        try:
            async with asyncio.timeout(self._deadline):
                return await self._until_written(work, name, repeatable)
        except TimeoutError:
            raise OutcomeUnknown(f"{name}: no answer within {self._deadline:g} s.") from None

    async def _until_written(
        self, work: Callable[[Transaction], Awaitable[T]], name: str, repeatable: bool
    ) -> T:
        for attempt in range(_ATTEMPTS_ON_CONFLICT):
            try:
                return await self._write_once(work, name)
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
                translated = translate(error)
                again = repeatable and isinstance(translated, OutcomeUnknown)
                if not again and not is_outdated_view(error):
                    raise translated from error
            await asyncio.sleep(_PAUSE * attempt)
        raise WriteConflict(
            f"{name}: other clients changed the same thing {_ATTEMPTS_ON_CONFLICT} times in a row."
        )

    async def _write_once(self, work: Callable[[Transaction], Awaitable[T]], name: str) -> T:
        @neo4j.unit_of_work(metadata={"query": name}, timeout=self._deadline)
        async def transaction(tx: AsyncManagedTransaction) -> T:
            return await work(Transaction(tx))

        async with self._session(neo4j.WRITE_ACCESS) as session:
            return await session.execute_write(transaction)

    async def explore(self, statement: str, *, limit: int) -> list[Row]:
        """The first rows of a statement that a person typed (`depgraph db shell`); it can only read."""
        text = neo4j.Query(cast("LiteralString", statement), timeout=self._deadline)
        try:
            async with self._session(neo4j.READ_ACCESS) as session:
                result = await session.run(text)
                return [record.data() for record in await result.fetch(limit)]
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
            raise translate(error) from error

    async def batch(self, name: str, /, **params: Any) -> list[Row]:
        """A statement outside a managed transaction: schema changes, CALL … IN TRANSACTIONS.

        It has to be one that may be run again: it is, when another service was in its way.
        """
        for attempt in range(_ATTEMPTS_ON_CONFLICT):
            try:
                return await self._batch_once(name, params)
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
                if not is_outdated_view(error) and not isinstance(error, neo4j.exceptions.TransientError):
                    raise translate(error) from error
            await asyncio.sleep(_PAUSE * attempt)
        raise WriteConflict(f"{name}: others were in its way {_ATTEMPTS_ON_CONFLICT} times in a row.")

    async def _batch_once(self, name: str, params: Mapping[str, Any]) -> list[Row]:
        async with self._session(neo4j.WRITE_ACCESS) as session:
            # for a million segments it takes longer than the server allows a statement; each of its inner
            # transactions still has that limit
            statement = neo4j.Query(catalog.load()[name].text, {"query": name}, timeout=0)
            result = await session.run(statement, dict(params))
            return [_row(record) async for record in result]


def _row(record: neo4j.Record) -> Row:
    """Columns by name; unlike ``record.data()``, which builds every nested value anew, at no cost."""
    return dict(zip(record.keys(), record.values(), strict=True))  # pyright: ignore[reportUnknownMemberType]


def _note(name: str, started: float) -> None:
    recorded = timings.get()
    if recorded is not None:
        recorded.append((name, (time.perf_counter() - started) * 1000))

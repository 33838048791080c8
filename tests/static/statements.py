"""Every statement that reaches Neo4j, as the driver sends it: text, name, access, transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import neo4j
from neo4j._async.work.transaction import AsyncTransactionBase

from depgraph import catalog


@dataclass(slots=True)
class Sent:
    """What one request sent."""

    statements: list[tuple[str, str]] = field(default_factory=list)
    """(query name or text, READ or WRITE) of each."""
    transactions: int = 0
    alone: list[Any] = field(default_factory=list)
    """The results of writes that are transactions by themselves."""

    @property
    def commits(self) -> int:
        """How often something was committed: a statement by itself may find that nothing is to be written."""
        ended = (result._metadata for result in self.alone)
        made = sum("bookmark" in end and "nodes-created" in end.get("stats", {}) for end in ended)
        return self.transactions + made

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.statements]


_here: ContextVar[bool] = ContextVar("_here", default=False)
"""True in what the watching test called, not in the service's own periodic work."""


@contextmanager
def watched() -> Iterator[Sent]:
    """Count below depgraph's own gate, so that nothing can pass beside it."""
    sent = Sent()
    run_alone, run_inside = neo4j.AsyncSession.run, AsyncTransactionBase.run
    commit, begin = AsyncTransactionBase._commit, neo4j.AsyncSession._open_transaction
    access: dict[int, str] = {}

    async def alone(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        result = await run_alone(self, query, *args, **kwargs)
        if _here.get():
            mode = str(self._config.default_access_mode)
            sent.statements.append((_name(query), mode))
            sent.alone += [result] if mode == "WRITE" else []
        return result

    async def inside(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        if _here.get():
            sent.statements.append((_name(query), access.get(id(self), "WRITE")))
        return await run_inside(self, query, *args, **kwargs)

    async def opened(self: Any, *args: Any, **kwargs: Any) -> None:
        await begin(self, *args, **kwargs)
        access[id(self._transaction)] = str(kwargs.get("access_mode", "WRITE"))

    async def committed(self: Any) -> None:
        sent.transactions += _here.get()
        await commit(self)

    token = _here.set(True)
    try:
        with (
            patch.object(neo4j.AsyncSession, "run", alone),
            patch.object(neo4j.AsyncSession, "_open_transaction", opened),
            patch.object(AsyncTransactionBase, "run", inside),
            patch.object(AsyncTransactionBase, "_commit", committed),
        ):
            yield sent
    finally:
        _here.reset(token)


def _name(query: Any) -> str:
    """The catalog's name of a statement; for a composed one the name it was sent under."""
    if isinstance(query, neo4j.Query) and query.metadata:
        return str(query.metadata["query"])
    text = query.text if isinstance(query, neo4j.Query) else query
    return next((name for name, known in catalog.load().items() if known.text == text), str(text))

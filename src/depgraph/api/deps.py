"""What handlers ask for: the database, the window of a list, the one write of a request."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

import anyio.to_thread
from fastapi import Depends, Header, Query, Request, Response
from pydantic import BaseModel

from depgraph.errors import BadInput
from depgraph.graph import DEADLINE, Graph, Transaction
from depgraph.paging import Window, window
from depgraph.provenance.key import load_or_make_key
from depgraph.queries import requests
from depgraph.queries.outcome import Outcome
from depgraph.settings import Settings

M = TypeVar("M", bound=BaseModel)
MAX_KEY = 255


async def _graph(request: Request) -> Graph:
    return request.app.state.graph


async def _settings(request: Request) -> Settings:
    return request.app.state.settings


async def _window(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=500, description="Rows of a page")] = 50,
    offset: Annotated[int | None, Query(ge=0, le=2**53, description="Rows to skip; or use cursor")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="next_cursor of the page before")] = None,
) -> Window:
    if offset is not None and cursor is not None:
        raise BadInput("Send either offset or cursor, not both.", pointer="cursor")
    filters = sorted(
        (k, v) for k, v in request.query_params.multi_items() if k not in {"limit", "offset", "cursor"}
    )
    return window(
        limit=limit, offset=offset, cursor=cursor, scope={"path": request.url.path, "filters": filters}
    )


async def _sealing_key(request: Request) -> bytes:
    """The key that seals receipts: made when the first one is written, then kept in memory."""
    state = request.app.state
    if not hasattr(state, "sealing_key"):
        state.sealing_key = await anyio.to_thread.run_sync(load_or_make_key, state.settings.data_dir)
    return state.sealing_key


Db = Annotated[Graph, Depends(_graph)]
Config = Annotated[Settings, Depends(_settings)]
SealingKey = Annotated[bytes, Depends(_sealing_key)]
PageWindow = Annotated[Window, Depends(_window)]


@dataclass(frozen=True, slots=True)
class Writer:
    """The one write of a request: one transaction, and with an Idempotency-Key one effect."""

    graph: Graph
    request: Request
    response: Response
    key: str | None

    async def __call__(
        self, model: type[M], work: Callable[..., Awaitable[Outcome[M]]], /, **given: Any
    ) -> M:
        """Run ``work(transaction, **given)`` and answer with its model, status and Location."""

        async def transaction(tx: Transaction) -> Outcome[M]:
            return await work(tx, **given)

        outcome = await requests.once(
            self.graph, model, transaction, name=self._name(work), claim=await self._claim()
        )
        return self._answered(outcome)

    async def at_once(
        self,
        model: type[M],
        alone: Callable[..., Awaitable[Outcome[M] | None]],
        work: Callable[..., Awaitable[Outcome[M]]],
        /,
        **given: Any,
    ) -> M:
        """What ``alone(graph, claim=…, **given)`` writes in one statement; where it answers None, as above.

        Both together keep the deadline.
        """
        started = time.monotonic()
        outcome = await alone(self.graph, claim=await self._claim(), **given)
        if outcome is not None:
            return self._answered(outcome)
        left = DEADLINE - (time.monotonic() - started)
        return await replace(self, graph=self.graph.with_deadline(max(left, 0)))(model, work, **given)

    def _answered(self, outcome: Outcome[M]) -> M:
        self.response.status_code = outcome.status
        if outcome.location:
            self.response.headers["Location"] = outcome.location
        return outcome.answer

    def _name(self, work: Callable[..., Any]) -> str:
        return f"{work.__module__.rpartition('.')[2]}.{work.__name__}"

    async def _claim(self) -> requests.Claim | None:
        if self.key is None:
            return None
        route = f"{self.request.method} {self.request.url.path}?{self.request.url.query}"
        body = await self.request.body()
        return requests.Claim(
            key=hashlib.sha256(f"{route}\n{self.key}".encode()).hexdigest(),
            body_digest=hashlib.sha256(body).hexdigest(),
        )


async def _writer(
    request: Request,
    response: Response,
    idempotency_key: Annotated[str | None, Header(max_length=MAX_KEY, min_length=1)] = None,
) -> Writer:
    return Writer(request.app.state.graph, request, response, idempotency_key)


async def _plain_writer(request: Request, response: Response) -> Writer:
    return Writer(request.app.state.graph, request, response, None)


Write = Annotated[Writer, Depends(_writer)]
"""For POST: takes an Idempotency-Key."""
Change = Annotated[Writer, Depends(_plain_writer)]
"""For PUT, PATCH and DELETE, which are the same again when repeated."""

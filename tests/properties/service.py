"""The service as a state machine drives it: plain calls, one event loop behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from anyio import CapacityLimiter, create_task_group
from anyio.from_thread import BlockingPortal, start_blocking_portal

from depgraph import schema
from depgraph.app import create_app
from depgraph.embedded import Server
from depgraph.graph import Graph, connect
from depgraph.models.invariants import Violation
from depgraph.queries import invariants
from depgraph.settings import Settings
from tests.support.wipe import wipe

AT_ONCE = 4
"""Questions that are asked side by side."""


@dataclass(frozen=True)
class Service:
    """The service on its database. Hypothesis' machines are synchronous, so each call waits here."""

    portal: BlockingPortal
    client: httpx2.AsyncClient
    graph: Graph
    folder: Path

    def send(self, method: str, path: str, body: Any = None, **params: Any) -> httpx2.Response:
        async def sent() -> httpx2.Response:
            return await self.client.request(method, path, json=body, params=params)

        return self.portal.call(sent)

    def ask(self, paths: Sequence[str]) -> list[httpx2.Response]:
        """The answers to these questions, in their order."""
        return self.portal.call(self._ask, paths)

    async def _ask(self, paths: Sequence[str]) -> list[httpx2.Response]:
        answers: dict[int, httpx2.Response] = {}
        limiter = CapacityLimiter(AT_ONCE)

        async def one(place: int, path: str) -> None:
            async with limiter:
                answers[place] = await self.client.get(path)

        async with create_task_group() as group:
            for place, path in enumerate(paths):
                group.start_soon(one, place, path)
        return [answers[place] for place in range(len(paths))]

    def broken(self) -> list[Violation]:
        return self.portal.call(invariants.broken, self.graph)

    def empty(self) -> None:
        self.portal.call(wipe, self.graph)


@contextmanager
def service(server: Server, folder: Path) -> Iterator[Service]:
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(_client(server, folder)) as (client, graph),
    ):
        yield Service(portal, client, graph, folder)


@asynccontextmanager
async def _client(server: Server, folder: Path) -> AsyncIterator[tuple[httpx2.AsyncClient, Graph]]:
    settings = Settings(
        neo4j_uri=server.bolt_uri,
        neo4j_user=server.user,
        neo4j_password=server.password,
        data_dir=folder / "data",
        allowed_roots=(folder,),
    )
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        graph = Graph(driver, deadline=30)
        await schema.apply(graph)
        app = create_app(settings, graph)
        transport = httpx2.ASGITransport(app=app)
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client,
        ):
            yield client, graph

"""A client of the service that asks without a network."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx2

from depgraph.app import create_app
from depgraph.graph import Graph
from depgraph.settings import Settings


@asynccontextmanager
async def client_of(graph: Graph, settings: Settings) -> AsyncGenerator[httpx2.AsyncClient]:
    """The service on this graph, begun and ended with the client."""
    app = create_app(settings, graph)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=app), base_url="http://127.0.0.1:8000"
        ) as client,
    ):
        yield client

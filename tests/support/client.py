"""A client of the service that asks without a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx2
from fastapi import FastAPI
from starlette.datastructures import State

from depgraph.app import create_app
from depgraph.graph import Graph
from depgraph.settings import Settings

_idle: dict[tuple[str, ...], list[FastAPI]] = defaultdict(list)
"""Applications that nobody uses now, by what of the settings they keep. The first request of each builds
what its routes need, which takes longer than most tests; the next test finds it built."""


@asynccontextmanager
async def begun(graph: Graph, settings: Settings) -> AsyncGenerator[FastAPI]:
    """The service on this graph, begun and ended with the block; nobody else has this one meanwhile."""
    kept = (settings.host, *sorted(settings.allowed_hosts))
    app = _idle[kept].pop() if _idle[kept] else create_app(settings, graph)
    app.state = State({"settings": settings, "graph": graph})  # nothing of the one before
    async with app.router.lifespan_context(app):
        yield app
    _idle[kept].append(app)


def client_to(app: FastAPI) -> httpx2.AsyncClient:
    """A client of a service that has begun."""
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://127.0.0.1:8000")


@asynccontextmanager
async def client_of(graph: Graph, settings: Settings) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of the service on this graph, which begins and ends with it."""
    async with begun(graph, settings) as app, client_to(app) as client:
        yield client

"""The database of a command: the embedded server that runs or is started for it, or the one named by URI."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio
from pydantic import SecretStr

from depgraph import embedded, schema
from depgraph.graph import Graph, connect
from depgraph.settings import Settings

T = TypeVar("T")
PATIENCE = 120.0
"""Seconds that one statement of a command may take; a person waits, unlike a request."""


@asynccontextmanager
async def located(settings: Settings, *, join: embedded.Join = "any") -> AsyncGenerator[Settings]:
    """Settings whose URI is that of a running database."""
    if not settings.embedded:
        yield settings
        return
    async with embedded.running(settings, progress=embedded.Bars(), join=join) as server:
        yield settings.model_copy(
            update={
                "neo4j_uri": server.bolt_uri,
                "neo4j_user": server.user,
                "neo4j_password": SecretStr(server.password.get_secret_value()),
            }
        )


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Graph]:
    """The graph with its schema applied."""
    async with (
        located(settings) as found,
        connect(found.neo4j_uri, user=found.neo4j_user, password=found.neo4j_password) as driver,
    ):
        graph = Graph(driver, found.neo4j_database, deadline=PATIENCE)
        await schema.apply(graph)
        yield graph


def ask(work: Callable[[Graph], Awaitable[T]], settings: Settings | None = None) -> T:
    """Run ``work`` on the database and answer what it answers."""

    async def main() -> T:
        async with opened(settings or Settings()) as graph:
            return await work(graph)

    return anyio.run(main)

"""The time between the service's start and the first answer of its database.

The service serves at once. Until the schema is applied every question gets a 503 that says why,
and the schema is tried again until it is applied; nothing needs to be restarted.
"""

from __future__ import annotations

import asyncio
from typing import NoReturn

import structlog

from depgraph import schema
from depgraph.errors import DatabaseUnavailable, DepgraphError
from depgraph.graph import DEADLINE, Graph
from depgraph.queries import plans

log = structlog.get_logger()

PROBE_SECONDS = 1.5
"""Patience of one try: a service without its database begins to serve after this long."""
PAUSE_SECONDS = 0.5
PLANNED_SECONDS = 60.0
"""How often plans are looked after: a database that was away has none, nor has a cluster's new leader."""


class NotReady(Graph):
    """Stands for the database until its schema is applied: every question is refused, saying why."""

    def __init__(self) -> None:
        self.reason = "the service is starting."
        self._deadline = DEADLINE

    def with_deadline(self, seconds: float) -> Graph:
        del seconds
        return self

    def _session(self, access: str) -> NoReturn:
        del access
        raise DatabaseUnavailable(f"The database is not ready: {self.reason}")


async def prepare(graph: Graph, waiting: NotReady, tried: asyncio.Event) -> None:
    """Apply the schema, however long the database is away. ``tried`` is set after the first try."""
    while True:
        try:
            await schema.missing(graph.with_deadline(PROBE_SECONDS))
            await schema.apply(graph)
        except DepgraphError as error:
            if waiting.reason != error.detail:
                log.info("the database is not ready yet", detail=error.detail)
            waiting.reason = error.detail
        except Exception:
            waiting.reason = "the schema could not be applied; the service's log says why."
            log.exception("the schema could not be applied")
        else:
            return
        finally:
            tried.set()
        await asyncio.sleep(PAUSE_SECONDS)


async def keep_planned(graph: Graph) -> None:
    """Until cancelled: plans made ahead, now and again and again. What is planned already costs nothing."""
    while True:
        try:
            await plans.make_ahead(graph)
        except DepgraphError as error:
            log.debug("plans wait for the database", detail=error.detail)
        except Exception:
            log.exception("nothing could be planned ahead")
        await asyncio.sleep(PLANNED_SECONDS)

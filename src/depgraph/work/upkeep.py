"""What a service does every now and then, whether or not anyone asks: leases, sweeps, old tasks and keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog

from depgraph.clock import stamp
from depgraph.errors import DepgraphError, TaskInterrupted
from depgraph.graph import Graph, Transaction
from depgraph.queries import requests, tasks
from depgraph.work.described import described

log = structlog.get_logger()

BEAT_SECONDS = 1.0
SWEEP_SECONDS = 5.0
EXPIRE_SECONDS = 3600.0
KEEP_DAYS = 30
"""Days for which a task that ended is kept."""
KEEP_KEYS_DAYS = 7
"""Days after which an Idempotency-Key may come anew."""


class Upkeep:
    """A loop that outlives every absence of the database."""

    def __init__(self, graph: Callable[[], Graph], beat: Callable[[], Awaitable[None]]) -> None:
        self._graph = graph
        self._beat = beat
        self._next_sweep = 0.0
        self._next_expiry = 0.0

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._turn(time.monotonic())
            except DepgraphError as error:
                log.debug("upkeep waits for the database", detail=error.detail)
            except Exception:
                log.exception("upkeep failed")
            await asyncio.sleep(BEAT_SECONDS)

    async def _turn(self, moment: float) -> None:
        await self._beat()  # own leases first: after an absence of the database they have run out
        if moment >= self._next_sweep:
            await sweep(self._graph())
            self._next_sweep = moment + SWEEP_SECONDS
        if moment >= self._next_expiry:
            await expire(self._graph())
            self._next_expiry = moment + EXPIRE_SECONDS


async def sweep(graph: Graph) -> int:
    """Fail the tasks whose service died; answers how many."""
    error = described(TaskInterrupted("The service that worked on this task ended before it was done."))

    async def work(tx: Transaction) -> int:
        return await tasks.sweep(tx, error=error)

    return await graph.write(work, name="task.sweep")


async def expire(graph: Graph) -> int:
    """Drop tasks that ended a month ago and Idempotency-Keys of a week ago; answers how many."""
    return await _drop(graph, tasks.expire, KEEP_DAYS) + await _drop(graph, requests.expire, KEEP_KEYS_DAYS)


async def _drop(graph: Graph, drop: Callable[..., Awaitable[int]], days: int) -> int:
    """Batch after batch, until one is not full."""
    before, dropped = stamp(datetime.now(UTC) - timedelta(days=days)), 0

    async def work(tx: Transaction) -> int:
        return await drop(tx, before=before)

    while batch := await graph.write(work, name=f"{drop.__module__.rpartition('.')[2]}.expire"):
        dropped += batch
    return dropped

"""Slow work of one service: two reading threads, a task for whatever takes longer than a moment.

A task's lease lies in the database and is renewed by a beat once a second. When a service
dies, its leases run out and any other one, or its next start, marks the tasks as failed.
The effect of a task and its end are one transaction, so a task that was taken away has none.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from pydantic import BaseModel

from depgraph.clock import new_id
from depgraph.errors import DatabaseUnavailable, DepgraphError, TaskInterrupted
from depgraph.files.progress import Cancelled, Progress
from depgraph.graph import Graph, Transaction, timings
from depgraph.models.tasks import Task
from depgraph.queries import tasks as queries
from depgraph.queries.outcome import Outcome
from depgraph.work.described import described
from depgraph.work.job import Job, Once
from depgraph.work.upkeep import Upkeep

log = structlog.get_logger()
M = TypeVar("M", bound=BaseModel)
R = TypeVar("R")

THREADS = 2
"""Files that are read at once: more would only make the disk seek."""
PATIENCE = 2.0
"""Seconds after which a request is answered with its task (contract section 2)."""
LEASE_MS = 10_000
_PAUSES = (0.5, 1, 2, 4, 8, 15, 30)
"""Seconds between attempts to write a task's effect: minutes of reading are not lost to a restart."""


class TaskLostError(Exception):
    """Another service has ended this task meanwhile; its effect is rolled back."""


class _NothingYetError(Exception):
    """No answer is kept for this Idempotency-Key."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading under way, and the task that tells of it once there is one."""

    progress: Progress
    future: asyncio.Future[Any]


class Tasks:
    """The slow work of this service."""

    def __init__(
        self, graph: Callable[[], Graph], *, patience: float = PATIENCE, lease_ms: int = LEASE_MS
    ) -> None:
        self.service_id = new_id()
        self.patience = patience
        self.lease_ms = lease_ms
        self._graph = graph
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="depgraph-reading")
        self._readings: dict[str, _Reading] = {}
        self._background: set[asyncio.Task[None]] = set()

    async def answer(self, job: Job[M, R], write: Once) -> M:
        """Do the job; answers its outcome, or after ``patience`` seconds the task that does it."""
        earlier = await _kept_answer(job, write)
        if earlier is not None:
            return earlier
        if job.before is not None:
            await job.before()
        reading = self._start(job)
        try:
            done, _ = await asyncio.wait({reading.future}, timeout=self.patience)
            if done:
                return await write(job.answer, job.finish, reading=reading.future.result())
            return await self._as_task(job, reading, write)
        except BaseException:
            reading.progress.cancel()
            raise

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[Tasks]:
        """Tasks of dead services are failed now and then; at the end, own ones are interrupted."""
        upkeep = asyncio.create_task(Upkeep(self._graph, self._beat).run())
        try:
            yield self
        finally:
            upkeep.cancel()
            await self._stop()
            with contextlib.suppress(asyncio.CancelledError):
                await upkeep

    def _start(self, job: Job[M, R]) -> _Reading:
        progress = Progress()
        future = asyncio.get_running_loop().run_in_executor(self._threads, job.read, progress)
        future.add_done_callback(_noticed)
        return _Reading(progress, future)

    async def _as_task(self, job: Job[M, R], reading: _Reading, write: Once) -> M:
        task_id = new_id()
        self._readings[task_id] = reading
        try:
            answer = await write(
                job.answer,
                queries.create,
                answer=job.answer,
                task_id=task_id,
                kind=job.kind,
                service_id=self.service_id,
                lease_ms=self.lease_ms,
            )
        except BaseException:
            del self._readings[task_id]
            raise
        if _task_id(answer) == task_id:
            self._follow(task_id, job, reading)
        else:  # the same request came twice at once, and the other one is first
            del self._readings[task_id]
            reading.progress.cancel()
        return answer

    def _follow(self, task_id: str, job: Job[M, R], reading: _Reading) -> None:
        token = timings.set(None)  # the request's timings end with the request
        task = asyncio.create_task(self._to_its_end(task_id, job, reading))
        timings.reset(token)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _to_its_end(self, task_id: str, job: Job[M, R], reading: _Reading) -> None:
        try:
            await self._finish(task_id, job, await reading.future, reading.progress.done)
        except TaskLostError:
            log.warning("a task was taken away before its end", task_id=task_id)
        except (Cancelled, asyncio.CancelledError):
            await self._fail(task_id, TaskInterrupted("The service was stopped."))
        except DepgraphError as error:
            await self._fail(task_id, error)
        except Exception:
            log.exception("a task failed", task_id=task_id)
            await self._fail(task_id, DepgraphError("The task could not be finished."))
        finally:
            self._readings.pop(task_id, None)

    async def _finish(self, task_id: str, job: Job[M, R], found: R, done: int) -> None:
        async def effect_and_end(tx: Transaction) -> Outcome[M]:
            if not await queries.hold(tx, task_id=task_id, service_id=self.service_id):
                raise TaskLostError
            outcome = await job.finish(tx, reading=found)
            ending = queries.Ending(result=outcome.answer.model_dump_json(), done=done)
            await queries.finish(tx, task_id=task_id, service_id=self.service_id, ending=ending)
            return outcome

        for pause in _PAUSES:
            try:
                await self._graph().write(effect_and_end, name=f"task.{job.kind}")
            except DatabaseUnavailable as error:
                log.info("a task waits for the database", task_id=task_id, detail=error.detail)
                await asyncio.sleep(pause)
            else:
                return
        await self._graph().write(effect_and_end, name=f"task.{job.kind}")

    async def _fail(self, task_id: str, error: DepgraphError) -> None:
        ending = queries.Ending(error=described(error))

        async def end(tx: Transaction) -> bool:
            return await queries.finish(tx, task_id=task_id, service_id=self.service_id, ending=ending)

        try:
            await self._graph().write(end, name="task.fail")
        except DepgraphError as failure:  # the lease runs out, and the sweep says so
            log.warning("the end of a task could not be written", task_id=task_id, detail=failure.detail)

    async def _beat(self) -> None:
        progress = [_told(task_id, reading.progress) for task_id, reading in self._readings.items()]
        if not progress:
            return

        async def beat(tx: Transaction) -> set[str]:
            return await queries.beat(
                tx, progress=progress, service_id=self.service_id, lease_ms=self.lease_ms
            )

        await self._graph().write(beat, name="task.beat")

    async def _stop(self) -> None:
        for reading in self._readings.values():
            reading.progress.cancel()
            reading.future.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._background:
            await asyncio.wait(self._background, timeout=10)


async def _kept_answer(job: Job[M, R], write: Once) -> M | None:
    """The answer that was given for this Idempotency-Key: the file is not read again for it."""
    if write.key is None:
        return None

    async def nothing_yet(_tx: Transaction) -> Outcome[M]:
        raise _NothingYetError

    try:
        return await write(job.answer, nothing_yet)
    except _NothingYetError:
        return None


def _noticed(future: asyncio.Future[Any]) -> None:
    """An abandoned reading ends with Cancelled, which nobody else asks for."""
    if not future.cancelled():
        future.exception()


def _task_id(answer: BaseModel) -> str | None:
    root = getattr(answer, "root", None)
    return root.id if isinstance(root, Task) else None


def _told(task_id: str, progress: Progress) -> dict[str, object]:
    status = "running" if progress.started else "queued"
    return {"id": task_id, "status": status, "done": progress.done, "total": progress.total}

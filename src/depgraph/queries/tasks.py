"""Tasks in the database: every instance sees them, and a lease tells which service works on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, get_args

from pydantic import BaseModel

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.tasks import Task, TaskStatus
from depgraph.paging import Window
from depgraph.queries.outcome import Outcome

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a task ends: with the answer as JSON text, or with a problem as JSON text."""

    result: str | None = None
    error: str | None = None
    done: int | None = None

    @property
    def status(self) -> TaskStatus:
        return "failed" if self.error else "done"


async def list_tasks(
    graph: Graph, *, status: TaskStatus | None, kind: str | None, window: Window
) -> Page[Task]:
    """Tasks, newest first."""
    statuses = [status] if status else list(get_args(TaskStatus))
    row = (await graph.rows("task.list", statuses=statuses, kind=kind, **window.params))[0]
    return window.page([Task.from_row(item) for item in row["items"]], row["total"])


async def get(graph: Graph, *, task_id: str) -> Task:
    """One task. Raises NotFound."""
    rows = await graph.rows("task.get", task_id=task_id)
    if not rows:
        raise NotFound("task", task_id)
    return Task.from_row(rows[0]["task"])


async def create(
    tx: Transaction, *, answer: type[M], task_id: str, kind: str, service_id: str, lease_ms: int
) -> Outcome[M]:
    """A new task, as the 202 answer of a request whose model is ``answer``."""
    row = await tx.row(
        "task.create",
        id=task_id,
        kind=kind,
        unit="bytes",
        service_id=service_id,
        lease_ms=lease_ms,
        now=now(),
    )
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    task = Task.from_row(row["task"])
    return Outcome(answer.model_validate(task), 202, f"/api/tasks/{task.id}")


async def beat(
    tx: Transaction, *, progress: list[dict[str, object]], service_id: str, lease_ms: int
) -> set[str]:
    """Write progress and renew leases; answers the tasks that are still this service's."""
    rows = await tx.rows("task.beat", tasks=progress, service_id=service_id, lease_ms=lease_ms, now=now())
    return {row["id"] for row in rows}


async def hold(tx: Transaction, *, task_id: str, service_id: str) -> bool:
    """Lock a task until the transaction ends; False when it is no longer this service's."""
    return await tx.row("task.hold", id=task_id, service_id=service_id) is not None


async def finish(tx: Transaction, *, task_id: str, service_id: str, ending: Ending) -> bool:
    """End a task; False when it is no longer this service's."""
    row = await tx.row(
        "task.finish",
        id=task_id,
        service_id=service_id,
        status=ending.status,
        result=ending.result,
        error=ending.error,
        done=ending.done,
        now=now(),
    )
    return row is not None


async def sweep(tx: Transaction, *, error: str) -> int:
    """Fail the tasks whose service died; answers how many."""
    return len(await tx.rows("task.sweep", error=error, now=now()))


async def expire(tx: Transaction, *, before: str) -> int:
    """Drop tasks that ended before a time; answers how many, at most 1000."""
    row = await tx.row("task.expire", before=before)
    return row["dropped"] if row else 0

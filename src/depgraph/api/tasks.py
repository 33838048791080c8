"""Routes of contract section 3: tasks. The slow work itself lives as long as the service does."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Request

from depgraph.api.deps import Db, PageWindow
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.base import Page, PathId
from depgraph.models.tasks import Task, TaskStatus
from depgraph.queries import tasks
from depgraph.work.tasks import Tasks


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    async with Tasks(lambda: app.state.graph).running() as app.state.tasks:
        yield


async def _tasks(request: Request) -> Tasks:
    return request.app.state.tasks


Slow = Annotated[Tasks, Depends(_tasks)]
"""What takes long: answered as a task when it takes more than a moment."""

router = APIRouter(
    prefix="/api/tasks", tags=["tasks"], route_class=StrictRoute, responses=RESPONSES, lifespan=_lifespan
)


@router.get("")
async def list_tasks(
    db: Db,
    window: PageWindow,
    status: Annotated[TaskStatus | None, Query(description="Only tasks of this status")] = None,
    kind: Annotated[str | None, Query(max_length=100, description="Only tasks of this kind")] = None,
) -> Page[Task]:
    """Tasks, newest first; those that ended a month ago are dropped."""
    return await tasks.list_tasks(db, status=status, kind=kind, window=window)


@router.get("/{task_id}")
async def get_task(task_id: PathId, db: Db) -> Task:
    """One task: its progress, and at its end the answer or the problem."""
    return await tasks.get(db, task_id=task_id)

"""Tasks: work that takes longer than a request should wait for."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict

from depgraph.models.base import Answer, Count, StoredJson, Timestamp

TaskStatus = Literal["queued", "running", "done", "failed"]


class TaskProgress(Answer):
    """How far a task has come; ``total`` is null while it is not known."""

    done: Count
    total: Count | None
    unit: str


class TaskError(Answer):
    """Why a task failed: the members of a problem, as a request would have answered it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str


class Task(Answer):
    """One task (contract section 3): ``result`` is what the request would have answered."""

    id: str
    kind: str
    status: TaskStatus
    progress: TaskProgress
    result: StoredJson | None
    error: TaskError | None
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Task:
        """A task from its row; result and error are stored as text."""
        error = row["error"]
        return cls.model_validate({**row, "error": TaskError.model_validate_json(error) if error else None})

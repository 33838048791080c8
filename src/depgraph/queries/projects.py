"""Projects."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.entities import NewProject, Project
from depgraph.paging import Window
from depgraph.queries import entities
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, project_id: str) -> Project:
    """One project. Raises NotFound."""
    return entities.one(await graph.rows("project.get", id=project_id), Project, "project", project_id)


async def list_projects(graph: Graph, *, name: str | None, window: Window) -> Page[Project]:
    """Projects by name."""
    rows = await graph.rows("project.list", name=name or "", **window.params)
    return entities.page(rows, Project, window)


async def save(tx: Transaction, *, project_id: str, new: NewProject) -> Outcome[Project]:
    """Create or replace a project."""
    row = await tx.row(
        "project.save",
        id=project_id,
        key=entities.key("project", project_id),
        name=new.name,
        now=now(),
    )
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    saved = await tx.rows("project.get", id=project_id)
    return entities.saved(
        entities.one(saved, Project, "project", project_id), "project", project_id, created=row["created"]
    )

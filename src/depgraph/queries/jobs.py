"""Jobs: work of others that uses assets."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.graph import Graph, Transaction
from depgraph.models.asset_users import Job, JobDetail, NewJob, SavedJob
from depgraph.models.base import Page
from depgraph.paging import Window
from depgraph.queries import entities, saved_assets
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, job_id: str) -> JobDetail:
    """One job with the assets that it uses. Raises NotFound."""
    return entities.one(await graph.rows("job.get", id=job_id), JobDetail, "job", job_id)


async def list_jobs(
    graph: Graph, *, name: str | None, status: str | None, active: bool | None, window: Window
) -> Page[Job]:
    """Jobs by name."""
    rows = await graph.rows(
        "job.list", name=name or "", status=status or "", activity=entities.activity(active), **window.params
    )
    return entities.page(rows, Job, window)


async def save(tx: Transaction, *, job_id: str, new: NewJob) -> Outcome[SavedJob]:
    """Create or replace a job, and register its dependencies. Raises NotFound, AssetRemoved."""
    row = await tx.row(
        "job.save",
        id=job_id,
        key=entities.key("job", job_id),
        name=new.name,
        status=new.status,
        now=now(),
    )
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    await saved_assets.register(tx, kind="job", entity_id=job_id, uses=new.assets)
    saved = await saved_assets.checked(tx, await tx.rows("job.get", id=job_id))
    return entities.saved(entities.one(saved, SavedJob, "job", job_id), "job", job_id, created=row["created"])

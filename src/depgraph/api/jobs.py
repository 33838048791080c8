"""Routes of contract section 4: jobs."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.filters import Flag, NamePart, Status
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.asset_users import Job, JobDetail, NewJob, SavedJob
from depgraph.models.base import Identifier, Page
from depgraph.models.entities import Removed
from depgraph.queries import entities, jobs

router = APIRouter(prefix="/api/jobs", tags=["entities"], route_class=IdentRoute, responses=RESPONSES)


@router.get("")
async def list_jobs(
    db: Db, window: PageWindow, name: NamePart = None, status: Status = None, active: Flag = None
) -> Page[Job]:
    """Jobs, by name."""
    return await jobs.list_jobs(db, name=name, status=status, active=active, window=window)


@router.get("/{job_id}")
async def get_job(job_id: Identifier, db: Db) -> JobDetail:
    """One job with the assets that it uses."""
    return await jobs.get(db, job_id=job_id)


@router.put("/{job_id}", responses={201: {"model": SavedJob, "description": "It is new"}})
async def save_job(job_id: Identifier, body: NewJob, write: Change) -> SavedJob:
    """Create or replace a job, register its dependencies, and tell what is known to go wrong."""
    return await write(SavedJob, jobs.save, job_id=job_id, new=body)


@router.delete("/{job_id}", status_code=204)
async def delete_job(job_id: Identifier, write: Change) -> None:
    """Delete a job, and its dependencies."""
    await write(Removed, entities.delete, kind="job", entity_id=job_id)

"""Routes of contract section 6: what is stale is made anew, and the jobs that make it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from depgraph import prompt_filling
from depgraph.api.deps import Change, Db, PageWindow, Write
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.base import Identifier, Page
from depgraph.models.regeneration import (
    Claim,
    Claimed,
    JobMove,
    JobStatus,
    JobToRun,
    NewRegeneration,
    Regeneration,
    RegenerationJob,
)
from depgraph.queries import regeneration, regeneration_jobs

router = APIRouter(prefix="/api", tags=["provenance"], route_class=IdentRoute, responses=RESPONSES)


@router.post(
    "/projects/{project_id}/regenerate-stale",
    status_code=202,
    responses={200: {"model": Regeneration, "description": "A dry run: nothing is written"}},
)
async def regenerate_stale(project_id: Identifier, body: NewRegeneration, write: Write) -> Regeneration:
    """Put what is stale into jobs: one for all segments with identical inputs; the old segments stay."""
    return await write(Regeneration, regeneration.regenerate, project_id=project_id, new=body)


@router.get("/regeneration-jobs")
async def list_regeneration_jobs(
    db: Db,
    window: PageWindow,
    project_id: Annotated[Identifier | None, Query(description="Only jobs of this project")] = None,
    status: Annotated[JobStatus | None, Query(description="Only jobs of this status")] = None,
) -> Page[RegenerationJob]:
    """Regeneration jobs, newest first."""
    return await regeneration_jobs.list_jobs(db, project_id=project_id, status=status, window=window)


@router.get("/regeneration-jobs/{regeneration_job_id}")
async def get_regeneration_job(regeneration_job_id: Identifier, db: Db) -> JobToRun:
    """One regeneration job: what it makes in the stead of what, and the prompt where there is one."""
    return await prompt_filling.job_to_run(db, job_id=regeneration_job_id)


@router.post(
    "/regeneration-jobs/claim",
    responses={204: {"description": "There is no job that nobody holds"}},
)
async def claim_regeneration_job(body: Claim, write: Write) -> RegenerationJob | None:
    """Claim the oldest job that nobody holds, for the time of a lease."""
    return (await write(Claimed, regeneration_jobs.claim, claim=body)).job


@router.patch("/regeneration-jobs/{regeneration_job_id}")
async def move_regeneration_job(
    regeneration_job_id: Identifier, body: JobMove, write: Change
) -> RegenerationJob:
    """Say how far a job is; only who holds its newest fence may."""
    return await write(RegenerationJob, regeneration_jobs.move, job_id=regeneration_job_id, to=body)

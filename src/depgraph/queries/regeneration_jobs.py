"""Regeneration jobs: claimed by one worker at a time, for a lease; moved on by the newest fence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from depgraph.clock import now, stamp
from depgraph.errors import JobEnded, JobLost, JobNotMade, NotFound, WriteConflict
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.base import Page
from depgraph.models.regeneration import Claim, Claimed, JobMove, JobStatus, RegenerationJob
from depgraph.paging import Window
from depgraph.queries.outcome import Outcome

_ENDED = frozenset({"done", "failed"})
_ROUNDS = 20
"""So often may others have taken all that was free while we waited for them."""


class Origin(NamedTuple):
    """A job; the imported output that it goes back to (null without one); the assets that it names."""

    job: RegenerationJob
    source: Row | None
    assets: list[Row]


async def list_jobs(
    graph: Graph, *, project_id: str | None, status: JobStatus | None, window: Window
) -> Page[RegenerationJob]:
    """Regeneration jobs, newest first."""
    rows = await graph.rows(
        "regeneration_job.list", project_id=project_id or "", status=status or "", **window.params
    )
    return window.page([_job(item) for item in rows[0]["items"]], rows[0]["total"])


async def to_run(graph: Graph, *, job_id: str) -> Origin:
    """One job, and what its prompt is made of. Raises NotFound."""
    rows = await graph.rows("regeneration_job.to_run", job_id=job_id)
    if not rows:
        raise NotFound("regeneration_job", job_id)
    return Origin(_job(rows[0]["job"]), rows[0]["source"], rows[0]["assets"])


async def claim(tx: Transaction, *, claim: Claim) -> Outcome[Claimed]:
    """The oldest job that nobody holds, or None (204). Raises WriteConflict when others were always first."""
    for _ in range(_ROUNDS):
        row = await tx.row(
            "regeneration_job.claim", worker=claim.worker, lease_ms=claim.lease_seconds * 1000, now=now()
        )
        if row is None or not row["seen"]:
            return Outcome(Claimed(job=None), 204)
        if row["job"] is not None:
            return Outcome(Claimed(job=_job(row["job"])))
    raise WriteConflict("Other workers claimed every job that was free at that moment.")


async def move(tx: Transaction, *, job_id: str, to: JobMove) -> Outcome[RegenerationJob]:
    """How far its holder is; the same again is the same. Raises NotFound, JobLost, JobEnded, JobNotMade."""
    found = await tx.row("regeneration_job.lock", job_id=job_id)
    if found is None:
        raise NotFound("regeneration_job", job_id)
    _allow(job_id, found, to)
    if found["status"] in _ENDED:
        return Outcome(await _again(tx, job_id))
    row = await tx.row("regeneration_job.move", job_id=job_id, status=to.status, reason=to.reason, now=now())
    if row is None:
        raise NotFound("regeneration_job", job_id)
    return Outcome(_job(row["job"]))


async def _again(tx: Transaction, job_id: str) -> RegenerationJob:
    row = await tx.row("regeneration_job.get", job_id=job_id)
    if row is None:
        raise NotFound("regeneration_job", job_id)
    return _job(row["job"])


def _allow(job_id: str, found: Row, to: JobMove) -> None:
    if to.fence != found["fence"]:
        raise JobLost(
            f"The job {job_id!r} has the fence {found['fence']}, not {to.fence}.", fence=found["fence"]
        )
    if found["status"] in _ENDED and found["status"] != to.status:
        raise JobEnded(f"The job {job_id!r} is {found['status']} already.")
    if to.status == "done" and found["status"] != "done" and found["unmade"]:
        raise JobNotMade(
            f"{len(found['unmade'])} new segments of the job {job_id!r} have no receipt, "
            f"{found['unmade'][0]!r} the first.",
            new_segment_ids=found["unmade"],
        )


def _job(row: Row) -> RegenerationJob:
    free_at = row.pop("free_at")
    row["lease_until"] = stamp(_moment(free_at)) if free_at else None
    return RegenerationJob.model_validate(row)


def _moment(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)

"""Regeneration jobs are given to a ComfyUI server, followed, and completed, one after the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import anyio

from depgraph.clock import now
from depgraph.comfyui import ComfyUI, PromptRefused
from depgraph.errors import JobEnded, JobLost
from depgraph.graph import Graph, Transaction
from depgraph.models.receipts import MAX_BULK, BulkReceipts
from depgraph.models.regeneration import (
    Claim,
    JobMove,
    JobToRun,
    RegenerationJob,
    Submission,
    UnmadeJob,
)
from depgraph.prompt_filling import job_to_run
from depgraph.queries import receipts, regeneration_jobs
from depgraph.queries.outcome import Outcome

T = TypeVar("T")
_REASON = 20_000


@dataclass
class Submitter:
    """One worker. ``key`` seals receipts; ``poll`` and ``lease`` are seconds."""

    graph: Graph
    comfy: ComfyUI
    worker: str
    key: bytes
    lease: int = 600
    poll: float = 1.0
    on_job: Callable[[JobToRun], None] = lambda _job: None
    told: Submission = field(default_factory=lambda: Submission(done=0, lost=0, failed=[]))

    async def run(self) -> Submission:
        """Work until there is no job that nobody holds. Raises ComfyUnreachable; then the lease runs out."""
        while (claimed := await self._claim()) is not None:
            job = await job_to_run(self.graph, job_id=claimed.job_id)
            self.on_job(job)
            try:
                await self._make(job)
            except (JobLost, JobEnded):
                self.told.lost += 1
        return self.told

    async def _claim(self) -> RegenerationJob | None:
        claim = Claim(worker=self.worker, lease_seconds=self.lease)
        return (await self._write(regeneration_jobs.claim, claim=claim)).job

    async def _make(self, job: JobToRun) -> None:
        if job.prompt is None:
            return await self._failed(job, job.prompt_problem or "There is no prompt.")
        started = now()
        try:
            prompt_id = await self.comfy.submit(job.prompt)
        except PromptRefused as refusal:
            return await self._failed(job, str(refusal))
        await self._move(job, "submitted")
        problem = await self._ended(job, prompt_id)
        if problem is not None:
            return await self._failed(job, f"ComfyUI: {problem}")
        await self._write(self._complete, job=job, started=started)
        self.told.done += 1
        return None

    async def _ended(self, job: JobToRun, prompt_id: str) -> str | None:
        """Wait for the end of a prompt; answers what went wrong. The lease is renewed in time."""
        renewed = anyio.current_time()
        while (finished := await self.comfy.finished(prompt_id)) is None:
            if anyio.current_time() - renewed > self.lease / 3:
                await self._move(job, "submitted")
                renewed = anyio.current_time()
            await anyio.sleep(self.poll)
        return finished.problem

    async def _complete(self, tx: Transaction, *, job: JobToRun, started: str) -> Outcome[RegenerationJob]:
        """Receipts of what has none yet, and the end of the job, in one transaction."""
        over: dict[str, Any] = {"generation_started_at": started, "generation_completed_at": now()}
        submitted = JobMove(status="submitted", fence=job.fence)
        # locked from here: segments may have joined the job since it was claimed
        held = (await regeneration_jobs.move(tx, job_id=job.job_id, to=submitted)).answer
        rows = [
            {**job.inputs.model_dump(), **over, "segment_id": one.new_segment_id}
            for one in held.segments
            if one.receipt_id is None
        ]
        for start in range(0, len(rows), MAX_BULK):
            new = BulkReceipts.model_validate({"receipts": rows[start : start + MAX_BULK]})
            await receipts.record_bulk(tx, new=new, key=self.key)
        return await regeneration_jobs.move(tx, job_id=job.job_id, to=JobMove(status="done", fence=job.fence))

    async def _failed(self, job: JobToRun, reason: str) -> None:
        await self._move(job, "failed", reason=reason[:_REASON])
        self.told.failed.append(UnmadeJob(job_id=job.job_id, reason=reason))

    async def _move(
        self, job: JobToRun, status: Literal["submitted", "failed"], *, reason: str | None = None
    ) -> None:
        to = JobMove(status=status, fence=job.fence, reason=reason)
        await self._write(regeneration_jobs.move, job_id=job.job_id, to=to)

    async def _write(self, work: Callable[..., Awaitable[Outcome[T]]], **given: Any) -> T:
        async def transaction(tx: Transaction) -> Outcome[T]:
            return await work(tx, **given)

        return (await self.graph.write(transaction, name="regeneration")).answer

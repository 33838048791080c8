"""The smallest regeneration: what has to be made anew, and the jobs that make it (contract section 6)."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AliasChoices, BeforeValidator, Field, model_validator

from depgraph.models.base import Answer, Body, Count, Identifier, Text, Timestamp, Word
from depgraph.models.receipts import ReceiptInput, ReceiptLora, StoredList

MAX_SEGMENTS = 1000
"""Segments that one request looks at."""
MAX_LEASE = 7 * 24 * 3600
"""Seconds for which one claim may hold a job."""

JobStatus = Literal["queued", "claimed", "submitted", "done", "failed"]
EntryStatus = Literal["planned", "reuse", "queued", "claimed", "submitted"]
"""Of one segment to make: as its open job; ``reuse`` needs none, ``planned`` would have one (dry run)."""
SkipReason = Literal["not-stale", "accepted", "no-receipt", "superseded", "other-project", "image-first"]


class NewRegeneration(Body):
    """POST …/regenerate-stale: all that is stale in a project, these segments, or what an asset makes stale.

    At most 1,000 segments at once, by their ids; ``after`` is the ``next_after`` of the answer before.
    """

    segment_ids: Annotated[list[Identifier], Field(min_length=1, max_length=MAX_SEGMENTS)] | None = None
    asset_id: Identifier | None = None
    after: Identifier | None = None
    dry_run: bool = False

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if self.segment_ids is not None and (self.asset_id is not None or self.after is not None):
            raise ValueError("send segment_ids alone, without asset_id and after")
        return self


class RegenerationInputs(Answer):
    """The body of a receipt, as the new one will be: the latest receipt's, with what is current put in."""

    source_image_hash: str | None = None
    variant_image_hash: str | None = None
    workflow_version: str | None = None
    workflow_hash: str | None = None
    model_asset_id: str | None = None
    model_version: str | None = None
    model_hash: str | None = None
    lora_configs: list[ReceiptLora]
    other_inputs: list[ReceiptInput] | None = None
    prompt_text: str
    negative_prompt: str | None = None
    cfg_scale: float | None = None
    seed: str | None = None
    resolution_width: int | None = None
    resolution_height: int | None = None
    steps: int | None = None
    sampler: str | None = None
    additional_params: dict[str, Any] | None = None
    generation_started_at: Timestamp


class InputVersion(Answer):
    """A version of an input. ``asset_id`` is the image's or workflow's id for those."""

    asset_id: str | None
    version: str | None
    hash: str | None


class ChangedVersion(Answer):
    """One input that will be another: what was recorded, and what is current."""

    role: str
    position: Count
    name: str | None
    # a word of Python, so the field cannot bear it
    from_: InputVersion = Field(validation_alias=AliasChoices("from", "from_"), serialization_alias="from")
    to: InputVersion


class RegenerationEntry(Answer):
    """One stale segment, and the one that comes in its stead.

    Entries with identical inputs share one ``job_id``. ``reuse`` names a segment that was made from these
    inputs: no job has to run, its output is copied and recorded as the new segment's. A dry run has
    no new ids; it names those that are there.
    """

    job_id: str | None
    segment_id: str
    new_segment_id: str | None
    scene_id: str
    inputs: RegenerationInputs
    inputs_hash: str
    changed: list[ChangedVersion]
    reuse: str | None
    status: EntryStatus


class ImageFirst(Answer):
    """The image that has to be made anew before; ``path`` leads to the version that has changed."""

    kind: str
    id: str
    name: str
    path: list[str]


class SkippedSegment(Answer):
    """A segment that is not made anew, and why."""

    segment_id: str
    reason: SkipReason
    image: ImageFirst | None = None


class Regeneration(Answer):
    """What is made anew, and what not. ``total`` counts all that the request is about, on all pages."""

    jobs: list[RegenerationEntry]
    skipped: list[SkippedSegment]
    total: Count
    more: bool
    next_after: str | None


class SegmentToMake(Answer):
    """One segment of a job. ``receipt_id`` is its latest receipt: with one it is made."""

    segment_id: str
    new_segment_id: str
    scene_id: str | None
    changed: StoredList[ChangedVersion]
    receipt_id: str | None


def _stored_inputs(value: Any) -> Any:
    return RegenerationInputs.model_validate_json(value) if isinstance(value, str) else value


class RegenerationJob(Answer):
    """One generation that is to run, for all segments with these inputs.

    ``fence`` is one higher with each claim; who holds an older one has lost the job. ``lease_until`` is null
    for a job that nobody holds. ``reason`` says why it failed, where somebody said so.
    """

    job_id: str
    project_id: str
    status: JobStatus
    inputs: Annotated[RegenerationInputs, BeforeValidator(_stored_inputs)]
    inputs_hash: str
    worker: str | None
    fence: Count
    lease_until: Timestamp | None
    reason: str | None
    created_at: Timestamp
    updated_at: Timestamp
    segments: list[SegmentToMake]


class JobToRun(RegenerationJob):
    """A job with the prompt for ComfyUI's ``POST /prompt``, where what it replaces was imported from there.

    ``prompt`` is that of the output, with the current file names put in; null where there is none, and
    ``prompt_problem`` says why.
    """

    prompt: dict[str, Any] | None
    prompt_problem: str | None


class Claim(Body):
    """POST /api/regeneration-jobs/claim: the worker's name, and how long it may hold the job."""

    worker: Word
    lease_seconds: Annotated[int, Field(ge=1, le=MAX_LEASE)]


class Claimed(Answer):
    """What a claim brought: null when there is no job that nobody holds."""

    job: RegenerationJob | None


class UnmadeJob(Answer):
    """A job that a submitter could not bring to its end, and why."""

    job_id: str
    reason: str


class Submission(Answer):
    """What `depgraph regenerate` came to. ``lost`` were claimed by another meanwhile."""

    done: Count
    lost: Count
    failed: list[UnmadeJob]


class JobMove(Body):
    """PATCH /api/regeneration-jobs/{id}: how far its holder is. ``submitted`` again renews the lease."""

    status: Literal["submitted", "done", "failed"]
    fence: Count
    reason: Text | None = None

"""Provenance and staleness of one segment (contract section 6)."""

from __future__ import annotations

from typing import Literal

from depgraph.models.base import Answer, Count
from depgraph.models.receipts import Confidence, Receipt

SegmentStatus = Literal["up_to_date", "stale", "accepted", "unknown", "no_receipt", "superseded"]
ReasonKind = Literal[
    "new_version", "content_changed", "source_image_changed", "variant_image_changed", "workflow_changed"
]


class ReceiptBatch(Answer):
    """The receipts of one bulk request, in its order."""

    receipts: list[Receipt]


class InputNow(Answer):
    """One recorded input, beside what is current; ``asset_id`` is null where nobody registered it.

    ``confidence`` says how an import found the input; null where a receipt was recorded by its maker.
    """

    role: str
    asset_id: str | None
    name: str | None
    version: str | None
    hash: str | None
    weight: float | None
    confidence: Confidence | None
    is_current: bool | None
    current_version: str | None
    current_hash: str | None


class Provenance(Receipt):
    """The latest receipt of a segment, and its inputs as they stand now."""

    inputs: list[InputNow]


class StaleReason(Answer):
    """Why a segment is stale: what its receipt recorded, and what is current.

    ``path`` leads from a recorded derived image to the version whose successor makes it stale.
    """

    kind: ReasonKind
    role: str
    position: Count
    asset_type: str | None
    asset_id: str | None
    asset_name: str | None
    receipt_version: str | None
    current_version: str | None
    current_asset_id: str | None
    receipt_hash: str | None
    current_hash: str | None
    path: list[str]


class UntrackedInput(Answer):
    """An input that the registry has never seen; it makes nothing stale."""

    role: str
    position: Count
    name: str | None
    version: str | None
    hash: str | None


class MetadataOnly(Answer):
    """The file is another, its tensors are the recorded ones: nothing to make anew."""

    role: str
    position: Count
    asset_id: str
    asset_name: str
    receipt_hash: str | None
    current_hash: str | None


class Staleness(Answer):
    """The verdict on one segment, with its reasons.

    ``superseded_by`` is the segment that was made last in its stead; it counts, and this one does no more.
    """

    segment_id: str
    status: SegmentStatus
    receipt_id: str | None
    superseded_by: str | None
    stale_reason: list[StaleReason]
    untracked: list[UntrackedInput]
    metadata_only: list[MetadataOnly]
    accepted: list[StaleReason]

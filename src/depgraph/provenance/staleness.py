"""From a receipt's inputs, each beside what is current, to the verdict on its segment (contract section 6).

The comparison itself is in ``cypher/receipt/_beside.cypher``; here its rows get their names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from depgraph.models.provenance import (
    MetadataOnly,
    SegmentStatus,
    Staleness,
    StaleReason,
    UntrackedInput,
)
from depgraph.models.receipts import RecordedInputs
from depgraph.provenance.links import InputLink, links

Compared = dict[str, Any]

_MODEL = "model"


def staleness(
    segment_id: str,
    receipt_id: str | None,
    inputs: Sequence[Compared],
    accepted_keys: Collection[str],
    *,
    superseded_by: str | None = None,
) -> Staleness:
    """The verdict, and everything it follows from. A superseded segment has no reasons: nobody acts on it."""
    reasons, accepted = split_reasons(inputs, accepted_keys) if superseded_by is None else ([], [])
    status = "superseded" if superseded_by is not None else _status(receipt_id, inputs, reasons, accepted)
    return Staleness(
        segment_id=segment_id,
        status=status,
        receipt_id=receipt_id,
        superseded_by=superseded_by,
        stale_reason=reasons,
        untracked=[_untracked(one) for one in inputs if one["verdict"] == "untracked"],
        metadata_only=[_metadata_only(one) for one in inputs if one["verdict"] == "metadata_only"],
        accepted=accepted,
    )


def every_input(receipt: RecordedInputs, inputs: Sequence[Compared]) -> list[Compared]:
    """The compared inputs, and in their places those of which only a name is recorded, or nothing at all.

    No edge leads to what has neither an id nor a hash, so nothing was compared: nobody knows what it was.
    """
    compared = {(one["role"], one["position"]): one for one in inputs}
    return [compared.get((one["role"], one["position"])) or _nameless(one) for one in links(receipt)]


def split_reasons(
    inputs: Sequence[Compared], accepted_keys: Collection[str]
) -> tuple[list[StaleReason], list[StaleReason]]:
    """The inputs that differ, as reasons: those that count, and those that somebody accepted."""
    differing = [one for one in inputs if is_reason(one)]
    return (
        [reason(one) for one in differing if one["input_key"] not in accepted_keys],
        [reason(one) for one in differing if one["input_key"] in accepted_keys],
    )


def is_reason(one: Compared) -> bool:
    """Whether this input makes its segment stale."""
    return one["verdict"] not in {"as_recorded", "untracked", "metadata_only"}


def reason(one: Compared) -> StaleReason:
    """A compared input that differs, as a reason."""
    return StaleReason(
        kind=one["verdict"],
        role=one["role"],
        position=one["position"],
        asset_type=one["asset_type"],
        asset_id=one["asset_id"],
        asset_name=one["asset_name"],
        receipt_version=one["version"],
        current_version=one["current_version"],
        current_asset_id=one["current_id"],
        receipt_hash=one["hash"],
        current_hash=one["current_hash"],
        path=one["path"],
    )


def _status(
    receipt_id: str | None,
    inputs: Sequence[Compared],
    reasons: Sequence[StaleReason],
    accepted: Sequence[StaleReason],
) -> SegmentStatus:
    if receipt_id is None:
        return "no_receipt"
    if reasons:
        return "stale"
    if accepted:
        return "accepted"
    model = next((one for one in inputs if one["role"] == _MODEL), None)
    return "unknown" if model is None or model["verdict"] == "untracked" else "up_to_date"


def _nameless(link: InputLink) -> Compared:
    nothing = dict.fromkeys(("asset_name", "is_current", "current_version", "current_hash"))
    return {**link, **nothing, "verdict": "untracked"}


def _untracked(one: Compared) -> UntrackedInput:
    return UntrackedInput(
        role=one["role"], position=one["position"], name=one["name"], version=one["version"], hash=one["hash"]
    )


def _metadata_only(one: Compared) -> MetadataOnly:
    return MetadataOnly(
        role=one["role"],
        position=one["position"],
        asset_id=one["asset_id"],
        asset_name=one["asset_name"],
        receipt_hash=one["hash"],
        current_hash=one["current_hash"],
    )

"""New receipts at the end of a segment's chain, as the parameters of ``receipt.record``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from depgraph.models.receipts import NewReceipt
from depgraph.provenance.chain import completion_hash, receipt_hash, sealed
from depgraph.provenance.inputs_hash import inputs_hash
from depgraph.provenance.links import InputLink, links, model_place, untracked_key

Head = Mapping[str, Any]
"""Where a chain ends: ``count, head_hash, completion_head_hash``."""

FRESH: Head = {"count": 0, "head_hash": None, "completion_head_hash": None}
"""The head of a segment that has no receipt yet: the usual case, so it is tried first."""

_NO_MODEL = {"input_key": "model:"}
"""Segments that were made from an unknown model have that in common, as they would a model."""
_PICTURES = frozenset({"source_image", "variant_image", "workflow"})


def group(
    segment_id: str, new: Sequence[tuple[str, NewReceipt]], head: Head, *, key: bytes, now: str
) -> dict[str, Any]:
    """Receipts of one segment, each with its id, behind ``head``: columns, edges, and the new sealed head."""
    count, last, last_completed = head["count"], head.get("head_hash"), head.get("completion_head_hash")
    receipts: list[dict[str, Any]] = []
    for receipt_id, given in new:
        count += 1
        columns = _columns(segment_id, receipt_id, given, count, now)
        columns["previous_hash"] = last
        columns["hash"] = last = receipt_hash(columns, last)
        if given.generation_completed_at is not None:
            columns["completion_previous_hash"] = last_completed
            columns["completion_hash"] = last_completed = completion_hash(columns, last_completed)
        receipts.append({"columns": columns, **_edges(links(given))})
    used = [one for receipt in receipts for one in receipt["by_id"]]
    places = {asset_id: nth for nth, asset_id in enumerate(sorted({one["asset_id"] for one in used}))}
    for one in used:
        one["nth_asset"] = places[one["asset_id"]]
    return {
        "segment_id": segment_id,
        "former": dict(head),
        "head": sealed(key, segment_id, count, last, last_completed),
        "latest_id": next((one for one, given in reversed(new) if given.succeeded is not False), None),
        "unknown": [] if all(one["has_model"] for one in receipts) else [_NO_MODEL],
        "asset_ids": list(places),
        "receipts": receipts,
    }


def completed(
    columns: Mapping[str, Any], end: Mapping[str, Any], head: Head, *, key: bytes
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a completion sets on the receipt, and on the head of its chain."""
    previous = head.get("completion_head_hash")
    final = completion_hash({**columns, **end}, previous)
    change = {**end, "completion_previous_hash": previous, "completion_hash": final}
    return change, sealed(key, columns["segment_id"], head["count"], head.get("head_hash"), final)


def _columns(segment_id: str, receipt_id: str, given: NewReceipt, number: int, now: str) -> dict[str, Any]:
    stored = {name: value for name, value in given.stored().items() if name != "segment_id"}
    return {
        **stored,
        "id": receipt_id,
        "segment_id": segment_id,
        "number": number,
        "inputs_hash": inputs_hash(given),
        "created_at": now,
    }


def _edges(given: Sequence[InputLink]) -> dict[str, Any]:
    """By the way in which each is found: by id, by the hash of its bytes, as an image or workflow.

    ``input_key`` is the input that the edge means (ARCHITECTURE.md); bytes have theirs from the asset that
    has them, and ``untracked_key`` where none has.
    """
    model = model_place(given)
    found: dict[str, Any] = {"by_id": [], "by_hash": [], "pictures": [], "has_model": model is not None}
    for place, link in enumerate(given):
        kept = {name: value for name, value in link.items() if value is not None and name != "asset_id"}
        edge = {**kept, "place": place}
        asset_id, sha = link["asset_id"], link["hash"]
        if asset_id is not None:
            edge["input_key"] = f"asset:{asset_id}:{sha or ''}"
            found["by_id"].append({"asset_id": asset_id, "edge": edge})
        elif sha is not None and link["role"] in _PICTURES:
            edge["input_key"] = f"{link['role']}:{sha}"
            found["pictures"].append({"key": edge["input_key"], "edge": edge})
        elif sha is not None:
            key = untracked_key(link, is_model=place == model)
            found["by_hash"].append({"untracked_key": key, "edge": edge})
    return found

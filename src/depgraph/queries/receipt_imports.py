"""Receipts that are imported: each recorded once, however often its batch is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from depgraph.graph import Row, Transaction
from depgraph.models.imported_receipts import KeyedReceipt
from depgraph.models.receipts import BulkReceipts
from depgraph.provenance.inputs_hash import inputs_hash
from depgraph.provenance.links import links
from depgraph.queries import receipts


class Verdict(NamedTuple):
    """What became of one receipt. ``other``: its key is that of a receipt that says something else."""

    status: Literal["recorded", "repeated", "other", "refused"]
    reason: str = ""


async def record_new(tx: Transaction, *, new: Sequence[KeyedReceipt], key: bytes) -> list[Verdict]:
    """Record those that are not there yet, in the order given, and say of each what became of it.

    What stands in the way of one receipt is no hindrance for the others. At most 1,000 at once.
    """
    rows = [_row(place, receipt) for place, receipt in enumerate(new)]
    met = await tx.rows("import.receipts_begin", rows=sorted(rows, key=lambda row: row["segment_id"]))
    verdicts: list[Verdict] = []
    fresh: dict[str, KeyedReceipt] = {}
    for receipt, row in zip(new, met, strict=True):
        twin = fresh.get(receipt.request_key)
        verdict = _verdict(receipt, row if twin is None else {**row, "there": _told(twin)})
        if verdict.status == "recorded":
            fresh[receipt.request_key] = receipt
        verdicts.append(verdict)
    if fresh:
        await receipts.record_bulk(tx, new=BulkReceipts(receipts=list(fresh.values())), key=key)
    return verdicts


def _row(place: int, receipt: KeyedReceipt) -> Row:
    return {
        "place": place,
        "segment_id": receipt.segment_id,
        "request_key": receipt.request_key,
        "asset_ids": sorted({one["asset_id"] for one in links(receipt) if one["asset_id"] is not None}),
    }


def _verdict(receipt: KeyedReceipt, row: Row) -> Verdict:
    if row["there"] is not None:
        same = row["there"] == _told(receipt)
        return Verdict("repeated") if same else Verdict("other", "its key is that of another receipt")
    if not row["has_segment"]:
        return Verdict("refused", f"there is no segment {receipt.segment_id!r}")
    if row["missing_asset_id"] is not None:
        return Verdict("refused", f"there is no asset {row['missing_asset_id']!r}")
    return Verdict("recorded")


def _told(receipt: KeyedReceipt) -> Row:
    """What tells whether two receipts of one key are the same."""
    return {
        "segment_id": receipt.segment_id,
        "inputs_hash": inputs_hash(receipt),
        "generation_started_at": receipt.generation_started_at,
    }

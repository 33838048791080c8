"""Receipts: recorded once, completed once, read for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import anyio.to_thread

from depgraph.clock import new_id, now
from depgraph.errors import NotFound, ReceiptImmutable
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.base import Page, canonical
from depgraph.models.provenance import ReceiptBatch
from depgraph.models.receipts import BulkReceipts, ChangedInput, Completion, NewReceipt, Receipt
from depgraph.paging import Window
from depgraph.provenance.recording import FRESH, Head, completed, group
from depgraph.provenance.staleness import is_reason
from depgraph.queries import usages
from depgraph.queries.outcome import Outcome

MANY = 50
"""Receipts from which on they are hashed in a thread of their own."""


def together(groups: Sequence[Row]) -> dict[str, Any]:
    """Parameters of ``receipt.record`` where other statements may follow in its transaction."""
    return {"lists": {"groups": groups, "claims": []}, "is_alone": False, "now": now()}


def alone(group: Row, claims: Sequence[Row], moment: str) -> dict[str, Any]:
    """Parameters of ``receipt.record`` where it is all of its transaction; ``claims`` are one or none."""
    return {"lists": {"groups": [group], "claims": claims}, "is_alone": True, "now": moment}


async def get(graph: Graph, *, receipt_id: str) -> Receipt:
    """One receipt. Raises NotFound."""
    rows = await graph.rows("receipt.get", receipt_id=receipt_id)
    if not rows:
        raise NotFound("receipt", receipt_id)
    return Receipt.model_validate(rows[0]["receipt"])


async def list_receipts(graph: Graph, *, segment_id: str, window: Window) -> Page[Receipt]:
    """The receipts of a segment, newest first; of a deleted one too. Raises NotFound."""
    row = (await graph.rows("receipt.list", segment_id=segment_id, **window.params))[0]
    if not row["is_known"]:
        raise NotFound("segment", segment_id)
    return window.page([Receipt.model_validate(item) for item in row["items"]], row["total"])


async def record(
    tx: Transaction, *, segment_id: str, receipt_id: str, new: NewReceipt, key: bytes
) -> Outcome[Receipt]:
    """One receipt at the end of its segment's chain, with as many statements as that takes.

    Raises NotFound for the segment or an asset.
    """
    receipt = (await _record(tx, [(segment_id, receipt_id, new)], key=key))[0]
    return made(receipt)


async def record_bulk(tx: Transaction, *, new: BulkReceipts, key: bytes) -> Outcome[ReceiptBatch]:
    """Many receipts, all or none. Raises NotFound for a segment or an asset."""
    recorded = await _record(tx, [(one.segment_id, new_id(), one) for one in new.receipts], key=key)
    return Outcome(ReceiptBatch(receipts=recorded), 201)


def made(receipt: Receipt) -> Outcome[Receipt]:
    """What a new receipt is answered with."""
    return Outcome(receipt, 201, f"/api/receipts/{receipt.id}")


async def complete(tx: Transaction, *, receipt_id: str, end: Completion, key: bytes) -> Outcome[Receipt]:
    """How the generation ended; the same again is the same. Raises NotFound, ReceiptImmutable."""
    row = await tx.row("receipt.lock", receipt_id=receipt_id)
    if row is None:
        raise NotFound("receipt", receipt_id)
    receipt = row["receipt"]
    if receipt["completion_hash"] is not None:
        return Outcome(_same_end(receipt, end))
    ended = {**end.stored(), **_changed_meanwhile(row["inputs"])}
    columns, head = completed(receipt, ended, row["head"], key=key)
    written = await tx.row("receipt.complete", receipt_id=receipt_id, columns=columns, head=head)
    if written is None:
        raise NotFound("receipt", receipt_id)
    if end.succeeded is False:
        await usages.rewrite(tx, segment_ids=[receipt["segment_id"]])
    return Outcome(Receipt.model_validate(written["receipt"]))


def _same_end(receipt: Row, end: Completion) -> Receipt:
    if any(receipt[name] != value for name, value in end.stored().items()):
        raise ReceiptImmutable(f"Receipt {receipt['id']!r} is complete, with another end.")
    return Receipt.model_validate(receipt)


def _changed_meanwhile(inputs: Sequence[Row]) -> dict[str, Any]:
    """What was as recorded when the receipt was written and is not any more."""
    changed = [
        ChangedInput(
            role=one["role"],
            position=one["position"],
            asset_id=one["asset_id"],
            receipt_version=one["version"],
            current_version=one["current_version"],
            receipt_hash=one["hash"],
            current_hash=one["current_hash"],
        ).model_dump()
        for one in inputs
        if one["was_current"] and is_reason(one)
    ]
    return {"inputs_changed_during_run": canonical(changed)} if changed else {}


async def _record(
    tx: Transaction, named: Sequence[tuple[str, str, NewReceipt]], *, key: bytes
) -> list[Receipt]:
    """One statement where every segment's chain ends where it was thought to; else a second one.

    ``named`` are the segment's id, the receipt's id and what is recorded.
    """
    by_segment: dict[str, list[tuple[str, NewReceipt]]] = {}
    for segment_id, receipt_id, given in named:
        by_segment.setdefault(segment_id, []).append((receipt_id, given))
    moment = now()

    def hashed(heads: dict[str, Head]) -> list[dict[str, Any]]:
        return [
            group(segment_id, by_segment[segment_id], head, key=key, now=moment)
            for segment_id, head in sorted(heads.items())
        ]

    async def groups(heads: dict[str, Head]) -> list[dict[str, Any]]:
        # a thousand take a fifth of a second, and others are waiting
        return hashed(heads) if len(named) < MANY else await anyio.to_thread.run_sync(hashed, heads)

    first = await groups(dict.fromkeys(by_segment, FRESH))
    moved = await _write(tx, first)
    if moved and len(named) == 1 and (sent_before := await tx.row("receipt.get", receipt_id=named[0][1])):
        return [Receipt.model_validate(sent_before["receipt"])]
    second = await groups(moved) if moved else []
    if second:
        await _write(tx, second)
    columns = {
        one["columns"]["id"]: one["columns"] for written in [*first, *second] for one in written["receipts"]
    }
    return [Receipt.model_validate(columns[receipt_id]) for _segment, receipt_id, _given in named]


async def _write(tx: Transaction, groups: list[dict[str, Any]]) -> dict[str, Head]:
    """Write what fits; answers the heads of the chains that end elsewhere. Raises NotFound."""
    rows = {row["segment_id"]: row for row in await tx.rows("receipt.record", **together(groups))}
    for one in groups:
        row = rows.get(one["segment_id"])
        if row is None:
            raise NotFound("segment", one["segment_id"])
        if row["missing_asset_ids"]:
            raise NotFound("asset", row["missing_asset_ids"][0])
    # of those that replace others: with the first receipt, these count no more
    succeeding = {one for one, row in rows.items() if row["fits"] and row["is_in_succession"]}
    if succeeding:
        await usages.rewrite(tx, segment_ids=succeeding)
    if lacking := [one for one, row in rows.items() if row["lacks_usage"] and one not in succeeding]:
        await usages.complete(tx, lacking=lacking)
    await usages.close(tx, left=[key for row in rows.values() for key in row["left_usages"]])
    return {segment_id: row["head"] for segment_id, row in rows.items() if not row["fits"]}

"""Routes of contract section 6: receipts, and what they say of their segment."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Db, PageWindow, SealingKey, Write
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.clock import new_id
from depgraph.models.base import Identifier, Page
from depgraph.models.provenance import Provenance, ReceiptBatch, Staleness
from depgraph.models.receipts import BulkReceipts, Completion, NewReceipt, Receipt
from depgraph.queries import provenance, receipts
from depgraph.queries.receipt_alone import record_alone

router = APIRouter(prefix="/api", tags=["provenance"], route_class=IdentRoute, responses=RESPONSES)


@router.post("/segments/{segment_id}/receipts", status_code=201)
async def record_receipt(segment_id: Identifier, body: NewReceipt, write: Write, key: SealingKey) -> Receipt:
    """Record all inputs of one generation, once and for ever."""
    given = {"segment_id": segment_id, "receipt_id": new_id(), "new": body, "key": key}
    return await write.at_once(Receipt, record_alone, receipts.record, **given)


@router.get("/segments/{segment_id}/receipts")
async def list_receipts(segment_id: Identifier, db: Db, window: PageWindow) -> Page[Receipt]:
    """The receipts of a segment, newest first; those of a deleted segment too."""
    return await receipts.list_receipts(db, segment_id=segment_id, window=window)


@router.get("/segments/{segment_id}/provenance")
async def get_provenance(segment_id: Identifier, db: Db) -> Provenance:
    """What was this made from? The latest receipt, each input beside what is current."""
    return await provenance.provenance(db, segment_id=segment_id)


@router.get("/segments/{segment_id}/staleness")
async def get_staleness(segment_id: Identifier, db: Db) -> Staleness:
    """Is this stale, and why?"""
    return await provenance.of_segment(db, segment_id=segment_id)


@router.post("/receipts/bulk", status_code=201)
async def record_receipts(body: BulkReceipts, write: Write, key: SealingKey) -> ReceiptBatch:
    """Record many receipts, all or none."""
    return await write(ReceiptBatch, receipts.record_bulk, new=body, key=key)


@router.get("/receipts/{receipt_id}")
async def get_receipt(receipt_id: Identifier, db: Db) -> Receipt:
    """One receipt."""
    return await receipts.get(db, receipt_id=receipt_id)


@router.post("/receipts/{receipt_id}/complete")
async def complete_receipt(
    receipt_id: Identifier, body: Completion, write: Write, key: SealingKey
) -> Receipt:
    """Say how the generation ended: the only change that a receipt ever takes."""
    return await write(Receipt, receipts.complete, receipt_id=receipt_id, end=body, key=key)

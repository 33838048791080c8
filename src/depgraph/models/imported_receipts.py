"""Receipts that are imported: each has a key, so that an import can be repeated."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from depgraph.models.base import Answer, Count, Identifier
from depgraph.models.receipts import BulkReceipt, InputAsWritten, Recorded


class KeyedReceipt(BulkReceipt):
    """A receipt that is recorded once, however often it is sent."""

    request_key: Recorded


class ImportedReceipt(KeyedReceipt):
    """A receipt read out of an output. Neither of these fields is part of ``inputs_hash``."""

    program: Recorded
    inputs_as_written: list[InputAsWritten]


class ReceiptLine(BulkReceipt):
    """A line of `depgraph import receipts`: the body of a receipt, its segment, and a key if there is one."""

    request_key: Annotated[Recorded, Field(max_length=200)] | None = None
    id: Identifier | None = None


class SkippedLine(Answer):
    """A line that was not recorded; ``line`` counts from 1."""

    line: Count
    reason: str


class ReceiptImport(Answer):
    """What `depgraph import receipts` did. ``repeated`` were there before."""

    lines: Count
    recorded: Count
    repeated: Count
    skipped: list[SkippedLine]
    skipped_total: Count

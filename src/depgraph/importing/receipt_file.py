"""`import receipts`: one receipt body on each line of a file, recorded in batches that can be repeated."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

import anyio.to_thread

from depgraph.errors import BadInput, FileUnreadable
from depgraph.graph import Graph, Transaction
from depgraph.importing.receipt_lines import lines_of, receipt_in
from depgraph.models.imported_receipts import KeyedReceipt, ReceiptImport, SkippedLine
from depgraph.queries.receipt_imports import Verdict, record_new

BATCH = 250
"""Receipts of one transaction."""
BATCH_BYTES = 16 * 1024 * 1024
"""Or fewer, when their lines are this long together."""
MAX_SKIPPED = 500
"""Skipped lines that a summary names; ``skipped_total`` counts all."""


class Keyed(NamedTuple):
    """A line that can be recorded."""

    number: int
    receipt: KeyedReceipt


@dataclass(slots=True)
class _Told:
    lines: int = 0
    read_bytes: int = 0
    recorded: int = 0
    repeated: int = 0
    skipped: list[SkippedLine] = field(default_factory=list[SkippedLine])
    skipped_total: int = 0
    equal: Counter[bytes] = field(default_factory=Counter[bytes])
    """How often each text without a key was met: 16 bytes for each, so a million lines fit in memory."""

    def skip(self, number: int, reason: str) -> None:
        self.skipped_total += 1
        if len(self.skipped) < MAX_SKIPPED:
            self.skipped.append(SkippedLine(line=number, reason=reason))


async def import_receipts(
    graph: Graph, *, path: Path, key: bytes, on_progress: Callable[[int, int], None]
) -> ReceiptImport:
    """Record every line that is not there yet; ``on_progress`` is told the bytes read and their number.

    ``key`` seals the receipts. Raises FileUnreadable when the file cannot be opened.
    """
    told = _Told()
    with _opened(path) as stream:
        size = os.fstat(stream.fileno()).st_size  # of a pipe it is 0
        while batch := await anyio.to_thread.run_sync(_batch, stream, told):
            verdicts = await _record(graph, [one.receipt for one in batch], key)
            for one, verdict in zip(batch, verdicts, strict=True):
                _note(told, one.number, verdict)
            on_progress(told.read_bytes, size)
    return ReceiptImport(
        lines=told.lines,
        recorded=told.recorded,
        repeated=told.repeated,
        skipped=sorted(told.skipped, key=lambda one: one.line),
        skipped_total=told.skipped_total,
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise FileUnreadable(f"{str(path)!r} cannot be opened: {error.strerror or error}.") from None


async def _record(graph: Graph, receipts: list[KeyedReceipt], key: bytes) -> list[Verdict]:
    async def write(tx: Transaction) -> list[Verdict]:
        return await record_new(tx, new=receipts, key=key)

    return await graph.write(write, name="import.receipts", repeatable=True)


def _note(told: _Told, number: int, verdict: Verdict) -> None:
    if verdict.status == "recorded":
        told.recorded += 1
    elif verdict.status == "repeated":
        told.repeated += 1
    else:
        told.skip(number, verdict.reason)


def _batch(stream: BinaryIO, told: _Told) -> list[Keyed]:
    """The next lines that can be recorded; none at the file's end."""
    batch: list[Keyed] = []
    end = told.read_bytes + BATCH_BYTES
    for text in lines_of(stream):
        told.lines += 1
        told.read_bytes += len(text)
        if not text.strip():
            continue
        try:
            batch.append(Keyed(told.lines, receipt_in(text, told.equal)))
        except BadInput as error:
            told.skip(told.lines, error.detail)
        if len(batch) == BATCH or (batch and told.read_bytes >= end):
            break
    return batch

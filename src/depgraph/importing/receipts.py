"""The receipts of an import: a batch at a time, so that a folder of any size fits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ValidationError

from depgraph.graph import Graph, Transaction
from depgraph.importing.found_inputs import found_inputs
from depgraph.importing.output_receipts import Found, receipt_of
from depgraph.importing.receipt_lines import first_error
from depgraph.importing.spool import Spool
from depgraph.ingest.making import Making
from depgraph.ingest.paths import path_text
from depgraph.ingest.plan import ImportPlan
from depgraph.ingest.planning import segment_id_of
from depgraph.ingest.reading import Skipped
from depgraph.models.imported_receipts import ImportedReceipt
from depgraph.models.imports import ReceiptFigures
from depgraph.queries import imports
from depgraph.queries.receipt_imports import Verdict, record_new

BATCH = 250
"""Receipts of one transaction."""


class Read(NamedTuple):
    """An output's path, as text, and its receipt."""

    path: str
    receipt: ImportedReceipt


@dataclass(slots=True)
class Told:
    """What the receipts of an import came to."""

    figures: ReceiptFigures = field(default_factory=ReceiptFigures)
    skipped: list[Skipped] = field(default_factory=list[Skipped])


async def write_receipts(
    graph: Graph, plan: ImportPlan, spool: Spool, *, key: bytes, on_progress: Callable[[int, int], None]
) -> Told:
    """Record the receipts that are not there yet, one transaction for each batch; it can be repeated."""
    told = Told()
    async for fresh in _fresh(graph, plan, spool, told):
        verdicts = await _record(graph, [one.receipt for one in fresh], key)
        for (path, _receipt), verdict in zip(fresh, verdicts, strict=True):
            told.figures.new += verdict.status == "recorded"
            if verdict.status == "refused":
                told.skipped.append(Skipped(path, f"no receipt: {verdict.reason}; import again"))
        on_progress(told.figures.read, plan.counts.receipts)
    return told


async def planned_receipts(graph: Graph, plan: ImportPlan, spool: Spool) -> Told:
    """What `write_receipts` would do; writes nothing."""
    told = Told()
    async for fresh in _fresh(graph, plan, spool, told):
        told.figures.new += len({one.receipt.request_key for one in fresh})
    return told


async def _fresh(graph: Graph, plan: ImportPlan, spool: Spool, told: Told) -> AsyncIterator[list[Read]]:
    """Of each batch what is not there yet. All are counted in ``told``."""
    assets = sorted({meant.asset for meant in plan.named.values()})
    found = found_inputs(plan.named, await imports.assets_named(graph, keys=assets))
    for batch in spool.batches(BATCH):
        read = list(_receipts(plan, batch, found, told))
        keys = [one.receipt.request_key for one in read]
        there = await imports.receipts_there(graph, request_keys=keys)
        yield [one for one in read if one.receipt.request_key not in there]


def _receipts(plan: ImportPlan, batch: list[Making], found: Found, told: Told) -> Iterator[Read]:
    """Each output's receipt; those that no receipt can hold are skipped with the reason."""
    for making in batch:
        path = path_text(making.found.path)
        segment_id = segment_id_of(plan.project.id, making.found, making.prompt_digest)
        try:
            receipt = receipt_of(making, segment_id, found)
        except ValidationError as error:
            told.skipped.append(Skipped(path, f"no receipt: {first_error(error)}"))
        else:
            _count(told, receipt)
            yield Read(path, receipt)


def _count(told: Told, receipt: ImportedReceipt) -> None:
    figures = told.figures
    figures.read += 1
    has_model = any(one.role == "model" for one in receipt.inputs_as_written)
    figures.with_model_seed_and_steps += has_model and receipt.seed is not None and receipt.steps is not None
    for one in receipt.inputs_as_written:
        figures.inputs[one.confidence] = figures.inputs.get(one.confidence, 0) + 1


async def _record(graph: Graph, receipts: list[ImportedReceipt], key: bytes) -> list[Verdict]:
    async def write(tx: Transaction) -> list[Verdict]:
        return await record_new(tx, new=receipts, key=key)

    return await graph.write(write, name="import.receipts", repeatable=True) if receipts else []

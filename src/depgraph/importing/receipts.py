"""The receipts of an import: a batch at a time, so that a folder of any size fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from depgraph.errors import BadInput
from depgraph.graph import Graph, Transaction
from depgraph.importing.found_inputs import found_inputs
from depgraph.importing.output_receipts import Found, receipt_of
from depgraph.importing.spool import Spool
from depgraph.ingest.making import Making
from depgraph.ingest.paths import path_text
from depgraph.ingest.plan import ImportPlan
from depgraph.ingest.planning import segment_id_of
from depgraph.ingest.reading import Skipped
from depgraph.models.imported_receipts import ImportedReceipt
from depgraph.models.imports import ReceiptFigures
from depgraph.provenance.inputs_hash import inputs_hash
from depgraph.queries import imports
from depgraph.queries.receipt_imports import Verdict, record_new

BATCH = 250
"""Receipts of one transaction."""


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
    found = await _found(graph, plan)
    for batch in spool.batches(BATCH):
        made = dict(_receipts(plan, batch, found, told))
        verdicts = await _record(graph, list(made.values()), key)
        for (path, receipt), verdict in zip(made.items(), verdicts, strict=True):
            told.figures.new += verdict.status == "recorded"
            if verdict.status == "refused":
                told.skipped.append(Skipped(path, f"no receipt: {verdict.reason}; import again"))
            _count(told, receipt)
        on_progress(told.figures.read, plan.counts.receipts)
    return told


async def planned_receipts(graph: Graph, plan: ImportPlan, spool: Spool) -> Told:
    """What `write_receipts` would do; writes nothing."""
    told = Told()
    found = await _found(graph, plan)
    for batch in spool.batches(BATCH):
        made = [receipt for _path, receipt in _receipts(plan, batch, found, told)]
        keys = {receipt.request_key for receipt in made}
        told.figures.new += len(keys) - len(await imports.receipts_there(graph, request_keys=sorted(keys)))
        for receipt in made:
            _count(told, receipt)
    return told


async def _found(graph: Graph, plan: ImportPlan) -> Found:
    keys = sorted({meant.asset for meant in plan.named.values()})
    return found_inputs(plan.named, await imports.assets_named(graph, keys=keys))


def _receipts(
    plan: ImportPlan, batch: list[Making], found: Found, told: Told
) -> Iterator[tuple[str, ImportedReceipt]]:
    """Each output's receipt by its path; those that no receipt can hold are skipped with the reason."""
    for making in batch:
        path = path_text(making.found.path)
        segment_id = segment_id_of(plan.project.id, making.found, making.prompt_digest)
        try:
            receipt = receipt_of(making, segment_id, found)
            inputs_hash(receipt)
        except ValidationError as error:
            wrong = error.errors()[0]
            place = ".".join(str(part) for part in wrong["loc"])
            told.skipped.append(Skipped(path, f"no receipt: {place}: {wrong['msg']}"))
        except BadInput as error:
            told.skipped.append(Skipped(path, f"no receipt: {error.detail}"))
        else:
            yield path, receipt


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

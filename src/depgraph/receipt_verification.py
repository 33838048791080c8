"""All receipts checked: are they what was recorded, all of them, in their order, with their inputs?

Read batch by batch, so neither the database nor this process ever holds more than some hundred segments.
The service may write meanwhile: a read may meet a receipt in the middle of its recording. What looks wrong
is therefore read again under the lock of its chain, and only what is wrong then is a finding.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import anyio.to_thread

from depgraph.clock import now
from depgraph.graph import Graph, Transaction
from depgraph.models.receipt_checks import ReceiptCheck, ReceiptFinding
from depgraph.provenance import checkpoint
from depgraph.provenance.chain import Row
from depgraph.provenance.checkpoint import Fresh, Kept
from depgraph.provenance.key import load_or_make_key
from depgraph.provenance.linking import misled
from depgraph.provenance.verifying import Finding, verify
from depgraph.queries import receipt_chains
from depgraph.queries.receipt_chains import StoredChain

BATCH = 250
"""Segments of one query; a chain is checked as a whole."""
MOST = 1000
"""Findings that are told one by one: where the key was lost, every chain is one."""
_PAUSE = 0.5
"""Seconds after which a first receipt whose chain was not to be seen yet is recorded."""

Told = Callable[[int, int], None]
"""Told how many chains were checked, and of how many."""


async def verify_receipts(graph: Graph, *, data_dir: Path, on_progress: Told) -> ReceiptCheck:
    """Check every chain of receipts, those of deleted segments too, and compare with the last checkpoint.

    Where nothing is wrong, a new checkpoint takes its place; else it stays. Raises DatabaseUnavailable, and
    DepgraphError where the data folder cannot be used.
    """
    key = await anyio.to_thread.run_sync(load_or_make_key, data_dir)
    began = now()
    with ExitStack() as files:
        findings = _Findings()
        former = _former(files, data_dir, key, findings)
        fresh = files.enter_context(checkpoint.replacing(data_dir, key, at=began))
        run = _Run(graph, key, former, fresh, findings)
        await run.all_chains(on_progress)
        findings.add(_astray(one) for one in await receipt_chains.astray(graph))
        if not findings.total:
            fresh.seal()
        return ReceiptCheck(
            chains=run.chains,
            receipts=run.receipts,
            findings_total=findings.total,
            findings=findings.first,
            compared_with=former.at if former else None,
            checkpoint_at=began if fresh.is_sealed else None,
        )


class _Findings:
    def __init__(self) -> None:
        self.total = 0
        self.first: list[ReceiptFinding] = []

    def add(self, found: Iterable[Finding]) -> None:
        for one in found:
            self.total += 1
            if len(self.first) < MOST:
                self.first.append(_told(one))


def _told(found: Finding) -> ReceiptFinding:
    """What was edited may be of any type: an id is told as text, a number only if it is one."""
    number: Any = found.number
    return ReceiptFinding(
        kind=found.kind,
        segment_id=found.segment_id,
        number=number if type(number) is int else None,
        receipt_id=None if found.receipt_id is None else str(found.receipt_id),
        detail=found.detail,
    )


class _Run:
    """One walk over all chains in the order of their segments' ids, beside the last checkpoint's heads."""

    def __init__(
        self, graph: Graph, key: bytes, former: Kept | None, fresh: Fresh, findings: _Findings
    ) -> None:
        self.graph = graph
        self.key = key
        self.former = former
        self.fresh = fresh
        self.findings = findings
        self.chains = 0
        self.receipts = 0

    async def all_chains(self, on_progress: Told) -> None:
        after = ""
        total = await receipt_chains.chain_count(self.graph)
        while batch := await receipt_chains.chains(self.graph, after=after, limit=BATCH):
            after = batch[-1].segment_id
            await self._check(batch, self._kept(after))
            on_progress(self.chains, max(self.chains, total))
        await self._check([], self._kept(None))

    def _kept(self, segment_id: str | None) -> Mapping[str, Row]:
        return self.former.up_to(segment_id) if self.former else {}

    async def _check(self, batch: Sequence[StoredChain], kept: Mapping[str, Row]) -> None:
        there = {chain.segment_id: chain for chain in batch}
        there |= {gone: StoredChain(gone, None, [], []) for gone in kept if gone not in there}
        suspects = [ident for ident, chain in there.items() if self._wrong(chain, kept.get(ident))]
        if suspects:
            there |= await self._again([there[ident] for ident in suspects])
        found = {ident: self._wrong(there[ident], kept.get(ident)) for ident in suspects}
        self.findings.add(one for one in found.values() if one)
        for ident, chain in sorted(there.items()):
            if chain.head and not found.get(ident):
                self.fresh.add(ident, chain.head)
        self.chains += len(batch)
        self.receipts += sum(len(chain.receipts) for chain in batch)

    def _wrong(self, chain: StoredChain, kept: Row | None) -> Finding | None:
        found = verify(chain.segment_id, chain.receipts, chain.head, self.key, checkpoint=kept)
        if found:
            return found
        looked = (misled(row, edges) for row, edges in zip(chain.receipts, chain.edges, strict=True))
        return next(filter(None, looked), None)

    async def _again(self, suspects: Sequence[StoredChain]) -> dict[str, StoredChain]:
        """The same chains when nobody is in the middle of writing to them."""
        if any(chain.receipts and chain.head is None for chain in suspects):
            await asyncio.sleep(_PAUSE)  # what has no chain to lock has to be waited for

        async def read(tx: Transaction) -> list[StoredChain]:
            return await receipt_chains.chains_again(tx, segment_ids=[one.segment_id for one in suspects])

        found = await self.graph.write(read, name="receipt.chains_again", repeatable=True)
        return {chain.segment_id: chain for chain in found}


def _former(files: ExitStack, data_dir: Path, key: bytes, findings: _Findings) -> Kept | None:
    try:
        return files.enter_context(checkpoint.kept(data_dir, key))
    except ValueError as error:
        why = f"the checkpoint {data_dir / checkpoint.NAME} was edited, or sealed with another key: {error}"
        findings.add([Finding("checkpoint_edited", None, None, None, why)])
        return None


def _astray(found: receipt_chains.Astray) -> Finding:
    ident = found.subject_id if found.what == "receipt" else None
    return Finding("astray", None, None, ident, f"{found.what} {found.subject_id}: no segment leads to it")

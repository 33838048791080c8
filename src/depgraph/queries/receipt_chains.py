"""All receipts as they are stored, chain by chain, for whoever checks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from depgraph.graph import Graph, Row, Transaction


@dataclass(frozen=True, slots=True)
class StoredChain:
    """One segment's receipts by number, with every property that is there; ``edges`` has a list for each.

    ``head`` is what the chain says of them: ``count, head_hash, completion_head_hash, seal``; None: no chain.
    """

    segment_id: str
    head: Row | None
    receipts: list[Row]
    edges: list[list[Row]]


@dataclass(frozen=True, slots=True)
class Astray:
    """A receipt or a chain (``what``) that no segment's id leads to."""

    what: str
    subject_id: str


async def chains(graph: Graph, *, after: str, limit: int) -> list[StoredChain]:
    """The next chains behind a segment's id, in the order of these ids; those of deleted segments too."""
    return [_stored(row) for row in await graph.rows("receipt.chains", after=after, limit=limit)]


async def chains_again(tx: Transaction, *, segment_ids: list[str]) -> list[StoredChain]:
    """The chains of these segments, locked while they are read: none is in the middle of a write."""
    return [_stored(row) for row in await tx.rows("receipt.chains_again", segment_ids=sorted(segment_ids))]


async def astray(graph: Graph) -> list[Astray]:
    """Receipts and chains that ``chains`` cannot find; at most a thousand."""
    return [Astray(**row) for row in await graph.rows("receipt.astray")]


async def chain_count(graph: Graph) -> int:
    """How many chains there are, from the counts that the store keeps."""
    return (await graph.rows("receipt.chain_count"))[0]["chain_count"]


def _stored(row: dict[str, Any]) -> StoredChain:
    return StoredChain(
        segment_id=row["segment_id"],
        head=row["head"],
        receipts=[one["properties"] for one in row["receipts"]],
        edges=[one["made_from"] for one in row["receipts"]],
    )

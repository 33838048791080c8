"""The batches of an import. Each is one transaction, and the same again when repeated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from depgraph.clock import now
from depgraph.graph import Graph, Row, Transaction
from depgraph.ingest.hashes import TENSOR_DIGITS, Registered
from depgraph.ingest.plan import AssetKey

BATCH = 500
"""Rows of one transaction."""
LINES = 5000
"""Lines read at once."""
Part = Literal["asset_types", "assets", "scene_types", "templates", "scenes", "segments", "uses"]


async def line_types(graph: Graph) -> dict[str, str]:
    """The asset type of every line, by name."""
    types: dict[str, str] = {}
    after = ""
    while rows := await graph.rows("import.line_types", after=after, limit=LINES):
        types |= {row["name"]: row["asset_type"] for row in rows}
        after = rows[-1]["name"]
    return types


async def project(graph: Graph, *, project_id: str, name: str) -> int:
    """Make the project; 1 when it is new."""

    async def write(tx: Transaction) -> int:
        row = await tx.row("import.project", id=project_id, name=name, now=now())
        return row["created"] if row else 0

    return await graph.write(write, name="import.project")


async def part(graph: Graph, what: Part, rows: Sequence[Any]) -> int:
    """Write one kind of thing in batches; answers how many are new."""
    created = 0
    for start in range(0, len(rows), BATCH):
        created += await _batch(graph, what, rows[start : start + BATCH])
    return created


async def unfilled(graph: Graph, *, rows: Sequence[dict[str, str]]) -> list[Row]:
    """Which of these (name, version) still are placeholders."""
    found: list[Row] = []
    for start in range(0, len(rows), BATCH):
        found += await graph.rows("import.unfilled", rows=list(rows[start : start + BATCH]))
    return found


async def assets_by_hash(graph: Graph, *, hashes: Sequence[str]) -> dict[str, list[Registered]]:
    """The registered assets of bytes whose hash begins so; those that are current first."""
    found: dict[str, list[Registered]] = {}
    for start in range(0, len(hashes), BATCH):
        rows = [
            {"hash": one, "may_be_of_tensors": len(one) == TENSOR_DIGITS}
            for one in hashes[start : start + BATCH]
        ]
        for row in await graph.rows("import.assets_by_hash", rows=rows):
            asset = Registered(row["name"], row["version"], row["asset_type"])
            found.setdefault(row["hash"], []).append(asset)
    return found


async def assets_named(graph: Graph, *, keys: Sequence[AssetKey]) -> dict[AssetKey, Row]:
    """What is there of these names and versions, an ``unversioned`` one being what its line has."""
    found: dict[AssetKey, Row] = {}
    for start in range(0, len(keys), BATCH):
        rows = [key._asdict() for key in keys[start : start + BATCH]]
        for row in await graph.rows("import.assets_named", rows=rows):
            found[AssetKey(row["name"], row["version"])] = row
    return found


async def receipts_there(graph: Graph, *, request_keys: Sequence[str]) -> set[str]:
    """Which of these keys a receipt bears already."""
    rows = await graph.rows("import.receipts_there", request_keys=list(request_keys))
    return {row["request_key"] for row in rows}


async def _batch(graph: Graph, what: Part, rows: Sequence[Any]) -> int:
    async def write(tx: Transaction) -> int:
        row = await tx.row(f"import.{what}", rows=list(rows), now=now())
        return row["created"] if row else 0

    return await graph.write(write, name=f"import.{what}")


async def lookup(graph: Graph, *, rows: Sequence[dict[str, Any]]) -> list[Row]:
    """What the registry knows of each of these names, in their order."""
    return await graph.rows("import.lookup", rows=list(rows))

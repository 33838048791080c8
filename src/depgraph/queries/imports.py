"""The batches of an import. Each is one transaction, and the same again when repeated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from depgraph.clock import now
from depgraph.graph import Graph, Row, Transaction

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


async def _batch(graph: Graph, what: Part, rows: Sequence[Any]) -> int:
    async def write(tx: Transaction) -> int:
        row = await tx.row(f"import.{what}", rows=list(rows), now=now())
        return row["created"] if row else 0

    return await graph.write(write, name=f"import.{what}")


async def lookup(graph: Graph, *, rows: Sequence[dict[str, Any]]) -> list[Row]:
    """What the registry knows of each of these names, in their order."""
    return await graph.rows("import.lookup", rows=list(rows))

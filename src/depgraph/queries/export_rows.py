"""What exporters are given, read in batches that each are one query."""

from __future__ import annotations

from typing import Any

from depgraph.errors import NotFound
from depgraph.export import Edge, Node
from depgraph.export.document import key_of, kind_of, properties
from depgraph.graph import Graph, Row

START = ""
"""Comes before every key."""


async def asset_keys(graph: Graph, *, after: str, limit: int) -> list[str]:
    """The next assets behind the key ``after``."""
    rows = await graph.rows("graph.asset_keys", after=key_of(after), limit=limit)
    return [row["key"] for row in rows]


async def entity_keys(graph: Graph, *, after: str, limit: int) -> list[str]:
    """The next entities behind the key ``after``."""
    return [row["key"] for row in await graph.rows("graph.entity_keys", after=after, limit=limit)]


async def project_keys(graph: Graph, *, project_id: str) -> list[str]:
    """What a project holds, and what that uses. Raises NotFound."""
    rows = await graph.rows("graph.project_keys", project_id=project_id)
    if not rows:
        raise NotFound("project", project_id)
    return [row["key"] for row in rows]


async def nodes(graph: Graph, *, keys: list[str], until: str) -> list[Node]:
    """The nodes with these keys that were there at ``until``, in the order of their keys."""
    rows = await graph.rows("graph.nodes", until=until, **_split(keys))
    return [Node(row["key"], row["kind"], row["name"], properties(row["properties"])) for row in rows]


async def edges(graph: Graph, *, keys: list[str], until: str) -> list[Edge]:
    """The edges that begin at these nodes, in a stable order."""
    return [_edge(row) for row in await graph.rows("graph.edges", until=until, **_split(keys))]


def _split(keys: list[str]) -> dict[str, Any]:
    return {
        "asset_ids": [key_of(key) for key in keys if kind_of(key) == "asset"],
        "entity_keys": [key for key in keys if kind_of(key) != "asset"],
    }


def _edge(row: Row) -> Edge:
    found = row["edge_row"]
    more = {name: row[name] for name in ("note_text", "created_at")}
    return Edge(
        id=found["id"],
        source=found["source"],
        target=found["target"],
        type=found["type"],
        role=found["role"],
        weight=found["weight"],
        properties=properties({"severity": found["severity"], **more}),
        source_name=row["source_name"],
        target_name=row["target_name"],
    )

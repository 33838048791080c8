"""The asset that a person means."""

from __future__ import annotations

from depgraph.errors import NotFound
from depgraph.graph import Graph
from depgraph.models.base import nfc


async def resolve(graph: Graph, *, reference: str) -> str:
    """The id for an id, a line's name (its current version), or ``name@version``. Raises NotFound."""
    wanted = nfc(reference)
    name, _, version = wanted.rpartition("@")
    rows = await graph.rows("asset.resolve", reference=wanted, name=name, version=version)
    if rows[0]["asset_id"] is None:
        raise NotFound("asset", reference, hint="Name an id, a line's name, or name@version.")
    return rows[0]["asset_id"]

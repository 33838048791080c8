"""The asset that a person means."""

from __future__ import annotations

from dataclasses import dataclass

from depgraph.errors import NotFound
from depgraph.graph import Graph
from depgraph.models.base import nfc


@dataclass(frozen=True, slots=True)
class Meant:
    """The asset that was found, and other versions in use: newest first, at most 5."""

    id: str
    name: str
    version: str
    others_in_use: list[str]

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


async def resolve(graph: Graph, *, reference: str) -> Meant:
    """By an id, a line's name (its current version), or ``name@version``. Raises NotFound."""
    wanted = nfc(reference)
    name, _, version = wanted.rpartition("@")
    rows = await graph.rows("asset.resolve", reference=wanted, name=name, version=version)
    found = rows[0]
    if found["asset_id"] is None:
        raise NotFound(
            "asset", reference,
            hint="Name an id, a line's name as it is written there, or name@version; "
            "GET /api/assets?name=… finds a part of a name in any case.",
        )  # fmt: skip
    return Meant(found["asset_id"], found["asset_name"], found["asset_version"], found["others_in_use"])

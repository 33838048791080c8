"""Features: the known switches, and how they are set in the database."""

from __future__ import annotations

from typing import Any

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.features import KNOWN, Feature
from depgraph.paging import Window
from depgraph.queries.outcome import Outcome


async def list_features(graph: Graph, *, window: Window) -> Page[Feature]:
    """Every known switch, by name."""
    stored = {row["name"]: row for row in await graph.rows("feature.list", names=sorted(KNOWN))}
    every = [_feature(name, stored.get(name)) for name in sorted(KNOWN)]
    return window.page(every[window.offset : window.offset + window.limit], len(every))


async def put(tx: Transaction, *, name: str, enabled: bool) -> Outcome[Feature]:
    """Set a switch. Raises NotFound for one that the service does not know."""
    if name not in KNOWN:
        raise NotFound("feature", name, hint=f"Known are: {', '.join(sorted(KNOWN))}.")
    return Outcome(_feature(name, await tx.row("feature.put", name=name, enabled=enabled, now=now())))


def _feature(name: str, row: dict[str, Any] | None) -> Feature:
    known = KNOWN[name]
    return Feature(
        name=name,
        enabled=row["enabled"] if row else known.default,
        default=known.default,
        description=known.description,
        updated_at=row["updated_at"] if row else None,
    )

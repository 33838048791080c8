"""Asset types and statuses: types are data, not code."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.graph import Graph, Transaction
from depgraph.models.assets import AssetStatus, AssetType, NewAssetType
from depgraph.models.base import Page
from depgraph.paging import Window
from depgraph.queries.outcome import Outcome


async def list_types(graph: Graph, *, window: Window) -> Page[AssetType]:
    """Every type, by name."""
    row = (await graph.rows("asset_type.list", **window.params))[0]
    return window.page([AssetType.model_validate(item) for item in row["items"]], row["total"])


async def list_statuses(graph: Graph, *, window: Window) -> Page[AssetStatus]:
    """Every status, by name."""
    row = (await graph.rows("asset_type.statuses", **window.params))[0]
    return window.page([AssetStatus.model_validate(item) for item in row["items"]], row["total"])


async def add(tx: Transaction, *, new: NewAssetType) -> Outcome[AssetType]:
    """Add a type; one that is there already is the same again."""
    row = await tx.row("asset_type.add", name=new.name, description=new.description, now=now())
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    return Outcome(AssetType.model_validate(row["type"]), 201 if row["created"] else 200)

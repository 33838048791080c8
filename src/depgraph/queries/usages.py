"""What segments were made from: usages, and the labels of inputs that follow what is current."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.staleness import UsageFilter, UsedSegment
from depgraph.paging import Window


async def versions_changed(tx: Transaction, *, name: str, hashes: Iterable[str | None] = ()) -> None:
    """Say of every input that it touches what a change in this locked line makes of it.

    ``hashes`` are the contents that versions got or lost by it. Comes last of all that the write does to
    the line: it looks at what is there.
    """
    contents = sorted({one for one in hashes if one is not None})
    await tx.row("input.mark", name=name, hashes=contents)


async def rewrite(tx: Transaction, *, scene_ids: Iterable[str] = (), segment_ids: Iterable[str] = ()) -> None:
    """What segments, and those of scenes, count in and were made from, anew from their receipts."""
    lists = {"scene_ids": sorted(scene_ids), "segment_ids": sorted(segment_ids)}
    row = await tx.row("usage.rewrite", lists=lists)
    if row and row["lacking"]:
        await complete(tx, lacking=row["lacking"])
    await close(tx, left=row["left_usages"] if row else [])


async def close(tx: Transaction, *, left: Sequence[str]) -> None:
    """Of these usages, those that no segment uses any more go."""
    if left:
        await tx.row("usage.close", lists={"usage_keys": sorted(left)})


async def lock_moving(
    tx: Transaction, *, project_id: str | None, scene_id: str = "", character_id: str = ""
) -> None:
    """Hold the scenes that come into another project, and their segments, before anything else is held."""
    await tx.row(
        "scene.lock_moving", scene_id=scene_id, character_id=character_id, project_id=project_id or ""
    )


async def complete(tx: Transaction, *, lacking: Sequence[str]) -> None:
    """Make the usages that these segments, locked before, are the first of their projects to have."""
    segment_ids = sorted(lacking)
    await tx.row("usage.open", lists={"segment_ids": segment_ids})
    await tx.row("usage.rewrite", lists={"scene_ids": [], "segment_ids": segment_ids})


async def of_asset(graph: Graph, *, asset_id: str, which: UsageFilter, window: Window) -> Page[UsedSegment]:
    """The segments that were made from an asset, newest first. Raises NotFound."""
    rows = await graph.rows(
        "usage.of_asset",
        asset_id=asset_id,
        versions=which.versions,
        version=which.version or "",
        **window.params,
    )
    if not rows:
        raise NotFound("asset", asset_id)
    return window.page([UsedSegment.model_validate(item) for item in rows[0]["items"]], rows[0]["total"])

"""Segments: the outputs of a scene."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.entities import NewSegment, Segment
from depgraph.paging import Window
from depgraph.queries import entities, usages
from depgraph.queries.entities import Parents
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, segment_id: str) -> Segment:
    """One segment. Raises NotFound."""
    return entities.one(await graph.rows("segment.get", id=segment_id), Segment, "segment", segment_id)


async def list_segments(graph: Graph, *, parents: Parents, window: Window) -> Page[Segment]:
    """The segments of a scene, scene type or project in their order, or all by their ids."""
    if not any(parents.values()):
        return await list_all(graph, window=window)
    return await list_below(graph, parents=parents, window=window)


async def list_all(graph: Graph, *, window: Window) -> Page[Segment]:
    """All segments by their ids."""
    return entities.page(await graph.rows("segment.list", **window.params), Segment, window)


async def list_below(graph: Graph, *, parents: Parents, window: Window) -> Page[Segment]:
    """The segments below every one of the parents, in the order of their scene."""
    rows = await graph.rows("segment.list_below", **entities.below(parents), **window.params)
    return entities.page(rows, Segment, window)


async def save(tx: Transaction, *, segment_id: str, new: NewSegment) -> Outcome[Segment]:
    """Create or replace a segment. Raises NotFound for its scene."""
    row = await tx.row(
        "segment.save",
        id=segment_id,
        key=entities.key("segment", segment_id),
        name=new.name,
        scene_id=new.scene_id,
        sequence_index=new.sequence_index,
        now=now(),
    )
    if row is None:
        raise NotFound("scene", new.scene_id)
    if row["moved"]:
        await usages.rewrite(tx, segment_ids=[segment_id])
    saved = await tx.rows("segment.get", id=segment_id)
    return entities.saved(
        entities.one(saved, Segment, "segment", segment_id), "segment", segment_id, created=row["created"]
    )

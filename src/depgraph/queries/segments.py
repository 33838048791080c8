"""Segments: the outputs of a scene."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.entities import NewSegment, Segment
from depgraph.paging import Window
from depgraph.queries import entities
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, segment_id: str) -> Segment:
    """One segment. Raises NotFound."""
    return entities.one(await graph.rows("segment.get", id=segment_id), Segment, "segment", segment_id)


async def list_segments(
    graph: Graph, *, scene_id: str | None, scene_type_id: str | None, project_id: str | None, window: Window
) -> Page[Segment]:
    """Segments in their order, of one scene, scene type or project, or all."""
    rows = await graph.rows(
        "segment.list",
        **entities.below({"scene": scene_id, "scene_type": scene_type_id, "project": project_id}),
        **window.params,
    )
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
    saved = await tx.rows("segment.get", id=segment_id)
    return entities.saved(
        entities.one(saved, Segment, "segment", segment_id), "segment", segment_id, created=row["created"]
    )

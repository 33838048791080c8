"""Routes of contract section 4: segments."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.filters import Parent
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.base import Identifier, Page
from depgraph.models.entities import NewSegment, Removed, Segment
from depgraph.queries import entities, segments

router = APIRouter(prefix="/api/segments", tags=["entities"], route_class=IdentRoute, responses=RESPONSES)


@router.get("")
async def list_segments(
    db: Db,
    window: PageWindow,
    scene_id: Parent = None,
    scene_type_id: Parent = None,
    project_id: Parent = None,
) -> Page[Segment]:
    """Segments in the order of their scene; without a parent all of them, by their ids."""
    return await segments.list_segments(
        db,
        parents={"scene": scene_id, "scene_type": scene_type_id, "project": project_id},
        window=window,
    )


@router.get("/{segment_id}")
async def get_segment(segment_id: Identifier, db: Db) -> Segment:
    """One segment."""
    return await segments.get(db, segment_id=segment_id)


@router.put("/{segment_id}", responses={201: {"model": Segment, "description": "It is new"}})
async def save_segment(segment_id: Identifier, body: NewSegment, write: Change) -> Segment:
    """Create or replace a segment."""
    return await write(Segment, segments.save, segment_id=segment_id, new=body)


@router.delete("/{segment_id}", status_code=204)
async def delete_segment(segment_id: Identifier, write: Change) -> None:
    """Delete a segment; its receipts stay readable by their ids."""
    await write(Removed, entities.delete, kind="segment", entity_id=segment_id)

"""Routes of contract section 8: pictures of a part of the graph."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from depgraph.api.deps import Db
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.base import PathId
from depgraph.models.graph_views import MAX_HOPS, MAX_NODES, GraphView, Kind
from depgraph.queries import graph_views
from depgraph.queries.graph_views import Reach

router = APIRouter(prefix="/api", tags=["graph"], route_class=StrictRoute, responses=RESPONSES)
Hops = Annotated[int, Query(ge=0, le=MAX_HOPS)]


async def _reach(
    up: Annotated[Hops, Query(description="Steps towards what the centre uses")] = 1,
    down: Annotated[Hops, Query(description="Steps towards what uses the centre")] = 1,
    limit: Annotated[
        int, Query(ge=1, le=MAX_NODES, description="Nodes at most; the nearest come first")
    ] = 300,
) -> Reach:
    return Reach(up, down, limit)


Around = Annotated[Reach, Depends(_reach)]


@router.get("/assets/{asset_id}/graph")
async def graph_of_asset(asset_id: PathId, reach: Around, db: Db) -> GraphView:
    """What is around an asset: nodes by distance, the edges between them, pair notes included."""
    return await graph_views.view(db, kind="asset", ident=asset_id, reach=reach)


@router.get("/graph")
async def graph_around(
    center_type: Kind,
    center_id: Annotated[PathId, Query(description="The id within its kind")],
    reach: Around,
    db: Db,
) -> GraphView:
    """What is around an asset or an entity."""
    return await graph_views.view(db, kind=center_type, ident=center_id, reach=reach)

"""Routes of contract section 5: ratings and recommendations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.base import PathId
from depgraph.models.ratings import NewRating, Rating, Ratings
from depgraph.models.recommendations import Recommendation
from depgraph.queries import ratings

router = APIRouter(prefix="/api/assets", tags=["ratings"], route_class=StrictRoute, responses=RESPONSES)


@router.put("/{asset_id}/rating", responses={201: {"model": Rating, "description": "The reviewer's first"}})
async def rate_asset(asset_id: PathId, body: NewRating, write: Change) -> Rating:
    """One rating of each reviewer, replaced when it comes again; one more may be without a name."""
    return await write(Rating, ratings.put, asset_id=asset_id, new=body)


@router.get("/{asset_id}/ratings")
async def list_ratings(asset_id: PathId, db: Db, window: PageWindow) -> Ratings:
    """The asset's ratings, newest first, with their average and histogram."""
    return await ratings.list_ratings(db, asset_id=asset_id, window=window)


@router.get("/{asset_id}/recommendations")
async def recommend(
    asset_id: PathId, db: Db, limit: Annotated[int, Query(ge=1, le=50, description="Rows at most")] = 10
) -> list[Recommendation]:
    """Assets that scene types and completed receipts use together with this one, most often first."""
    return await ratings.recommendations(db, asset_id=asset_id, limit=limit)

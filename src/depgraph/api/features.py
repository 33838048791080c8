"""Routes of contract section 2: features."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.base import Page, PathId
from depgraph.models.features import Feature, FeatureChange
from depgraph.queries import features

router = APIRouter(prefix="/api/features", tags=["service"], route_class=StrictRoute, responses=RESPONSES)


@router.get("")
async def list_features(db: Db, window: PageWindow) -> Page[Feature]:
    """Every switch, by name."""
    return await features.list_features(db, window=window)


@router.put("/{name}")
async def set_feature(name: PathId, body: FeatureChange, write: Change) -> Feature:
    """Turn a switch; it acts at once, in every instance of the service."""
    return await write(Feature, features.put, name=name, enabled=body.enabled)
